import type { Answer, AskResponse, FoundAnswer, ReferredAnswer } from '../wire/schemas.ts'
import { visible } from '../text/visible.ts'

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

/** What CommonMark and GFM would take for markup; order does not matter. */
const MARKUP = [
  // "*", "_", "[", "<", "&amp;", a table's "|"
  /[\\`*_[\]<>#|~&]/g,
  // "https://" and "www." and "name@" become links by themselves in GFM
  /:(?=\/\/)/g,
  /(?<=www)\./gi,
  /@/g,
  // "- item", "+ item", "===" below a heading
  /^\s*[-+=]/g,
  // "1. item", "1) item"
  /(?<=^\s*\d{1,9})[.)]/g,
]

/**
 * Escapes text so that nothing of it is taken for markup: line ends and tabs become spaces. Characters
 * that are not seen, or command a terminal, are made visible.
 */
export function escapeMarkdown(text: string): string {
  const plain = visible(text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' '))
  const marks = new Set<number>()
  for (const pattern of MARKUP) {
    for (const match of plain.matchAll(pattern)) marks.add(match.index + match[0].length - 1)
  }
  return escapeAt(plain, marks)
}

function escapeAt(text: string, marks: ReadonlySet<number>): string {
  let escaped = ''
  for (let at = 0; at < text.length; at++) escaped += marks.has(at) ? `\\${text[at]}` : text[at]
  return escaped
}
