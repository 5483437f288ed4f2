import { chunk, chunksOf, type Chunk } from './wording.ts'

/** A chunk of a quote; offsets are those of the quote as it was given. */
export interface QuotedChunk extends Chunk {
  /** the wording with its hyphen, where `wording` closes one at a line end; else null */
  readonly hyphened: string | null
}

/**
 * The chunks of a quote, without what embeds it in the sentence of the person who quotes. A word
 * broken over a line end ("mogelijkhe-" / "den") is one chunk where `closes` says so of it and of
 * its first part, two ("defensie-" / "en") where not: which, depends on what it is compared with.
 */
export function quotedChunks(
  quote: string,
  closes: (whole: QuotedChunk, part: QuotedChunk) => boolean,
): QuotedChunk[] {
  const { start, end } = embeddedSpan(quote)
  const chunks: QuotedChunk[] = []
  for (const part of chunksOf(quote.slice(start, end))) {
    const placed = { ...part, start: part.start + start, end: part.end + start, hyphened: null }
    const before = chunks.at(-1)
    const whole = before ? acrossLines(before, placed) : placed
    if (before && whole && closes(whole, before)) chunks[chunks.length - 1] = whole
    else chunks.push(placed)
  }
  const [first] = chunks
  if (first) chunks[0] = unbracketed(first)
  return chunks
}

/** What can stand round a quote, at most this many characters of it: patterns see no more. */
const reach = 12

const omission = String.raw`\[\s?(?:…|\.{3})\s?\]|\(\s?(?:…|\.{3})\s?\)|…|\.{3,4}`

/** "… de sancties werken": says that the quote does not begin a sentence. */
const omissionBefore = new RegExp(`^(?:${omission})`, 'u')

/** "de sancties werken […].": says that the sentence goes on. */
const omissionBehind = new RegExp(`(?:${omission})\\s?\\.?$`, 'u')

/** "De sancties werken," (zegt de minister). */
const commaBehind = /,$/

/** Marks in which a whole quote can stand; what follows the closing one is the quoter's. */
const pairs = ['«»', '“”', '„”', '„“', '‘’', '‚’', '‹›', '""', "''"]
const closingBehind = /(?<mark>[»”“’›"'])\s?[.,;:]?$/u

/**
 * The offsets between which the quote proper stands. A full stop is never taken off: "Dat steunt
 * het kabinet." claims more than "Dat steunt het kabinet", and that is no more than half of "…
 * niet."
 */
export function embeddedSpan(quote: string): { start: number; end: number } {
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
  return { start, end: Math.max(start, end) }
}

/** True where the mark that the text opens with is closed by `closing` behind it and not before. */
function enclosed(text: string, closing: string): boolean {
  const [opening = ''] = text
  if (!pairs.includes(opening + closing)) return false
  // An apostrophe inside a word is no mark.
  return opening === "'" ? !/\s'|'\s/.test(text.slice(1)) : !text.includes(opening, 1)
}

/**
 * Two chunks that a line end stands between, as the one that they may be; null where they cannot.
 */
function acrossLines(before: QuotedChunk, part: QuotedChunk): QuotedChunk | null {
  if (part.start === before.end) return null
  const joined = { start: before.start, end: part.end, key: before.key + part.key }
  const together = before.wording + part.wording
  // "mogelijkhe-" / "den", "Koude-" / "Oorlogsmentaliteit", "COVID-" / "19"
  if (/[\p{L}\p{N}]-$/u.test(before.wording) && /^[\p{L}\p{N}]/u.test(part.wording)) {
    const closes = /\p{L}-$/u.test(before.wording) && /^\p{Ll}/u.test(part.wording)
    if (!closes) return { ...joined, wording: together, hyphened: null }
    return { ...joined, wording: before.wording.slice(0, -1) + part.wording, hyphened: together }
  }
  // the footnote mark "[2 ]"
  if (/\[\d{1,3}$/.test(before.wording) && /^\]/.test(part.wording)) {
    return { ...joined, wording: together, hyphened: null }
  }
  return null
}

/** "[d]e sancties": the usual way to say that the letter was made a small one. */
function unbracketed(first: QuotedChunk): QuotedChunk {
  const letter = /^\[(\p{Ll})\](?=\p{Ll}|$)/u.exec(first.wording)
  if (!letter) return first
  const wording = letter[1]! + first.wording.slice(3)
  return { ...first, wording, key: chunk(wording, 0).key }
}
