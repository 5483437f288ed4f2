import { asWritten, readQuote, type GivenQuote, type TakenOff } from './attribution.ts'
import { quotationAround } from './introduction.ts'
import { fitsReference, type QuoteReference } from './reference.ts'
import { allOf, anyOf, areNamed, isMember, isNamed, isOfficer, withoutHearer } from './speakers.ts'
import { quotedChunks, type QuotedChunk } from './chunks.ts'
import type { Compared } from './comparison.ts'
import { costOf, exactPlaces } from './exact.ts'
import { matchOf, type Match, type QuotedStretch } from './match.ts'
import { nearPlaces } from './near.ts'
import { placesOf, sentencePlaces, type PlaceOfPart } from './places.ts'
import {
  documentIdOf,
  ministersOf,
  peopleOf,
  type BesideAnswers,
  type Quotable,
  type QuoteIndex,
} from './quote-index.ts'

export interface QuoteMatch extends Match {
  readonly answerId: string
}

/** Words in a document that are not a minister's answer. */
export type OtherMatch = Match & BesideAnswers

/** One of the places that a quote was assembled from; `answerId` is null outside answers. */
export interface QuotePlace {
  readonly quoted: QuotedStretch
  readonly kind: Quotable['kind']
  readonly documentId: string
  readonly answerId: string | null
}

/** Whom, or what day and questions, the quote names, and whether one of the answers is of these. */
export interface Attribution {
  readonly named: string
  /**
   * null if it names nobody in particular, nothing was found, or the document does not tell; false
   * also for the words of a question, given as a minister's
   */
  readonly agrees: boolean | null
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
export interface Checked {
  readonly verdict: QuoteVerdict
  readonly matches: readonly QuoteMatch[]
  readonly elsewhere: readonly OtherMatch[]
  /** the text around the quote, excluded from the comparison */
  readonly takenOff: readonly TakenOff[]
  readonly attribution: Attribution | null
  /** the day and the questions that the quote is said to be of */
  readonly reference: Attribution | null
  /** for a quote that occurs nowhere as it is: the places it was assembled from, if any */
  readonly places: readonly QuotePlace[]
}

/** A quote with a smaller difference is altered, not assembled. */
const similarEnough = 0.1

/** Of the words before a citation in brackets, so many stand before it in the passage too. */
const mostWords = 0.75

interface Scope {
  readonly allowed: (text: number) => boolean
  /** whether a text is an answer by the named person, of the named day, to the named questions */
  readonly isOfNamed: (text: number) => boolean
  /** whether the person whom the quote names gave the answers of a text's document */
  readonly isByNamed: (text: number) => boolean
  readonly limit: number
}

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
  const allowed = (text: number) => only.size === 0 || only.has(documentIdOf(index, text))
  const read = readQuote(quote, (name) => isPerson(index, name))
  const isByNamed = namedIn(index, read.named)
  const isReferred = referredIn(index, read.references)
  const isOfNamed = (text: number) => (read.named === null || isByNamed(text)) && isReferred(text)
  const scope = { allowed, isOfNamed, isByNamed, limit }
  const asGiven = compare(index, quote, scope)
  const isBare = read.bare === quote || isAnswered(asGiven)
  const bare = isBare ? asGiven : compare(index, read.bare, scope)
  // Without it the quote comes no nearer: the attribution is a part of the words quoted.
  const isNearest =
    asGiven.length > 0 && (leastCost(asGiven) <= leastCost(bare) || hasOwnBrackets(read, asGiven))
  const isWhole = isNearest && (isBare || !isAnswered(bare) || hasOwnBrackets(read, asGiven))
  const given = isWhole ? asWritten(read) : read
  const others = isWhole ? [] : read.otherwise.map((each) => compare(index, each, scope))
  const best = [isWhole ? asGiven : bare, asGiven, ...others].reduce((least, each) =>
    leastCost(each) < leastCost(least) ? each : least,
  )
  const whole = leastCost(best) < similarEnough ? [] : placesOf(index, given.bare, scope)
  const isNowhere = best.length === 0 && whole.length === 0
  const places = isNowhere ? sentencePlaces(index, given.bare, scope) : whole
  const outcome = verdictOn(index, given, { compared: closest(best), places, limit })
  const isNobodys = isTopic(index, given, outcome)
  return isNobodys ? { ...outcome, attribution: null, reference: null } : outcome
}

function compare(
  index: QuoteIndex,
  quote: string,
  { allowed, isOfNamed, isByNamed, limit }: Scope,
): Compared[] {
  const forms = formsOf(index, quote)
  const exactIn = (isAllowed: Scope['allowed']): Compared[] =>
    forms.flatMap((quoted) => exactPlaces(index, quoted, { allowed: isAllowed, limit }))
  const exact = exactIn(allowed)
  if (!exact.some(isExact)) return [...exact, ...nearPlaces(index, quote, allowed)]
  // "Nee." is in a thousand answers: of these, the ones of the person, the day and the question
  // that it is ascribed to count.
  for (const isTheirs of [isOfNamed, isByNamed]) {
    const own = exactIn((text) => allowed(text) && isTheirs(text)).filter(
      (place) => isExact(place) && place.text.kind === 'answer',
    )
    if (own.length > 0) return [...own, ...exact.filter(({ text }) => text.kind !== 'answer')]
  }
  return exact
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

/** Whether an answer has the words as they are. */
function isAnswered(places: readonly Compared[]): boolean {
  return places.some((place) => isExact(place) && place.text.kind === 'answer')
}

function isExact({ alignment }: Compared): boolean {
  return alignment.cost === 0
}

/** Tells the texts of documents that were answered by a named person. */
function namedIn(index: QuoteIndex, named: string | null): Scope['isByNamed'] {
  if (named === null) return () => false
  const known = new Map<string, boolean>()
  return (text) => {
    const ministers = ministersOf(index, text)
    const { askers } = index.documents[index.documentOf[text]!]!
    const speaker = withoutHearer(named, askers)
    const key = [speaker, ...ministers.map(({ name, portfolio }) => `${name}\n${portfolio}`)]
    let fits = known.get(key.join('\n\n'))
    if (fits === undefined)
      known.set(key.join('\n\n'), (fits = areNamed(speaker, ministers) === true))
    return fits
  }
}

/** Tells the answers of a named day and to named questions. */
function referredIn(index: QuoteIndex, references: readonly QuoteReference[]): Scope['isByNamed'] {
  if (references.length === 0) return () => false
  return (text) => {
    const document = index.documents[index.documentOf[text]!]!
    const answer = document.answers[index.partOf[text]!]
    return (
      answer !== undefined &&
      references.every((reference) => fitsReference(reference, document, answer.id) === true)
    )
  }
}

/** The quote as it is, and with words broken at a line end closed if the index knows them. */
function formsOf({ vocabulary }: QuoteIndex, quote: string): QuotedChunk[][] {
  const open = quotedChunks(quote, () => false)
  const closed = quotedChunks(quote, ({ key }) => vocabulary.has(key))
  return open.length === closed.length ? [open] : [open, closed]
}

function leastCost(compared: readonly Compared[]): number {
  return Math.min(...compared.map(costOf))
}

/**
 * The comparisons with the fewest differences, each text once. An answer that contains the words is
 * reported even if its sentence takes them back, and even if a question contains them too.
 */
function closest(compared: readonly Compared[]): Compared[] {
  const exact = compared.filter(({ alignment }) => alignment.cost === 0)
  if (exact.length === 0) return leastOf(compared)
  const [answers, others] = [true, false].map((isAnswer) =>
    exact.filter(({ text }) => (text.kind === 'answer') === isAnswer),
  )
  return [...leastOf(answers!), ...leastOf(others!)]
}

function leastOf(compared: readonly Compared[]): Compared[] {
  const least = leastCost(compared)
  const texts = new Set<Quotable>()
  return compared.filter((place) => {
    if (costOf(place) > least + 1e-9 || texts.has(place.text)) return false
    texts.add(place.text)
    return true
  })
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
    attribution: jointly(sources.map((each) => attributionOf(index, quote, each))),
    reference: jointly(sources.map((each) => referenceOf(index, quote, each))),
    places: places.map(({ start, end, compared: { text } }) => ({
      quoted: { start, end, text: quote.given.slice(start, end) },
      kind: text.kind,
      documentId: text.documentId,
      answerId: text.kind === 'answer' ? text.answerId : null,
    })),
  }
}

/** Of what is told of each place of an assembled quote: it agrees if it does at all of them. */
function jointly(told: readonly (Attribution | null)[]): Attribution | null {
  const agrees = allOf(told.map((each) => each?.agrees ?? null))
  return told.find((each) => each?.agrees === agrees) ?? told[0]!
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

/** Whether a name alone, which gave no answer with the words, is of nobody whom the index knows. */
function isTopic(index: QuoteIndex, { mayBeTopic }: GivenQuote, { attribution }: Checked): boolean {
  if (!mayBeTopic || attribution === null || attribution.agrees === true) return false
  return !isPerson(index, attribution.named)
}

/** Whether a name has an office beside it, or is that of somebody who asked or answered. */
function isPerson(index: QuoteIndex, named: string): boolean {
  const isTheirs = (name: string) => isNamed(named, { role: '', name, portfolio: null })
  return isOfficer(named) || peopleOf(index).some(isTheirs)
}

function attributionOf(
  index: QuoteIndex,
  { named }: GivenQuote,
  compared: readonly Compared[],
): Attribution | null {
  if (named === null) return null
  const answers = compared.flatMap(({ text }) => (text.kind === 'answer' ? [text] : []))
  // The words of a question that an answer repeats are the member's as well.
  if (isMember(named) && compared.some(({ text }) => text.kind === 'question')) {
    return { named, agrees: null }
  }
  const agrees = anyOf(
    answers.map((text) => {
      const speaker = withoutHearer(named, documentOf(index, text).askers)
      const isAmong = areNamed(speaker, text.ministers)
      // A document that tells only who else was behind it contradicts no other name.
      const tellsAuthor = documentOf(index, text).ministers.length > 0
      const isOpen = isAmong === false && !isMember(named) && !tellsAuthor
      return isOpen ? null : isAmong
    }),
  )
  const isAskers = answers.length === 0 && compared.some((each) => isAsked(index, each, named))
  return { named, agrees: isAskers ? false : agrees }
}

/** Whether one of the answers is of the day and to a question that the quote is said to be of. */
function referenceOf(
  index: QuoteIndex,
  { references }: GivenQuote,
  compared: readonly Compared[],
): Attribution | null {
  if (references.length === 0) return null
  const fits = compared.flatMap(({ text }) => {
    if (text.kind !== 'answer') return []
    const document = documentOf(index, text)
    return [references.map((reference) => fitsReference(reference, document, text.answerId))]
  })
  const agrees = anyOf(fits.map(allOf))
  const wrong = references.filter((_, nth) => fits.every((each) => each[nth] === false))
  const told = agrees === false && wrong.length > 0 ? wrong : references
  return { named: told.map(({ text }) => text).join(', '), agrees }
}

function documentOf(
  { documents }: QuoteIndex,
  { documentId }: Compared['text'],
): QuoteIndex['documents'][number] {
  return documents.find(({ id }) => id === documentId)!
}

/**
 * Whether the quote is of a question, though it names a minister. Not if the question itself quotes
 * these words, which may be a minister's.
 */
function isAsked(index: QuoteIndex, compared: Compared, named: string): boolean {
  const { text, alignment, respaced } = compared
  const isExactly = alignment.cost === 0 || respaced.length > 0
  if (text.kind !== 'question' || !isExactly || quotationAround(compared) !== undefined)
    return false
  return isOfficer(named) || areNamed(named, documentOf(index, text).ministers) === true
}
