import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Manifest } from '../../src/format/manifest.ts'
import { HEADS } from '../../src/format/document-heads.ts'
import type { SourceDocument } from '../../src/domain/document.ts'
import { atOnce } from '../../src/domain/slices.ts'
import { generationOf, manifestDigest } from '../../src/format/manifest.ts'
import { openIndex } from '../../src/format/open.ts'
import { cutIntoParts, partFile } from '../../src/format/parts.ts'
import { QUOTES } from '../../src/format/part-quotes.ts'
import { partMemory } from '../../src/format/part-memory.ts'
import { readPreviousIndex } from '../../src/format/previous-index.ts'
import { searchDataIn } from '../../src/format/search-data.ts'
import { buildIndex } from '../../src/ingest/build.ts'
import { quoteIndexing, type QuoteIndex } from '../../src/quote/quote-index.ts'
import { readStoredVectors, readVectorsIn } from '../../src/open/vectors.ts'
import { serveWith } from '../../src/open/serve-with.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { buildDeps, inputFile } from '../support/build-deps.ts'
import { inventDocument } from '../support/invent-document.ts'

const root = await mkdtemp(join(tmpdir(), 'letterlijk-parts-'))
afterAll(() => rm(root, { recursive: true }))
const folder = indexFolder(root)
await folder.prepare()

const { embedder, lexicon } = buildDeps
const models = {
  embedder: { ...embedder, digest: 'a'.repeat(64) },
  lexicon: { ...lexicon!, digest: 'b'.repeat(64) },
}
const partSize = { fewest: 4, most: 12, oneIn: 2 }
const inLarge = { ...buildDeps, ...models, compactFrom: 20, partSize }
const file = (nth: number, seed = nth) =>
  inputFile(`2024D${10_000 + nth}.txt`, inventDocument({ seed, answers: 1 + (seed % 4) }))
const files = Array.from({ length: 24 }, (_, nth) => file(2 * nth))

/** Indexes files upon the index that is there, and as if there were none. */
async function indexBoth(some: typeof files) {
  const previous = await folder
    .manifest()
    .then((manifest) => readPreviousIndex(manifest, folder.files, readStoredVectors))
    .catch(() => null)
  const grown = await buildIndex(some, { ...inLarge, previous })
  const anew = await buildIndex(some, inLarge)
  await folder.write(grown.manifest, grown.contents, previous?.manifest)
  return { previous, grown, anew }
}

async function open(manifest: Manifest) {
  return openIndex(manifest, folder.files, {
    readVectors: readStoredVectors,
    readSearchData: searchDataIn(folder.files),
  })
}

it('grows by parts into the index that would be made at once', async () => {
  await indexBoth(files)
  const changes: [what: string, files: typeof files][] = [
    ['one more at the end', [...files, file(99)]],
    ['one more in the middle', [...files, file(17), file(99)]],
    ['one changed', [...files.with(5, file(10, 500)), file(17), file(99)]],
    ['one removed', [...files.toSpliced(5, 1), file(17), file(99)]],
    ['nothing', [...files.toSpliced(5, 1), file(17), file(99)]],
    ['the first', [file(0, 700), ...files.slice(1)]],
  ]
  for (const [what, some] of changes) {
    const { previous, grown, anew } = await indexBoth(some)
    expect(grown.manifest, what).toEqual(anew.manifest)
    const parts = grown.manifest.parts!
    expect(parts.length, what).toBeGreaterThan(4)
    const written = new Set([...grown.contents.keys()].map((name) => name.slice(0, 3)))
    written.delete('cal')
    expect(grown.manifest.digest, what).toBe(anew.manifest.digest)
    expect(written.size, what).toBeLessThanOrEqual(what === 'nothing' ? 0 : 4)
    expect(grown.renewed.length, what).toBeLessThanOrEqual(5)
    const { library } = await open(grown.manifest)
    for (const { id } of grown.entries) {
      expect(await library.sourceOf(id)).toContain('Vraag 1')
    }
    await library.close()
    if (previous !== null) await folder.tidy(grown.manifest)
  }
})

it('answers like the same documents in one part', async () => {
  const { grown } = await indexBoth(files)
  const opened = await open(grown.manifest)
  const parts = serveWith(opened, models)
  const otherRoot = await mkdtemp(join(root, 'other-'))
  const other = indexFolder(otherRoot)
  const made = await buildIndex(files, {
    ...inLarge,
    partSize: { fewest: 1e9, most: 1e9, oneIn: 1 },
  })
  await other.write(made.manifest, made.contents)
  const whole = serveWith(
    await openIndex(made.manifest, other.files, {
      readVectors: readStoredVectors,
      readSearchData: searchDataIn(other.files),
    }),
    models,
  )
  expect(made.manifest.parts).toEqual([files.length])
  let found = 0
  for (const query of ['stikstof en energie', 'gevolgen voor burgers', 'vraag 1 in 2024D10004']) {
    const [a, b] = await Promise.all([
      parts.search.search({ query }),
      whole.search.search({ query }),
    ])
    expect(a).toEqual(b)
    found += a.passages.length + a.weak.length
  }
  expect(found).toBeGreaterThan(4)
  await Promise.all([parts.library.close(), whole.library.close()])
})

it('checks quotes by the keys that its parts store', async () => {
  const { grown } = await indexBoth(files)
  const opened = await open(grown.manifest)
  expect(opened.quotes.length).toBeGreaterThan(4)
  const { documents } = opened.library
  // What its texts say is not looked at: the keys alone make the index.
  const unread = documents.map((document) => ({ ...document, answers: [], questions: [] }))
  const stored = atOnce(quoteIndexing(unread, opened.quotes))
  const read = atOnce(quoteIndexing(documents))
  expect(stored.size).toBe(read.size)
  expect(stored.size).toBeGreaterThan(50)
  expect(keysByText(stored)).toEqual(keysByText(read))
  const served = serveWith(opened, models)
  const [{ id, paragraphs }] = documents[7]!.answers as [SourceDocument['answers'][number]]
  const { verdict, matches } = served.check(paragraphs[0]!.reading.text)
  expect(verdict).toBe('verbatim')
  expect(matches.map(({ answerId }) => answerId)).toContain(id)
  await served.library.close()
})

/** Of each text, its document, its place there and its keys. */
function keysByText({ documentOf, partOf, starts, keys, vocabulary }: QuoteIndex) {
  const words = [...vocabulary.keys()]
  return Array.from(documentOf, (document, text) => [
    ...[document, partOf[text]],
    Array.from({ length: starts[text + 1]! - starts[text]! }, (_, nth) => {
      return words[keys.at(starts[text]! + nth)]
    }).join(' '),
  ])
}

it('takes over a small index, and becomes one again', async () => {
  const few = files.slice(0, 4)
  const small = await indexBoth(few)
  expect(small.grown.manifest.parts).toBeUndefined()
  expect(small.grown.manifest.digest).toBe(small.anew.manifest.digest)
  const large = await indexBoth(files)
  expect(large.grown.manifest.digest).toBe(large.anew.manifest.digest)
  expect(large.grown.renewed).toHaveLength(20)
})

it('takes over an index of an earlier version, without heads and keys of quotes', async () => {
  const { anew } = await indexBoth(files)
  const isOlder = (name: string) => !name.endsWith(HEADS) && !name.endsWith(QUOTES)
  const { digest, ...body } = anew.manifest
  const named = Object.entries(anew.manifest.files).filter(([name]) => isOlder(name))
  const without = { ...body, files: Object.fromEntries(named) }
  const older = { ...without, digest: await manifestDigest(without) }
  await folder.write(older, new Map([...anew.contents].filter(([name]) => isOlder(name))))
  const previous = await readPreviousIndex(older, folder.files, readStoredVectors)
  const grown = await buildIndex(files, { ...inLarge, previous })
  expect(grown.manifest).toEqual(anew.manifest)
  expect(grown.renewed).toEqual([])
  const parts = grown.manifest.parts!.flatMap((_, nth) =>
    [HEADS, QUOTES].map((kind) => partFile(nth, kind)),
  )
  expect([...grown.contents.keys()]).toEqual(['calibration.json', ...parts])
  await folder.write(grown.manifest, grown.contents, older)
  const [before, after] = await Promise.all([open(older), open(grown.manifest)])
  expect(after.library.digest).toBe(`sha256:${digest}`)
  expect(JSON.stringify(after.library.documents)).toBe(JSON.stringify(before.library.documents))
  await Promise.all([before.library.close(), after.library.close()])
})

it('shares what did not change with the index that it replaces', async () => {
  const memory = partMemory()
  const options = {
    memory,
    readVectors: readVectorsIn(folder, memory),
    readSearchData: searchDataIn(folder.files),
  }
  const { grown } = await indexBoth(files)
  const first = await openIndex(grown.manifest, folder.files, options)
  memory.settle()
  const more = await indexBoth([...files, file(99)])
  let read = 0
  const counting = {
    ...folder.files,
    readHashed(path: string) {
      read++
      return folder.files.readHashed(path)
    },
  }
  const second = await openIndex(more.grown.manifest, counting, options)
  memory.settle()
  // One part with documents, texts and words, and the calibration.
  expect(read).toBeLessThanOrEqual(4)
  const [before, after] = [first, second].map(({ library }) => library.documents)
  expect(after).toHaveLength(before!.length + 1)
  expect(after![0]).toBe(before![0])
  expect(after!.at(-1)!.id).toBe('2024D10099')
  expect(second.library.digest).not.toBe(first.library.digest)
  await first.library.close()
  expect(await second.library.sourceOf(before![0]!.id)).toContain('Vraag 1')
  const alone = await open(more.grown.manifest)
  expect(JSON.stringify(after)).toBe(JSON.stringify(alone.library.documents))
  expect(second.vectors.paragraphIds).toEqual(alone.vectors.paragraphIds)
  const last = second.vectors.paragraphIds.length - 1
  expect(second.vectors.row(last)).toEqual(alone.vectors.row(last))
  await Promise.all([second.library.close(), alone.library.close()])
})

it('divides by the ids, so that a document more changes one place', () => {
  const documents = Array.from({ length: 5_000 }, (_, at) => ({
    id: `ah-tk-${20_000 + at * 3}`,
    paragraphs: 1 + (at % 20),
  }))
  const size = { fewest: 400, most: 2_000, oneIn: 64 }
  const cuts = (some: typeof documents) => {
    let end = 0
    return new Set(cutIntoParts(some, size).map((count) => some[(end += count) - 1]!.id))
  }
  const before = cuts(documents)
  expect(before.size).toBeGreaterThan(20)
  for (const at of [0, 1_234, 3_333, 4_999]) {
    const after = cuts(
      documents.toSpliced(at, 0, { id: `ah-tk-${20_001 + at * 3}`, paragraphs: 7 }),
    )
    const moved = [...after].filter((id) => !before.has(id))
    expect(moved.length).toBeLessThanOrEqual(3)
  }
  expect(cutIntoParts([], size)).toEqual([])
  expect(cutIntoParts([{ id: 'a', paragraphs: 9_999 }], size)).toEqual([1])
})

it('notices a part that was changed, and shares the files of the others', async () => {
  const { grown } = await indexBoth(files)
  const more = await indexBoth([...files, file(99)])
  const [before, after] = [grown, more.grown].map(({ manifest }) =>
    join(root, 'generations', generationOf(manifest), partFile(0, 'texts.jsonl')),
  )
  expect((await stat(before!)).ino).toBe((await stat(after!)).ino)
  expect(await folder.isWhole(more.grown.manifest)).toBe(true)
  const bytes = await readFile(after!)
  bytes[20]! ^= 1
  await writeFile(after!, bytes)
  expect(await folder.isWhole(more.grown.manifest)).toBe(false)
  await expect(open(more.grown.manifest)).rejects.toMatchObject({ code: 'index_damaged' })
})

it('reads only the documents of damaged parts again', async () => {
  const { anew } = await indexBoth(files)
  const { manifest } = anew
  const generation = join(root, 'generations', generationOf(manifest))
  await rm(generation, { recursive: true })
  await folder.write(manifest, anew.contents)
  await rm(join(generation, partFile(0, 'words.bin')))
  const texts = join(generation, partFile(2, 'texts.jsonl'))
  const bytes = await readFile(texts)
  bytes[20]! ^= 1
  await writeFile(texts, bytes)
  const damaged = await folder.damagedFiles(manifest)
  expect(damaged).toEqual([partFile(0, 'words.bin'), partFile(2, 'texts.jsonl')])
  const previous = await readPreviousIndex(manifest, folder.files, readStoredVectors, damaged)
  const mended = await buildIndex(files, { ...inLarge, previous })
  expect(mended.manifest).toEqual(manifest)
  const [first, , third] = manifest.parts!
  expect(mended.renewed).toHaveLength(first! + third!)
  await folder.write(mended.manifest, mended.contents, manifest)
  expect(await folder.isWhole(manifest)).toBe(true)
})

it('has a small manifest, by way of which each document has a digest', async () => {
  const { grown } = await indexBoth([...files, file(101)])
  const { manifest, entries } = grown
  expect(manifest.documents).toBeUndefined()
  expect(await folder.listed()).toEqual({ entries, failures: [] })
  const texts = await Promise.all([...files, file(101)].map(async (each) => each.read()))
  for (const [at, { file: name }] of entries.entries()) {
    await writeFile(join(folder.documents, name), texts[at]!)
  }
  expect(await folder.differences(manifest)).toEqual([])
  await writeFile(join(folder.documents, entries[3]!.file), 'else')
  await rm(join(folder.documents, entries[4]!.file))
  await writeFile(join(folder.documents, 'other.txt'), 'other')
  expect(await folder.differences(manifest, { anew: true })).toEqual([
    `${entries[3]!.file} was changed`,
    `${entries[4]!.file} is missing`,
    'other.txt is not in the index',
  ])
  const path = join(root, 'generations', generationOf(manifest), partFile(1, 'entries.json'))
  const before = await readFile(path, 'utf8')
  // A new file, since other generations have this one as well.
  await rm(path)
  await expect(folder.differences(manifest)).rejects.toThrow(/missing.*npm run index/)
  await writeFile(path, before.replace(/"fileSha256":"./, '"fileSha256":"x'))
  await expect(folder.differences(manifest)).rejects.toThrow(/001.entries.json was changed/)
  await expect(folder.listed()).rejects.toThrow(/001.entries.json was changed/)
  expect(await folder.isWhole(manifest)).toBe(false)
})
