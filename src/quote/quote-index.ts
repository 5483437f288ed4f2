import { LRUCache } from 'lru-cache'
import type { SourceDocument } from '../domain/document.ts'
import type { StoredQuotes } from '../format/part-quotes.ts'
import { superscript } from '../text/superscript.ts'
import type { Keys } from './key-stretches.ts'
import { keyRowBuilder, storedKeys, type KeyRow } from './key-row.ts'
import { quotablesOf, type FootnoteMark, type Quotable } from './quotable.ts'
import { chunk, chunksOf, isSentenceEnd, type Chunk } from './wording.ts'

/** A chunk of a quotable text, with the ways in which it may be quoted. */
export interface SaidChunk extends Chunk {
  /** index of its block */
  readonly block: number
  /** true if it begins a sentence */
  readonly opens: boolean
  /** with the footnote mark glued to it, or without invisible characters */
  readonly variants: readonly string[]
}

/**
 * All quotable texts as one row of keys, with the places of each key. Takes 8 bytes a word, of a
 * large index 6, plus the vocabulary. The texts themselves stay in place.
 */
export interface QuoteIndex extends KeyRow {
  readonly documents: readonly SourceDocument[]
  /** the number of texts */
  readonly size: number
  /** the texts used most recently */
  readonly known: LRUCache<number, Quotable>
  /** where the places of a key begin in `places`; one longer than the vocabulary */
  readonly firstPlace: Int32Array
  readonly places: Int32Array
}

/** More texts than one check examines. */
const KNOWN = 4_096

/**
 * Indexes ministers' words, and the text around them so that it is not taken for theirs; yields in
 * between. The texts of documents whose keys are stored are not read for it.
 */
export function* quoteIndexing(
  documents: readonly SourceDocument[],
  stored: readonly StoredQuotes[] = [{ first: 0, end: documents.length, read: () => null }],
): Generator<void, QuoteIndex> {
  const row = keyRowBuilder()
  for (const { first, end, read } of stored) {
    const quotes = read()
    yield
    if (quotes === null) {
      for (const document of documents.slice(first, end)) {
        row.add(document)
        yield
      }
      continue
    }
    const keys = storedKeys(quotes)
    yield
    row.keep(keys, 0, end - first)
    yield
  }
  const { keys, marked, vocabulary, ...texts } = row.finish()
  return {
    ...{ documents, ...texts, keys, marked, vocabulary },
    size: texts.partOf.length,
    known: new LRUCache({ max: KNOWN }),
    ...(yield* placesOf(keys, marked, vocabulary.size)),
  }
}

/** A text by its number; the same object as long as it is among those used most recently. */
export function quotableAt(index: QuoteIndex, text: number): Quotable {
  const known = index.known.get(text)
  if (known !== undefined) return known
  const found = quotablesOf(documentAt(index, text))[index.partOf[text]!]!
  index.known.set(text, found)
  return found
}

/** The document of a text by its number. */
export function documentAt({ documents, documentOf }: QuoteIndex, text: number): SourceDocument {
  return documents[documentOf[text]!]!
}

const people = new WeakMap<QuoteIndex, readonly string[]>()

/** The names of all who asked or answered; read from the documents once. */
export function peopleOf(index: QuoteIndex): readonly string[] {
  const known = people.get(index)
  if (known !== undefined) return known
  const named = index.documents.flatMap(({ ministers, onBehalfOf, askers }) =>
    [...ministers, ...onBehalfOf, ...askers].flatMap(({ name }) => name ?? []),
  )
  const names = [...new Set(named)]
  people.set(index, names)
  return names
}

/** Places handled between two yields. */
const STEP = 1 << 20

/** Counting sort of all places by key. */
function* placesOf(keys: Keys, marked: ReadonlyMap<number, number>, size: number) {
  const firstPlace = new Int32Array(size + 1)
  const at = [...marked].sort(([a], [b]) => a - b)
  for (let from = 0; from < keys.length; from += STEP) {
    const end = Math.min(from + STEP, keys.length)
    for (let place = from; place < end; place++) firstPlace[keys.at(place) + 1]!++
    yield
  }
  for (const [, key] of at) firstPlace[key + 1]!++
  for (let key = 0; key < size; key++) firstPlace[key + 1]! += firstPlace[key]!
  const next = firstPlace.slice()
  const places = new Int32Array(keys.length + at.length)
  for (let from = 0; from < keys.length; from += STEP) {
    const end = Math.min(from + STEP, keys.length)
    for (let place = from; place < end; place++) places[next[keys.at(place)]!++] = place
    yield
  }
  for (const [place, key] of at) places[next[key]!++] = place
  return { firstPlace, places }
}

/** The places of a key, ascending except for those with a footnote mark, which come last. */
export function placesOfKey({ firstPlace, places }: QuoteIndex, key: number): Int32Array {
  return places.subarray(firstPlace[key], firstPlace[key + 1])
}

/** True if this key occurs at this place. */
export function standsAt({ keys, marked }: QuoteIndex, key: number, place: number): boolean {
  return keys.at(place) === key || (marked.size > 0 && marked.get(place) === key)
}

/** The number of the text that contains a place. */
export function textAt({ starts }: QuoteIndex, place: number): number {
  let low = 0
  let high = starts.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= place) low = middle
    else high = middle
  }
  return low
}

/**
 * The chunks of a text, including those without a key, with the ways in which each may be quoted;
 * `withSigns` includes the signs of the items of a list, which pages do not copy.
 */
export function saidChunks({ blocks }: Quotable, { withSigns = true } = {}): SaidChunk[] {
  return blocks.flatMap(({ reading, marks, isItem }, block) => {
    let opens = true
    const said = chunksOf(reading.text).map((part) => {
      const each = { ...part, block, opens, variants: variantsOf(part, reading.text, marks) }
      opens = isSentenceEnd(part) || (opens && isSign(part))
      return each
    })
    return !withSigns && isItem && said.length > 1 && isSign(said[0]!) ? said.slice(1) : said
  })
}

/** True for the bullet or dash of an item of a list, and for any other dash between spaces. */
export function isSign({ wording }: Chunk): boolean {
  return wording === '-'
}

const unseen = /\p{Cf}/gu

function variantsOf(part: Chunk, text: string, marks: readonly FootnoteMark[]): string[] {
  const raw = text.slice(part.start, part.end)
  const variants = unseen.test(raw) ? [raw.replace(unseen, '')] : []
  const glued = marks.filter(({ offset }) => part.start < offset && offset <= part.end)
  for (const { offset, mark } of glued) {
    const at = offset - part.start
    for (const form of formsOfMark(mark, raw.slice(0, at))) {
      variants.push(raw.slice(0, at) + form + raw.slice(at))
    }
  }
  return variants.map((variant) => chunk(variant, 0).wording)
}

/** "€ 3": a raised digit after it is a power, one in brackets a section. */
const numberBefore = /\p{N}$/u

/** "km": a raised digit after a possible unit is a power. */
const unitBefore = /(?<!\p{L})\p{L}{1,3}$/u

/**
 * The ways to write a footnote mark into a quote without merging it into a word: raised or in
 * brackets, never as bare digits. "€ 3" with mark 4 is neither "€ 34" nor "€ 3⁴" nor "artikel
 * 3(4)".
 */
function formsOfMark(mark: string, before: string): string[] {
  const brackets = [`[${mark}]`]
  if (numberBefore.test(before)) return brackets
  const marks = [...brackets, `(${mark})`]
  // "*" cannot be part of a word.
  if (!/[\p{L}\p{N}]/u.test(mark)) return [...marks, mark]
  if (!/^\d+$/.test(mark) || unitBefore.test(before)) return marks
  return [...marks, superscript(mark)]
}
