import { Lexer, type Token, type Tokens } from 'marked'
import type { Span } from '../../domain/document.ts'
import { wholeText } from '../extraction/account.ts'
import type { Decoded } from '../extraction/decode.ts'
import type { Extracted, Zone } from '../extraction/extraction.ts'
import { packageVersion } from '../extraction/package-version.ts'
import { innerView, type View, wholeView } from './markdown-view.ts'
import { pagesOf } from './plain.ts'

/**
 * A text in Markdown: its characters as they are, with zones for its paragraphs and items, and for
 * the characters that stand for form ("**", "#", the address of a link).
 */
export function extractMarkdown({ text, encoding }: Decoded): Extracted {
  const zones: Zone[] = []
  // The lexer takes a carriage return for a line end; a space keeps the places of all that follows.
  const plain = text.replaceAll('\r', ' ')
  writeBlocks(new Lexer({ gfm: true }).lex(plain), wholeView(plain), zones)
  callOnce(zones, text)
  const markup = merged(zones.filter(({ kind }) => kind === 'markup')).map((zone) =>
    withSpace(zone, text),
  )
  const others = zones.filter(({ kind }) => kind !== 'markup')
  const { held } = wholeText(text)
  const taken = markup.reduce(
    (sum, { start, end }) => sum + text.slice(start, end).replace(/\s/g, '').length,
    0,
  )
  return {
    format: 'text',
    text,
    extractor: `marked ${packageVersion('marked')}, ${encoding}`,
    pages: pagesOf(text),
    layout: {
      zones: [...others, ...markup].sort((a, b) => a.start - b.start || b.end - a.end),
      lines: [],
    },
    identifier: null,
    account: { held: held - taken, leftOut: { markup: taken }, flaws: [] },
  }
}

/** A note is anchored where it is first called; its mark anywhere else is markup. */
function callOnce(zones: Zone[], text: string): void {
  const called = new Set<string>()
  for (const [index, zone] of zones.entries()) {
    if (zone.kind !== 'anchor') continue
    const mark = text.slice(zone.start, zone.end)
    if (called.has(mark)) zones[index] = { ...zone, kind: 'markup' }
    called.add(mark)
  }
}

/** Zones of markup in order, those that touch as one. */
function merged(zones: readonly Zone[]): Zone[] {
  const found: Zone[] = []
  for (const zone of [...zones].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1)
    if (last !== undefined && zone.start <= last.end) {
      found[found.length - 1] = { ...last, end: Math.max(last.end, zone.end) }
    } else found.push(zone)
  }
  return found
}

/** White space before markup goes with it where white space follows, or two spaces would meet. */
function withSpace(zone: Zone, text: string): Zone {
  let { start } = zone
  if (/[ \t]/.test(text[zone.end] ?? '')) while (/[ \t]/.test(text[start - 1] ?? '')) start--
  return { ...zone, start }
}

/** Adds a zone from `from` to `to` in a view, without the white space around it. */
function mark(kind: Zone['kind'], view: View, { start, end }: Span, zones: Zone[]): void {
  let from = start
  let to = end
  while (from < to && /\s/.test(view.text[from]!)) from++
  while (to > from && /\s/.test(view.text[to - 1]!)) to--
  if (to > from) zones.push({ kind, start: view.offsets[from]!, end: view.offsets[to - 1]! + 1 })
}

/** Calls `write` for each token with its place in the view. */
function place(
  tokens: readonly Token[],
  { text }: View,
  { start, end }: Span,
  write: (token: Token, at: Span) => void,
): void {
  let from = start
  for (const token of tokens) {
    const found = text.indexOf(token.raw, from)
    // What the lexer changed on the way is not found: it stays text.
    if (found < 0 || found + token.raw.length > end) continue
    from = found + token.raw.length
    write(token, { start: found, end: from })
  }
}

function writeBlocks(tokens: readonly Token[], view: View, zones: Zone[]): void {
  place(tokens, view, { start: 0, end: view.text.length }, (token, at) =>
    writeBlock(token, at, view, zones),
  )
}

function writeBlock(token: Token, at: Span, view: View, zones: Zone[]): void {
  switch (token.type) {
    case 'space':
      return
    case 'hr':
      return mark('markup', view, at, zones)
    case 'def':
      return token.raw.startsWith('[^')
        ? writeParagraph(token, at, view, zones)
        : mark('markup', view, at, zones)
    case 'heading':
      return writeHeading(token as Tokens.Heading, at, view, zones)
    case 'blockquote':
      return writeQuote(token as Tokens.Blockquote, at, view, zones)
    case 'list':
      return place((token as Tokens.List).items, view, at, (item, place) =>
        writeItem(item as Tokens.ListItem, place, token as Tokens.List, view, zones),
      )
    case 'code':
      return writeCode(at, view, zones)
    case 'table':
      return writeTable(at, token as Tokens.Table, view, zones)
    case 'html':
      mark('paragraph', view, at, zones)
      return cutTags(at, view, zones)
    default:
      return writeParagraph(token, at, view, zones)
  }
}

/** "[^1]: Kamerstuk": a note, of which the signs around its number are markup. */
const NOTE = /^\[\^[\w-]{1,20}\]:/

function writeParagraph(token: Token, at: Span, view: View, zones: Zone[]): void {
  const note = NOTE.exec(token.raw)
  const inner = 'tokens' in token ? (token.tokens ?? []) : []
  if (note !== null) {
    for (const [index, line] of token.raw.split(/\n(?=\[\^)/).entries()) {
      const start: number = index === 0 ? at.start : view.text.indexOf(line, at.start)
      const marked = NOTE.exec(line)
      if (marked === null || start < 0) continue
      mark('note', view, { start, end: start + line.length }, zones)
      mark('markup', view, { start, end: start + 2 }, zones)
      const close = start + marked[0].length
      mark('markup', view, { start: close - 2, end: close }, zones)
    }
  } else {
    const worded = inner.filter(({ raw }) => raw.trim() !== '')
    const strong = worded.length > 0 && worded.every(({ type }) => type === 'strong')
    mark(strong ? 'strong' : 'paragraph', view, at, zones)
  }
  writeInline(inner, view, at, zones)
}

/** "## Vraag 1 ##" and "Vraag 1" over a line of "=": what is not the heading's text is markup. */
function writeHeading(token: Tokens.Heading, at: Span, view: View, zones: Zone[]): void {
  const start = view.text.indexOf(token.text, at.start)
  const text = { start, end: start + token.text.length }
  if (start < 0 || text.end > at.end) return
  mark('strong', view, text, zones)
  mark('markup', view, { start: at.start, end: text.start }, zones)
  mark('markup', view, { start: text.end, end: at.end }, zones)
  writeInline(token.tokens, view, text, zones)
}

function writeQuote(token: Tokens.Blockquote, at: Span, view: View, zones: Zone[]): void {
  const inner = innerView(view, at.start, at.end, token.text)
  if (inner === null) return writeParagraph(token, at, view, zones)
  const own = new Set(inner.offsets)
  for (let index = at.start; index < at.end; index++) {
    const isSign = view.text[index] === '>' && !own.has(view.offsets[index]!)
    if (isSign) mark('markup', view, { start: index, end: index + 1 }, zones)
  }
  writeBlocks(token.tokens, inner, zones)
}

/** An item: its bullet is markup, its number is text. */
function writeItem(
  item: Tokens.ListItem,
  at: Span,
  list: Tokens.List,
  view: View,
  zones: Zone[],
): void {
  const bullet = /^\s*(?:[-*+]|\d{1,9}[.)])/.exec(item.raw)?.[0].length ?? 0
  if (!list.ordered) mark('markup', view, { start: at.start, end: at.start + bullet }, zones)
  mark('item', view, at, zones)
  const inner = innerView(view, at.start + bullet, at.end, item.text)
  if (inner === null) return
  const nested = zones.length
  writeBlocks(item.tokens, inner, zones)
  // The text beside the bullet is the item; a zone of its own would make it a paragraph.
  const first = zones.findIndex(
    ({ kind }, index) => index >= nested && (kind === 'paragraph' || kind === 'strong'),
  )
  if (first >= 0 && zones[first]!.kind === 'paragraph') zones.splice(first, 1)
}

/** Fences are markup, what stands between them is text. */
function writeCode({ start, end }: Span, view: View, zones: Zone[]): void {
  mark('paragraph', view, { start, end }, zones)
  let from = start
  for (const line of view.text.slice(start, end).split('\n')) {
    const fenced = /^\s*(?:```|~~~)/.test(line)
    if (fenced) mark('markup', view, { start: from, end: from + line.length }, zones)
    from += line.length + 1
  }
}

/** Each row is a line; its bars are markup, and so is the line below the head. */
function writeTable({ start, end }: Span, table: Tokens.Table, view: View, zones: Zone[]): void {
  let from = start
  for (const [index, line] of view.text.slice(start, end).split('\n').entries()) {
    const row = { start: from, end: from + line.length }
    from = row.end + 1
    if (index === 1) {
      mark('markup', view, row, zones)
      continue
    }
    mark('row', view, row, zones)
    for (let at = row.start; at < row.end; at++) {
      const isBar = view.text[at] === '|' && view.text[at - 1] !== '\\'
      if (isBar) mark('markup', view, { start: at, end: at + 1 }, zones)
    }
    const cells = index === 0 ? table.header : (table.rows[index - 2] ?? [])
    writeInline(
      cells.flatMap(({ tokens }) => tokens),
      view,
      row,
      zones,
    )
  }
}

function cutTags({ start, end }: Span, view: View, zones: Zone[]): void {
  for (const match of view.text
    .slice(start, end)
    .matchAll(/<!--[^]{0,5000}?-->|<\/?[a-z][^<>]{0,2000}>/gi)) {
    const from = start + match.index
    mark('markup', view, { start: from, end: from + match[0].length }, zones)
  }
}

function writeInline(tokens: readonly Token[], view: View, within: Span, zones: Zone[]): void {
  place(tokens, view, within, (token, at) => writeWords(token, at, view, zones))
}

function writeWords(token: Token, at: Span, view: View, zones: Zone[]): void {
  const cut = (start: number, end: number): void => mark('markup', view, { start, end }, zones)
  const { raw } = token
  switch (token.type) {
    case 'image':
      // With the white space before it, or two spaces would meet.
      return cut(at.start, at.end)
    case 'html':
      return cutTags(at, view, zones)
    case 'escape':
      return cut(at.start, at.start + 1)
    case 'br':
      return raw.startsWith('\\') ? cut(at.start, at.start + 1) : undefined
    case 'del':
      return raw.startsWith('~~') ? cut(at.start, at.end) : undefined
    case 'strong':
    case 'em':
    case 'codespan':
    case 'link': {
      const text = 'text' in token ? String(token.text) : ''
      const from = view.text.indexOf(text, at.start)
      if (text === '' || from < 0 || from + text.length > at.end) return
      cut(at.start, from)
      cut(from + text.length, at.end)
      const inner = 'tokens' in token ? (token.tokens ?? []) : []
      return writeInline(inner, view, { start: from, end: from + text.length }, zones)
    }
    default:
      markAnchors(at, view, zones)
      if ('tokens' in token && token.tokens !== undefined) {
        writeInline(token.tokens, view, at, zones)
      }
  }
}

/** "[^1]" in the text: the mark of a note. */
function markAnchors({ start, end }: Span, view: View, zones: Zone[]): void {
  for (const match of view.text.slice(start, end).matchAll(/\[\^[\w-]{1,20}\](?!:)/g)) {
    const from = start + match.index
    mark('anchor', view, { start: from, end: from + match[0].length }, zones)
  }
}
