import { ACCENTS, COMBINING } from './pdf-accents.ts'
import type { TextItem } from './pdf-match.ts'
import type { GlyphRun } from './pdf-notes.ts'

/** A page's runs in drawing order, those drawn at an angle, and its size in points. */
export interface PdfPage {
  readonly runs: readonly GlyphRun[]
  readonly turned: readonly string[]
  /** text that nobody sees: too small, in the colour of its ground, covered */
  readonly unseen: readonly string[]
  readonly width: number
  readonly height: number
}

interface View {
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

/**
 * A run as it appears on the page, `x` to the right and `y` down, with its rotation in quarter
 * turns.
 */
interface Shown {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  /** null for a run at another angle */
  readonly quarter: number | null
}

/**
 * The runs of a page as they appear, which on a rotated page differs from how they are drawn. Text
 * at another angle than most of the page (a watermark, a stamp in the margin) is not part of the
 * text.
 */
export function pageOf(items: readonly TextItem[], view: View): PdfPage {
  const shown = items.flatMap((item) => (item.str === '' ? [] : [shownOf(item, view.transform)]))
  const quarter = usualQuarter(shown)
  const [width, height] = quarter % 2 === 0 ? [view.width, view.height] : [view.height, view.width]
  const isTiny = ({ size, text }: Shown): boolean => size < SMALLEST && text.trim() !== ''
  const runs = shown.flatMap((each) =>
    each.quarter === quarter && !isTiny(each) ? [runOf(each, view)] : [],
  )
  const unseen = shown.flatMap((each) =>
    each.quarter === quarter && isTiny(each) ? [each.text] : [],
  )
  const turned = shown.flatMap(({ quarter: own, text }) => (own === quarter ? [] : [text]))
  return { runs: withAccents(runs), turned, unseen, width, height }
}

/** Smaller type is invisible, in points. */
const SMALLEST = 1

/** The slope that a line of a badly scanned page may have: some five degrees. */
const SLANT = 0.09

function shownOf({ str, transform, width }: TextItem, view: readonly number[]): Shown {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view
  const [right, down] = [va * a + vc * b, vb * a + vd * b]
  const quarter = [
    [right, down],
    [down, -right],
    [-right, -down],
    [-down, right],
  ].findIndex(([along = 0, across = 0]) => along > 0 && Math.abs(across) <= along * SLANT)
  return {
    text: str,
    x: va * e + vc * f + ve,
    y: vb * e + vd * f + vf,
    width,
    size: Math.hypot(c, d),
    quarter: quarter < 0 ? null : quarter,
  }
}

/** Upright, unless most of the page's characters are turned one way. */
function usualQuarter(shown: readonly Shown[]): number {
  const counts = [0, 0, 0, 0]
  for (const { quarter, text } of shown) if (quarter !== null) counts[quarter]! += text.length
  const all = counts.reduce((sum, count) => sum + count, 0)
  const most = counts.indexOf(Math.max(...counts))
  return counts[most]! > all / 2 ? most : 0
}

/** Its place in points from the lower left of the page, once turned upright. */
function runOf({ text, x, y, width, size, quarter }: Shown, view: View): GlyphRun {
  const [left, top] = [
    [x, y],
    [y, view.width - x],
    [view.width - x, view.height - y],
    [view.height - y, x],
  ][quarter ?? 0]!
  const height = (quarter ?? 0) % 2 === 0 ? view.height : view.width
  return { text, left: left!, right: left! + width, base: height - top!, size }
}

const ENDS_IN_ACCENT = new RegExp(String.raw`^(?<before>[^]*)(?<accent>[${ACCENTS}])$`, 'u')
const BEGINS_WITH_ACCENT = new RegExp(String.raw`^(?<accent>[${ACCENTS}])(?<after>[^]*)$`, 'u')

/** An accent covers its letter: the two runs overlap by at least this share of their size. */
const OVERLAP = 0.12

/** A separate accent was moved to its place, however little. */
const TOUCH = 0.02
const LONE_ACCENT = new RegExp(String.raw`^[${ACCENTS}]$`, 'u')

/**
 * Joins accents drawn over a letter with it: "Milovi´" and a "c" that begins below the accent
 * become "Milović". An accent with a place of its own, as in "foto´s", stays as it is.
 */
function withAccents(runs: readonly GlyphRun[]): GlyphRun[] {
  const joined: GlyphRun[] = []
  for (const [at, run] of runs.entries()) {
    const last = joined.at(-1)
    const next = runs[at + 1]
    // An accent further over the next letter belongs to that one.
    const waits =
      last !== undefined &&
      next !== undefined &&
      LONE_ACCENT.test(run.text) &&
      isOver(run, next) &&
      run.right - next.left > last.right - run.left
    const both = last === undefined || waits || !isOver(last, run) ? null : composed(last, run)
    if (both === null) joined.push(run)
    else joined.splice(-1, 1, ...both)
  }
  return joined
}

function isOver(last: GlyphRun, run: GlyphRun): boolean {
  const size = Math.max(last.size, run.size)
  const alone = LONE_ACCENT.test(run.text) || LONE_ACCENT.test(last.text)
  const least = size * (alone ? TOUCH : OVERLAP)
  return Math.abs(last.base - run.base) < size * 0.6 && last.right - run.left > least
}

function composed(last: GlyphRun, run: GlyphRun): GlyphRun[] | null {
  const leading = ENDS_IN_ACCENT.exec(last.text)?.groups
  if (leading !== undefined) {
    const letter = letterWith(run.text, 0, leading['accent']!)
    if (letter !== null) {
      const text = leading['before']! + letter + run.text.slice(1)
      return [{ ...run, text, left: Math.min(last.left, run.left) }]
    }
  }
  const trailing = BEGINS_WITH_ACCENT.exec(run.text)?.groups
  if (trailing === undefined) return null
  const letter = letterWith(last.text, last.text.length - 1, trailing['accent']!)
  if (letter === null) return null
  const text = last.text.slice(0, -1) + letter + trailing['after']!
  return [{ ...last, text, right: Math.max(last.right, run.right) }]
}

/** A letter with an accent as one character; null if no such letter exists. */
function letterWith(text: string, at: number, accent: string): string | null {
  const letter = (text[at] ?? '').replace('ı', 'i').replace('ȷ', 'j')
  if (!/^\p{L}$/u.test(letter)) return null
  const one = (letter + COMBINING[accent]!).normalize('NFC')
  return one.length === 1 ? one : null
}
