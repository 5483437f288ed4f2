import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LocalIndex } from 'vectra'
import { sha256 } from '../../../src/domain/digest.ts'
import { AppError } from '../../../src/domain/errors.ts'
import { generationOf, type Manifest } from '../../../src/format/manifest.ts'
import { VECTORS, type IndexFiles } from '../../../src/format/open.ts'
import { indexFolder } from '../../../src/store/folder/folder.ts'
import { memoryStore } from '../../../src/store/memory.ts'
import { readVectra, writeVectra } from '../../../src/store/vectra/vectra.ts'
import { byDocument, int8Of, type Int8Vectors } from '../../../src/vectors/int8.ts'
import { describeStore } from '../../contracts/store.contract.ts'
import { readConfig } from '../../../src/config.ts'
import { sharedModel } from '../../support/shared-model.ts'

const entries = [
  { paragraphId: '2022D1.1.p1', documentId: '2022D1', vector: new Float32Array([0.6, 0.8, 0]) },
  { paragraphId: '2022D1.3+4.p2', documentId: '2022D1', vector: new Float32Array([0, 0, 0]) },
  { paragraphId: 'é.1.p1', documentId: 'é', vector: new Float32Array([-1, 0, 0.1]) },
]
const vectors = int8Of(entries, 3)
const written = (given: Int8Vectors) => writeVectra([...byDocument(given).values()])

/** Reads bytes as the vectors' file of an index whose manifest has their digest. */
async function read(bytes: Uint8Array, dimensions = 3): Promise<Int8Vectors> {
  const copy = new Uint8Array(bytes)
  const digest = await sha256(copy)
  const manifest = { digest, files: { [VECTORS]: digest }, model: { dimensions } }
  const files = {
    readHashed: async () => ({ bytes: copy, sha256: digest }),
  } as unknown as IndexFiles
  return readVectra(manifest as unknown as Manifest, files)
}

describeStore(
  'memory, filled from a Vectra index',
  async (dimensions) => memoryStore(await read(writeVectra([]), dimensions)),
  { digits: 2 },
)

describe('the file of vectors', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-vectra-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('returns the rounded vectors, and their documents', async () => {
    expect(rowsOf(await read(written(vectors)))).toEqual(rowsOf(vectors))
  })

  it('is byte for byte the same after reading and writing', async () => {
    const bytes = written(vectors)
    expect(written(await read(bytes))).toEqual(bytes)
  })

  it('is, as committed, an index that Vectra’s LocalIndex opens', async () => {
    const { root, manifest, files } = indexFolder(join(import.meta.dirname, '../../../index'))
    const found = await manifest()
    const index = new LocalIndex(join(root, 'generations', generationOf(found)))
    expect(await index.isIndexCreated()).toBe(true)
    const store = memoryStore(await readVectra(found, files))
    expect(store.size).toBe(found.counts.paragraphs)
    const { embedder } = await sharedModel(readConfig({}).model)
    const questions = ['Wat doet de ambassade op Weibo?', 'EU sanctions', 'jeugdcriminaliteit']
    for (const query of await embedder.embed(questions, 'query')) {
      const theirs = await index.queryItems([...query], '', store.size)
      const ours = await store.nearest(query, { limit: store.size })
      expect(theirs.map(({ item }) => item.id)).toEqual(ours.map((match) => match.paragraphId))
      for (const [place, { score, item }] of theirs.entries()) {
        expect(Math.abs(score - ours[place]!.score)).toBeLessThan(1e-5)
        expect(item.id.startsWith(`${item.metadata['documentId']}.`)).toBe(true)
      }
    }
  })

  it('can be searched, filtered and added to in Vectra, zero vectors and all', async () => {
    await writeFile(join(folder, 'index.json'), written(vectors))
    const index = new LocalIndex(folder)
    const all = await index.queryItems([0.6, 0.8, 0], '', 3)
    expect(all.map(({ item }) => item.id)).toEqual(['2022D1.1.p1', '2022D1.3+4.p2', 'é.1.p1'])
    expect(all.map(({ score }) => Math.round(score * 100))).toEqual([100, 0, -60])
    const [own] = await index.queryItems([0.6, 0.8, 0], '', 1, { documentId: { $eq: 'é' } })
    expect(own!.item.id).toBe('é.1.p1')
    await index.insertItem({ id: 'b.1.p1', metadata: { documentId: 'b' }, vector: [0, 0, 127] })
    const again = await new LocalIndex(folder).queryItems([0, 0, 1], '', 1)
    expect(again[0]).toMatchObject({ item: { id: 'b.1.p1' }, score: 1 })
  })

  const json = (items: object[]) => new TextEncoder().encode(JSON.stringify({ version: 1, items }))
  const item = { id: 'a.1.p1', metadata: { documentId: 'a' }, vector: [1, 2, 3], norm: 1 }
  it.each([
    ['cut in the middle', written(vectors).slice(0, 100)],
    ['not JSON', new TextEncoder().encode('<html>not found</html>')],
    ['without items', new TextEncoder().encode('{}')],
    ['of vectors of another length', written(int8Of([{ ...entries[0]!, vector: unit(4) }], 4))],
    ['of an item without an id', json([{ ...item, id: '' }])],
    ['of an item of no document', json([{ ...item, metadata: {} }])],
    ['of floats', json([{ ...item, vector: [0.6, 0.8, 0] }])],
    ['of numbers beyond 8 bits', json([{ ...item, vector: [1, 2, 300] }])],
  ])('is refused with a remedy if %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'index_damaged',
      message: expect.stringContaining('npm run index'),
    })
  })

  it('is read or refused as damaged, whatever the bytes are', async () => {
    const bytes = written(vectors)
    const spoiled = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)).map(([at, value]) => bytes.with(at, value)),
      fc.nat(bytes.length).map((end) => bytes.slice(0, end)),
    )
    await fc.assert(
      fc.asyncProperty(spoiled, async (content) => {
        try {
          for (const { numbers } of rowsOf(await read(content))) expect(numbers.length).toBe(3)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect((error as AppError).code).toBe('index_damaged')
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

function unit(dimensions: number): Float32Array {
  return new Float32Array(dimensions).fill(1 / Math.sqrt(dimensions))
}

/** The stored part of each entry. */
function rowsOf({ paragraphIds, owners, documentIds, row }: Int8Vectors) {
  return paragraphIds.map((paragraphId, at) => ({
    ...{ paragraphId, documentId: documentIds[owners[at]!]!, numbers: [...row(at)] },
  }))
}
