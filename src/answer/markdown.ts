import type { Answer, AskResponse, FoundAnswer, ReferredAnswer } from '../wire/schemas.ts'
import { sayReading, sayReason, speakingTo } from './say-reading.ts'
import { escapeMarkdown } from '../text/escape-markdown.ts'
import type { Language } from '../text/language.ts'
import { counted } from '../text/say.ts'
import { sharedWords } from '../words/shared.ts'

/** What was found, as Markdown (CommonMark). No character of a document is taken for markup. */
export function answersAsMarkdown(response: AskResponse): string {
  const { answers, withheld, refused, reason } = response
  const language = speakingTo(response.language)
  const words = sharedWords[language]
  const parts = sayReading(response, language).map((said) => `*${escapeMarkdown(said)}*`)
  parts.push(...answers.map((answer) => foundAsMarkdown(answer, language)))
  if (answers.length === 0) parts.push(sayReason(reason, language) ?? words.nothing)
  if (withheld > 0) parts.push(`*${counted(withheld, words.withheldOne, words.withheld)}*`)
  if (refused.length > 0) {
    const ids = refused.map(({ answerId }) => `- ${escapeMarkdown(answerId)}`)
    parts.push(words.notVerbatim, ids.join('\n'))
  }
  return `${parts.join('\n\n')}\n`
}

function foundAsMarkdown(answer: FoundAnswer, language: Language): string {
  const words = sharedWords[language]
  const said = words[answer.relevance].toLowerCase()
  const parts = [`## ${escapeMarkdown(answer.citation.label)} (${said})`, pairAsMarkdown(answer)]
  if (answer.refersTo.length > 0) {
    parts.push(`${words.refersTo}:`, ...answer.refersTo.map(pairAsMarkdown))
  }
  return parts.join('\n\n')
}

/** The questions, then the answer as a quotation with the matching paragraphs in bold, then the citation. */
export function pairAsMarkdown(answer: Answer | ReferredAnswer): string {
  const questions = answer.questions.map(
    ({ numbers, text }) => `**Vraag ${numbers.join(', ')}.** ${escapeMarkdown(text)}`,
  )
  const paragraphs = answer.paragraphs.map(({ text, matched }) =>
    matched ? `> **${escapeMarkdown(text)}**` : `> ${escapeMarkdown(text)}`,
  )
  return [...questions, paragraphs.join('\n>\n'), `— ${citationAsMarkdown(answer)}`].join('\n\n')
}

function citationAsMarkdown({ citation, document }: ReferredAnswer): string {
  const text = escapeMarkdown(citation.text)
  return document.url === null
    ? text
    : `[${text}](<${document.url.replace(/[<>\\\s\p{Cc}]/gu, encodeURIComponent)}>)`
}
