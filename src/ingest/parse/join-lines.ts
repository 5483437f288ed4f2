import { countOfFirst } from '../../domain/order.ts'
import type { Join, Reading, Span } from '../../domain/document.ts'
import { read } from '../../domain/reading.ts'
import { hyphenFate, type Words } from './hyphens.ts'

/** What reading lines needs besides the source. */
export interface Joining {
  /** stretches to leave out (footnote marks), in order, without overlap */
  readonly cuts: readonly Span[]
  readonly words: Words
  readonly own: Pick<Words, 'has'>
}

/** Joins lines into a reading text; null if nothing of them remains. */
export function joinLines(
  source: string,
  lines: readonly Span[],
  joining: Joining,
): Reading | null {
  const spans: { start: number; end: number }[] = []
  const joins: Join[] = []
  let tail = ''
  for (const line of lines) {
    for (const [index, slice] of slicesOf(line, joining.cuts).entries()) {
      const before = spans.at(-1)
      if (before !== undefined) {
        const right = source.slice(slice.start, Math.min(slice.end, slice.start + REACH))
        const { soft, join } = index > 0 ? CLOSED : joinAtLineEnd(tail, right, joining)
        if (soft) tail = tail.slice(0, -1)
        if (soft && before.end - before.start === 1) {
          // Only the hyphen stood there, so the previous slice joins instead.
          spans.pop()
          joins.pop()
        } else if (soft) before.end -= 1
        if (spans.length > 0) {
          joins.push(join)
          tail += join
        }
      }
      spans.push(slice)
      tail = (tail + source.slice(Math.max(slice.start, slice.end - REACH), slice.end)).slice(
        -REACH,
      )
    }
  }
  return spans.length === 0 ? null : read(source, { spans, joins })
}

/** The rest of a line without the cuts, trimmed at both ends. */
function slicesOf(line: Span, cuts: readonly Span[]): { start: number; end: number }[] {
  const slices: { start: number; end: number }[] = []
  let from = line.start
  for (let index = firstCut(cuts, line.start); index < cuts.length; index++) {
    const cut = cuts[index]!
    if (cut.start >= line.end) break
    if (cut.start > from) slices.push({ start: from, end: cut.start })
    from = Math.max(from, cut.end)
  }
  if (from < line.end) slices.push({ start: from, end: line.end })
  return slices
}

/** True if a line holds only footnote marks. */
export function isOnlyCuts(line: Span, cuts: readonly Span[]): boolean {
  return slicesOf(line, cuts).length === 0
}

/** The first cut that ends after `offset`, by binary search. */
function firstCut(cuts: readonly Span[], offset: number): number {
  return countOfFirst(cuts.length, (at) => cuts[at]!.end <= offset)
}

/** Characters of a line that affect how it joins the next. */
const REACH = 240

/** How two slices join, and whether the last character before is a soft hyphen to leave out. */
interface Closing {
  readonly soft: boolean
  readonly join: Join
}

/** A text with the line that follows it: a word broken at the line end is whole again. */
export function withNextLine(text: string, line: string, joining: Joining): string {
  const { soft, join } = joinAtLineEnd(text.slice(-REACH), line, joining)
  return `${soft ? text.slice(0, -1) : text}${join}${line}`
}

const CLOSED: Closing = { soft: false, join: '' }
const SPACED: Closing = { soft: false, join: ' ' }
const SOFT: Closing = { soft: true, join: '' }

function joinAtLineEnd(left: string, right: string, { words, own }: Joining): Closing {
  if (/^[.,;:?!)»\]]/.test(right)) return CLOSED
  if (/\S\u00ad$/.test(left)) return SOFT
  if (BROKEN_ADDRESS.test(left)) return CLOSED
  if (/[\p{L}\p{N})+%][-‐\u2011]$/u.test(left)) {
    const fate = hyphenFate(left.slice(0, -1), right, words, own)
    if (fate === 'soft') return SOFT
    return fate === 'real' ? CLOSED : SPACED
  }
  if (/[\d][–/]$/.test(left) && /^\d/.test(right)) return CLOSED
  return INDEXED.test(left) && /^\d\b/.test(right) ? CLOSED : SPACED
}

/** A web address broken where addresses may break: after a slash, a hyphen, a sign. */
const BROKEN_ADDRESS = /(?:https?:\/\/|www\.)\S{0,230}[-/=&?_%#+~]$/

/** "m" and "2" on two lines: an extractor took a small number for a line of its own. */
const INDEXED = /(?:^|[\s\d(])(?:[cdk]?m|CO|NO)$/
