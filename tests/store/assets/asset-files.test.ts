import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOf } from '../../../src/format/edge.ts'
import { assetFiles } from '../../../src/store/assets/asset-files.ts'

/** Assets in memory; `asked` counts the reads. */
function assetsOf(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) {
  const asked: string[] = []
  return {
    asked,
    async fetch(request: Request) {
      const path = decodeURI(new URL(request.url).pathname).slice(1)
      asked.push(path)
      const bytes = files.get(path)
      return bytes === undefined ? new Response('', { status: 404 }) : new Response(bytes)
    },
  }
}

function packed(bytes: Uint8Array<ArrayBuffer>, partBytes: number) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (let n = 0; n * partBytes < bytes.length; n++) {
    files.set(partOf('a b', n), bytes.slice(n * partBytes, (n + 1) * partBytes))
  }
  return { files, parts: { 'a b': { bytes: bytes.length, partBytes } } }
}

describe('a file in parts', () => {
  it('reads as a whole, and in any slice', async () => {
    const cases = fc.record({
      bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }),
      partBytes: fc.integer({ min: 1, max: 60 }),
      start: fc.nat(220),
      length: fc.nat(120),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ bytes: given, partBytes, start, length }) => {
        const bytes = new Uint8Array(given)
        const { files, parts } = packed(bytes, partBytes)
        const opened = assetFiles(assetsOf(files), parts)
        expect(await opened.read('a b')).toEqual(bytes)
        const file = (await opened.open('a b'))!
        expect(await file.slice(start, start + length)).toEqual(bytes.slice(start, start + length))
      }),
    )
  })

  it('is read no further than a slice needs, and once', async () => {
    const { files, parts } = packed(new Uint8Array(100).fill(7), 10)
    const assets = assetsOf(files)
    const file = (await assetFiles(assets, parts).open('a b'))!
    await file.slice(15, 25)
    await file.slice(11, 29)
    expect(assets.asked).toEqual(['a b.1', 'a b.2'])
  })

  it('is missing if a part is, and damaged if a part is shorter', async () => {
    const { files, parts } = packed(new Uint8Array(100).fill(7), 10)
    const { read, open } = assetFiles(assetsOf(files), parts)
    files.delete('a b.4')
    expect(await read('a b')).toBe(null)
    const file = (await open('a b'))!
    await expect(file.slice(35, 45)).rejects.toMatchObject({ code: 'index_damaged' })
    files.set('a b.4', new Uint8Array(9))
    await expect(read('a b')).rejects.toMatchObject({
      code: 'index_damaged',
      message: expect.stringMatching(/a b\.4 has 9 bytes, and 10/),
    })
  })
})
