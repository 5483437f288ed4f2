import { readQuote } from './attribution.ts'

/** A quotation in somebody's text; offsets are those of the text between its marks. */
export interface Quotation {
  readonly start: number
  readonly end: number
  readonly text: string
  /** with its marks and its attribution: the text to check */
  readonly given: string
  /** counts from 1 */
  readonly line: number
}

/** Marks that open a quotation, each with those that may close it. */
const pairs: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '”“',
  '«': '»',
  '‘': '’',
  '‚': '’‘',
  '"': '"',
  "'": "'",
}

/** Words up to the end of the sentence, after or before a quotation, that may attribute it. */
const reach = 160

/**
 * All quotations of a text, in order: between quotation marks, and Markdown's block quotes.
 * O(length).
 */
export function quotationsOf(text: string): Quotation[] {
  const lineAt = lineCounter(text)
  return outermost([...blockQuotes(text), ...marked(text)]).flatMap((found) => {
    const { start, end, isBlock } = found
    const words = text.slice(start, end)
    if (!/\p{L}/u.test(words)) return []
    const given = isBlock
      ? words.replace(/^[ \t]*> ?/gm, '')
      : withSpeaker(text, start - 1, end + 1)
    return [{ start, end, text: words, given, line: lineAt(start) }]
  })
}

interface Found {
  readonly start: number
  readonly end: number
  readonly isBlock: boolean
}

/**
 * The text between two marks of a pair, nested ones included. An empty line ends an unclosed
 * quotation.
 */
function marked(text: string): Found[] {
  const found: Found[] = []
  let open: Record<string, number[]> = {}
  for (const { index: at, 0: mark } of text.matchAll(/[“”„«»‘’‚"']|\n[ \t\r]{0,100}\n/g)) {
    if (mark.startsWith('\n')) open = {}
    const opening = Object.keys(pairs).find(
      (each) => pairs[each]!.includes(mark) && (open[each]?.length ?? 0) > 0,
    )
    if (opening !== undefined && closes(text, at)) {
      found.push({ start: open[opening]!.pop()! + 1, end: at, isBlock: false })
    } else if (mark in pairs && opens(text, at)) (open[mark] ??= []).push(at)
  }
  return found
}

/**
 * A mark opens if a word follows and none precedes: the apostrophe of "'s", "foto's" and "5'" opens
 * nothing.
 */
function opens(text: string, at: number): boolean {
  const mark = text[at]!
  if (/\s/.test(text[at + 1] ?? ' ')) return false
  if (/['’‘]/.test(mark) && /^(?:[stnm]|er|ie|k)(?!\p{L})/u.test(text.slice(at + 1, at + 4)))
    return false
  return !/["'‘]/.test(mark) || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')
}

/** The apostrophe of "foto's" and "'s avonds" closes nothing. */
function closes(text: string, at: number): boolean {
  if (/\s/.test(text[at - 1] ?? ' ')) return false
  return !/['’‘]/.test(text[at]!) || !/[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ')
}

/** In order, without those nested in another. */
function outermost(found: readonly Found[]): Found[] {
  let reached = 0
  return [...found]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < reached) return false
      reached = end
      return true
    })
}

/** The quotation with its marks, and with the attribution after or before it. */
function withSpeaker(text: string, start: number, end: number): string {
  const quotation = text.slice(start, end)
  const [tail] = /^[^.!?\n"“„«]*\.?/.exec(text.slice(end, end + reach))!
  const [head] = /[^.!?\n"”»]*$/.exec(text.slice(Math.max(0, start - reach), start))!
  const behind = quotation + tail
  if (readQuote(behind).named !== null) return behind
  const before = head + quotation
  return readQuote(before).named === null ? quotation : before
}

/** Lines of Markdown that begin with ">". */
function blockQuotes(text: string): Found[] {
  return Array.from(text.matchAll(/(?:^[ \t]{0,3}>[^\n]*\n?)+/gm), ({ index, 0: block }) => ({
    start: index,
    end: index + block.length,
    isBlock: true,
  }))
}

function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0]
  return (offset) => {
    for (; at < offset; at++) if (text[at] === '\n') line++
    return line
  }
}
