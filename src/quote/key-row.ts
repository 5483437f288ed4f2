import type { SourceDocument } from '../domain/document.ts'
import { placeAmong } from '../domain/order.ts'
import { narrow, stringsIn, stringsOf } from '../format/array-file.ts'
import type { PartQuotes } from '../format/part-quotes.ts'
import { joinedKeys, type Keys, type KeyStretch } from './key-stretches.ts'
import { markedKey, quotablesOf } from './quotable.ts'
import { chunksOf, keysIn } from './wording.ts'

/** The keys of quotable texts as one row of numbers, text after text. */
export interface KeyRow {
  /** for each text, its document's place and its own place among the document's quotable texts */
  readonly documentOf: Uint32Array
  readonly partOf: Uint32Array
  /** where each text begins in `keys`; one longer than the number of texts */
  readonly starts: Uint32Array
  /** key numbers, text after text; chunks without a key are skipped */
  readonly keys: Keys
  /** further key numbers at a place, ascending: the chunk with its footnote mark */
  readonly marked: ReadonlyMap<number, number>
  /** the number of each key; of stored keys, those of removed documents too */
  readonly vocabulary: ReadonlyMap<string, number>
}

/** Makes a row, one document after the other. */
export interface KeyRowBuilder {
  /** the texts of a document */
  add(document: SourceDocument): void
  /** the same of documents `[first, end)` of a stored row, whose texts are not read for it */
  keep(earlier: StoredKeys, first: number, end: number): void
  finish(): KeyRow
}

/** A stored row, with its keys as text. */
export interface StoredKeys {
  readonly quotes: PartQuotes
  readonly vocabulary: readonly string[]
}

export function storedKeys(quotes: PartQuotes): StoredKeys {
  return { quotes, vocabulary: [...stringsIn(quotes.vocabulary)] }
}

const KEYS_IN_A_STRETCH = 1 << 18

export function keyRowBuilder(): KeyRowBuilder {
  const documentOf: number[] = []
  const partOf: number[] = []
  const starts = [0]
  const vocabulary = new Map<string, number>()
  const marked = new Map<number, number>()
  // In stretches: one array that grows would be copied, and for a while held twice.
  const stretches: KeyStretch[] = []
  const own = new Int32Array(KEYS_IN_A_STRETCH)
  /** how much of `own` is filled */
  let filled = 0
  let size = 0
  let documents = 0
  let last: { earlier: StoredKeys | null; numbers: Int32Array } = {
    earlier: null,
    numbers: new Int32Array(),
  }

  function numberOf(key: string): number {
    const known = vocabulary.get(key)
    if (known !== undefined) return known
    vocabulary.set(key, vocabulary.size)
    return vocabulary.size - 1
  }

  function push(key: number): void {
    if (filled === own.length) flush()
    own[filled++] = key
    size++
  }

  /** Makes a stretch of the keys pushed since the last one. */
  function flush(): void {
    if (filled === 0) return
    stretches.push({ from: size - filled, keys: own.slice(0, filled), numbers: null })
    filled = 0
  }

  function endText(part: number): void {
    documentOf.push(documents)
    partOf.push(part)
    starts.push(size)
  }

  return {
    add(document) {
      for (const [part, { blocks }] of quotablesOf(document).entries()) {
        if (blocks.length === 0) continue
        for (const { reading, marks } of blocks) {
          if (marks.length === 0) {
            for (const key of keysIn(reading.text)) push(numberOf(key))
            continue
          }
          for (const chunk of chunksOf(reading.text)) {
            if (chunk.key === '') continue
            const withMark = markedKey(chunk, marks)
            if (withMark !== chunk.key) marked.set(size, numberOf(withMark))
            push(numberOf(chunk.key))
          }
        }
        endText(part)
      }
      documents++
    },

    keep(earlier, first, end) {
      const { quotes, vocabulary: words } = earlier
      // A key keeps the number that it got for the document before, which saves lookups by string.
      if (last.earlier !== earlier) last = { earlier, numbers: Int32Array.from(words, numberOf) }
      const { numbers } = last
      const texts = placeAmong(quotes.documentOf, first)
      const endTexts = placeAmong(quotes.documentOf, end)
      const [from, to] = [quotes.starts[texts]!, quotes.starts[endTexts]!]
      const { places, keys: further } = quotes.marked
      for (let at = placeAmong(places, from); at < places.length && places[at]! < to; at++) {
        marked.set(size + places[at]! - from, numbers[further[at]!]!)
      }
      flush()
      if (to > from) stretches.push({ from: size, keys: quotes.keys.subarray(from, to), numbers })
      for (let text = texts; text < endTexts; text++) {
        documentOf.push(documents + quotes.documentOf[text]! - first)
        partOf.push(quotes.partOf[text]!)
        starts.push(size + quotes.starts[text + 1]! - from)
      }
      size += to - from
      documents += end - first
    },

    finish() {
      flush()
      return {
        documentOf: Uint32Array.from(documentOf),
        partOf: Uint32Array.from(partOf),
        starts: Uint32Array.from(starts),
        ...{ keys: joinedKeys(stretches), marked, vocabulary },
      }
    },
  }
}

/**
 * The row as it is stored: the same texts yield the same bytes, however their row was made, since
 * keys are numbered in their own order.
 */
export function partQuotesOf(row: KeyRow): PartQuotes {
  const marked = [...row.marked].sort(([a], [b]) => a - b)
  const isUsed = new Uint8Array(row.vocabulary.size)
  for (let at = 0; at < row.keys.length; at++) isUsed[row.keys.at(at)] = 1
  for (const [, key] of marked) isUsed[key] = 1
  const vocabulary = [...row.vocabulary.keys()].filter((_, key) => isUsed[key] === 1).sort()
  const numbers = new Uint32Array(row.vocabulary.size)
  for (const [nth, key] of vocabulary.entries()) numbers[row.vocabulary.get(key)!] = nth
  // In a loop: `Uint32Array.from` with a function takes ten times as long.
  const keys = new Uint32Array(row.keys.length)
  for (let at = 0; at < keys.length; at++) keys[at] = numbers[row.keys.at(at)]!
  return {
    documentOf: narrow(row.documentOf),
    partOf: narrow(row.partOf),
    starts: row.starts,
    keys: narrow(keys),
    marked: {
      places: Uint32Array.from(marked, ([place]) => place),
      keys: Uint32Array.from(marked, ([, key]) => numbers[key]!),
    },
    vocabulary: stringsOf(vocabulary),
  }
}
