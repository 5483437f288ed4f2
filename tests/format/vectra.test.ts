import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LocalIndex } from 'vectra'
import { AppError } from '../../src/domain/errors.ts'
import { int8Of, type Int8Vectors } from '../../src/vectors/int8.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { generationOf } from '../../src/format/manifest.ts'
import { VECTORS } from '../../src/format/open.ts'
import { itemsByDocument, readVectraFile } from '../../src/format/vectra-file.ts'
import { int8Codec, writeVectraFile } from '../../src/format/vectra.ts'
import { bundledModel } from '../support/kamerqa.ts'
import { describeStore } from '../contracts/store.contract.ts'

const entries = [
  { paragraphId: '2022D1.1.p1', documentId: '2022D1', vector: new Float32Array([0.6, 0.8, 0]) },
  { paragraphId: '2022D1.3+4.p2', documentId: '2022D1', vector: new Float32Array([0, 0, 0]) },
  { paragraphId: 'é.1.p1', documentId: 'é', vector: new Float32Array([-1, 0, 0.1]) },
]

describeStore(
  'memory, filled from a Vectra file',
  async (dimensions) => memoryStore(readVectraFile(writeVectraFile([]), dimensions)),
  { digits: 2 },
)

describe('the file of vectors', () => {
  const folders: string[] = []
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

  async function folder(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'letterlijk-vectra-'))
    folders.push(made)
    return made
  }

  it('gives back what was rounded, and where it belongs', () => {
    expect(rowsOf(readVectraFile(writeVectraFile(entries), 3))).toEqual(rowsOf(int8Of(entries, 3)))
  })

  it('is the same bytes each time, and when what was read is written again', () => {
    const bytes = writeVectraFile(entries)
    expect(writeVectraFile(entries)).toEqual(bytes)
    const again = int8Codec.serializeIndex(int8Codec.deserializeIndex(Buffer.from(bytes)))
    expect(new Uint8Array(again)).toEqual(bytes)
  })

  it('one after another is one file with the entries of all', () => {
    const pieces = entries.map((entry) => writeVectraFile([entry]))
    const rows = rowsOf(readVectraFile(Buffer.concat(pieces), 3))
    expect(rows).toEqual(rowsOf(int8Of(entries, 3)))
  })

  it("tells where each document's items stand, so that they can be taken over as bytes", () => {
    const bytes = writeVectraFile(entries)
    const found = itemsByDocument(bytes)
    expect(found.map(({ documentId }) => documentId)).toEqual(['2022D1', 'é'])
    const own = found.map(({ start, end }) => readVectraFile(bytes.slice(start, end), 3))
    expect(own.flatMap(rowsOf)).toEqual(rowsOf(int8Of(entries, 3)))
  })

  it("is an index that Vectra's own LocalIndex opens, with the cosines of the store", async () => {
    const { root, manifest, files } = indexFolder(join(import.meta.dirname, '../../index'))
    const { model, ...found } = await manifest()
    const generation = `generations/${generationOf(found)}`
    const index = new LocalIndex(join(root, generation), undefined, undefined, int8Codec)
    expect(index.indexName).toBe(VECTORS)
    const bytes = (await files.read(`${generation}/${VECTORS}`))!
    const store = memoryStore(readVectraFile(bytes, model.dimensions))
    expect(store.size).toBe(found.counts.paragraphs)
    const questions = ['Wat doet de ambassade op Weibo?', 'EU sanctions', 'jeugdcriminaliteit']
    for (const query of await bundledModel().embedder.embed(questions, 'query')) {
      const theirs = await index.queryItems([...query], '', store.size)
      const ours = await store.nearest(query, { limit: store.size })
      expect(theirs.map(({ item }) => item.id)).toEqual(ours.map((match) => match.paragraphId))
      for (const [place, { score, item }] of theirs.entries()) {
        expect(Math.abs(score - ours[place]!.score)).toBeLessThan(1e-5)
        expect(item.id.startsWith(`${item.metadata['documentId']}.`)).toBe(true)
      }
    }
  })

  it("is what Vectra's own LocalIndex writes, with any metadata", async () => {
    const root = await folder()
    const index = new LocalIndex(root, undefined, undefined, int8Codec)
    await index.createIndex({ version: 1, metadata_config: { indexed: ['page', 'final'] } })
    const metadata = { documentId: 'é', page: 2.5, final: false, not: 'indexed' }
    await index.insertItem({ id: 'é.1.p1', metadata, vector: [-2, 0, 0.2] })
    const opened = new LocalIndex(root, undefined, undefined, int8Codec)
    const [match] = await opened.queryItems([-1, 0, 0.1], '', 1, { page: { $gt: 2 } })
    expect(match!.item).toMatchObject({ id: 'é.1.p1', metadata })
    expect(match!.score).toBeCloseTo(1, 4)
  })

  it.each([
    ['cut in the middle', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    ['not protobuf', () => new TextEncoder().encode('<html>not found</html>')],
    ['of vectors of another length', () => writeVectraFile([{ ...entries[0]!, vector: unit(4) }])],
    ['of an item without an id', () => writeVectraFile([{ ...entries[0]!, paragraphId: '' }])],
  ])('is refused with a remedy when %s', (_, spoil) => {
    expect(() => readVectraFile(spoil(writeVectraFile(entries)), 3)).toThrow(/npm run index/)
  })

  it('is read or refused as damaged, whatever the bytes are', () => {
    const bytes = writeVectraFile(entries)
    const spoiled = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)).map(([at, value]) => bytes.with(at, value)),
      fc.nat(bytes.length).map((end) => bytes.slice(0, end)),
    )
    fc.assert(
      fc.property(spoiled, (content) => {
        try {
          for (const { numbers } of rowsOf(readVectraFile(content, 3))) {
            expect(numbers.length).toBe(3)
          }
          itemsByDocument(content)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect((error as AppError).code).toBe('index_damaged')
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

function unit(dimensions: number): Float32Array {
  return new Float32Array(dimensions).fill(1 / Math.sqrt(dimensions))
}

/** What is kept of each entry. */
function rowsOf({ paragraphIds, owners, documentIds, row }: Int8Vectors) {
  return paragraphIds.map((paragraphId, at) => ({
    ...{ paragraphId, documentId: documentIds[owners[at]!]!, numbers: [...row(at)] },
  }))
}
