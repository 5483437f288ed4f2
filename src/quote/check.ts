import { ascribedTo, ascriptionOf, namesPerson, type Ascription } from './ascription.ts'
import { asWritten, readQuote, type GivenQuote, type TakenOff } from './attribution.ts'
import type { QuotedChunk } from './chunks.ts'
import { closest, compare, standsInAnswer, leastCost, type QuoteScope } from './compare.ts'
import type { Compared } from './comparison.ts'
import { costOf } from './exact.ts'
import { matchOf, type Match, type QuotedStretch } from './match.ts'
import { placesOf, sentencePlaces, type PlaceOfPart } from './places.ts'
import type { BesideAnswers, Quotable } from './quotable.ts'
import { documentAt, type QuoteIndex } from './quote-index.ts'

export interface QuoteMatch extends Match {
  readonly answerId: string
}

/** Words in a document that are not a minister's answer. */
export type OtherMatch = Match & BesideAnswers

/** One of the places that a quote was assembled from; `answerId` is null outside answers. */
interface QuotePlace {
  readonly quoted: QuotedStretch
  readonly kind: Quotable['kind']
  readonly documentId: string
  readonly answerId: string | null
}

export type QuoteVerdict = Match['verdict'] | 'not_found'

/**
 * `verbatim`: each match contains the quote word for word. `cut`: so does each match, but the quote
 * omits a negation, a condition or a reservation of its own sentence, or the words with which the
 * answer cites it from somebody else. `altered`: the matches are
 * the nearest passages, with the differences. `not_found`: no answer contains it. `elsewhere` lists
 * other places, for example a question of a member of parliament, where it occurs as well or
 * instead.
 */
export interface Checked extends Ascription {
  readonly verdict: QuoteVerdict
  readonly matches: readonly QuoteMatch[]
  readonly elsewhere: readonly OtherMatch[]
  /** the text around the quote, excluded from the comparison */
  readonly takenOff: readonly TakenOff[]
  /** for a quote that occurs nowhere as it is: the places it was assembled from, if any */
  readonly places: readonly QuotePlace[]
}

/** A quote with a smaller difference is altered, not assembled. */
const similarEnough = 0.1

/** Of the words before a citation in brackets, so many stand before it in the passage too. */
const mostWords = 0.75

/**
 * Compares a quote with ministers' words, word for word. Only these may differ: white space, line
 * ends with their hyphens, kinds of quotation marks and dashes, footnote marks, and the quote's
 * embedding (marks around it, an attribution, an ellipsis or comma at its ends, a lower-case first
 * letter). A quote that omits a "niet" or "mits" of the sentence is cut. At most `limit` matches,
 * in the order of the index; no `documents`, or an empty list, means all. Pure, with bounded work
 * for quotes of any length.
 */
export function checkQuote(
  index: QuoteIndex,
  quote: string,
  { documents = [], limit = 5 }: { documents?: readonly string[]; limit?: number } = {},
): Checked {
  const only = new Set(documents)
  const allowed = (text: number) => only.size === 0 || only.has(documentAt(index, text).id)
  const read = readQuote(quote, (name) => namesPerson(index, name))
  const scope = { ...ascribedTo(index, read), allowed, limit }
  const { given, compared } = nearestReading(index, read, scope)
  const parts = leastCost(compared) < similarEnough ? [] : placesOf(index, given.bare, scope)
  const isNowhere = compared.length === 0 && parts.length === 0
  const places = isNowhere ? sentencePlaces(index, given.bare, scope) : parts
  return verdictOn(index, given, { compared: closest(compared), places, limit })
}

/** A quote with its attribution taken off, or with it as a part of the words: what comes nearer. */
function nearestReading(
  index: QuoteIndex,
  read: GivenQuote,
  scope: QuoteScope,
): { given: GivenQuote; compared: readonly Compared[] } {
  const asGiven = compare(index, read.given, scope)
  const isBare = read.bare === read.given || standsInAnswer(asGiven)
  const bare = isBare ? asGiven : compare(index, read.bare, scope)
  // Without it the quote comes no nearer: the attribution is a part of the words quoted.
  const isNearest =
    asGiven.length > 0 && (leastCost(asGiven) <= leastCost(bare) || hasOwnBrackets(read, asGiven))
  const isWhole = isNearest && (isBare || !standsInAnswer(bare) || hasOwnBrackets(read, asGiven))
  const others = isWhole ? [] : read.otherwise.map((each) => compare(index, each, scope))
  const compared = [isWhole ? asGiven : bare, asGiven, ...others].reduce((least, each) =>
    leastCost(each) < leastCost(least) ? each : least,
  )
  return { given: isWhole ? asWritten(read) : read, compared }
}

/**
 * Whether what was taken off in brackets stands in the passage too, with a difference: "(Kamerstuk
 * 31 409, nr. 15)" for nr. 14.
 */
function hasOwnBrackets({ takenOff }: GivenQuote, asGiven: readonly Compared[]): boolean {
  const off = takenOff.find(({ kind, text }) => kind === 'attribution' && /^[([]/.test(text))
  const least = leastCost(asGiven)
  const nearest = asGiven.find((place) => costOf(place) === least)
  if (off === undefined || nearest === undefined) return false
  const { quoted, said, alignment } = nearest
  const equal = alignment.steps.filter(
    ({ quoted: ours, said: theirs }) =>
      ours !== null && theirs !== null && quoted[ours]!.key === said[theirs]!.key,
  )
  const share = (isMeant: (chunk: QuotedChunk) => boolean) =>
    equal.filter((step) => isMeant(quoted[step.quoted!]!)).length / quoted.filter(isMeant).length
  const isBefore = ({ start }: QuotedChunk) => start < off.start
  return share(isBefore) > mostWords && share((chunk) => !isBefore(chunk)) > 0.5
}

interface Outcome {
  readonly compared: readonly Compared[]
  readonly places: readonly PlaceOfPart[]
  readonly limit: number
}

function verdictOn(
  index: QuoteIndex,
  quote: GivenQuote,
  { compared, places, limit }: Outcome,
): Checked {
  const matches: QuoteMatch[] = []
  const elsewhere: OtherMatch[] = []
  for (const place of compared) {
    const match = matchOf(quote.given, place)
    const { text } = place
    switch (text.kind) {
      case 'answer':
        matches.push({ answerId: text.answerId, ...match })
        break
      case 'question':
        elsewhere.push({ kind: text.kind, numbers: text.numbers, askers: text.askers, ...match })
        break
      case 'note':
        elsewhere.push({ kind: text.kind, mark: text.mark, ...match })
        break
      case 'remark':
        elsewhere.push({ kind: text.kind, ...match })
        break
    }
  }
  if (matches.length === 0) matches.push(...matchesOfPlaces(quote, places))
  const isAssembled = compared.length === 0 && places.length > 0
  const sources = isAssembled ? places.map((place) => [place.compared]) : [compared]
  const verdicts = new Set(matches.map(({ verdict }) => verdict))
  const best = (['verbatim', 'cut', 'altered'] as const).find((verdict) => verdicts.has(verdict))
  return {
    verdict: best ?? 'not_found',
    matches: matches.slice(0, limit),
    elsewhere: elsewhere.slice(0, limit),
    takenOff: quote.takenOff,
    ...ascriptionOf(index, quote, sources),
    places: places.map(({ start, end, compared: { text } }) => ({
      quoted: { start, end, text: quote.given.slice(start, end) },
      kind: text.kind,
      documentId: text.documentId,
      answerId: text.kind === 'answer' ? text.answerId : null,
    })),
  }
}

/**
 * The verdict on each part of an assembled quote, with its own differences; to each part, the
 * others are additions.
 */
function matchesOfPlaces({ given }: GivenQuote, places: readonly PlaceOfPart[]): QuoteMatch[] {
  return places.flatMap(({ compared }, nth) => {
    const { text } = compared
    if (text.kind !== 'answer') return []
    const match = matchOf(given, compared)
    const { paragraphId, end } = match.parts.at(-1)!
    const differences = places.toSpliced(nth, 1).map((other) => ({
      kind: 'added' as const,
      quoted: { start: other.start, end: other.end, text: given.slice(other.start, other.end) },
      said: { paragraphId, start: end, end, text: '' },
    }))
    const own = match.verdict === 'altered' ? match.differences : []
    const all = [...own, ...differences].toSorted((a, b) => a.quoted.start - b.quoted.start)
    return [{ answerId: text.answerId, ...match, verdict: 'altered', differences: all }]
  })
}
