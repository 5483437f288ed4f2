import type { Span } from '../domain/document.ts'
import { chunk, chunksOf, isOmission, type Chunk } from './wording.ts'

/** A chunk of a quote; offsets refer to the quote as given. */
export interface QuotedChunk extends Chunk {
  /** the wording with its hyphen, if `wording` closes one at a line end; else null */
  readonly hyphened: string | null
  /** true in a quote that is all in capitals, whose letters may be small ones of the passage */
  readonly isCapital: boolean
}

const capitals = /\p{Lu}{2}\P{L}{1,9}\p{Lu}{2}/u

/**
 * The chunks of a quote, without its embedding in the quoter's own sentence. A word broken at a
 * line end ("mogelijkhe-" / "den") is one chunk if `closes` accepts it and its first part,
 * otherwise two ("defensie-" / "en"): that depends on the text it is compared with.
 */
export function quotedChunks(
  quote: string,
  closes: (whole: QuotedChunk, part: QuotedChunk) => boolean,
): QuotedChunk[] {
  const { start, end } = embeddedSpan(quote)
  const chunks: QuotedChunk[] = []
  const own = quote.slice(start, end)
  const isCapital = capitals.test(own) && !/\p{Ll}/u.test(own)
  for (const part of chunksOf(own)) {
    const place = { start: part.start + start, end: part.end + start }
    const placed = { ...part, ...place, hyphened: null, isCapital }
    const before = chunks.at(-1)
    const whole = before ? acrossLines(before, placed) : placed
    if (before && whole && closes(whole, before)) chunks[chunks.length - 1] = whole
    else chunks.push(placed)
  }
  return chunks.map((part, at) => {
    const begins = at === 0 || isOmission(chunks[at - 1]!)
    return begins ? unbracketed(part) : part
  })
}

/** The embedding on either side has at most this many characters, and patterns see no more. */
const reach = 12

const omission = String.raw`\[\s?(?:…|\.{2,3})\s?\]|\(\s?(?:…|\.{2,3})\s?\)|…|\.{3,4}`

/** "… de sancties werken": the quote does not begin a sentence. */
const omissionBefore = new RegExp(`^(?:${omission})`, 'u')

/** "de sancties werken […].": the sentence goes on. */
const omissionBehind = new RegExp(`(?:${omission})\\s?\\.?$`, 'u')

/** "De sancties werken," (zegt de minister). */
const commaBehind = /,$/

/** What follows an apostrophe that begins a word, and no quotation: "'s avonds", "'t Hart". */
export const clitic = String.raw`(?:[stnmk]|er|ie)(?!\p{L})`
const innerMark = new RegExp(`\\s'(?!${clitic})|'\\s`, 'u')

/** Marks that can enclose a whole quote; the text after the closing mark is the quoter's. */
const pairs = [
  '«»',
  '“”',
  '“"',
  '"”',
  '„”',
  '„“',
  '„"',
  '””',
  '““',
  '»«',
  '‘’',
  '‚’',
  '‚‘',
  "‚'",
  '‹›',
  '""',
  "''",
]
const closingBehind = /(?<mark>[»«”“’‘›"'])\s?[.,;:]?$/u

/**
 * The offsets of the quote proper. A full stop is never removed: "Dat steunt het kabinet." claims
 * more than "Dat steunt het kabinet", which is only half of "… niet."
 */
export function embeddedSpan(quote: string): Span {
  let start = 0
  let end = quote.length
  for (let round = 0; round < 4; round++) {
    const before = `${start} ${end}`
    start = end - quote.slice(start, end).trimStart().length
    end = start + quote.slice(start, end).trimEnd().length
    const tail = () => quote.slice(Math.max(start, end - reach), end)
    start += omissionBefore.exec(quote.slice(start, start + reach))?.[0].length ?? 0
    end -= omissionBehind.exec(tail())?.[0].length ?? 0
    end -= commaBehind.exec(tail())?.[0].length ?? 0
    const closing = closingBehind.exec(tail())
    if (
      closing &&
      enclosed(quote.slice(start, end - closing[0].length), closing.groups!['mark']!)
    ) {
      start++
      end -= closing[0].length
    }
    if (before === `${start} ${end}`) break
  }
  return withoutLoneMark(quote, { start, end: Math.max(start, end) })
}

const doubleMark = /[«»“”„"]/gu

/** The same without a mark at one end that nothing closes, or opens: the selection missed it. */
function withoutLoneMark(quote: string, { start, end }: Span): Span {
  const [at, ...others] = Array.from(quote.slice(start, end).matchAll(doubleMark), (m) => m.index)
  if (at === undefined || others.length > 0) return { start, end }
  if (at === 0) return { start: start + 1, end }
  return at === end - start - 1 ? { start, end: end - 1 } : { start, end }
}

/** True if `closing` closes the text's opening mark after it and not before. */
function enclosed(text: string, closing: string): boolean {
  const [opening = ''] = text
  if (!pairs.includes(opening + closing)) return false
  // An apostrophe inside a word is not a quotation mark.
  if (opening === "'" ? !innerMark.test(text.slice(1)) : !text.includes(opening, 1)) return true
  return isNested(text.slice(1), opening, closing)
}

/** True if marks of the same kind within a quotation open and close others: "a "b" c". */
function isNested(text: string, opening: string, closing: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!
    if (mark !== opening && mark !== closing) continue
    const [before, behind] = [text[at - 1] ?? ' ', text[at + 1] ?? ' ']
    const opens = mark === opening && /[\s([]/u.test(before) && /\S/u.test(behind)
    if (!opens && /[\p{L}\p{N}]/u.test(behind)) continue
    depth += opens ? 1 : -1
    if (depth < 0) return false
  }
  return depth === 0
}

/**
 * Two chunks on either side of a line end, as the single chunk that they may form; null if they
 * cannot.
 */
function acrossLines(before: QuotedChunk, part: QuotedChunk): QuotedChunk | null {
  if (part.start === before.end) return null
  const { start, isCapital } = before
  const joined = { start, end: part.end, key: before.key + part.key, isCapital }
  const together = before.wording + part.wording
  // "mogelijkhe-" / "den", "Koude-" / "Oorlogsmentaliteit", "COVID-" / "19"
  if (/[\p{L}\p{N}][-\u00AD¬]$/u.test(before.wording) && /^[\p{L}\p{N}]/u.test(part.wording)) {
    const closes = /\p{L}[-\u00AD¬]$/u.test(before.wording) && /^\p{Ll}/u.test(part.wording)
    if (!closes) return { ...joined, wording: together, hyphened: null }
    return { ...joined, wording: before.wording.slice(0, -1) + part.wording, hyphened: together }
  }
  // the footnote mark "[2 ]"
  if (/\[\d{1,3}$/.test(before.wording) && /^\]/.test(part.wording)) {
    return { ...joined, wording: together, hyphened: null }
  }
  return null
}

/** "[d]e sancties", "[D]e sancties": the usual way to mark a letter whose case was changed. */
function unbracketed(first: QuotedChunk): QuotedChunk {
  const letter = /^\[(\p{L})\](?=\p{Ll}|$)/u.exec(first.wording)
  if (!letter) return first
  const wording = letter[1]!.toLowerCase() + first.wording.slice(3)
  return { ...first, wording, key: chunk(wording, 0).key }
}
