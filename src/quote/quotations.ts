import type { Span } from '../domain/document.ts'
import { readQuote } from './attribution.ts'
import { speakerBefore } from './speaker-before.ts'
import { clitic } from './chunks.ts'
import { fullHeading, headedParts, isAnswerPart, shortHeading } from './headings.ts'
import { withoutMarkup } from './markup.ts'

/** A quotation in somebody's text; offsets are those of the text between its marks. */
export interface Quotation {
  readonly start: number
  readonly end: number
  readonly text: string
  /** with marks and its attribution, without Markdown and HTML: the text to check */
  readonly given: string
  /**
   * the same together with the next quotation, if only an attribution within a sentence stands
   * between them: `"…", aldus minister Zand, "…"`; else null
   */
  readonly joined: string | null
  /** the questions and answers that a block quote with their headings is made of, else empty */
  readonly headed: readonly Pick<Quotation, 'given' | 'line'>[]
  /** counts from 1 */
  readonly line: number
}

/** Marks that open a quotation, each with those that may close it. */
const pairs: Readonly<Record<string, string>> = {
  '“': '”“',
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
  '"': '"',
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
  /``|''|,,|[“”„«»‘’‚"'‹›＂″「」『』]|&[a-z]{4,5};|<\/?q>|<\/?[a-z][^<>]{0,400}>|\n[ \t\r]{0,100}\n/gi

/** Words up to the end of the sentence, after or before a quotation, that may attribute it. */
const reach = 160

/**
 * All quotations of a text, in order: between quotation marks of any style, the block quotes of
 * Markdown and HTML, and those that its layout tells (`blocks`). O(length).
 */
export function quotationsOf(text: string, blocks: readonly Span[] = []): Quotation[] {
  const told = blocks.map(({ start, end }) => {
    return { kind: 'block' as const, from: start, start, end, to: end }
  })
  return quotationsIn(text, [...told, ...blockQuotes(text), ...tagged(text), ...marked(text)])
}

function quotationsIn(text: string, all: readonly Found[]): Quotation[] {
  const lineAt = lineCounter(text)
  const around = unwrapped(text)
  return outermost(all).flatMap((found, nth, each): Quotation[] => {
    const { start, end } = found
    const words = text.slice(start, end)
    if (!/\p{L}/u.test(words)) return []
    const line = lineAt(start)
    if (found.kind === 'block') {
      const introduction = introducing(around, found)
      const headed = headedParts(words).map((part) => {
        const own = words.slice(part.start, part.end)
        return { given: partOf(own, introduction), line: lineAt(start + part.start) }
      })
      const given = isAnswerPart(words)
        ? partOf(words, introduction)
        : withSource(words, introduction)
      const parts = headed.length > 1 ? headed : []
      return [{ start, end, text: words, given, joined: null, headed: parts, line }]
    }
    const given = withSpeaker(around, found, [each[nth - 1], each[nth + 1]])
    const joined = joinedWith(text, found, each[nth + 1])
    return [{ start, end, text: words, given, joined, headed: [], line }]
  })
}

/** A question in a block quote, or an answer, which is of whom the line above the block names. */
function partOf(part: string, introduction: string): string {
  const given = withSource(part, '')
  const { named } = readQuote(`${introduction} ${inMarks('Ja.')}`)
  const isTheirs = named !== null && isAnswerPart(part) && readQuote(given).named === null
  return isTheirs ? withSource(`${part}\n— ${named}`, '') : given
}

/** `from` and `to` include the marks. */
interface Found {
  readonly kind: 'marked' | 'block'
  readonly from: number
  readonly start: number
  readonly end: number
  readonly to: number
}

/**
 * A text of the same length with its paragraphs in one line: who speaks may stand on both sides of
 * a line end.
 */
function unwrapped(text: string): string {
  const lines = text.split('\n')
  return lines.reduce((above, line, nth) => {
    return above + (isWrapped(lines[nth - 1]!, line) ? ' ' : '\n') + line
  })
}

/** A line this long ends because the next word did not fit. */
const fullLine = 45
const startsAnew = /^(?:[>|#*+•–—―~-]|\d{1,3}[.)] )/
const goesOn = /^[\p{Ll}([]/u

function isWrapped(line: string, next: string): boolean {
  const [end, begin] = [line.trimEnd(), next.trimStart()]
  if (end === '' || begin === '' || startsAnew.test(begin) || /^\s*[>|#]/.test(line)) return false
  if (goesOn.test(begin) || (end.endsWith(':') && /^["“„«‘']/.test(begin))) return true
  return line.length >= fullLine && !/[.!?:;]["”»’]?$/.test(end)
}

interface Opened {
  readonly from: number
  readonly start: number
}

/** The paragraphs in which a quotation may continue that its own paragraph did not close. */
const MOST_PARAGRAPHS = 3

/** The text between two marks of a pair, nested ones included. */
function marked(text: string): Found[] {
  const found: Found[] = []
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

/** In order, without those inside another. */
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

/** The full stop of "J. Zand", "11 apr. 2022" and "o.a.", which ends no sentence. */
const innerStop = '\\.(?=\\S|[ ]\\p{Ll}|[ ]\\d)|(?<=(?<!\\p{L})(?:\\p{Lu}|[Mm]in|[Ss]tas))\\.'
const sentenceBehind = new RegExp(`^(?:[^.!?\n"“„«]|${innerStop})*\\.?`, 'u')
const sentenceBefore = new RegExp(`(?:[^.!?\n"”»]|${innerStop})*$`, 'u')

/** What ends the emphasis of a whole quotation: **"…"** */
const emphasis = /^[*_]{1,3}(?![\p{L}\p{N}])/u

/** A line below the quotation that begins with a dash and a name. */
const creditBelow = /^[ \t\r]*\n[ \t]*(?=(?:—|–|―|--?) ?(?:\p{Lu}|minister |staatssecretaris ))/u

/**
 * The quotation in marks, and the speaker named between it and the next one, or the last one. The
 * writer's own words in between are left out: "…" voor de inwoners, aldus minister Zand.
 */
function withSpeaker(
  text: string,
  { from, start, end, to }: Found,
  [last, next]: readonly [Found | undefined, Found | undefined],
): string {
  const quotation = inMarks(withoutMarkup(text.slice(start, end)).trim())
  const after = text.slice(to, Math.min(to + reach, next?.from ?? to + reach))
  const [tail] = sentenceBehind.exec(after.replace(emphasis, '').replace(creditBelow, ' '))!
  const [head] = sentenceBefore.exec(text.slice(Math.max(last?.to ?? 0, from - reach), from))!
  const behind = quotation + withoutMarkup(tail)
  const { named, references, takenOff } = readQuote(behind)
  const attribution = takenOff.find(({ kind }) => kind === 'attribution')
  if (named !== null && attribution) return quotation + behind.slice(attribution.start)
  // "(antwoord van 3 mei 2021)"
  const reference = attribution && references.length > 0 ? behind.slice(attribution.start) : ''
  const introduction = withoutMarkup(head).replace(cell, '$1: ').replace(listItem, '')
  const before = introduction + quotation + reference
  if (readQuote(before).named !== null || isReferred(introduction + quotation)) return before
  return quotation + speakerBefore(introduction) + reference
}

function isReferred(quote: string): boolean {
  return readQuote(quote).references.length > 0
}

/** Both quotations and the attribution that splits their sentence; null if none does. */
function joinedWith(text: string, found: Found, next?: Found): string | null {
  if (found.kind !== 'marked' || next?.kind !== 'marked' || next.from - found.to > reach)
    return null
  const between = withoutMarkup(text.slice(found.to, next.from))
  if (/[.!?]\s*$|\n\s*\n/.test(between)) return null
  const [first, second] = [found, next].map(({ start, end }) => {
    return inMarks(withoutMarkup(text.slice(start, end)).trim())
  })
  const joined = first! + between + second!
  const { start, end } = readQuote(joined).takenOff[0] ?? { start: 0, end: 0 }
  const isBetween = start === first!.length && end <= joined.length - second!.length
  return isBetween ? joined : null
}

/** The cell of a table of Markdown before that of the quotation. */
const cell = /^(?:[^|]{0,160}\|){0,9} *([^|]{1,80}?) *\| *$/

const listItem = /^\s*(?:[-*+•–—]|\d{1,3}\)) +/

/** In the first kind of marks that does not occur in the words themselves. */
function inMarks(words: string): string {
  const [opening, closing] =
    ['“”', '«»', '„”', '‹›'].find((marks) => !words.includes(marks[0]!)) ?? '“”'
  return `${opening}${words}${closing}`
}

const blockTag = /<\/?(?:p|br|div|li)\b[^<>]{0,400}>/gi

/** `<footer>`, and a `<cite>` behind a sentence: these name the speaker in a block quote. */
const creditTag = /<footer\b[^<>]{0,400}>|(?<=[.?!…”»"'>\n] ?)<cite\b[^<>]{0,400}>/gi

const lineBefore = new RegExp(`(?:[^.!?\n]|${innerStop})*:\\s*$`, 'u')

/** The line above a block quote, if it ends with a colon. */
function introducing(text: string, { from }: Found): string {
  const above = text.slice(Math.max(0, from - reach), from).replace(blockTag, '\n')
  const [line = ''] = lineBefore.exec(withoutMarkup(above)) ?? []
  return line.trim().replace(listItem, '')
}

/** "— minister Zand", "-- Zand" */
const dash = /^(?:—|–|―|--?) ?/

/** The words of a block quote, followed by their speaker, or by the answer that they cite. */
function withSource(block: string, introduction: string): string {
  const lines = block
    .replace(/^[ \t]*(?:> ?)+/gm, '')
    .replace(creditTag, '\n<cite>')
    .replace(blockTag, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const whole = withoutMarkup(lines.join('\n')).trim()
  if (attributionIn(whole) >= 0 && !readQuote(whole).mayBeTopic) return whole
  const cited = lines.findLastIndex((line) => line.startsWith('<cite>'))
  const last = cited > 0 ? cited : lines.length - 1
  const words = withoutMarkup(lines.slice(0, last).join('\n')).trim()
  const credit = lines.slice(last).join(' ')
  // Behind an item of a list, the same dash begins the next one.
  const sign = dash.exec(credit)?.[0]
  const isItem = sign !== undefined && lines[last - 1]?.startsWith(sign) === true
  const attributed = words === '' || isItem ? null : attributing(withHeading(words), credit)
  if (attributed !== null) return attributed
  const introduced = `${introduction} ${inMarks(whole)}`
  const isTold = readQuote(introduced).named !== null || isReferred(introduced)
  if (introduction !== '' && isTold) return introduced
  const speaker = speakerBefore(introduction)
  return speaker === '' ? whole : inMarks(whole) + speaker
}

const headingAbove = new RegExp(
  `^(?:${fullHeading}|${shortHeading})\\s{1,9}(?=["“„«‘\\p{Lu}])`,
  'u',
)

/** The words in marks, behind the heading that was copied with them. */
function withHeading(words: string): string {
  const [own = ''] = headingAbove.exec(words) ?? []
  return own + inMarks(words.slice(own.length))
}

/** The quotation with the line below it, if that attributes it; else null. */
function attributing(quotation: string, line: string): string | null {
  const credit = withoutMarkup(line).trim()
  const told = credit.replace(dash, '')
  // In italics, one word or a sentence may be the quotation's own: "*Nee*"
  const isCredit = /^<cite>/.test(line) || (/^[*_<]/.test(line) && told.includes(' '))
  const isNamed = told !== credit || (isCredit && !/[.?!…]$/.test(told))
  const forms = isNamed ? [`, aldus ${told}`, ` – ${told}`] : []
  if (/^[([]/.test(told)) forms.push(` ${told}`)
  const attributed = forms.map((form) => quotation + form)
  return attributed.find((each) => attributionIn(each) >= quotation.length) ?? null
}

/** The offset of the attribution, -1 if there is none. */
function attributionIn(quote: string): number {
  const found = readQuote(quote).takenOff.find(({ kind }) => kind === 'attribution')
  return found?.start ?? -1
}

/** Lines of Markdown that begin with ">", in lists too. */
function blockQuotes(text: string): Found[] {
  const lines =
    /(?:^[ \t]{0,12}(?:[-*+] |\d{1,3}[.)] )?[ \t]{0,4}>[^\n]*\n?)(?:^[ \t]{0,12}>[^\n]*\n?)*/gm
  return Array.from(text.matchAll(lines), ({ index, 0: block }) => {
    const start = index + block.indexOf('>')
    const end = index + block.length
    return { kind: 'block', from: start, start, end, to: end }
  })
}

/** The text between `<blockquote>` and its end. */
function tagged(text: string): Found[] {
  const open: Opened[] = []
  return Array.from(text.matchAll(/<(?<ends>\/?)blockquote\b[^<>]{0,400}>/gi)).flatMap(
    ({ index: at, 0: tag, groups }): Found[] => {
      if (groups!['ends'] === '') {
        open.push({ from: at, start: at + tag.length })
        return []
      }
      const opened = open.pop()
      return opened ? [{ kind: 'block', ...opened, end: at, to: at + tag.length }] : []
    },
  )
}

function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0]
  return (offset) => {
    for (; at < offset; at++) if (text[at] === '\n') line++
    return line
  }
}
