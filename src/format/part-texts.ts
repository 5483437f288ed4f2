import { damaged } from './damage.ts'
import type { OpenFile } from './open.ts'
import { LINE_END, linesIn, type LineAt } from './text-lines.ts'

/** The lines of a part's file of texts. Libraries that share the part share them. */
export interface PartTexts {
  readonly lineAt: LineAt
  /** resolves once they have proved to be those of the index; throws `index_damaged` */
  whole(): Promise<void>
  /** keeps the texts readable until a `close` for each call, even if their file is removed */
  hold(): Promise<void>
  close(): Promise<void>
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
export function textsOnDisk({
  open,
  expectWhole,
}: {
  readonly open: () => Promise<OpenFile | null>
  readonly expectWhole: () => Promise<void>
}): PartTexts {
  let file: OpenFile | null = null
  let opening: Promise<OpenFile | null> | undefined
  let holders = 0
  let whole: Promise<void> | undefined
  let block = new Uint8Array(BLOCK)
  /** where `block` begins in the file, and how much of it is filled */
  let [from, filled] = [0, 0]

  function fill(start: number): void {
    if (file === null) throw damaged('texts of it are closed')
    filled = file.fillNow!(block, start)
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
    whole: () => (whole ??= expectWhole()),
    async hold() {
      holders++
      file = await (opening ??= open())
      if (file === null) throw damaged('texts of it are missing')
    },
    async close() {
      if (--holders > 0) return
      const closing = opening
      file = null
      opening = undefined
      await (await closing)?.close()
    },
  }
}
