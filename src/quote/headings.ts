import type { Span } from '../domain/document.ts'
import { patternOf } from '../text/pattern.ts'

/** The words of the heading of an answer, or of a question, before its numbers. */
const heading = patternOf`
  (?:Antw(?:\.|oord(?:en)?)(?: op)?(?: (?:vra(?:ag|gen)|vr\.))?|Vra(?:ag|gen)|[VQA](?=:)|Ad(?= \d))
`

/** As copied with an answer: "Antwoord 3 en 4", "Antwoord op vraag 2:", "Antwoord:"; "Vraag 2" */
export const fullHeading = patternOf`
  ${heading}(?: \d{1,3}[a-z]?(?:(?:, ?| en | t\/m )\d{1,3}[a-z]?){0,20} ?[.:)]?|:)
`
/** On a line of its own. */
export const shortHeading = '(?:Antwoord(?:en)?|Vra(?:ag|gen))'

/**
 * The line end before "Antwoord 2" or "> **Antwoord**", or the space between a question and
 * "Antwoord:"
 */
const beforeHeading = new RegExp(
  patternOf`
    \n(?=[ \t>*_#]{0,12}${heading}(?: \d|[*_]{0,3} ?:|[*_ ]{0,4}$))
    |(?<=\?["”’»]?)[ ]
    (?=(?:Antwoord(?: op vraag)?(?: \d{1,3}(?:(?:, | en )\d{1,3}){0,9})?|A) ?:[ ])
  `,
  'gmu',
)

/** Whether such a part is an answer, and no question. */
export function isAnswerPart(part: string): boolean {
  return /^[\s>*_#]{0,12}A(?:ntw[.o]|d |:)/.test(part)
}

/** The questions and answers that a text with their headings is made of; itself if it has none. */
export function headedParts(text: string): Span[] {
  const breaks = Array.from(text.matchAll(beforeHeading), ({ index }) => index)
  return [-1, ...breaks]
    .map((at, nth) => ({ start: at + 1, end: breaks[nth] ?? text.length }))
    .filter(({ start, end }) => text.slice(start, end).trim() !== '')
}
