import type { Zone } from '../extraction/extraction.ts'
import { isHeadingText } from '../extraction/heading-text.ts'
import { breakAtHeadings, findHeadings } from './headings.ts'
import { type Line, linesOf } from './lines.ts'
import { joinNoteNumbers, joinSplitHeadings } from './split-headings.ts'
import { withoutTypedNumbers } from './typed-line-numbers.ts'
import { zoneFinder } from './zones.ts'

/**
 * What shows the parts of a document: its format's zones, its headings in words, or headings in
 * words with tables of pairs among them.
 */
export type Structure = 'zones' | 'words' | 'both'

const BLOCKS: ReadonlySet<Zone['kind']> = new Set(['paragraph', 'strong', 'item', 'ordered'])

/** The lines of a document, broken at headings in words, and what shows its parts. */
export function structureOf(
  source: string,
  zones: readonly Zone[],
): { structure: Structure; lines: Line[] } {
  const blocks = new Set(zones.flatMap(({ kind, start }) => (BLOCKS.has(kind) ? [start] : [])))
  const typed = withoutTypedNumbers(linesOf(source))
  const lines = joinNoteNumbers(source, joinSplitHeadings(source, typed)).map((line) => ({
    ...line,
    isBlock: blocks.has(line.start),
  }))
  if (!zones.some(({ kind }) => kind === 'question' || kind === 'answer'))
    return { structure: 'words', lines: breakAtHeadings(lines) }
  const tableAt = zoneFinder(zones, 'pair', 'names')
  const outside = lines.filter(({ start }) => tableAt(start) === null)
  if (outside.length < lines.length) {
    const broken = breakAtHeadings(outside)
    const parts = [...findHeadings(broken).values()].map(({ part }) => part)
    if (!parts.includes('question') || !parts.includes('answer'))
      return { structure: 'zones', lines }
    const inTables = lines.filter(({ start }) => tableAt(start) !== null)
    const all = [...broken, ...inTables].sort((a, b) => a.from - b.from)
    return { structure: 'both', lines: all }
  }
  return isMarked(lines, zones)
    ? { structure: 'zones', lines }
    : { structure: 'words', lines: breakAtHeadings(lines) }
}

/** True if the format marks the questions and answers: few headings stand outside them. */
function isMarked(lines: readonly Line[], zones: readonly Zone[]): boolean {
  const containerAt = zoneFinder(zones, 'question', 'answer', 'remark', 'header')
  const headings = lines.filter(
    ({ start, text }) => isHeadingText(text) && containerAt(start) === null,
  )
  return headings.length < 4 && headings.filter(({ text }) => /\d/.test(text)).length < 2
}
