import type { Span } from '../domain/document.ts'
import { patternOf } from '../text/pattern.ts'
import { blanked } from '../text/segments.ts'
import { unadorned } from './adornments.ts'
import { embeddedSpan } from './chunks.ts'
import { attributionsIn, type IsPerson } from './find-attributions.ts'
import { closing, dash, ended, opening } from './naming-patterns.ts'
import { postEdges } from './post-edges.ts'
import { referencesIn, type QuoteReference } from './reference.ts'

/** Text around a quote that is the quoter's own, removed before comparison. */
export interface TakenOff {
  readonly kind: 'attribution' | 'marks' | 'ellipsis'
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Whether a reader is told of it: of words and ellipses, not of the marks of a quotation. */
export function isTold({ kind, text }: TakenOff): boolean {
  return kind !== 'marks' || /\p{L}/u.test(text)
}

/** A quote as given, and without its attribution. */
export interface GivenQuote {
  readonly given: string
  /** as long as `given`, with spaces in place of the removed text */
  readonly bare: string
  /**
   * the same with or without the comma in `"…", aldus X, "…"`, which may be the quoter's, and with
   * the full stop that it replaces in `"…", aldus X. "…"`; and with the signs of a list, which may
   * be the passage's
   */
  readonly otherwise: readonly string[]
  readonly takenOff: readonly TakenOff[]
  /** the named person: "minister Zand"; null if it names none */
  readonly named: string | null
  /** the day and the questions of the answer, as the text beside it tells them */
  readonly references: readonly QuoteReference[]
  /** true for a name alone that may be a topic or a publication: `Ameland: "…"`, `"…" (Trouw)` */
  readonly mayBeTopic: boolean
}

/** A quote whose attribution is a part of the words quoted. */
export function asWritten(quote: GivenQuote): GivenQuote {
  const { given } = quote
  const takenOff = roundOf(given).map((part) => ({ ...part, text: textOf(given, part) }))
  return { ...quote, takenOff, named: null, references: [], mayBeTopic: false }
}

/** Marks between two quotations, once the text between them is removed. */
const seam = new RegExp(`,?${closing} {1,400}${opening}`, 'u')

/** ">" before words, not numbers, opens a block quote, with one before each line, or several. */
const blockStart = /^(?:[^\n]{1,200}:\s{0,9}\n\s{0,9})?(?:> ?){1,9}["“„«‘'\p{L}]/u
const blockSign = /^(?:> ?){1,9}/gm

/** The line end before a last line that may name the speaker; all others become spaces. */
const creditLine = new RegExp(
  patternOf`
    (?<=${ended})[ \t\r]*\n\s*
    (?=(?:${dash} ?)?(?:\p{Lu}|minister |staatssecretaris )
    [^\n]*(?:\n(?:[Mm]inister|[Ss]taatssecretaris) [^\n]*)?\s*$)
  `,
  'u',
)
const creditMark = '\u2028'

function signAt(block: string): Span {
  const start = block.indexOf('>')
  return { start, end: start + 1 }
}

/**
 * Reads a quote as people write it: with marks around it, and with its attribution. `isPerson`
 * tells the names of those who asked or answered.
 */
export function readQuote(given: string, isPerson: IsPerson = () => false): GivenQuote {
  const isBlock = blockStart.test(given)
  const unquoted = isBlock ? given.replace(blockSign, (sign) => ' '.repeat(sign.length)) : given
  const unsigned = unadorned(unquoted)
  const plain = unsigned
    .replace(creditLine, (space) => creditMark.padEnd(space.length))
    .replace(/\s/gu, (space) => (space === creditMark ? creditMark : ' '))
  const edges = postEdges(plain)
  const words = unadorned(blanked(plain, edges))
  const named = attributionsIn(words, isPerson)
  let bare = blanked(words, named)
  const pause = named.find(({ kind }) => kind === 'amid')?.pause
  const otherwise = [
    ...(pause?.comma === undefined ? [] : [closedUp(bare, pause.comma === 'before' ? '' : ',')]),
    ...(pause?.isStopped === true ? [closedUp(bare, '.')] : []),
    ...(unsigned === unquoted ? [] : [blanked(unquoted, [...edges, ...named])]),
  ]
  if (pause !== undefined) bare = closedUp(bare, pause.comma === 'before' ? ',' : '')
  const { person: speaker = null, mayBeTopic = false } =
    named.find(({ person }) => person !== '') ?? {}
  const taken = named.map(({ start, end }) => ({ kind: 'attribution' as const, start, end }))
  const unwrapped = named.length + edges.length === 0 ? unsigned : bare
  const signs = [...(isBlock ? [signAt(given)] : []), ...edges].map((edge) => ({
    kind: 'marks' as const,
    ...edge,
  }))
  const takenOff = [...taken, ...signs, ...roundOf(unwrapped)].map((part) => ({
    ...part,
    text: textOf(given, part),
  }))
  const references = takenOff
    .filter(({ kind }) => kind === 'attribution')
    .flatMap(({ text }) => referencesIn(text))
  const read = { given, bare: unadorned(unwrapped), otherwise, takenOff, references, mayBeTopic }
  return { ...read, named: speaker }
}

/** A quote that its attribution split, with this between its halves: a comma, a stop or nothing. */
function closedUp(bare: string, between: string): string {
  return bare.replace(seam, (marks) => between.padEnd(marks.length))
}

function textOf(given: string, { start, end }: Pick<TakenOff, 'start' | 'end'>): string {
  return given.slice(start, end).trim()
}

/** The quotation marks and ellipses around a text. */
function roundOf(text: string): Omit<TakenOff, 'text'>[] {
  const { start, end } = embeddedSpan(text)
  // What was taken off before is blank.
  const edges = [
    { start: Math.min(start, text.length - text.trimStart().length), end: start },
    { start: end, end: Math.max(end, text.trimEnd().length) },
  ]
  return edges.flatMap((edge): Omit<TakenOff, 'text'>[] => {
    const off = text.slice(edge.start, edge.end)
    if (/…|\.{3}/.test(off)) return [{ kind: 'ellipsis', ...edge }]
    return /["«»‹›“”„‘’‚']/.test(off) ? [{ kind: 'marks', ...edge }] : []
  })
}
