import type { Span } from '../domain/document.ts'
import { KAMER_NUMBER, PUBLISHED_NUMBER } from '../domain/publication.ts'
import { embeddedSpan } from './chunks.ts'
import { copiedCitation } from './copied-citation.ts'
import { unadorned } from './adornments.ts'
import { fullHeading, shortHeading } from './headings.ts'
import { referenceBefore, referencesIn, type QuoteReference } from './reference.ts'
import { firstOf, isClaim, personOf, readPerson } from './naming.ts'
import {
  adverbs,
  closing,
  dash,
  ended,
  joins,
  lets,
  listener,
  names,
  office,
  officer,
  opener,
  opening,
  otherVerb,
  particle,
  person,
  pronoun,
  publication,
  restOfName,
  said,
  sayer,
  see,
  someone,
  splitVerb,
  titled,
  verb,
} from './naming-patterns.ts'
import { introductionIn } from './speaker-before.ts'
import { postEdges } from './post-edges.ts'
import { patternOf } from '../text/pattern.ts'

/** Text around a quote that is the quoter's own, removed before comparison. */
export interface TakenOff {
  readonly kind: 'attribution' | 'marks' | 'ellipsis'
  readonly start: number
  readonly end: number
  readonly text: string
}

type IsPerson = (name: string) => boolean

/** A quote as given, and without its attribution. */
export interface GivenQuote {
  readonly given: string
  /** as long as `given`, with spaces in place of the removed text */
  readonly bare: string
  /**
   * the same with or without the comma in `"…", aldus X, "…"`, which may be the quoter's, and with
   * the full stop that it replaces in `"…", aldus X. "…"`
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

/**
 * Attributions after a quote: `"…", aldus minister Zand.`, `"…" (antwoord op vraag 3)`,
 * `"…" – Zand`, `…, aldus Van Weel`
 */
const behind = [
  patternOf`
    (?<=${closing}[.,;]?) ?[,–-]? ?(?:${sayer}(?: ${verb})?
    |(?:[Dd]at )?${verb})${adverbs} (?:${person}|${pronoun})\.?$
  `,
  // "zei Zand gisteren in de Kamer"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:${sayer}(?: ${verb})?|${verb}) (?:(?<person>${names})|${pronoun})
    ${restOfName} \p{Ll}
    [^"“”„«»‘’'?!.:;\n]{0,80}\.?$
  `,
  patternOf`(?<=${closing}[.,;]?) ?,? ?${person},? ${verb}${listener}\.?$`,
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:zo |[Dd]at )?${splitVerb} (?:${person}|${pronoun}) ${particle}
    (?: (?:in|op|aan|tijdens|via|bij|naar aanleiding van) [^"“”„«»‘’'?!:;\n]{0,100})?\.?$
  `,
  // "zo liet Zand gisteren aan de Kamer weten"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:zo |[Dd]at )?${lets} (?:(?<person>${names})|${pronoun})
    ${restOfName} \p{Ll}[^"“”„«»‘’'?!.:;,\n]{0,60}? weten(?: aan [^"“”„«»‘’'?!:;\n]{0,60})?\.?$
  `,
  // "staat in de beantwoording van Zand", "zei een woordvoerder van Zand"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:zo |[Dd]at )?(?:staat|stond|luidt|luidde|klinkt|klonk|blijkt
    |bleek|valt|volgens|(?:${sayer}|${verb})(?= een (?:\p{Ll}{2,20} )?woordvoerder))
    (?: \p{Ll}{2,20}){1,6}? (?:van|bij) ${person}\.?$
  `,
  // "luidt het antwoord", "is te lezen in de brief van minister Zand", "klinkt het"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:zo |[Dd]at )?(?:luidt|luidde|klinkt|klonk|is|was|staat|stond|valt)
    (?: er)?(?: te lezen)?(?: in)? (?:het|(?:het|de|een|zijn|haar|hun) (?:\p{Ll}{4,14} )?(?:antwoord
    |antwoorden|beantwoording|reactie|(?:[Kk]amer)?brief|verklaring)
    (?: van (?:${person}|\d{1,2} \p{Ll}{3,9}(?: \d{4})?))?)\.?$
  `,
  // "verzucht minister Zand", with any verb
  patternOf`
    (?:(?<=[,?!]${closing}) |(?<=${closing}) ?, ?)(?!${joins}(?!\p{L}))
    ${otherVerb} (?:${person}|${pronoun})\.?$
  `,
  patternOf`(?<=${closing}[.,;]?) ?${dash} ?${person}(?:(?:, | (?=\d))[^"“”„«»\n]{1,60})?$`,
  // on a line of its own: "Minister Zand, 1 april 2021", "Bron: Zand"
  patternOf`
    (?<=${ended})(?:\u2028 {0,9}(?:(?:Bron|Source): |${dash} ?)?| ${dash} ?)(?<topic>)${person}
    (?:(?:, | (?=\d))[^"“”„«»\n]{1,60})?$
  `,
  // "Bron: Tweede Kamer", and a name above its office
  patternOf`(?<=${ended})[\u2028 ] {0,9}(?:Bron|Source): [^"“”„«»\n]{1,100}$`,
  patternOf`(?<=${ended})\u2028 {0,9}(?<topic>)(?<person>${names} ${officer})$`,
  patternOf`(?<=${said}) ?[([](?:${sayer} )?(?<person>${officer})[)\]]\.?$`,
  // "(antwoord van minister Zand op vraag 2)"
  patternOf`
    (?<=${said}) ?[([]${see}${publication} (?:(?:van|door) |(?=${office}))${titled}
    (?:,|(?=[)\]])| (?:op|van|aan|d\.d\.)(?!\p{L}))[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  // "(zie het antwoord op vraag 3)", "(minister Zand, antwoord 2)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:${person},? |[\p{L}\d-]{4,40}, )?${publication}
    (?!\p{L})[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  // "(2021D00001)", "(minister Zand, 2021D00001)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:${person}, )?(?:[^"“”„«»()\n]{0,40}[ ,])?
    (?:${PUBLISHED_NUMBER}|${KAMER_NUMBER})(?![\p{L}\d])[^"“”„«»()\n]{0,40}[)\]]\.?$
  `,
  // "(3 mei 2021)", "(d.d. 3-5-2021, antwoord 2)", "(2021)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:d\.d\. ?)?
    (?:\d{1,2} \p{Ll}{3,9}\.? |\d{1,2}[-/]\d{1,2}[-/])?(?:19|20)\d\d
    (?:,[^"“”„«»()\n]{1,60})?[)\]]\.?$
  `,
  // "(bron: Tweede Kamer)"
  patternOf`(?<=${said}) ?[([](?:[Bb]ron|[Ss]ource): [^"“”„«»()\n]{1,80}[)\]]\.?$`,
  // "(p. 4)", where the name stands before
  patternOf`(?<=${said}) ?[([](?:pp?|blz|pag)\. ?\d{1,4}(?:[–-]\d{1,4})?[)\]]\.?$`,
  // "(Zand, 2024)", behind words without marks too
  patternOf`
    (?<=${said}) ?[([](?<topic>)(?<person>${someone}),? (?:\d{1,2} \p{Ll}{3,9}\.?\x20
    |\d{1,2}[-/]\d{1,2}[-/])?\d{4}
    [^"“”„«»()\n]{0,40}[)\]]\.?$
  `,
  // "(Zand)", "(aldus Zand)"
  patternOf`
    (?<=${ended}) ?[([](?<topic>)(?:${sayer} )?(?<person>${someone})[)\]]\.?$
  `,
  // "(Zand op vraag 3)"
  patternOf`
    (?<=${said}) ?[([](?<topic>)(?<person>${names}) (?:op|in (?:de |het )?(?:antwoord|brief)|aan)
    (?!\p{L})[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  patternOf`, (?:${sayer}(?: ${verb})?) ${person}\.?$`,
].map((pattern) => new RegExp(pattern, 'u'))

/** … and after one without marks: "…, schrijft minister Zand", "…. Aldus minister Zand" */
const behindUnmarked = [
  patternOf`
    (?:, (?:zo )?${verb}|(?<=[.!?…]) (?:Aldus|Dixit))${adverbs} (?:${person}|${pronoun})\.?$
  `,
  patternOf`, (?:zo )?${lets} (?:${person}|${pronoun}) weten\.?$`,
].map((pattern) => new RegExp(pattern, 'u'))
const anyMark = /["“”„«»‘]/

const word = "\\p{Lu}[\\p{L}.'’-]{1,40}"

/** "Antwoord", "Citaat": what a quote is called before the name of its speaker. */
const announced = patternOf`
  (?:[Hh]et )?(?:[Aa]ntwoord|[Rr]eactie|[Bb]rief|[Bb]eantwoording|[Cc]itaat|[Qq]uote|[Uu]itspraak)
`

/** … before it: `Minister Zand: "…`, `Volgens de minister "…`, `Minister Zand schrijft dat "…` */
const before = [
  patternOf`^${fullHeading} (?=${opening}|\p{Lu})`,
  // "Citaat:"
  patternOf`^${announced}: (?=\S)`,
  // "Ameland: …", "Den Haag: …"
  patternOf`
    ^(?<topic>)(?<person>(?!${opener}(?![\p{L}.'’-])|${office})${word}(?: ${word}){0,2})
    : ?(?=${opening})
  `,
  patternOf`
    ^(?:(?:En|Maar|Ook|And|But) )?
    (?:[Vv]olgens |[Aa]ldus |[Dd]ixit |[Aa]ccording to |${announced} (?:van )?)?
    ${person}(?: ${verb}(?: dat| that)?)?[:,]? ?(?=${opening})
  `,
  // "Zand over de sluizen:"
  patternOf`^${person}(?: ${verb})? over [^"“”„«»‘’'?!.:;\n]{1,60}: ?(?=${opening})`,
  patternOf`
    ^(?:[Vv]olgens |[Aa]ldus |${announced} (?:van )?)?(?<person>${officer})(?: ${verb})?: (?=\S)
  `,
  // "Zand schrijft: …", "Volgens Zand: …", "Zand (2021): …"
  patternOf`^(?<person>${names}) ${verb}: (?=\p{Lu})`,
  patternOf`^(?:[Vv]olgens|[Aa]ldus) (?<person>${names}): (?=\p{Lu})`,
  patternOf`^(?<person>${names})(?<=\d{4}\)): (?=\p{Lu})`,
  patternOf`^(?:Hij|Zij|Ze|He|She|They) ${verb}(?: dat| that)?[:,]? ?(?=${opening})`,
  patternOf`^${shortHeading} (?=${opening}|\p{Lu})`,
].map((pattern) => new RegExp(pattern, 'u'))

/**
 * A name alone beside a quote without marks, which counts if somebody bears it: "Zand: …", "… –
 * Zand"
 */
const nameBefore = [new RegExp(patternOf`^(?<person>${someone}): (?=\p{Lu})`, 'u')]
const nameBehind = [new RegExp(patternOf` ?${dash} (?<person>${someone})$`, 'u')]

/** … and in the middle: `"…", aldus minister Zand, "…"` */
const amid = new RegExp(
  patternOf`
    (?<=${closing})[.,]? ?,? ?(?:${dash} ?|\()?(?:${sayer}(?: ${verb})?|${verb})${adverbs}
    \x20(?:${person}|${pronoun})(?:[,.:;]|\)[,.]?| ?${dash})? (?=${opening})
  `,
  'u',
)

const behindMarks = new RegExp(patternOf`(?<=${closing}) [^"“”„«»‘’'.!?:;,\n]{1,80}$`, 'u')

/** Marks between two quotations, once the text between them is removed. */
const seam = new RegExp(`,?${closing} {1,400}${opening}`, 'u')

/**
 * Characters at either end to search for an attribution; a longer text is not searched in the
 * middle.
 */
const reach = 200
const maxAmid = 2_000

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
  const unsigned = unadorned(
    isBlock ? given.replace(blockSign, (sign) => ' '.repeat(sign.length)) : given,
  )
  const plain = unsigned
    .replace(creditLine, (space) => creditMark.padEnd(space.length))
    .replace(/\s/gu, (space) => (space === creditMark ? creditMark : ' '))
  const edges = postEdges(plain)
  const words = unadorned(without(plain, edges))
  const named = attributionsIn(words, isPerson)
  let bare = without(words, named)
  const pause = named.find(({ kind }) => kind === 'amid')?.pause
  const otherwise = [
    ...(pause?.comma === undefined ? [] : [closedUp(bare, pause.comma === 'before' ? '' : ',')]),
    ...(pause?.isStopped === true ? [closedUp(bare, '.')] : []),
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

interface Found {
  readonly kind: 'edge' | 'amid'
  readonly start: number
  readonly end: number
  readonly person: string
  readonly mayBeTopic?: boolean
  /** of one within a quote: where its comma stands, seen from the mark, and if a stop follows */
  readonly pause?: { readonly comma: 'before' | 'behind' | undefined; readonly isStopped: boolean }
}

/** The attributions of a text, which may have several spaces for one. */
function attributionsIn(text: string, isPerson: IsPerson): Found[] {
  const shown = Array.from(text.matchAll(/(?<! ) |[^ ]/g), ({ index }) => index)
  const words = text.replace(/ {2,}/g, ' ')
  return [inTail(words, isPerson), inHead(words, isPerson), amidst(words)].flatMap((found) =>
    found === null
      ? []
      : [{ ...found, start: shown[found.start]!, end: shown[found.end - 1]! + 1 }],
  )
}

function inTail(text: string, isPerson: IsPerson): Found | null {
  const copied = copiedCitation(text)
  if (copied !== null) return { kind: 'edge', ...copied }
  const end = text.trimEnd().length
  const from = Math.max(0, end - reach)
  const tail = text.slice(from, end)
  const match =
    firstOf(behind, tail) ??
    (anyMark.test(tail) ? null : firstOf(behindUnmarked, tail)) ??
    ofPerson(nameBehind, tail, isPerson)
  if (!match || from + match.index === 0) return null
  const at = from + match.index
  const start = at - ownWords(text.slice(0, at)).length
  return { kind: 'edge', start, end: at + match[0].length, ...readPerson(match) }
}

/**
 * The quoter's own words between a whole quotation and its attribution, if they only tell where or
 * when: `"…" in Heerlen, aldus minister Zand`.
 */
function ownWords(text: string): string {
  const [own = ''] = behindMarks.exec(text.slice(-reach)) ?? []
  const { start } = embeddedSpan(text.slice(0, text.length - own.length))
  return /["'“„«‘]/.test(text.slice(0, start)) && !isClaim(own) ? own : ''
}

function inHead(text: string, isPerson: IsPerson): Found | null {
  const from = text.length - text.trimStart().length
  const head = text.slice(from, from + reach)
  const named = firstOf(before, head) ?? ofPerson(nameBefore, head, isPerson)
  const introduced = named === null ? introducedIn(text, from) : null
  if (introduced !== null) return introduced
  const match = named ?? referenceBefore(head)
  if (!match || text.slice(from + match[0].length).trim() === '') return null
  return { kind: 'edge', start: from, end: from + match[0].length, ...readPerson(match) }
}

function ofPerson(
  patterns: readonly RegExp[],
  text: string,
  isPerson: IsPerson,
): RegExpExecArray | null {
  const match = firstOf(patterns, text)
  return match !== null && isPerson(personOf(match)) ? match : null
}

const introduction = new RegExp(
  `^[^.!?\n"“”„«»‘’]{1,${reach}}(?::|(?: dat| that)) ?(?=${opening})`,
  'u',
)

/**
 * What drafts have before a quotation, if the marks enclose all the rest: `Dat vindt ook minister
 * Zand: "…"`
 */
function introducedIn(text: string, from: number): Found | null {
  const [words] = introduction.exec(text.slice(from, from + reach)) ?? []
  if (words === undefined) return null
  const end = from + words.length
  const found = introductionIn(words)
  if (found === null || isClaim(found.lead) || embeddedSpan(text.slice(end)).start === 0)
    return null
  const { person, mayBeTopic } = found
  return { kind: 'edge', start: from, end, person, mayBeTopic }
}

/** The end of a sentence, and no "St. Jan", "J. Zand" or "drs. Zand" */
const sentenceWithin = /(?:\p{Ll}{4}|[\d)])\. \p{Lu}/u

function amidst(text: string): Found | null {
  const match = text.length > maxAmid ? null : amid.exec(text)
  if (!match || isClaim(personOf(match)) || sentenceWithin.test(match[0])) return null
  const { index: start } = match
  const end = start + match[0].length
  const isWithin = text[start - 2] === ','
  const comma = isWithin ? 'before' : text[start] === ',' ? 'behind' : undefined
  const pause = { comma, isStopped: text[end - 2] === '.' } as const
  return { kind: 'amid', start, end, person: personOf(match), pause }
}

function textOf(given: string, { start, end }: Pick<TakenOff, 'start' | 'end'>): string {
  return given.slice(start, end).trim()
}

/** The text with spaces in place of these parts. */
function without(text: string, parts: readonly Span[]): string {
  return parts.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  )
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
