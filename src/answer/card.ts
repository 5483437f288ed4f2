import { compareText } from '../domain/order.ts'
import { publicationLabel } from '../domain/publication-label.ts'
import type { Language } from '../text/language.ts'
import { fill, sayAsker, sayDate, sayNumbers, sayTitle } from '../text/say.ts'
import type { WireAnswer, FoundAnswer, WireParagraph, ReferredAnswer } from '../wire/answer.ts'
import type { DocumentHead } from '../wire/document-head.ts'
import { documentPageHref } from '../wire/links.ts'
import { sharedWords } from '../words/chat-and-pages.ts'
import { foldOf, foldWithin, roomOf, roomsOf, sharesScreen } from './fold.ts'
import { runsOf, type DrawnRun } from './runs.ts'

/** A statement about an answer; `lang` is null if it is in the reader's language. */
export interface Fact {
  readonly kind: 'minister' | 'date' | 'numbers' | 'asker'
  readonly text: string
  readonly lang: 'nl' | null
}

export interface CardQuestion {
  /** "Vraag 3", "Question 3" */
  readonly label: string
  readonly text: string
}

interface CardParagraph {
  readonly id: string
  readonly style: WireParagraph['style']
  readonly text: string
  readonly matched: boolean
  /** hidden in a long answer until a reader asks for the whole of it */
  readonly folded: boolean
  readonly runs: readonly DrawnRun[]
}

/** A publication that the document's head refers to; `page` is null if it is not here. */
export interface SeeAlso {
  readonly name: string
  readonly page: string | null
}

/** A place to read on, named in the reader's language. */
interface NamedPage {
  readonly name: string
  readonly page: string
}

/** Another source of an answer: a document with the same answers, or another file of its own. */
export interface AnswerSource {
  /** "2022D35172", "PDF" */
  readonly name: string
  /** its page here, else its file; null if neither is here */
  readonly page: string | null
  /** true if this answer has other words there */
  readonly differs: boolean
}

/** An answer's place in time among those found on the same matter. */
export interface Position {
  readonly id: string
  readonly page: string
  /** in the reader's language; the answer's id if its date is unknown */
  readonly date: string
}

/** What an answer's card shows, whoever draws it: the chat, a page, Markdown. */
export interface Card {
  readonly id: string
  /** "Antwoord op vraag 16–19", in the reader's language */
  readonly label: string
  /** the anchor of the answer on its document's page */
  readonly page: string
  readonly documentId: string
  readonly documentPage: string
  /** the document's subject */
  readonly subject: string
  /** the later answer on the same matter, found with it: this one is an earlier position */
  readonly newer: Position | null
  /** where nearly the same answer was given too, which stands back for this one */
  readonly repeatedIn: readonly NamedPage[]
  /** null without a query: the answer is shown for itself */
  readonly relevance: { readonly level: FoundAnswer['relevance']; readonly said: string } | null
  /** minister, date, question numbers, askers, as far as the document gives them */
  readonly facts: readonly Fact[]
  readonly onBehalfOf: readonly string[]
  readonly questions: readonly CardQuestion[]
  readonly paragraphs: readonly CardParagraph[]
  /** the answers that a mere reference refers to */
  readonly refersTo: readonly Card[]
  /** what it replaces, if it corrects earlier answers */
  readonly replaces: readonly SeeAlso[]
  readonly citation: string
  /** the official page */
  readonly publicPage: string | null
}

/**
 * Describes an answer for a reader of this language. Document text stays as it is. `room` is the
 * number of characters visible at first.
 */
export function cardOf(
  answer: FoundAnswer | WireAnswer | ReferredAnswer,
  language: Language,
  room?: number,
): Card {
  const words = sharedWords[language]
  const { document, paragraphs } = answer
  const references = 'references' in answer ? answer.references : []
  const folded = foldOf(paragraphs, room)
  const rooms = roomsOf(paragraphs, room)
  return {
    id: answer.id,
    label: sayLabel(answer.numbers, language),
    page: answer.links.page,
    documentId: document.id,
    documentPage: documentPageHref(document.id),
    subject: sayTitle(document),
    newer: null,
    repeatedIn: 'alsoAnsweredIn' in answer ? repeatsOf(answer, language) : [],
    relevance:
      'relevance' in answer ? { level: answer.relevance, said: words[answer.relevance] } : null,
    facts: factsOf(answer, language),
    onBehalfOf: document.onBehalfOf,
    questions: answer.questions.map(({ numbers, text }) => ({
      label: sayQuestions(numbers, language),
      text,
    })),
    paragraphs: paragraphs.map(({ id, style, text, matched, highlights }) => ({
      id,
      style,
      text,
      matched,
      folded: folded.has(id),
      runs: runsOf(text, {
        highlights,
        links: references.filter(({ paragraphId }) => paragraphId === id),
        folds: folded.has(id) ? [] : foldWithin({ text, highlights }, rooms.get(id) ?? room),
      }),
    })),
    refersTo:
      'refersTo' in answer ? answer.refersTo.map((each) => cardOf(each, language, room)) : [],
    replaces: document.corrects.map(({ id, page }) => ({ name: id, page })),
    citation: answer.citation.text,
    publicPage: document.url,
  }
}

/** Another number of the same document, or else the day of the other one. */
function repeatsOf({ alsoAnsweredIn, document }: FoundAnswer, language: Language): NamedPage[] {
  return alsoAnsweredIn.map(({ documentId, numbers, answered, page }) => {
    if (documentId === document.id)
      return { name: sayQuestions(numbers, language).toLowerCase(), page }
    return { name: answered === null ? documentId : sayDate(answered, language), page }
  })
}

/** The publications that a document's head names, usually the notice before its answers. */
export function seeAlsoOf({ earlier }: Pick<DocumentHead, 'earlier'>): SeeAlso[] {
  return earlier.map(({ page, ...publication }) => ({ name: publicationLabel(publication), page }))
}

/** The other sources of a document, or of one of its answers. */
export function sourcesOf(
  { id, alsoAs }: Pick<DocumentHead, 'id' | 'alsoAs'>,
  numbers: WireAnswer['numbers'] | null = null,
): AnswerSource[] {
  return alsoAs.map((other) => ({
    name: other.id === id ? SOURCE_FORMATS[other.format] : other.id,
    page: other.page ?? other.file,
    differs:
      numbers === null ? other.differing.length > 0 : other.differing.includes(numbers.join('+')),
  }))
}

/** Formats as people call them, in either language. */
export const SOURCE_FORMATS = {
  text: 'TXT',
  pdf: 'PDF',
  docx: 'Word',
  xml: 'XML',
  html: 'HTML',
} as const

/** Describes the answers of one result, linking each earlier position to the later one. */
export function cardsOf(
  answers: readonly FoundAnswer[],
  language: Language,
  room?: number,
): Card[] {
  return answers.map((answer) => {
    const newer = answers.find(({ id }) => id === answer.newer)
    const card = cardOf(answer, language, room)
    return newer === undefined ? card : { ...card, newer: positionOf(placed(newer), language) }
  })
}

/** Lines of the quotes that fit two screens of 800 pixels, with all that five cards have around. */
const LINES_TOGETHER = 17

/** Characters on a line of a quote. */
const LINE = 80

/**
 * The same as a conversation shows them at first. Where long sentences of one answer take the room
 * of others, each shows half as much beside its best sentence.
 */
export function cardsInSight(answers: readonly FoundAnswer[], language: Language): Card[] {
  const room = roomOf(answers.length)
  const cards = cardsOf(answers, language, room)
  const crowded = sharesScreen(answers.length) && linesInSight(cards) > LINES_TOGETHER
  return crowded ? cardsOf(answers, language, room / 2) : cards
}

function linesInSight(cards: readonly Card[]): number {
  const paragraphs = cards.flatMap((card) => card.paragraphs).filter(({ folded }) => !folded)
  return paragraphs.reduce((lines, { runs }) => lines + Math.ceil(lengthInSight(runs) / LINE), 0)
}

function lengthInSight(runs: readonly DrawnRun[]): number {
  const pieces = runs.flatMap((run) => (run.kind === 'words' && !run.folded ? run.pieces : []))
  return pieces.reduce((sum, { text }) => sum + text.length, 0)
}

/**
 * Three or more answers on one matter, the earliest first, one per day, including those that stand
 * back for one with nearly the same words.
 */
export function timelinesOf(answers: readonly FoundAnswer[], language: Language): Position[][] {
  const matters = new Set(answers.map(({ newer }) => newer).filter((newer) => newer !== null))
  const timelines = [...matters].map((latest) =>
    answers
      .filter(({ id, newer }) => id === latest || newer === latest)
      .flatMap((answer) => [placed(answer), ...answer.alsoAnsweredIn])
      .toSorted((a, b) => compareText(a.answered ?? '', b.answered ?? ''))
      .filter(({ answered }, n, all) => answered === null || answered !== all[n - 1]?.answered),
  )
  return timelines
    .filter(({ length }) => length > 2)
    .map((timeline) => timeline.map((place) => positionOf(place, language)))
}

type Placed = Pick<FoundAnswer['alsoAnsweredIn'][number], 'id' | 'page' | 'answered'>

function placed({ id, links, document }: FoundAnswer): Placed {
  return { id, page: links.page, answered: document.answered }
}

function positionOf({ id, page, answered }: Placed, language: Language): Position {
  return { id, page, date: answered === null ? id : sayDate(answered, language) }
}

/** Cards of the same document, which is named once. */
export interface CardGroup {
  readonly documentId: string
  readonly cards: readonly [Card, ...Card[]]
}

/** Groups the cards of one document at the place of the first. */
export function groupCards(cards: readonly Card[]): CardGroup[] {
  const groups = new Map<string, { documentId: string; cards: [Card, ...Card[]] }>()
  for (const card of cards) {
    const group = groups.get(card.documentId)
    if (group === undefined) {
      groups.set(card.documentId, { documentId: card.documentId, cards: [card] })
    } else group.cards.push(card)
  }
  return [...groups.values()]
}

function factsOf({ document, numbers }: ReferredAnswer, language: Language): Fact[] {
  const { ministers, answered, askers } = document
  const facts: (Fact | null)[] = [
    ...ministers.map((text): Fact => ({ kind: 'minister', text, lang: 'nl' })),
    answered === null ? null : { kind: 'date', text: sayDate(answered, language), lang: null },
    numbers.length === 0
      ? null
      : { kind: 'numbers', text: sayQuestions(numbers, language).toLowerCase(), lang: null },
    askers.length === 0
      ? null
      : { kind: 'asker', text: askers.map(sayAsker).join(', '), lang: 'nl' },
  ]
  return facts.filter((fact) => fact !== null)
}

/** "Vraag 3", "Vragen 16–19" */
export function sayQuestions(numbers: WireAnswer['numbers'], language: Language): string {
  const { questionOne, question, and } = sharedWords[language]
  return fill(numbers.length === 1 ? questionOne : question, { numbers: sayNumbers(numbers, and) })
}

/** "Antwoord op vraag 3", "Answer to question 3" */
export function sayLabel(numbers: readonly (number | string)[], language: Language): string {
  const words = sharedWords[language]
  if (numbers.length === 0) return words.answer
  const said = sayNumbers(numbers, words.and)
  return fill(numbers.length === 1 ? words.answerToOne : words.answerTo, { numbers: said })
}

/** The words of an answer that a query's words matched: "semiconductors → semiconductoren". */
export function matchesIn(
  paragraphs: readonly WireParagraph[],
): (readonly [asked: string, found: readonly string[]])[] {
  const words = new Map<string, Set<string>>()
  for (const { text, highlights } of paragraphs) {
    for (const { start, end, kind, query } of highlights) {
      if (kind !== 'word' || query === undefined) continue
      const found = words.get(query) ?? new Set()
      words.set(query, found.add(text.slice(start, end).toLowerCase()))
    }
  }
  return [...words].map(([query, found]) => [query, [...found]] as const)
}
