import type { Heading, Part } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { patternOf } from '../../text/pattern.ts'

/** What only an introduction contains: its number, who asks or answers whom, and when. */
const INTRODUCING = new RegExp(patternOf`
    ^(?:AH \d|\d{4}\s?[ZD]\s?\d{5}|\(?ingezonden|(?:Mondelinge v|V)ra(?:ag|gen) van|Mededeling van
    |Zie ook)|\((?:ingezonden|ontvangen)
  `)

/** "1) NOS", "[1] NOS": no question begins like this. */
const NOTED = /^(?:\[\d{1,3}\]|\d{1,3}\))\s/

/**
 * A document without any heading. After its introduction, a notice is one remark; in a set of
 * questions each paragraph is a question, numbered as in the official publication.
 */
export function unheadedParts(lines: readonly Line[]): Map<Line, Heading> {
  const found = new Map<Line, Heading>()
  const introduced = lines
    .slice(0, 20)
    .findLastIndex(({ text }) => INTRODUCING.test(text.slice(0, 2000)))
  if (introduced < 0) return found
  const notice = lines
    .slice(0, introduced + 1)
    .some(({ text }) => text.startsWith('Mededeling van'))
  const rest = lines.slice(introduced + 1)
  const asking = rest.filter(
    ({ text }) => text.endsWith('?') || /\?[\s»”"\d)\]]{1,8}$/.test(text.slice(-12)),
  )
  if (notice && rest[0] !== undefined) {
    found.set(rest[0], { part: 'remark', numbers: [], body: rest[0].start })
  } else if (asking.length * 2 > rest.length) {
    let number = 0
    for (const line of rest) {
      if (!line.apart || NOTED.test(line.text)) continue
      number++
      found.set(line, { part: 'question', numbers: [number], body: line.start })
    }
  }
  return found
}

/**
 * Answers without a heading: if a document sets only its questions in bold, the first plain line
 * after a question begins the answer.
 */
export function impliedAnswers(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  isStrong: (line: Line) => boolean,
): Line[] {
  const implied: Line[] = []
  let questions = 0
  let strongQuestions = 0
  let part: Part = 'header'
  let before: Line | undefined
  for (const line of lines) {
    const heading = headings.get(line)
    if (heading !== undefined) {
      part = heading.part
      if (part === 'question' && heading.body !== null) {
        questions++
        if (isStrong(line)) strongQuestions++
      }
    } else if (part === 'question' && before !== undefined) {
      const opened = headings.get(before)?.body === null
      if (opened) questions++
      if (opened && isStrong(line)) strongQuestions++
      if (!opened && isStrong(before) && !isStrong(line)) {
        implied.push(line)
        part = 'answer'
      }
    }
    before = line
  }
  return strongQuestions > questions * 0.8 ? implied : []
}
