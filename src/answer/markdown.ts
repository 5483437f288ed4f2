import type { Answer, AskResponse, FoundAnswer, ReferredAnswer } from '../wire/schemas.ts'
import { escapeMarkdown } from '../text/escape-markdown.ts'

const RELEVANCE = {
  nl: {
    strong: 'sterke overeenkomst',
    possible: 'mogelijke overeenkomst',
    weak: 'zwakke overeenkomst',
  },
  en: { strong: 'strong match', possible: 'possible match', weak: 'weak match' },
}

const WORDS = {
  nl: {
    readAs: (word: string, as: string) => `“${word}” is gelezen als “${as}”.`,
    nothing: 'Niets gevonden: geen antwoord in deze documenten gaat hierover.',
    withheld: (count: number) =>
      count === 1
        ? 'Eén zwakke treffer is achtergehouden.'
        : `${count} zwakke treffers zijn achtergehouden.`,
    refused: 'Niet getoond, omdat de tekst in de index niet gelijk is aan de bron:',
    refersTo: 'Waarnaar dit antwoord verwijst:',
  },
  en: {
    readAs: (word: string, as: string) => `“${word}” was read as “${as}”.`,
    nothing: 'Nothing found: no answer in these documents is about this.',
    withheld: (count: number) =>
      count === 1 ? 'One weak match was held back.' : `${count} weak matches were held back.`,
    refused: 'Not shown, since the text in the index is not what the source says:',
    refersTo: 'What this answer refers to:',
  },
}

/** What was found, as Markdown (CommonMark). No character of a document is taken for markup. */
export function answersAsMarkdown({
  language,
  readAs,
  answers,
  withheld,
  refused,
}: AskResponse): string {
  const words = WORDS[language]
  const parts = readAs.map(
    ({ word, as }) => `*${words.readAs(escapeMarkdown(word), escapeMarkdown(as))}*`,
  )
  parts.push(...answers.map((answer) => foundAsMarkdown(answer, language)))
  if (answers.length === 0) parts.push(words.nothing)
  if (withheld > 0) parts.push(`*${words.withheld(withheld)}*`)
  if (refused.length > 0) {
    parts.push(
      words.refused,
      refused.map(({ answerId }) => `- ${escapeMarkdown(answerId)}`).join('\n'),
    )
  }
  return `${parts.join('\n\n')}\n`
}

function foundAsMarkdown(answer: FoundAnswer, language: 'nl' | 'en'): string {
  const heading = `## ${escapeMarkdown(answer.citation.label)} (${RELEVANCE[language][answer.relevance]})`
  const parts = [heading, pairAsMarkdown(answer)]
  if (answer.refersTo.length > 0) {
    parts.push(WORDS[language].refersTo, ...answer.refersTo.map(pairAsMarkdown))
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
