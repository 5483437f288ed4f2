import { mkdir, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { LEXICON, type Embedder } from '../../src/embed/embed.ts'
import { readPreviousIndex, type PreviousIndex } from '../../src/format/previous-index.ts'
import { buildIndex } from '../../src/ingest/build.ts'
import { dutchWords } from '../../src/ingest/parse/dictionary.ts'
import { readStoredVectors } from '../../src/open/vectors.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { writeVectra } from '../../src/store/vectra/vectra.ts'
import { inventDocument } from '../support/invent-document.ts'
import { indexWithShared, sharedModel } from '../support/shared-model.ts'
import { keyOf, rememberVectors } from '../../src/ingest/remember-vectors.ts'
import { openVectorJournal } from '../../src/store/folder/vector-journal.ts'
import { rounded } from '../../src/vectors/int8.ts'

const { embedder } = await sharedModel(readConfig({ MODEL: LEXICON }).model)
const texts = Array.from(
  { length: 40 },
  (_, nth) => `De minister stuurt brief ${nth} aan de Kamer.`,
)
const NOTHING = { get: () => undefined }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-journal-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Fails, as a killed process does, after embedding this many. */
function endingAfter(most: number): Embedder {
  let done = 0
  return {
    ...embedder,
    async embed(some, role) {
      done += some.length
      if (done > most) throw new Error('killed')
      return await embedder.embed(some, role)
    },
  }
}

const numbersOf = (vectors: readonly Float32Array[]) => vectors.map((each) => [...rounded(each)])

it('embeds nothing again that an interrupted run had embedded', async () => {
  const first = openVectorJournal(folder, embedder)
  const ended = rememberVectors(endingAfter(35), { journal: first, previous: NOTHING })
  await expect(ended.embedder.embed(texts, 'passage')).rejects.toThrow('killed')
  // A killed process closes nothing.
  const second = openVectorJournal(folder, embedder)
  const { embedder: again, embedded } = rememberVectors(embedder, {
    ...{ journal: second, previous: NOTHING },
  })
  const vectors = await again.embed(texts, 'passage')
  expect(ended.embedded()).toBe(32)
  expect(embedded()).toBe(texts.length - 32)
  expect(numbersOf(vectors)).toEqual(numbersOf(await embedder.embed(texts, 'passage')))
  for (const journal of [first, second]) journal.close()
})

it('drops an incomplete record, and another model’s vectors', async () => {
  const journal = openVectorJournal(folder, embedder)
  journal.keep([[keyOf('a'), new Int8Array(embedder.dimensions).fill(-7)]])
  journal.close()
  const path = join(folder, '.vectors')
  const { size } = await stat(path)
  const cut = openVectorJournal(folder, embedder)
  cut.keep([[keyOf('b'), new Int8Array(embedder.dimensions).fill(7)]])
  cut.close()
  await truncate(path, size + 10)
  const after = openVectorJournal(folder, embedder)
  expect(after.get(keyOf('a'))).toEqual(new Int8Array(embedder.dimensions).fill(-7))
  expect(after.get(keyOf('b'))).toBeUndefined()
  after.close()
  expect((await stat(path)).size).toBe(size)
  const other = openVectorJournal(folder, { ...embedder, digest: '0'.repeat(64) })
  expect(other.get(keyOf('a'))).toBeUndefined()
  other.close()
})

it('does not confuse a query with a passage', async () => {
  const journal = openVectorJournal(folder, embedder)
  journal.keep([[keyOf('brief'), new Int8Array(embedder.dimensions).fill(1)]])
  const { embedder: remembering } = rememberVectors(embedder, { journal, previous: NOTHING })
  expect(await remembering.embed(['brief'], 'query')).toEqual(
    await embedder.embed(['brief'], 'query'),
  )
  journal.close()
})

it('keeps the vectors of paragraphs that moved, and of a rebuilt index', async () => {
  const config = readConfig({ MODEL: LEXICON, INDEX_DIR: join(folder, 'index') })
  const input = join(folder, 'input')
  await mkdir(input)
  const text = inventDocument({ seed: 5 })
  await writeFile(join(input, 'a.txt'), text)
  await indexWithShared(config, [input])
  const { manifest, entries, documents } = await readPreviousIndex(
    await indexFolder(config.indexDir).manifest(),
    indexFolder(config.indexDir).files,
    readStoredVectors,
  )
  const input2 = { name: 'b.txt', sha256: '1'.repeat(64), metadata: null }
  const deps = {
    ...(await sharedModel(config.model)),
    ...{ words: dutchWords, writeVectors: writeVectra },
  }
  const build = (content: string, previous: PreviousIndex | null) =>
    buildIndex([{ ...input2, read: async () => new TextEncoder().encode(content) }], {
      ...deps,
      previous,
    })
  const { paragraphs } = manifest.counts
  const before = { manifest, entries, documents, searchData: new Uint8Array() }
  const moved = await build(text, before)
  // The previous index cannot be taken over, and yet nothing is embedded.
  expect([moved.renewed, moved.embedded]).toEqual([['b.txt'], 0])
  const anew = await build(text, null)
  expect(anew.embedded).toBe(paragraphs)
  expect(moved.manifest.digest).toBe(anew.manifest.digest)
  const longer = text.replace(/(?=\.\s*$)/, ' en daarna nog eens')
  expect((await build(longer, before)).embedded).toBe(1)
})
