import type { Span } from '../domain/document.ts'
import { clitic } from './chunks.ts'

/** A quotation and its place; `from` and `to` include the marks, or the tags around it. */
export interface PlacedQuotation extends Span {
  readonly kind: 'marked' | 'block'
  readonly from: number
  readonly to: number
}

/** Marks that open a quotation, each with those that may close it. */
const pairs: Readonly<Record<string, string>> = {
  '“': '”“"',
  '„': '”“"',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '‘': '’',
  '‚': "’‘'",
  '「': '」',
  '『': '』',
  '”': '”',
  '’': '’',
  '＂': '＂',
  '″': '″',
  '"': '"”',
  "'": "'",
  '<': '>',
}

/** Other notations of quotation marks: those of TeX and typewriters, and of HTML. */
const writtenAs: Readonly<Record<string, string>> = {
  '``': '“',
  "''": '”',
  ',,': '„',
  '&ldquo;': '“',
  '&rdquo;': '”',
  '&bdquo;': '„',
  '&laquo;': '«',
  '&raquo;': '»',
  '&lsquo;': '‘',
  '&rsquo;': '’',
  '&sbquo;': '‚',
  '&quot;': '"',
  '&apos;': "'",
  '<q>': '<',
  '</q>': '>',
}

/**
 * A quotation mark; an empty line, which ends a paragraph; or an HTML tag, whose own marks quote
 * nothing.
 */
const token =
  /``|''|,,|[“”„«»‘’‚"'‹›＂″「」『』]|&[a-z]{4,5};|<\/?[a-z][^<>]{0,400}>|\n[ \t\r]{0,100}\n/gi

interface Opened {
  readonly from: number
  readonly start: number
}

/** The paragraphs in which a quotation may continue that its own paragraph did not close. */
const MOST_PARAGRAPHS = 3

/** The quotations between two marks of a pair, nested ones included. O(length). */
export function markedIn(text: string): PlacedQuotation[] {
  const found: PlacedQuotation[] = []
  let open: Record<string, Opened[]> = {}
  let unclosed: Unclosed | null = null
  for (const { index: at, 0: written } of text.matchAll(token)) {
    const next = at + written.length
    if (written.startsWith('\n')) {
      unclosed = unclosedIn(open, at) ?? (unclosed && oneMore(unclosed))
      open = {}
      const goesOn = unclosed?.paragraphs === 1 && text.slice(next).trimStart()[0] === unclosed.mark
      if (unclosed && goesOn) found.push({ kind: 'marked', ...unclosed, end: at, to: at })
      if (goesOn) unclosed = null
      continue
    }
    const mark = writtenAs[written.toLowerCase()] ?? written
    const place = { text, mark, at, next }
    const opening = innermost(open, mark)
    if (opening !== undefined && closes(place)) {
      found.push({ kind: 'marked', ...open[opening]!.pop()!, end: at, to: next })
    } else if (unclosed && pairs[unclosed.mark]!.includes(mark) && closes(place)) {
      found.push({ kind: 'marked', ...unclosed, end: at, to: next })
      unclosed = null
    } else if (mark in pairs && opens(place)) {
      const before = open[mark]?.at(-1)
      const end = before && reopenedAt(place, before)
      if (end) found.push({ kind: 'marked', ...before, end, to: end })
      ;(open[mark] ??= []).push({ from: at, start: next })
      if (mark === unclosed?.mark) unclosed = null
    }
  }
  return found
}

/** Of the marks that are open, the last one that this mark may close. */
function innermost(open: Record<string, Opened[]>, mark: string): string | undefined {
  const last = (opening: string) => open[opening]?.at(-1)?.start ?? -1
  return Object.keys(pairs)
    .filter((each) => pairs[each]!.includes(mark) && last(each) >= 0)
    .sort((a, b) => last(b) - last(a))[0]
}

/**
 * The end of a paragraph of a quotation, if the next one opens with the same mark, as each does of
 * a long quotation: texts of PDF files have no empty lines between them. Null within a paragraph.
 */
function reopenedAt({ text, at }: MarkPlace, { start }: Opened): number | null {
  const above = text.slice(Math.max(start, at - indent), at)
  const lineBreak = /(?<=[.?!…][\])]?)[ \t\r]*\n[ \t]*$/.exec(above)
  return lineBreak === null ? null : at - lineBreak[0].length
}

/** White space at most between two paragraphs of a quotation. */
const indent = 100

/** A quotation still open at the end of its paragraph. */
interface Unclosed extends Opened {
  readonly mark: string
  readonly paragraphs: number
}

/** Single marks are more often apostrophes. */
function unclosedIn(open: Record<string, Opened[]>, at: number): Unclosed | null {
  const last = ['“', '„', '«', '»', '"', '<'].flatMap((mark) =>
    (open[mark] ?? []).slice(-1).map((opened) => ({ ...opened, mark, paragraphs: 1 })),
  )
  return last.filter(({ from }) => from < at).sort((a, b) => b.from - a.from)[0] ?? null
}

function oneMore(unclosed: Unclosed): Unclosed | null {
  const paragraphs = unclosed.paragraphs + 1
  return paragraphs > MOST_PARAGRAPHS ? null : { ...unclosed, paragraphs }
}

interface MarkPlace {
  readonly text: string
  readonly mark: string
  readonly at: number
  readonly next: number
}

/** French marks may have a space inside them. */
const spaced = /[«»‹›]/
const wide = /[ \u00a0\u202f\u2009]/

const opensWord = new RegExp(`^${clitic}`, 'u')

/**
 * A mark opens if a word follows and none precedes: the apostrophe of "'s", "foto's" and "5'" opens
 * nothing.
 */
function opens({ text, mark, at, next }: MarkPlace): boolean {
  const behind = text[next] ?? ' '
  const mayBeSpaced = spaced.test(mark) && wide.test(behind)
  if (/\s/.test(mayBeSpaced ? (text[next + 1] ?? ' ') : behind)) return false
  if (/['’‘]/.test(mark) && opensWord.test(text.slice(next, next + 3))) return false
  return !/["'‘’”″＂]/.test(mark) || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')
}

/** The apostrophe of "foto's" and "'s avonds" closes nothing. */
function closes({ text, mark, at, next }: MarkPlace): boolean {
  const before = text[at - 1] ?? ' '
  const mayBeSpaced = spaced.test(mark) && wide.test(before)
  if (/\s/.test(mayBeSpaced ? (text[at - 2] ?? ' ') : before)) return false
  return !/['’‘“]/.test(mark) || !/[\p{L}\p{N}]/u.test(text[next] ?? ' ')
}
