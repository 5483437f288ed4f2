import { isHeadedInWords, isHeadingText } from '../extraction/heading-text.ts'
import { patternOf } from '../../text/pattern.ts'
import { bodySize, isSameSize } from './pdf-lines.ts'
import type { GlyphRun, PdfLine } from './pdf-notes.ts'

/** From this many pages on, text on most of them at one height is a header or footer. */
const FEWEST_PAGES = 3
const MOST = 0.6

/** The greatest line spacing within the text, and around blank lines, in multiples of its size. */
const LINE = 1.8
const BLANK_LINE = 2.3

/** The same in type of another size: browsers print right above and below the text. */
const OTHER_TYPE = 1.2

/** What stands as far from all text belongs to none of it. */
const FAR = 4

/** Two runs of one column begin or end as close to each other, in points. */
const ALIGNED = 3

/** Type below this share of the size of the text is smaller. */
const SMALL = 0.95

/** Rows of headers and footers at most. */
const MOST_ROWS = 8

/** "2", "- 2 -", "2/3", "2 van 3", "Vertrouwelijk 2": a page's number, alone or behind words */
const PAGE_NUMBER =
  /^(?<words>\D{0,60}\s)?(?:[-–] ?)?(?<page>\d{1,3})(?: ?[-–]| ?(?:\/|van) ?\d{1,3})?$/

/** What browsers print above and below each page: "24-3-2025, 12:37 Peil", "https://a.nl/b 1/3" */
const PRINTED = new RegExp(
  patternOf`
    ^(?:https?:\/\/\S{1,500}\s{1,9}\d{1,3}\/\d{1,3}
    |\d{1,2}[-\/.]\d{1,2}[-\/.]\d{2,4},?\s\d{1,2}:\d{2}(?:\s[AP]M)?(?:\s.{0,200})?)$
  `,
)

/** A line in the margin of a page, which counts from 0. */
interface MarginLine {
  readonly line: PdfLine
  readonly page: number
  readonly text: string
}

/**
 * The headers and footers of pages: what most pages have at one height. Where there are only three
 * or fewer, numbers that count the pages, and words on each page, or on each but the first, that
 * stand apart from the text. On any page, a line apart from the sentence that it interrupts.
 */
export function headersAndFooters(
  pages: readonly (readonly PdfLine[])[],
  sizes: readonly { readonly width: number; readonly height: number }[],
): ReadonlySet<PdfLine> {
  const margin = pages.flatMap((lines, page) =>
    lines
      .filter((line) => {
        const isNear = isMargin(line.base / sizes[page]!.height)
        return isNear || isNumberAtEnd(line, lines) || isAtEdge(line, lines)
      })
      .map((line): MarginLine => ({ line, page, text: textOf(line) })),
  )
  const body = bodySize(pages.flat())
  const found = new Set(repeatedLines(margin, pages.length, body))
  if (pages.length <= FEWEST_PAGES)
    for (const line of [...pageNumbers(margin, pages, sizes), ...wordsApart(margin, pages, body)])
      found.add(line)
  if (pages.length === 1)
    for (const line of smallFooter(pages[0]!, sizes[0]!.height, body)) found.add(line)
  for (const { line, text } of margin)
    if (line.size < body * SMALL && PRINTED.test(text)) found.add(line)
  for (const line of interruptions(pages, sizes, found)) found.add(line)
  return found
}

/** The share of a page's height, at either end, for headers and footers. */
function isMargin(height: number): boolean {
  return isHead(height) || height < 0.15
}

/** True for the number of a page above or below all else: small pages have wide margins. */
function isNumberAtEnd(line: PdfLine, lines: readonly PdfLine[]): boolean {
  const { words = '', page } = PAGE_NUMBER.exec(textOf(line))?.groups ?? {}
  if (page === undefined || isHeadedInWords(words)) return false
  const others = lines.filter((other) => other !== line)
  return (
    others.every(({ base }) => base > line.base) || others.every(({ base }) => base < line.base)
  )
}

/** True for a line above or below all else and apart from it: a page may have wide margins. */
function isAtEdge(line: PdfLine, lines: readonly PdfLine[]): boolean {
  const others = lines.filter((other) => other !== line)
  const isFirst = others.every(({ base }) => base < line.base)
  if (!isFirst && !others.every(({ base }) => base > line.base)) return false
  return others.every((other) => isApart(line, other, BLANK_LINE))
}

function isHead(height: number): boolean {
  return height > 0.88
}

function textOf({ runs }: PdfLine): string {
  return runs.map(({ run }) => run.text.trim()).join(' ')
}

/**
 * The same words at the same height on most pages, or on most left ones where right ones have
 * others. Only a long line may vary in its numbers: "Vraag 3" and "Vraag 5" may well begin two
 * pages. Numbers that do not count the pages are those of a table or of notes.
 */
function repeatedLines(margin: readonly MarginLine[], pages: number, body: number): PdfLine[] {
  const enough = Math.max(FEWEST_PAGES, pages * MOST)
  const groups = [...Map.groupBy(margin, keyOf).values()].map((group) =>
    group.filter((one) => group.some((other) => isOfPages(one, other))),
  )
  const alternating = groups.filter((group) => isOnEveryOther(group, pages))
  const facing = alternating.filter((group) => alternating.some((other) => isFacing(group, other)))
  const small = margin.filter(({ line }) => line.size < body * SMALL)
  const counting = [...Map.groupBy(small, countOf)].flatMap(([count, group]) =>
    count === null ? [] : [group],
  )
  return [...[...groups, ...counting].filter(({ length }) => length >= enough), ...facing].flatMap(
    linesOf,
  )
}

/** What headers in small type have in common whose last number counts the pages: "Kosten 3" */
function countOf({ line, text, page }: MarginLine): string | null {
  const number = /^(?<words>.{1,80})\s(?<number>\d{1,3})$/.exec(text)?.groups
  if (number === undefined || isHeadedInWords(text)) return null
  return `${Math.round(line.base)} ${Number(number['number']) - page}`
}

/** True for a line on most of the left pages, or of the right ones. */
function isOnEveryOther(group: readonly MarginLine[], pages: number): boolean {
  const isOneSide = group.every(({ page }) => (page - group[0]!.page) % 2 === 0)
  return isOneSide && group.length > 1 && group.length >= (pages / 2) * MOST
}

/** True for two headers or footers of facing pages. */
function isFacing([one]: readonly MarginLine[], [other]: readonly MarginLine[]): boolean {
  const isLevel = Math.round(one!.line.base) === Math.round(other!.line.base)
  return isLevel && (one!.page - other!.page) % 2 !== 0
}

/** What lines of one header have in common: their height and words. */
function keyOf({ line, text }: MarginLine): string {
  const numbered = text.length > 16 || /^\d{1,4}$/.test(text)
  return `${Math.round(line.base)} ${numbered ? text.replace(/\d+/g, '0') : text}`
}

/** True for lines of two pages whose numbers are the same, or as far apart as the pages. */
function isOfPages(one: MarginLine, other: MarginLine): boolean {
  const [some, others] = [one, other].map(({ text }) => text.match(/\d+/g) ?? [])
  const apart = some!.map((number, at) => Number(number) - Number(others![at]))
  return one !== other && apart.every((each) => each === 0 || each === one.page - other.page)
}

/**
 * Numbers that count the pages, each the lowest line of its own and apart from the text. One alone
 * is the number of its page, and stands in no column of the text, far from it or in its middle.
 */
function pageNumbers(
  margin: readonly MarginLine[],
  pages: readonly (readonly PdfLine[])[],
  sizes: readonly { readonly width: number }[],
): PdfLine[] {
  const lowestOf = pages.map((lines) => {
    const least = lines.reduce((lowest, { base }) => Math.min(lowest, base), Number.MAX_VALUE)
    const [only, ...others] = lines.filter(({ base }) => base === least)
    return others.length === 0 ? only : undefined
  })
  const lowest = margin.filter(({ line, page }) => line === lowestOf[page])
  const groups = Map.groupBy(lowest, ({ line, page, text }) => {
    const { words = '', page: number } = PAGE_NUMBER.exec(text)?.groups ?? {}
    if (number === undefined || isHeadedInWords(words)) return null
    const isFree = pages[page]!.every((other) => {
      return other === line || isApart(line, other, words === '' ? LINE : BLANK_LINE)
    })
    return isFree ? `${Math.round(line.base)} ${words}${Number(number) - page}` : null
  })
  groups.delete(null)
  const counting = [...groups.values()].filter((group) => isOnEach(group, pages.length)).flat()
  if (counting.length > 0) return linesOf(counting)
  const isOwn = (each: MarginLine): boolean =>
    isLone(each, pages[each.page]!, sizes[each.page]!.width)
  return linesOf(lowest.filter(isOwn))
}

/** What may begin a note at a page's foot */
const MARK = /^[\d*†‡[(¹²³]/

/**
 * The lines at the foot of a page in smaller type, far from the text above them: "Ministerie van
 * Waterzaken | Den Haag". Notes begin with a mark, and the last one of a text ends a sentence.
 */
function smallFooter(lines: readonly PdfLine[], height: number, body: number): PdfLine[] {
  const ordered = lines.toSorted((a, b) => a.base - b.base)
  const first = ordered.findIndex((line, at) => {
    const next = ordered[at + 1]
    return next !== undefined && next.base - line.base > next.size * FAR
  })
  const footer = ordered.slice(0, first + 1)
  const isFooter = footer.every((line) => {
    const text = textOf(line)
    const isSmall = line.size < body * SMALL && line.base / height < 0.15
    return isSmall && !MARK.test(text) && !isHeadedInWords(text) && !/[.:;?!]$/.test(text)
  })
  return isFooter && footer.length <= MOST_ROWS ? footer : []
}

function isLone(
  { line, text, page }: MarginLine,
  lines: readonly PdfLine[],
  width: number,
): boolean {
  const { words = '', page: number } = PAGE_NUMBER.exec(text)?.groups ?? {}
  if (words !== '' || Number(number) !== page + 1) return false
  const [{ run }] = line.runs as [PdfLine['runs'][number]]
  const isCentred = Math.abs(run.left + run.right - width) < ALIGNED * 2
  return lines.every((other) => {
    if (other === line) return true
    const isNear = isCentred && !textOf(other).endsWith(':')
    const isFree = isApart(line, other, isNear ? BLANK_LINE : FAR)
    return isFree && !other.runs.some((each) => isAligned(run, each.run))
  })
}

/** True for runs that begin at one place, as lines of text do, or end there, as amounts do. */
function isAligned(run: GlyphRun, other: GlyphRun): boolean {
  const isNear = (one: number, another: number): boolean => Math.abs(one - another) < ALIGNED
  return isNear(run.left, other.left) || (/\d$/.test(other.text) && isNear(run.right, other.right))
}

/** The same words at the same height, apart from the text; numbers may count the pages. */
function wordsApart(
  margin: readonly MarginLine[],
  pages: readonly (readonly PdfLine[])[],
  body: number,
): PdfLine[] {
  const groups = Map.groupBy(margin, keyOf)
  const found = [...groups.values()].filter((group) => {
    const [first] = group as [MarginLine]
    const { text, line } = first
    const isCounted = group.every((other) => other === first || isOfPages(first, other))
    const isSmall = line.size < body * SMALL
    const isHeading = isSmall ? isHeadingText(text) : isHeadedInWords(text)
    return isCounted && isOnEach(group, pages.length) && !isHeading && !/[.:;?!]$/.test(text)
  })
  if (found.length > MOST_ROWS) return []
  const same = new Set(found.flatMap(linesOf))
  return found
    .filter((group) =>
      group.every(({ line, page, text }) =>
        pages[page]!.every((other) => {
          const words = isSameSize(line, other) ? LINE : OTHER_TYPE
          const spacing = /^\d+$/.test(text) ? BLANK_LINE : words
          return same.has(other) || isApart(line, other, spacing)
        }),
      ),
    )
    .flatMap(linesOf)
}

/** True if one of these stands on each page, or on each but the first. */
function isOnEach(group: readonly MarginLine[], pages: number): boolean {
  const on = new Set(group.map(({ page }) => page))
  if (on.size < group.length) return false
  return on.size > 1 && (on.size === pages || (on.size === pages - 1 && !on.has(0)))
}

function linesOf(group: readonly MarginLine[]): PdfLine[] {
  return group.map(({ line }) => line)
}

function isApart(line: PdfLine, other: PdfLine, spacing: number): boolean {
  return Math.abs(line.base - other.base) > Math.max(line.size, other.size) * spacing
}

/**
 * Lines at the head of a page in the middle of a sentence, apart from it and in type of another
 * size.
 */
function interruptions(
  pages: readonly (readonly PdfLine[])[],
  sizes: readonly { readonly height: number }[],
  furniture: ReadonlySet<PdfLine>,
): PdfLine[] {
  return pages.flatMap((lines, page) => {
    const [first, next] = lines.filter((line) => !furniture.has(line))
    const before = pages[page - 1]?.findLast((line) => {
      return !furniture.has(line) && next !== undefined && isSameSize(line, next)
    })
    if (first === undefined || next === undefined || before === undefined) return []
    const isTop = isHead(first.base / sizes[page]!.height) && first.base > next.base
    const isTitle = /^\p{Lu}.*[^.,:;?!]$/u.test(textOf(first))
    const goesOn = /^\p{Ll}/u.test(textOf(next)) && /[\p{L}\p{N},-]$/u.test(textOf(before))
    const stands = isTop && isApart(first, next, BLANK_LINE) && !isSameSize(first, next)
    return stands && isTitle && goesOn ? [first] : []
  })
}
