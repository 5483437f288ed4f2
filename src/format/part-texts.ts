import { damaged } from './damage.ts'
import { fileOnDisk, type HeldFile, type HeldOptions } from './held-file.ts'
import { LINE_END, linesIn, type LineAt } from './text-lines.ts'

/** The lines of a part's file of texts. */
export interface PartTexts extends HeldFile {
  readonly lineAt: LineAt
}

/** Texts that are read as a whole. */
export function textsInMemory(read: () => Promise<Uint8Array>): PartTexts {
  let texts = new Uint8Array()
  let reading: Promise<void> | undefined
  return {
    lineAt: linesIn(() => texts),
    whole: () =>
      (reading ??= read().then((bytes) => {
        texts = bytes as Uint8Array<ArrayBuffer>
      })),
    async hold() {},
    async close() {},
  }
}

/** Bytes that are read at a time: the texts of some answers, which are often read in a row. */
const BLOCK = 8_192

/**
 * Texts that stay on disk: those of a large index would take a third of its memory, and the system
 * keeps what is read often. Every text that is shown is compared with its source anyway.
 */
export function textsOnDisk(options: HeldOptions): PartTexts {
  const file = fileOnDisk(options)
  let block = new Uint8Array(BLOCK)
  /** where `block` begins in the file, and how much of it is filled */
  let [from, filled] = [0, 0]

  function fill(start: number): void {
    filled = file.fill(block, start)
    from = start
  }

  return {
    lineAt(start) {
      for (;;) {
        const place = start - from
        if (place >= 0 && place < filled) {
          const end = block.subarray(0, filled).indexOf(LINE_END, place)
          if (end >= 0) return block.subarray(place, end)
          if (place === 0) {
            if (filled < block.length) throw damaged('texts of it are cut off')
            block = new Uint8Array(4 * block.length)
          }
        }
        fill(start)
        if (filled === 0) throw damaged('texts of it are cut off')
      }
    },
    whole: file.whole,
    hold: file.hold,
    close: file.close,
  }
}
