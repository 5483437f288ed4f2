import { LRUCache } from 'lru-cache'
import { sha256 } from '../../domain/digest.ts'
import { AppError } from '../../domain/errors.ts'
import { partOf, type Parts, type Split } from '../../format/edge.ts'
import type { IndexFiles, OpenFile } from '../../format/open.ts'

/** The part of Cloudflare's assets binding that we use. */
export interface Assets {
  fetch(request: Request): Promise<Response>
}

/** Bytes of an opened file's parts to keep for the next slice: answers are often read again. */
const REMEMBERED_BYTES = 8 * 1024 * 1024

/**
 * The files of an index among a Worker's assets. Packed parts are read one by one: `read` joins
 * them, and an opened file reads only those that a slice overlaps. A missing file or part is null;
 * one whose length differs from the packed one throws `index_damaged`.
 */
export function assetFiles(assets: Assets, parts: Parts): IndexFiles {
  async function readAsset(path: string) {
    const address = new URL(encodeURI(path), 'https://assets.invalid/')
    const response = await assets.fetch(new Request(address))
    return response.ok ? bytesOf(response, path) : null
  }

  async function readPart(path: string, split: Split, n: number) {
    const bytes = await readAsset(partOf(path, n))
    const expected = Math.min(split.partBytes, split.bytes - n * split.partBytes)
    if (bytes !== null && bytes.length !== expected) {
      throw new AppError(
        'index_damaged',
        `The asset ${partOf(path, n)} has ${bytes.length} bytes, and ${expected} were packed. ` +
          'Deploy with `npm run deploy`.',
      )
    }
    return bytes
  }

  /** One part after the other: a Worker has little memory for the result. */
  async function readSplit(path: string, split: Split) {
    const whole = new Uint8Array(split.bytes)
    for (let n = 0; n * split.partBytes < split.bytes; n++) {
      const part = await readPart(path, split, n)
      if (part === null) return null
      whole.set(part, n * split.partBytes)
    }
    return whole
  }

  function openSplit(path: string, split: Split): OpenFile {
    // Bytes, not promises: a request must not await another request's promise.
    const recent = new LRUCache<number, Uint8Array<ArrayBuffer>>({
      maxSize: Math.max(REMEMBERED_BYTES, split.partBytes),
      sizeCalculation: ({ length }) => length,
    })

    async function part(n: number) {
      const found = recent.get(n) ?? (await readPart(path, split, n))
      if (found === null) {
        throw new AppError(
          'index_damaged',
          `The asset ${partOf(path, n)} is missing. Deploy with \`npm run deploy\`.`,
        )
      }
      recent.set(n, found)
      return found
    }

    return {
      async slice(start, end) {
        const last = Math.min(end, split.bytes)
        const bytes = new Uint8Array(Math.max(0, last - start))
        for (let at = start; at < last;) {
          const n = Math.floor(at / split.partBytes)
          const from = at - n * split.partBytes
          const piece = (await part(n)).subarray(from, from + last - at)
          bytes.set(piece, at - start)
          at += piece.length
        }
        return bytes
      },
      async close() {},
    }
  }

  const read = (path: string) =>
    parts[path] === undefined ? readAsset(path) : readSplit(path, parts[path])

  return {
    read,
    async readHashed(path) {
      const bytes = await read(path)
      return bytes === null ? null : { bytes, sha256: await sha256(bytes) }
    },
    async open(path) {
      if (parts[path] !== undefined) return openSplit(path, parts[path])
      const bytes = await readAsset(path)
      if (bytes === null) return null
      return { slice: async (start, end) => bytes.slice(start, end), close: async () => {} }
    },
  }
}

/** workerd's extension of readers: filling a given buffer. */
interface FillingReader {
  readAtLeast(
    least: number,
    into: Uint8Array<ArrayBuffer>,
  ): Promise<{ value?: Uint8Array<ArrayBuffer> }>
  read(into: Uint8Array<ArrayBuffer>): Promise<{ done: boolean }>
}

const canFill = 'readAtLeast' in ReadableStreamBYOBReader.prototype

/**
 * Directly into a buffer of its size if possible: `arrayBuffer` assembles a large asset from small
 * pieces, which takes half as long again.
 */
async function bytesOf(response: Response, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { headers, body } = response
  const size = headers.has('content-encoding') ? 0 : Number(headers.get('content-length'))
  if (!canFill || body === null || !(size > 0)) return new Uint8Array(await response.arrayBuffer())
  const reader = body.getReader({ mode: 'byob' }) as unknown as FillingReader
  const { value } = await reader.readAtLeast(size, new Uint8Array(size))
  const { done } = await reader.read(new Uint8Array(1))
  if (value?.length === size && done) return value
  throw new AppError(
    'index_damaged',
    `The asset ${path} has not the ${size} bytes that were announced. Deploy with \`npm run ` +
      'deploy`.',
  )
}
