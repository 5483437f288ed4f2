import type { SourceDocument } from '../../domain/document.ts'
import type { Lexicon } from '../../embed/embed.ts'
import {
  comparedAs,
  inStemOrder,
  kindOfSegment,
  PARAGRAPH,
  QUESTION,
  stemsIn,
  SUBJECT,
  type PartTokens,
  type PartWords,
} from '../../format/part-words.ts'
import { narrow, packed } from '../../format/array-file.ts'
import { withoutSoftHyphens } from '../../text/words.ts'
import { catalogueOf, segmentTexts, type Catalogue, type Pair } from './catalogue.ts'
import type { StemsOf } from './build.ts'

/** Counts the words of a part's documents. */
export interface PartWordsBuilder {
  add(document: SourceDocument): void
  /** the same for a document whose segments an earlier part has, from the first on */
  keep(earlier: SegmentWords, segments: { readonly first: number; readonly count: number }): void
  finish(): PartWords
}

/** A count takes 8 bits. */
const MOST = 255

/** The segments with a stem, and how often each has it. */
interface Places {
  readonly segments: number[]
  readonly counts: number[]
}

/**
 * Builds the words of a part, one document at a time: the same documents yield the same words.
 * `bitsOf` says what lowers a pair, as bits beside its questions' kind.
 */
export function partWordsBuilder(
  lexicon: Lexicon | null,
  { stemsOf, bitsOf }: { readonly stemsOf: StemsOf; readonly bitsOf: (pair: Pair) => number },
): PartWordsBuilder {
  const found = new Map<string, Places>()
  const lengths: number[] = []
  const kinds: number[] = []
  const tokens: number[] = []
  const tokenStarts: number[] = [0]
  let last: { earlier: SegmentWords | null; places: Places[] } = { earlier: null, places: [] }

  function placesOf(stem: string): Places {
    let places = found.get(stem)
    if (places === undefined) found.set(stem, (places = { segments: [], counts: [] }))
    return places
  }

  /** Counts a stem in the segment that is being added. */
  function count({ segments, counts }: Places, times: number): void {
    const segment = lengths.length
    const last = segments.length - 1
    if (last >= 0 && segments[last] === segment) {
      counts[last] = Math.min(MOST, counts[last]! + times)
    } else {
      segments.push(segment)
      counts.push(Math.min(MOST, times))
    }
  }

  function end(kind: number, length: number, own: Iterable<number>): void {
    for (const token of own) tokens.push(token)
    tokenStarts.push(tokens.length)
    kinds.push(kind)
    lengths.push(length)
  }

  return {
    add(document) {
      const catalogue = catalogueOf([document])
      const ofSegments = kindsOf(catalogue, bitsOf)
      let nth = 0
      for (const text of segmentTexts(catalogue)) {
        const stems = stemsOf(text)
        for (const stem of stems) count(placesOf(stem), 1)
        const own = lexicon === null ? [] : lexicon.tokenize(withoutSoftHyphens(text))
        end(
          ofSegments[nth++]!,
          stems.length,
          [...new Set(own)].sort((a, b) => a - b),
        )
      }
    },

    keep(earlier, segments) {
      // A stem keeps the number that it got from the earlier part, which saves lookups by string.
      if (earlier !== last.earlier) last = { earlier, places: [] }
      const { places } = last
      for (let at = segments.first; at < segments.first + segments.count; at++) {
        earlier.each(at, (stem, times) =>
          count((places[stem] ??= placesOf(earlier.stems[stem]!)), times),
        )
        end(earlier.words.kinds[at]!, earlier.words.lengths[at]!, earlier.tokensOf(at))
      }
    },

    finish() {
      const sorted = [...found]
        .map(([stem, places]) => ({ bytes: comparedAs(stem), ...places }))
        .sort((a, b) => inStemOrder(a.bytes, b.bytes))
      const starts = endsOf(sorted.map(({ segments }) => segments.length))
      const segments = new Uint32Array(starts.at(-1)!)
      const counts = new Uint8Array(segments.length)
      for (const [nth, each] of sorted.entries()) {
        segments.set(each.segments, starts[nth])
        counts.set(each.counts, starts[nth])
      }
      return {
        ...{ lengths: Uint32Array.from(lengths), kinds: Uint8Array.from(kinds) },
        stems: packed(sorted.map(({ bytes }) => bytes)),
        ...{ starts, segments: narrow(segments), counts },
        tokens: lexicon === null ? null : tokensOf(kinds, tokenStarts, tokens),
      }
    },
  }
}

/** 0, then the sum up to each number. */
function endsOf(sizes: readonly number[]): Uint32Array {
  const ends = new Uint32Array(sizes.length + 1)
  for (const [nth, size] of sizes.entries()) ends[nth + 1] = ends[nth]! + size
  return ends
}

function kindsOf({ segmentCount, pairs }: Catalogue, bitsOf: (pair: Pair) => number): Uint8Array {
  const kinds = new Uint8Array(segmentCount).fill(SUBJECT)
  for (const pair of pairs) {
    const { questionSegment, firstParagraph, endParagraph } = pair
    kinds[questionSegment] = QUESTION | bitsOf(pair)
    kinds.fill(PARAGRAPH, firstParagraph, endParagraph)
  }
  return kinds
}

function tokensOf(
  kinds: readonly number[],
  starts: readonly number[],
  tokens: readonly number[],
): PartTokens {
  let largest = -1
  for (const token of tokens) if (token > largest) largest = token
  const pairsOf = new Uint32Array(largest + 1)
  /** the pair in which each token was last seen; the first one is 1 */
  const seen = new Uint32Array(largest + 1)
  let pair = 0
  for (const [segment, kind] of kinds.entries()) {
    if (kind === SUBJECT) continue
    if (kindOfSegment(kind) === QUESTION) pair++
    for (let at = starts[segment]!; at < starts[segment + 1]!; at++) {
      const token = tokens[at]!
      if (seen[token] === pair) continue
      seen[token] = pair
      pairsOf[token]!++
    }
  }
  const known = Uint32Array.from([...pairsOf.keys()].filter((token) => pairsOf[token]! > 0))
  return {
    starts: Uint32Array.from(starts),
    tokens: narrow(Uint32Array.from(tokens)),
    ...{ known, pairs: known.map((token) => pairsOf[token]!) },
  }
}

/** A part's words by segment, for taking over documents. */
export interface SegmentWords {
  readonly words: PartWords
  readonly stems: readonly string[]
  /** calls back with the place of each stem of a segment, and its count */
  each(segment: number, visit: (stem: number, count: number) => void): void
  tokensOf(segment: number): Iterable<number>
}

/** Inverts the words of a part: from the segments of a stem to the stems of a segment. */
export function segmentWords(words: PartWords): SegmentWords {
  const { lengths, starts, segments, counts, tokens } = words
  const stems = [...stemsIn(words)]
  const ends = new Uint32Array(lengths.length + 1)
  for (const segment of segments) ends[segment + 1]!++
  for (let segment = 0; segment < lengths.length; segment++) ends[segment + 1]! += ends[segment]!
  const next = ends.slice()
  const stemOf = new Uint32Array(segments.length)
  const countOf = new Uint8Array(segments.length)
  for (let stem = 0; stem < stems.length; stem++) {
    for (let at = starts[stem]!; at < starts[stem + 1]!; at++) {
      const place = next[segments[at]!]!++
      stemOf[place] = stem
      countOf[place] = counts[at]!
    }
  }
  return {
    ...{ words, stems },
    each(segment, visit) {
      for (let at = ends[segment]!; at < ends[segment + 1]!; at++) {
        visit(stemOf[at]!, countOf[at]!)
      }
    },
    tokensOf: (segment) =>
      tokens === null
        ? []
        : tokens.tokens.subarray(tokens.starts[segment], tokens.starts[segment + 1]),
  }
}
