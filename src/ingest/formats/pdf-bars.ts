import type { GlyphRun, WrittenLine } from './pdf-notes.ts'

/** Words stand this far apart at most, in sizes of their type. */
const APART = 1.5

/** Words written over others replace them if they cover this share of their width. */
const REPLACED = 0.5

/**
 * The places in the text where a bar covers words of a line: what is left of the sentence is not
 * what somebody wrote. A line that is covered as a whole leaves no such hole, and words that others
 * were written over leave none either.
 */
export function barsIn(lines: readonly WrittenLine[], barred: readonly GlyphRun[]): number[] {
  return barred.flatMap((bar) => {
    if (bar.text.trim() === '') return []
    const holed = lines.find(({ line }) => {
      const runs = line.runs.map(({ run }) => run).filter(({ text }) => text.trim() !== '')
      const isLevel = Math.abs(line.base - bar.base) < bar.size / 2
      const isNext = runs.some((run) => overlapOf(run, bar) > -APART * bar.size)
      const least = REPLACED * (bar.right - bar.left)
      return isLevel && isNext && !runs.some((run) => overlapOf(run, bar) > least)
    })
    if (holed === undefined) return []
    const { line, span } = holed
    const opens = line.runs.every(({ run }) => run.left >= bar.right)
    return [opens ? span.start : span.end]
  })
}

/** How far two runs of a line overlap, in points; below 0 the gap between them. */
function overlapOf(one: GlyphRun, other: GlyphRun): number {
  return Math.min(one.right, other.right) - Math.max(one.left, other.left)
}
