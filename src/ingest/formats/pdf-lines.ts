import { isHeadingText } from '../extraction/heading-text.ts'
import type { GlyphRun, PdfLine } from './pdf-notes.ts'

/**
 * Groups runs by baseline in drawing order; raised small ones join their line. Where no line stands
 * beside another, they come from top to bottom, in whatever order they are drawn.
 */
export function linesOfPage(runs: readonly GlyphRun[]): PdfLine[] {
  const lines = linesAsDrawn(runs)
  const sorted = lines.toSorted((a, b) => b.base - a.base)
  const isOneColumn = sorted.every(({ base, size }, at) => {
    const above = sorted[at - 1]
    return above === undefined || above.base - base > Math.min(size, above.size) * BESIDE
  })
  return isOneColumn ? sorted : lines
}

/** Lines closer to each other than this, in multiples of the type size, stand beside each other. */
const BESIDE = 0.7

function linesAsDrawn(runs: readonly GlyphRun[]): PdfLine[] {
  const lines: PdfLine[] = []
  for (const run of runs) {
    if (run.text.trim() === '') continue
    const numbered = numberedBy(run, lines)
    if (numbered !== undefined) {
      numbered.runs.unshift({ run, raised: false })
      continue
    }
    const beside = isHeadingText(run.text) ? placeBeside(run, lines) : -1
    if (beside >= 0) {
      lines.splice(beside, 0, { base: run.base, size: run.size, runs: [{ run, raised: false }] })
      continue
    }
    const line = lines.at(-1)
    const rise = line === undefined ? 0 : run.base - line.base
    const raised =
      line !== undefined &&
      run.size < line.size * 0.85 &&
      rise > line.size * 0.1 &&
      rise < line.size * 0.8
    const lowered =
      line !== undefined &&
      run.size < line.size * 0.85 &&
      rise < 0 &&
      rise > -line.size * 0.5 &&
      Math.abs(run.left - line.runs.at(-1)!.run.right) < line.size
    if (line !== undefined && (raised || lowered || Math.abs(rise) < line.size * 0.25)) {
      line.runs.push({ run, raised, lowered })
      continue
    }
    // A raised mark that begins a line: the line's own text follows, lower and larger.
    const mark =
      line?.runs.length === 1 && run.size > line.size * 1.15 && rise < 0 && -rise < run.size * 0.8
    if (line !== undefined && mark) {
      const first = { run: line.runs[0]!.run, raised: true }
      lines[lines.length - 1] = {
        base: run.base,
        size: run.size,
        runs: [first, { run, raised: false }],
      }
      continue
    }
    lines.push({ base: run.base, size: run.size, runs: [{ run, raised: false }] })
  }
  return lines
}

/** The bullet or the number of an item of a list. */
const BULLET = /^\s*(?:[^\p{L}\p{N}\s]|o|(?:\d{1,2}|\p{L})[.)])\s*$/u

/** A bullet stands at most this far before its item, in multiples of the type size. */
const BEFORE_ITEM = 3

/** The line that a bullet begins: some programs draw those after the text of the page. */
function numberedBy(run: GlyphRun, lines: readonly PdfLine[]): PdfLine | undefined {
  if (!BULLET.test(run.text)) return undefined
  return lines.slice(0, -1).find(({ base, size, runs: [first] }) => {
    const gap = first!.run.left - run.right
    return Math.abs(base - run.base) < size * 0.25 && gap >= 0 && gap < size * BEFORE_ITEM
  })
}

/** Where the line is that a heading in the margin, drawn later, belongs above; -1 without one. */
function placeBeside(run: GlyphRun, lines: readonly PdfLine[]): number {
  return lines.findIndex(({ base, size, runs: [first] }) => {
    return Math.abs(base - run.base) < size * 0.25 && first!.run.left > run.right + size
  })
}

/** The size of most characters. */
export function bodySize(
  lines: readonly { readonly size: number; readonly runs: readonly { readonly run: GlyphRun }[] }[],
): number {
  const counts = new Map<number, number>()
  for (const { size, runs } of lines) {
    const key = Math.round(size * 10) / 10
    const length = runs.reduce((sum, { run }) => sum + run.text.length, 0)
    counts.set(key, (counts.get(key) ?? 0) + length)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}
