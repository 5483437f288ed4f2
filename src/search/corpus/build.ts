import type { SourceDocument } from '../../domain/document.ts'
import type { Lexicon } from '../../embed/embed.ts'
import { catalogueOf, segmentTexts, type Catalogue } from './catalogue.ts'
import { GONE, inverter } from '../../format/postings.ts'
import type { SearchData } from '../../format/search-data.ts'
import { rememberWords } from '../../text/word-memory.ts'
import { stemOf, withoutSoftHyphens, wordsOf } from '../../text/words.ts'

/**
 * Indexes the words and tokens of the documents. The same documents yield the same data. Whoever
 * does so for many, one by one, keeps the stems of their words in `stemsOf`.
 */
export function buildSearchData(
  documents: Iterable<SourceDocument>,
  lexicon: Lexicon | null,
  stemsOf?: StemsOf,
): SearchData {
  const builder = searchDataBuilder(lexicon, null, stemsOf)
  for (const document of documents) builder.add(document)
  return builder.finish()
}

/**
 * Builds search data one document at a time, in the order of the index. It can take a document over
 * from earlier data, with the same result as adding it.
 */
export function searchDataBuilder(
  lexicon: Lexicon | null,
  previous: SearchData | null,
  stemsOf: StemsOf = rememberingStems(),
) {
  const stems = inverter(previous?.stems ?? null)
  const tokens = inverter(previous?.tokens ?? null)
  const lengths: number[] = []
  const moved = new Uint32Array(previous?.lengths.length ?? 0).fill(GONE)
  let fingerprint = NOTHING

  return {
    /** Adds a document, and returns what `keep` needs in order to take it over later. */
    add(document: SourceDocument): KeptSegments {
      const catalogue = catalogueOf([document])
      for (const text of segmentTexts(catalogue)) {
        const words = stemsOf(text)
        stems.add(lengths.length, words)
        if (lexicon !== null) tokens.add(lengths.length, lexicon.tokenize(withoutSoftHyphens(text)))
        lengths.push(words.length)
      }
      const own = keptSegmentsOf(document)
      fingerprint = join(fingerprint, own.fingerprint)
      return own
    },

    /** Takes over a document whose subject was segment `first` of the earlier data. */
    keep({ segments, fingerprint: own }: KeptSegments, first: number): void {
      for (let segment = first; segment < first + segments; segment++) {
        moved[segment] = lengths.length
        lengths.push(previous!.lengths[segment]!)
      }
      fingerprint = join(fingerprint, own)
    },

    finish: (): SearchData => ({
      fingerprint,
      stems: stems.finish(moved),
      tokens: lexicon === null ? null : tokens.finish(moved),
      lengths: Uint32Array.from(lengths),
    }),
  }
}

/** What it takes to recognise a document in earlier data. */
interface KeptSegments {
  readonly segments: number
  /** a 32-bit hash of its paragraphs' ids */
  readonly fingerprint: number
}

/** What `add` returns. */
export function keptSegmentsOf(document: SourceDocument): KeptSegments {
  return {
    segments: catalogueOf([document]).segmentCount,
    fingerprint: documentFingerprint(document),
  }
}

/** Words whose stems are remembered: most words of a text recur. */
const REMEMBERED_WORDS = 50_000

/** The stems of a text, in its order. */
export type StemsOf = (text: string) => string[]

/** Stemming is slow. */
export function rememberingStems(): StemsOf {
  const stem = rememberWords(REMEMBERED_WORDS, stemOf)
  return (text) => wordsOf(text).map((word) => stem(word.text))
}

/**
 * Distinguishes documents by the ids of their paragraphs, in order: a 32-bit hash combined from
 * those of the documents.
 */
export function fingerprintOf({ documents }: Catalogue): number {
  return documents.map(documentFingerprint).reduce(join, NOTHING)
}

/** FNV-1a's offset basis and prime (32 bits; Fowler, Noll & Vo). */
const NOTHING = 0x811c9dc5
const PRIME = 0x01000193

function documentFingerprint({ answers }: SourceDocument): number {
  let hash = NOTHING
  for (const { paragraphs } of answers) {
    for (const { id } of paragraphs) {
      for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), PRIME)
      hash = Math.imul(hash ^ 10, PRIME)
    }
  }
  return hash >>> 0
}

function join(fingerprint: number, next: number): number {
  return Math.imul(fingerprint ^ next, PRIME) >>> 0
}
