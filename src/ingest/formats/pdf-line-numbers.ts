import type { GlyphRun } from './pdf-notes.ts'
import type { ReadPage } from './pdf-pages.ts'

/** Numbers on a page at least, if each line has one, and if each fifth has. */
const FEWEST = 10
const FEWEST_FIFTHS = 3

/** The share of lines with a number, at least, if each line should have one. */
const MOST = 0.9

/** Lines of prose have this many characters on average; rows of a table have fewer. */
const PROSE = 40

/** Removes the numbers of lines in the margin of a page: beside "Vraag 1" they would read on. */
export function withoutLineNumbers(pages: readonly ReadPage[]): ReadPage[] {
  return pages.map((page) => {
    const numbers = lineNumbers(page.runs)
    if (numbers.length === 0) return page
    const runs = page.runs.filter((run) => !numbers.includes(run))
    return { ...page, runs, turned: [...page.turned, ...numbers.map(({ text }) => text)] }
  })
}

function lineNumbers(runs: readonly GlyphRun[]): GlyphRun[] {
  const shown = runs.filter(({ text }) => text.trim() !== '').toSorted((a, b) => b.base - a.base)
  const numbers = shown.filter(({ text }) => /^\s*\d{1,3}\s*$/.test(text))
  const words = shown.filter((run) => !numbers.includes(run))
  const left = words.reduce((least, run) => Math.min(least, run.left), Infinity)
  const right = words.reduce((most, run) => Math.max(most, run.right), -Infinity)
  const columns = [
    numbers.filter((run) => run.right < left - run.size * 0.3),
    numbers.filter((run) => run.left > right + run.size * 0.3),
  ]
  return columns.find((column) => areOfLines(column, words)) ?? []
}

/** True for numbers that count lines of prose, each or each fifth. */
function areOfLines(column: readonly GlyphRun[], words: readonly GlyphRun[]): boolean {
  if (column.length < FEWEST_FIFTHS) return false
  const [first, second] = column.map(({ text }) => Number(text)) as [number, number]
  const step = second - first
  if (column.some(({ text }, at) => Number(text) !== first + at * step)) return false
  const [top, bottom] = [column[0]!.base, column.at(-1)!.base]
  const beside = words.filter(({ base }) => base < top + 1 && base > bottom - 1)
  const lines = new Map<number, boolean>()
  for (const { base } of beside)
    lines.set(
      Math.round(base),
      column.some((number) => Math.abs(number.base - base) < 2),
    )
  const characters = beside.reduce((sum, { text }) => sum + text.length, 0)
  if (characters < lines.size * PROSE) return false
  const numbered = [...lines.values()].filter(Boolean).length
  if (step === 1) return column.length >= FEWEST && numbered >= lines.size * MOST
  const counted = (column.length - 1) * step
  return step % 5 === 0 && step > 0 && first % step === 0 && lines.size <= counted + 1
}
