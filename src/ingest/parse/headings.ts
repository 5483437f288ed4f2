import type { Warning } from '../../domain/document.ts'
import { tailedAlike, titledAlike, titlesOfAnswers } from './answer-titles.ts'
import { annexesBelow, closingLine, titlesBetween } from './closing.ts'
import { unreadHeadings } from './doubtful-headings.ts'
import { type Heading, namesOf, type Part, unplaced } from './heading.ts'
import { brokenAtHeadings, joined } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { mailHeads } from './mail-heads.ts'
import { numberedParts } from './numbered-parts.ts'
import { openedParts } from './opened-parts.ts'
import { otherSetIn } from './question-sets.ts'
import { answeredBelow, unheadedAnswers } from './unheaded-answers.ts'
import { impliedAnswers, strongQuestions, unheadedParts } from './unheaded-parts.ts'

/**
 * Finds the headings among lines of text (no notes, no furniture); adds a warning for each answer
 * that it withholds.
 */
export function findHeadings(
  lines: readonly Line[],
  strongAt: (offset: number) => unknown = () => null,
  warnings: Warning[] = [],
): Map<Line, Heading> {
  const other = otherSetIn(lines)
  if (other === null) return headingsOfSet(lines, strongAt, warnings)
  warnings.push(other.warning)
  const found = headingsOfSet(lines.slice(0, other.from), strongAt, warnings)
  const first = lines[other.from]!
  return found.set(first, unplaced(first))
}

function headingsOfSet(
  lines: readonly Line[],
  strongAt: (offset: number) => unknown,
  warnings: Warning[],
): Map<Line, Heading> {
  const found = openedParts(lines, warnings)
  const isStrong = (line: Line): boolean => strongAt(line.start) !== null
  for (const line of titledAlike(lines, found)) found.set(line, { ...found.get(line)!, body: null })
  for (const [line, heading] of tailedAlike(lines, found)) found.set(line, heading)
  for (const [line, heading] of numberedParts(lines, found, isStrong)) found.set(line, heading)
  for (const line of unreadHeadings(lines, found)) {
    found.set(line, TITLE)
  }
  if (found.size === 0) {
    for (const [line, heading] of strongQuestions(lines, strongAt)) found.set(line, heading)
    if (found.size === 0) return unheadedParts(lines)
  }
  for (const line of impliedAnswers(lines, found, isStrong)) {
    const sign = ANSWER_SIGN.exec(line.text)?.[0] ?? ''
    found.set(line, { part: 'answer', numbers: [], body: line.start + sign.length })
  }
  const titles = titlesOfAnswers(lines, found)
  for (const title of titles) {
    found.set(title, TITLE)
  }
  for (const { line, label, numbers } of unheadedAnswers(lines, found, titles.length > 0)) {
    const body = label === line.text.length ? null : line.start + label
    found.set(line, { part: 'answer', numbers, body })
  }
  const below = answeredBelow(lines, found)
  for (const [line, numbers] of below.numbers) found.set(line, { ...found.get(line)!, numbers })
  warnings.push(...below.warnings)
  for (const title of titlesBetween(lines, found, isStrong)) {
    found.set(title, unplaced(title))
  }
  const { annex } = annexesBelow(lines, found, isStrong)
  const mails = new Set(mailHeads(lines))
  const last = lines.findLastIndex((line) => found.get(line)?.part === 'answer')
  const other = lines.findIndex((line, at) => at > last && (line === annex || mails.has(line)))
  // What a questionnaire in an annex asks, or an earlier message, has no answer here.
  if (last >= 0 && other >= 0) for (const line of lines.slice(other)) found.delete(line)
  const closing = closingLine(other < 0 ? lines : lines.slice(0, other), found)
  for (const end of [closing, annex]) {
    if (end !== null) found.set(end, unplaced(end))
  }
  let part: Part = 'header'
  for (const line of lines) {
    const heading = found.get(line)
    if (heading !== undefined) part = heading.part
    // Above the questions it is the letter's own.
    else if (part === 'answer' && mails.has(line)) {
      found.set(line, TITLE)
    }
  }
  return found
}

/**
 * Breaks lines at headings in mid-line, for documents whose questions and answers all arrived on
 * one line. A line stays whole if the place turns out not to be a heading, or names what another
 * line begins with.
 */
export function breakAtHeadings(lines: readonly Line[]): Line[] {
  const pieces = lines.flatMap((line) => brokenAtHeadings(line).map((piece) => ({ piece, line })))
  if (pieces.length === lines.length) return [...lines]
  const opened = openedParts(pieces.map(({ piece }) => piece))
  const begun = namesOf(
    pieces.flatMap(({ piece, line }) =>
      piece.start === line.start ? (opened.get(piece) ?? []) : [],
    ),
  )
  const isHeading = (piece: Line): boolean => {
    const heading = opened.get(piece)
    if (heading === undefined) return false
    const names = namesOf([heading])
    return names.size === 0 || ![...names].every((name) => begun.has(name))
  }
  const broken: { piece: Line; line: Line }[] = []
  for (const { piece, line } of pieces) {
    const last = broken.at(-1)
    if (last !== undefined && last.line === line && !isHeading(piece)) {
      broken[broken.length - 1] = { piece: joined(last.piece, piece, line), line }
    } else broken.push({ piece, line })
  }
  return broken.map(({ piece }) => piece)
}

/** A line that heads what belongs to no part, and is no text of it. */
const TITLE: Heading = { part: 'unplaced', numbers: [], body: null }

/** "A: Ja.", "Antwoord. Ja." below a question whose heading has other words */
const ANSWER_SIGN = /^(?:A|Antw|Antwoord)\s?[:.]\s+(?=\S)/u
