import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSearchData, type SearchData } from '../../../src/format/search-data.ts'
import { indexFolder } from '../../../src/store/folder/folder.ts'
import { fileSha256 } from '../../../src/store/folder/read-files.ts'
import { hashesOf } from '../../../src/store/folder/hashing.ts'

const LARGE = 5 << 20

let folder: string
const contents = new Map<string, Buffer>()
const at = (name: string) => join(folder, name)
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-hashing-'))
  for (const [name, size] of [
    ['empty', 0],
    ['small', 12],
    ['large', LARGE],
    ['larger', 2 * LARGE + 1],
  ] as const) {
    contents.set(name, randomBytes(size))
    await writeFile(at(name), contents.get(name)!)
  }
})
afterAll(() => rm(folder, { recursive: true }))

it('reads and hashes files of any size, several at once', async () => {
  const { files } = indexFolder(folder)
  const found = await Promise.all([...contents.keys()].map((name) => files.readHashed(name)))
  for (const [place, bytes] of [...contents.values()].entries()) {
    expect(found[place]!.sha256).toBe(sha256(bytes))
    expect(Buffer.compare(found[place]!.bytes, bytes)).toBe(0)
  }
  expect(await files.readHashed('none')).toBe(null)
})

it('hashes many files, or large ones, in their order', async () => {
  const names = [...contents.keys()]
  const digests = [...contents.values()].map(sha256)
  expect(await hashesOf(names.map(at))).toEqual(digests)
  expect(await fileSha256(at('larger'))).toBe(digests[3])
  const many = Array.from({ length: 400 }, (_, n) => n % names.length)
  expect(await hashesOf(many.map((n) => at(names[n]!)))).toEqual(many.map((n) => digests[n]))
})

it('says which file is missing, and goes on with the other requests', async () => {
  const many = [...Array.from({ length: 400 }, () => at('small')), at('gone')]
  const [missing, there] = await Promise.allSettled([hashesOf(many), fileSha256(at('large'))])
  expect(missing).toMatchObject({
    status: 'rejected',
    reason: { code: 'ENOENT', message: expect.stringContaining('gone') },
  })
  expect(there).toEqual({ status: 'fulfilled', value: sha256(contents.get('large')!) })
})

describe('search data', () => {
  const data: SearchData = {
    fingerprint: 7,
    lengths: Uint32Array.of(3, 0, 900),
    stems: {
      keys: ['a', 'ë'.repeat(LARGE)],
      postings: {
        starts: Uint32Array.of(0, 2, 3),
        segments: Uint32Array.of(1, 400, 2),
        counts: Uint8Array.of(1, 2, 255),
      },
    },
    tokens: null,
  }

  it('are parsed in another thread, with the same result as in this one', async () => {
    const bytes = Buffer.from(writeSearchData(data))
    await writeFile(at('search'), bytes)
    const read = await indexFolder(folder).readSearchData('search')
    expect(read!.sha256).toBe(sha256(bytes))
    expect(read!.take()).toEqual(data)
  })

  it('that are invalid still have a digest, and fail when they are parsed', async () => {
    for (const name of ['small', 'large']) {
      const read = await indexFolder(folder).readSearchData(name)
      expect(read!.sha256).toBe(sha256(contents.get(name)!))
      expect(() => read!.take()).toThrow('The search data cannot be read')
    }
    expect(await indexFolder(folder).readSearchData('none')).toBe(null)
  })
})
