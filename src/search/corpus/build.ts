import type { SourceDocument } from '../../domain/document.ts'
import type { Lexicon } from '../../embed/embed.ts'
import { catalogueOf, segmentTexts, type Catalogue } from './catalogue.ts'
import { GONE, inverter } from '../../format/postings.ts'
import type { SearchData } from '../../format/search-data.ts'
import { rememberWords } from '../../text/word-memory.ts'
import { stemOf, withoutSoftHyphens, wordsOf } from '../../text/words.ts'

/** Indexes the words and tokens of the documents. The same documents give the same data. */
export function buildSearchData(
  documents: Iterable<SourceDocument>,
  lexicon: Lexicon | null,
): SearchData {
  const builder = searchDataBuilder(lexicon)
  for (const document of documents) builder.add(document)
  return builder.finish()
}

/**
 * Makes search data one document after the other, in the order of the index. What earlier data hold
 * of a document can be kept; the result is the same as if it had been added.
 */
export function searchDataBuilder(lexicon: Lexicon | null, previous: SearchData | null = null) {
  const stemsOf = rememberingStems()
  const stems = inverter(previous?.stems ?? null)
  const tokens = inverter(previous?.tokens ?? null)
  const lengths: number[] = []
  const moved = new Uint32Array(previous?.lengths.length ?? 0).fill(GONE)
  let fingerprint = NOTHING

  return {
    /** Adds a document, and tells what `keep` will ask of it when it is taken over. */
    add(document: SourceDocument): KeptSegments {
      const catalogue = catalogueOf([document])
      for (const text of segmentTexts(catalogue)) {
        const words = stemsOf(text)
        stems.add(lengths.length, words)
        if (lexicon !== null) tokens.add(lengths.length, lexicon.tokenize(withoutSoftHyphens(text)))
        lengths.push(words.length)
      }
      const own = documentFingerprint(document)
      fingerprint = join(fingerprint, own)
      return { segments: catalogue.segmentCount, fingerprint: own }
    },

    /** Keeps a document whose subject was segment `first` of the earlier data. */
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

/** What must be known of a document to take over what the data hold of it. */
export interface KeptSegments {
  readonly segments: number
  /** 32 bits over the ids of its paragraphs */
  readonly fingerprint: number
}

/** Words whose stems are remembered: most words of a text have been seen before. */
const REMEMBERED_WORDS = 200_000

/** Stemming is slow. */
function rememberingStems(): (text: string) => string[] {
  const stem = rememberWords(REMEMBERED_WORDS, stemOf)
  return (text) => wordsOf(text).map((word) => stem(word.text))
}

/**
 * Tells documents apart by the ids of their paragraphs, in order: 32 bits, joined from those of
 * each document.
 */
export function fingerprintOf({ documents }: Catalogue): number {
  return documents.map(documentFingerprint).reduce(join, NOTHING)
}

/** What FNV-1a begins with, and multiplies by (32 bits; Fowler, Noll & Vo). */
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
