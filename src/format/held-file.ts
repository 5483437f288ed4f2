import { damaged } from './damage.ts'
import type { OpenFile } from './open.ts'

/** A file of a part. Libraries that share the part share it. */
export interface HeldFile {
  /** resolves once it has proved to be that of the index; throws `index_damaged` */
  whole(): Promise<void>
  /** keeps it readable until a `close` for each call, even if it is removed */
  hold(): Promise<void>
  close(): Promise<void>
}

export interface HeldOptions {
  readonly open: () => Promise<OpenFile | null>
  readonly expectWhole: () => Promise<void>
}

/** A file that stays on disk while it is held. */
export interface FileOnDisk extends HeldFile {
  /** reads from a place without waiting; returns the number of bytes, fewer if the file ends */
  fill(bytes: Uint8Array<ArrayBuffer>, at: number): number
}

export function fileOnDisk({ open, expectWhole }: HeldOptions): FileOnDisk {
  let file: OpenFile | null = null
  let opening: Promise<OpenFile | null> | undefined
  let holders = 0
  let whole: Promise<void> | undefined

  return {
    fill(bytes, at) {
      if (file === null) throw damaged('a file of it is closed')
      return file.fillNow!(bytes, at)
    },
    whole: () => (whole ??= expectWhole()),
    async hold() {
      holders++
      file = await (opening ??= open())
      if (file === null) throw damaged('a file of it is missing')
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

/** Bytes for which there is room at first. */
const ROOM = 1 << 22

/** All bytes of a file, read without waiting. */
export function wholeFile({ fill }: Pick<FileOnDisk, 'fill'>): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(ROOM)
  for (let size = 0; ;) {
    const more = fill(bytes.subarray(size), size)
    size += more
    if (size < bytes.length) return bytes.slice(0, size)
    const larger = new Uint8Array(2 * bytes.length)
    larger.set(bytes)
    bytes = larger
  }
}
