import type { SourceDocument } from '../domain/document.ts'
import type { Lexicon } from '../embed/embed.ts'
import { COMPACT_VECTORS, writeCompactVectors } from '../format/compact-vectors.ts'
import { HEADS, writeHeads } from '../format/document-heads.ts'
import { ENTRIES, writeEntries } from '../format/entries.ts'
import type { ListedDocument } from '../format/manifest.ts'
import { DOCUMENTS, SOURCES, TEXTS } from '../format/open.ts'
import { QUOTES, readPartQuotes, writePartQuotes } from '../format/part-quotes.ts'
import { readPartWords, WORDS, writePartWords } from '../format/part-words.ts'
import { cutIntoParts, partFile, partsOf, type PartSize } from '../format/parts.ts'
import type { PreviousIndex, StoredDocument } from '../format/previous-index.ts'
import { keyRowBuilder, partQuotesOf, storedKeys, type StoredKeys } from '../quote/key-row.ts'
import { rememberingStems } from '../search/corpus/build.ts'
import {
  partWordsBuilder,
  segmentWords,
  type PartWordsBuilder,
  type SegmentWords,
} from '../search/corpus/part-words.ts'
import { loweringBits } from '../search/signals/lowering-bits.ts'

/** A document for a part. */
export interface PartSources {
  readonly entry: ListedDocument
  /** its place in the previous index; null for a new document */
  readonly keptAt: number | null
  /** its bytes are those of the previous index */
  readonly isSame: boolean
  read(): StoredDocument
  document(): SourceDocument
}

/** The parts of the previous index. */
export interface KeptParts {
  /** the part that begins with the document at a place, null if none does */
  startingAt(place: number): { readonly nth: number; readonly count: number } | null
  /** the words of the document at a place: those of its part, and its first segment there */
  wordsAt(place: number): { readonly words: SegmentWords; readonly first: number }
  /** the keys of the part with the document at a place, which is the `at`th there; null if none */
  quotesAt(place: number): { readonly keys: StoredKeys; readonly at: number } | null
  /** the digest of a part's file; undefined if an earlier version did not write it as it is now */
  digestOf(nth: number, kind: string): string | undefined
}

/** Kinds of files that each part has. */
export const PART_KINDS = [
  ...([ENTRIES, DOCUMENTS, HEADS, TEXTS, SOURCES, WORDS, QUOTES, COMPACT_VECTORS] as const),
]

interface WrittenParts {
  /** the files of new and changed parts, in pieces */
  readonly contents: Map<string, readonly Uint8Array[]>
  /** the files of unchanged parts, name -> SHA-256 */
  readonly same: Record<string, string>
  /** the number of documents in each part */
  readonly parts: number[]
}

/**
 * Writes documents, which are in order of id, as parts. It only names a part that the previous
 * index already has. The same documents yield the same files, whatever the previous index has.
 */
export function writeParts(
  documents: readonly PartSources[],
  {
    lexicon,
    kept,
    partSize,
  }: { lexicon: Lexicon | null; kept: KeptParts | null; partSize?: PartSize },
): WrittenParts {
  const stemsOf = rememberingStems()
  const contents = new Map<string, readonly Uint8Array[]>()
  const same: Record<string, string> = {}
  const parts = cutIntoParts(
    documents.map(({ entry }) => entry),
    partSize,
  )
  let first = 0
  for (const [nth, count] of parts.entries()) {
    const own = documents.slice(first, (first += count))
    const write = (kind: (typeof PART_KINDS)[number], content: readonly Uint8Array[]) =>
      contents.set(partFile(nth, kind), content)
    const before = kept && unchangedPart(own, kept)
    if (before !== null) {
      for (const kind of PART_KINDS) {
        const digest = kept!.digestOf(before, kind)
        if (digest !== undefined) same[partFile(nth, kind)] = digest
        // Of an index of an earlier version.
        else if (kind === HEADS) write(HEADS, headsOf(own.map((each) => each.read())))
        else if (kind === QUOTES) write(QUOTES, keysOf(own, kept))
      }
      continue
    }
    const builder = partWordsBuilder(lexicon, { stemsOf, bitsOf: loweringBits })
    for (const each of own) addWords(builder, each, kept)
    const stored = own.map((each) => each.read())
    write(ENTRIES, [writeEntries(own.map(({ entry }) => entry))])
    write(
      DOCUMENTS,
      stored.map(({ line }) => line),
    )
    write(HEADS, headsOf(stored))
    write(
      TEXTS,
      stored.map(({ texts }) => texts),
    )
    write(
      SOURCES,
      stored.map(({ source }) => source),
    )
    write(WORDS, [writePartWords(builder.finish())])
    write(QUOTES, keysOf(own, kept))
    write(COMPACT_VECTORS, writeCompactVectors(stored.map(({ vectors }) => vectors)))
  }
  return { contents, same, parts }
}

function headsOf(stored: readonly StoredDocument[]): Uint8Array[] {
  return [writeHeads(stored.map(({ line }) => line))]
}

function keysOf(own: readonly PartSources[], kept: KeptParts | null): Uint8Array[] {
  const row = keyRowBuilder()
  for (const { keptAt, document } of own) {
    const quotes = keptAt === null ? null : (kept?.quotesAt(keptAt) ?? null)
    if (quotes === null) row.add(document())
    else row.keep(quotes.keys, quotes.at, quotes.at + 1)
  }
  return [writePartQuotes(partQuotesOf(row.finish()))]
}

/** The part of the previous index with exactly these documents; null if there is none. */
function unchangedPart(own: readonly PartSources[], kept: KeptParts): number | null {
  const from = own[0]!.keptAt
  const part = from === null ? null : kept.startingAt(from)
  if (part === null || part.count !== own.length) return null
  return own.every(({ keptAt, isSame }, at) => isSame && keptAt === from! + at) ? part.nth : null
}

function addWords(
  builder: PartWordsBuilder,
  { keptAt, entry, document }: PartSources,
  kept: KeptParts | null,
): void {
  if (keptAt === null || kept === null) {
    builder.add(document())
    return
  }
  const { words, first } = kept.wordsAt(keptAt)
  builder.keep(words, { first, count: entry.segments })
}

/** What to take over from a large index. */
export function keptParts({
  manifest,
  entries,
  wordsOf,
  quotesOf,
}: Pick<Required<PreviousIndex>, 'manifest' | 'entries' | 'wordsOf' | 'quotesOf'>): KeptParts {
  const starting = new Map<number, { nth: number; count: number }>()
  const places: { nth: number; first: number; at: number }[] = []
  const counted = new Map<number, SegmentWords>()
  const quotes = new Map<number, StoredKeys>()
  for (const [nth, part] of partsOf(manifest).entries()) {
    starting.set(part.first, { nth, count: part.end - part.first })
    let first = 0
    for (const [at, { segments }] of entries.slice(part.first, part.end).entries()) {
      places.push({ nth, first, at })
      first += segments
    }
  }
  return {
    startingAt: (place) => starting.get(place) ?? null,
    wordsAt(place) {
      const { nth, first } = places[place]!
      const words = counted.get(nth) ?? segmentWords(readPartWords(wordsOf(nth)))
      counted.set(nth, words)
      return { words, first }
    },
    quotesAt(place) {
      const { nth, at } = places[place]!
      if (quotesOf === null) return null
      const keys = quotes.get(nth) ?? storedKeys(readPartQuotes(quotesOf(nth)))
      quotes.set(nth, keys)
      return { keys, at }
    },
    digestOf: (nth, kind) =>
      kind === QUOTES && quotesOf === null ? undefined : manifest.files[partFile(nth, kind)],
  }
}
