import { isHeadingText } from '../extraction/heading-text.ts'
import { RIGHT_TO_LEFT } from './pdf-match.ts'
import { leftOf, rightOf, type GlyphRun, type PdfLine } from './pdf-notes.ts'

/**
 * Groups runs by baseline in drawing order; raised small ones join their line. Where no line stands
 * beside another, they come from top to bottom, in whatever order they are drawn.
 */
export function linesOfPage(runs: readonly GlyphRun[]): PdfLine[] {
  const lines = withInitials(linesAsDrawn(runs))
  const sorted = lines.toSorted((a, b) => b.base - a.base)
  const isOneColumn = sorted.every(({ base, size }, at) => {
    const above = sorted[at - 1]
    return above === undefined || above.base - base > Math.min(size, above.size) * BESIDE
  })
  return isOneColumn ? sorted : inPlace(lines)
}

/** A page with more lines is taken as it is drawn. */
const MOST_LINES = 500

/** Lines with what is drawn later than what stands below it in its place, if nothing is beside. */
function inPlace(lines: readonly PdfLine[]): PdfLine[] {
  const placed: PdfLine[] = []
  let at = 0
  for (const [index, line] of lines.entries()) {
    const isNext = index > 0 && placed[at - 1] === lines[index - 1]
    const isBelow = isNext && line.base < placed[at - 1]!.base
    if (!isBelow) at = lines.length > MOST_LINES ? placed.length : placeOf(line, placed)
    placed.splice(at++, 0, line)
  }
  return placed
}

/** Where a line belongs between two that it overlaps; at the end if there is no such place. */
function placeOf(line: PdfLine, lines: readonly PdfLine[]): number {
  const { base, size } = line
  const isBeside = lines.some((other) => {
    return Math.abs(other.base - base) < Math.min(size, other.size) * BESIDE
  })
  const above = lines.findLastIndex((other) => other.base > base)
  const below = lines[above + 1]
  if (isBeside || below === undefined || above < 0) return lines.length
  const overlaps = [lines[above]!, below].every((other) => isAcross(line, other))
  return overlaps ? above + 1 : lines.length
}

/** True for a line that another one, above or below it, overlaps. */
export function isAcross(line: PdfLine, other: PdfLine): boolean {
  return rightOf([line]) > leftOf([other]) && leftOf([line]) < rightOf([other])
}

/** Adds a run in its place: signs that a font lacks are drawn after the rest of their line. */
function addTo({ runs }: PdfLine, added: PdfLine['runs'][number]): void {
  const isBack = added.run.left < runs.at(-1)!.run.left && !RIGHT_TO_LEFT.test(added.run.text)
  const at = isBack ? runs.findIndex(({ run }) => run.left > added.run.left) : runs.length
  runs.splice(at, 0, added)
}

/** A large first letter, and how many times larger than its word it is at least. */
const INITIAL = /^\s*[«“„"‘']?\p{Lu}\s*$/u
const LARGE = 1.6

/** The rest of a word, behind its first letter */
const REST = /^\p{Ll}/u

/** Joins a large letter that reaches down beside several lines with the word that it begins. */
function withInitials(lines: readonly PdfLine[]): PdfLine[] {
  const found = new Map<PdfLine, PdfLine>()
  for (const initial of lines) {
    const [{ run: letter }] = initial.runs as [PdfLine['runs'][number]]
    if (initial.runs.length > 1 || !INITIAL.test(letter.text)) continue
    const begun = lines.filter((line) => isBesideLetter(line, letter))
    const [first] = begun.toSorted((a, b) => b.base - a.base)
    if (first !== undefined && REST.test(first.runs[0]!.run.text)) found.set(first, initial)
  }
  const initials = new Set(found.values())
  return lines.flatMap((line) => {
    const initial = found.get(line)
    if (initial === undefined) return initials.has(line) ? [] : [line]
    const [letter, { run }] = [initial.runs[0]!.run, line.runs[0]!]
    const whole = { ...run, text: letter.text.trim() + run.text, left: letter.left }
    return [{ ...line, runs: [{ run: whole, raised: false }, ...line.runs.slice(1)] }]
  })
}

/** True for a large letter beside or above words that are no part of its line. */
function isInitialOf(letter: GlyphRun, { text, size, left }: GlyphRun): boolean {
  const isLarge = letter.size > size * LARGE && INITIAL.test(letter.text)
  return isLarge && letter.left <= left && /\p{Ll}/u.test(text)
}

function isBesideLetter({ base, size, runs: [first] }: PdfLine, letter: GlyphRun): boolean {
  const { left } = first!.run
  const isRight = left > letter.right - size * 0.2 && left < letter.right + size * 0.8
  const isTop = base > letter.base - size * 0.2 && base < letter.base + letter.size * 0.75
  return isRight && isTop && letter.size > size * LARGE
}

/** A page with more runs is a drawing, and taken as it is. */
const MOST_RUNS = 4_000

/** A longer text that stands high above a line is none of its marks. */
const LONG_MARK = 12

/** Lines closer to each other than this, in multiples of the type size, stand beside each other. */
const BESIDE = 0.7

/** Runs on one baseline as lines, in the order in which they are drawn. */
export function linesAsDrawn(runs: readonly GlyphRun[]): PdfLine[] {
  const lines: PdfLine[] = []
  /** the first of those that are drawn on one baseline */
  let first: GlyphRun | undefined
  for (const run of runs) {
    if (run.text.trim() === '' || joinsNumbered(run, lines) || isPlacedBeside(run, lines)) continue
    const isNext = first !== undefined && isNextOf(run, first)
    const isLevelWith = first !== undefined && Math.abs(run.base - first.base) < run.size * 0.25
    if (!isLevelWith && run.size > (first?.size ?? 0) * 0.85) first = run
    const isFree = runs.length <= MOST_RUNS && !isNext
    if ((isFree && joinsGap(run, lines)) || joinsLast(run, lines)) continue
    lines.push(lineOf(run))
  }
  return lines
}

function lineOf(run: GlyphRun): PdfLine {
  return { base: run.base, size: run.size, runs: [{ run, raised: false }] }
}

/** Puts a number before the line that it numbers; false if it numbers none. */
function joinsNumbered(run: GlyphRun, lines: readonly PdfLine[]): boolean {
  const numbered = numberedBy(run, lines)
  numbered?.runs.unshift({ run, raised: false })
  return numbered !== undefined
}

/** Puts a heading before the line that it stands beside; false if it stands beside none. */
function isPlacedBeside(run: GlyphRun, lines: PdfLine[]): boolean {
  const beside = isHeadingText(run.text) ? placeBeside(run, lines) : -1
  if (beside >= 0) lines.splice(beside, 0, lineOf(run))
  return beside >= 0
}

/** Adds a run to an earlier line whose gap it fills; false if it fills none. */
function joinsGap(run: GlyphRun, lines: readonly PdfLine[]): boolean {
  const gap = lines.findLast((other) => fillsGap(run, other))
  if (gap === undefined || gap === lines.at(-1)) return false
  const isSmall = isScript(run, gap)
  const [raised, lowered] = [isSmall && run.base > gap.base, isSmall && run.base < gap.base]
  addTo(gap, { run, raised, lowered })
  return true
}

/** Adds a run to the last line, level, raised or lowered; false if it begins another. */
function joinsLast(run: GlyphRun, lines: PdfLine[]): boolean {
  const line = lines.at(-1)
  if (line === undefined) return false
  const { run: opening } = line.runs[0]!
  const rise = run.base - line.base
  const isInitial = line.runs.length === 1 && isInitialOf(opening, run)
  const isSmall = !isInitial && (run.size < line.size * 0.85 || isNumberBehind(run, line))
  const highest = run.text.trim().length > LONG_MARK ? 0.5 : 0.8
  const raised = isSmall && rise > line.size * 0.1 && rise < line.size * highest
  const isClose = Math.abs(run.left - line.runs.at(-1)!.run.right) < line.size
  const lowered = isSmall && rise < 0 && rise > -line.size * 0.5 && isClose
  const isLevel = Math.abs(rise) < line.size * 0.25 && !isInitialOf(run, opening)
  if (raised || lowered || isLevel) {
    addTo(line, { run, raised, lowered })
    return true
  }
  // A raised mark that begins a line: the line's own text follows, lower and larger.
  const isBehindMark =
    line.runs.length === 1 &&
    run.size > line.size * 1.15 &&
    rise < 0 &&
    -rise < run.size * 0.8 &&
    !isInitialOf(run, opening)
  if (!isBehindMark) return false
  const marked = lineOf(run)
  marked.runs.unshift({ run: opening, raised: true })
  lines[lines.length - 1] = marked
  return true
}

/** Words of one line stand no further apart, in multiples of the type size. */
const WORD_SPACE = 0.5

/** Type that stands beside other type may overlap it by less than this. */
const OVERLAP = 0.2

/** Type of a word and of one beside it: a button may be smaller, an emphasis larger. */
const LIKE = [0.6, 1.3] as const

/** The greatest distance between two lines of a cell, in multiples of the type size. */
const LEADING = 1.6

/** True for a run that begins the next line of a cell, whose neighbour may end close to it. */
function isNextOf({ left, base, size }: GlyphRun, above: GlyphRun): boolean {
  const drop = above.base - base
  return Math.abs(above.left - left) < 1 && drop > size * BESIDE && drop < size * LEADING
}

/**
 * True for a run that fills a gap of a line, or stands right behind it: programs draw what a style
 * places, such as links and raised numbers, after the rest of the page.
 */
function fillsGap(run: GlyphRun, line: PdfLine): boolean {
  const { left, right, base, size } = run
  const isLevel = Math.abs(base - line.base) < size * 0.1
  const share = size / line.size
  if (isLevel ? share < LIKE[0] || share > LIKE[1] : !isScript(run, line)) return false
  const next = line.runs.find((each) => each.run.left > left)?.run
  const before = line.runs.findLast((each) => each.run.left <= left)?.run
  const room = next === undefined ? Number.POSITIVE_INFINITY : next.left - right
  const gap = before === undefined ? Number.POSITIVE_INFINITY : left - before.right
  if (Math.min(room, gap) < -size * OVERLAP) return false
  if (isLevel || before === undefined) return Math.min(room, gap) < size * WORD_SPACE
  return gap < line.size * OVERLAP
}

/** True for a raised or lowered run of a line. */
function isScript({ text, base, size }: GlyphRun, line: PdfLine): boolean {
  const rise = (base - line.base) / line.size
  const isOff = (rise > 0.1 && rise < 0.8) || (rise < 0 && rise > -0.5)
  return isOff && size < line.size * 0.85 && text.trim().length <= LONG_MARK
}

/**
 * True for a number right behind a word, off its baseline: some programs raise and lower type of
 * any size.
 */
function isNumberBehind({ text, left, base, size }: GlyphRun, line: PdfLine): boolean {
  const touches = Math.abs(left - line.runs.at(-1)!.run.right) < size * 0.15
  return /^\d{1,2}\s*$/.test(text) && touches && Math.abs(base - line.base) > size * 0.25
}

/** True for type of one size. */
export function isSameSize(one: Pick<PdfLine, 'size'>, other: Pick<PdfLine, 'size'>): boolean {
  return Math.abs(one.size - other.size) < other.size * 0.05
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

/** The same, before runs form lines. */
export function sizeOfRuns(pages: readonly { readonly runs: readonly GlyphRun[] }[]): number {
  return bodySize(
    pages.flatMap(({ runs }) => runs.map((run) => ({ size: run.size, runs: [{ run }] }))),
  )
}
