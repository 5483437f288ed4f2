import type { GivenQuote } from './attribution.ts'
import type { Compared } from './comparison.ts'
import { quotationAround } from './introduction.ts'
import type { Quotable } from './quotable.ts'
import { documentAt, peopleOf, type QuoteIndex } from './quote-index.ts'
import { council } from './naming-patterns.ts'
import { fitsReference } from './reference.ts'
import {
  allOf,
  anyOf,
  areNamed,
  isCouncil,
  isMember,
  isNamed,
  isOfficer,
  withoutHearer,
} from './speakers.ts'

/** Whom, or what day and questions, the quote names, and whether one of the answers is of these. */
interface Attribution {
  readonly named: string
  /**
   * null if it names nobody in particular, nothing was found, or the document does not tell; false
   * also for the words of a question, given as a minister's
   */
  readonly agrees: boolean | null
}

/** Tells texts of those to whom, or to what day and questions, a quote is ascribed. */
export interface Ascribed {
  /** whether the named person gave the answers of a text's document; false if nobody is named */
  readonly isByNamed: (text: number) => boolean
  /** whether a text is an answer of the named day, to the named questions, and by whom it names */
  readonly isOfNamed: (text: number) => boolean
}

/** Tells the texts that a quote may be of by what it names; texts go by their number. */
export function ascribedTo(
  index: QuoteIndex,
  { named, references }: Pick<GivenQuote, 'named' | 'references'>,
): Ascribed {
  const known = new Map<string, boolean>()
  const isByNamed = (text: number): boolean => {
    if (named === null) return false
    const { askers, ministers, onBehalfOf } = documentAt(index, text)
    const speaker = withoutHearer(named, askers)
    const all = [...ministers, ...onBehalfOf]
    const key = [speaker, ...all.map(({ name, portfolio }) => `${name}\n${portfolio}`)].join('\n\n')
    let fits = known.get(key)
    if (fits === undefined) known.set(key, (fits = areNamed(speaker, all) === true))
    return fits
  }
  const isReferredTo = (text: number): boolean => {
    const document = documentAt(index, text)
    const answer = document.answers[index.partOf[text]!]
    return (
      answer !== undefined &&
      references.every((reference) => fitsReference(reference, document, answer.id) === true)
    )
  }
  const isOfNamed = (text: number): boolean =>
    references.length > 0 && (named === null || isByNamed(text)) && isReferredTo(text)
  return { isByNamed, isOfNamed }
}

/** What a quote is said to be of, and whether it is. */
export interface Ascription {
  readonly attribution: Attribution | null
  /** the day and the questions that the quote is said to be of */
  readonly reference: Attribution | null
}

/**
 * Compares what a quote is ascribed to with the places where its words stand; `sources` has one
 * list for each part of an assembled quote.
 */
export function ascriptionOf(
  index: QuoteIndex,
  quote: GivenQuote,
  sources: readonly (readonly Compared[])[],
): Ascription {
  const attribution = jointly(sources.map((each) => attributionOf(index, quote, each)))
  const reference = jointly(sources.map((each) => referenceOf(index, quote, each)))
  // A name alone, which gave no answer with the words, of nobody whom the index knows: a topic.
  const isTopic =
    quote.mayBeTopic &&
    attribution !== null &&
    attribution.agrees !== true &&
    !namesPerson(index, attribution.named)
  return isTopic ? { attribution: null, reference: null } : { attribution, reference }
}

/** Of what is told of each place of an assembled quote: it agrees if it does at all of them. */
function jointly(told: readonly (Attribution | null)[]): Attribution | null {
  const agrees = allOf(told.map((each) => each?.agrees ?? null))
  return told.find((each) => each?.agrees === agrees) ?? told[0]!
}

/** Whether a name has an office beside it, or is that of somebody who asked or answered. */
export function namesPerson(index: QuoteIndex, named: string): boolean {
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
  if (isCouncil(named)) {
    // A minister's answer may repeat what a council wrote.
    const areOthers = answers.every((text) => text.ministers.length > 0 && !tellsOfCouncil(text))
    return { named, agrees: answers.length > 0 && areOthers ? false : null }
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

const ofCouncil = new RegExp(`(?<!\\p{L})(?:${council}|burgemeester|wethouder)`, 'u')

function tellsOfCouncil({ blocks }: Quotable): boolean {
  return blocks.some(({ reading }) => ofCouncil.test(reading.text))
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
