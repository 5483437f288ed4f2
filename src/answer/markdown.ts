import type { WireAnswer, FoundAnswer } from '../wire/answer.ts'
import type { AskResponse } from '../wire/ask.ts'
import type { DocumentSummary } from '../wire/documents.ts'
import { explanationAsMarkdown } from './explanation.ts'
import { sayReading, sayReason, speakingTo } from './say-reading.ts'
import { sayState } from './say-state.ts'
import { escapeMarkdown } from '../text/escape-markdown.ts'
import type { Language } from '../text/language.ts'
import { counted, fill, sayAsker, sayDate, sayTitle, sentence } from '../text/say.ts'
import { cardOf, type Card } from './card.ts'
import { markdownWords } from '../words/markdown.ts'
import { sharedWords } from '../words/chat-and-pages.ts'

/** A result as Markdown (CommonMark). No character of a document can act as markup. */
export function answersAsMarkdown(response: AskResponse): string {
  const { answers, unanswered, withheld, refused } = response
  const language = speakingTo(response.language)
  const words = sharedWords[language]
  const parts = sayReading(response, language).map((said) => `*${escapeMarkdown(said)}*`)
  parts.push(...answers.map((answer) => foundAsMarkdown(answer, language)))
  if (answers.length + unanswered.length === 0) {
    parts.push(sayReason(response, language) ?? words.nothing)
  }
  parts.push(...unanswered.map((each) => questionsAsMarkdown(each, language)))
  if (withheld > 0) parts.push(`*${counted(withheld, words.withheldOne, words.withheld)}*`)
  if (refused.length > 0) {
    const ids = refused.map(({ answerId }) => `- ${escapeMarkdown(answerId)}`)
    parts.push(markdownWords[language].notVerbatim, ids.join('\n'))
  }
  if (response.explanation !== undefined) {
    parts.push(explanationAsMarkdown(response.explanation, language))
  }
  return `${parts.join('\n\n')}\n`
}

function foundAsMarkdown(answer: FoundAnswer, language: Language): string {
  const card = cardOf(answer, language)
  const heading = `## ${escapeMarkdown(card.subject)} (${card.relevance?.said.toLowerCase()})`
  return [
    heading,
    ...positionAsMarkdown(answer, language),
    ...wholeAsMarkdown(card, language),
  ].join('\n\n')
}

/** An answer with what it corrects, and the answers that a mere reference refers to. */
function wholeAsMarkdown(card: Card, language: Language): string[] {
  const { replaces, refersTo } = sharedWords[language]
  const corrected = card.replaces.map(({ name }) => name).join(', ')
  return [
    ...(corrected === '' ? [] : [`*${escapeMarkdown(`${replaces} ${corrected}`)}*`]),
    cardAsMarkdown(card),
    ...(card.refersTo.length === 0 ? [] : [`${refersTo}:`, ...card.refersTo.map(cardAsMarkdown)]),
  ]
}

/** The other answers to the same, by id. */
function positionAsMarkdown({ newer, alsoAnsweredIn }: FoundAnswer, language: Language): string[] {
  const { earlierPosition, sameAnswer } = markdownWords[language]
  const said: string[] = []
  if (newer !== null) said.push(fill(earlierPosition, { answer: newer }))
  if (alsoAnsweredIn.length > 0) {
    const answers = alsoAnsweredIn.map(({ id, answered }) =>
      answered === null ? id : `${id} (${sayDate(answered, language)})`,
    )
    said.push(fill(sameAnswer, { answers: answers.join(', ') }))
  }
  return said.map((each) => `*${escapeMarkdown(each)}*`)
}

/** An answer that was asked for by its id. */
export function answerAsMarkdown(answer: WireAnswer, language: Language): string {
  return wholeAsMarkdown(cardOf(answer, language), language).join('\n\n')
}

/**
 * Who answered what and when, the questions, the answer as a quotation (matches in bold), its
 * citation.
 */
function cardAsMarkdown(card: Card): string {
  const facts = card.facts.map(({ text }) => escapeMarkdown(text)).join(' · ')
  const questions = card.questions.map(({ label, text }) => `**${label}.** ${escapeMarkdown(text)}`)
  const paragraphs = card.paragraphs.map(({ text, matched }) =>
    matched ? `> **${escapeMarkdown(text)}**` : `> ${escapeMarkdown(text)}`,
  )
  return [facts, ...questions, paragraphs.join('\n>\n'), `— ${citationAsMarkdown(card)}`]
    .filter((part) => part !== '')
    .join('\n\n')
}

function citationAsMarkdown({ citation, publicPage }: Card): string {
  return linkAsMarkdown(citation, publicPage)
}

/** Questions without an answer: since when, their subject, who asked them, and their number. */
function questionsAsMarkdown(questions: DocumentSummary, language: Language): string {
  const { askers, id, url } = questions
  const who = [...askers.map(sayAsker), id].map(escapeMarkdown).join(' · ')
  const state = sentence(sayState(questions, language))
  return [state, linkAsMarkdown(sayTitle(questions), url), who].join('\n\n')
}

function linkAsMarkdown(said: string, url: string | null): string {
  const text = escapeMarkdown(said)
  return url === null ? text : `[${text}](<${url.replace(/[<>\\\s\p{Cc}]/gu, encodeURIComponent)}>)`
}
