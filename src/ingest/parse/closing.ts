import type { Minister } from '../../domain/document.ts'
import { MONTHS } from '../../domain/months.ts'
import { patternOf } from '../../text/pattern.ts'
import type { Heading } from './heading.ts'
import type { Line } from './lines.ts'
import { officials } from './ministers.ts'
import { NOTES_TITLE } from './note-marks.ts'
import { plainCase } from './plain-case.ts'
import { namesAskers } from './question-sets.ts'
import { quotationDepths } from './quoted-parts.ts'
import {
  begins,
  endsDocument,
  endsMail,
  endsPage,
  FULL_NAME,
  isSeal,
  isSender,
  NAME,
} from './trailers.ts'

/** "Hoogachtend,", "Met vriendelijke groet", "Groet, Joke" */
const GREETING = new RegExp(
  patternOf`
    ^(?:hoogachtend|met\sde\smeeste\shoogachting
    |(?:met\s)?(?:(?:vriendelijke|hartelijke)\s)?groet(?:en|jes)?)
    (?:\s?[,.]|,\s[^.?!,:]{2,40})?$
  `,
  'iu',
)

/** "De Minister van Waterzaken", alone on its line */
const OFFICE = new RegExp(
  patternOf`
    ^(?:[Dd]e\s)?(?:[Mm]inister|[Ss]taatssecretaris|MINISTER|STAATSSECRETARIS)(?:-[Pp]resident)?
    (?:\s(?:van|voor|VAN|VOOR)\s\p{Lu}[^.:;?!()\d]{2,100})?$
  `,
  'u',
)

/** "Den Haag, 24 maart 2025", above a signature */
const PLACE_AND_DATE = new RegExp(
  String.raw`^(?:[’'\p{Lu}][\p{L}’' -]{2,40},\s(?:de\s)?)?\d{1,2}\s(?:${MONTHS.join('|')})\s\d{4}$`,
  'iu',
)

/** "w.g.", "(w.g.) J.P. Smit": was signed by */
const SIGNED = /^\(?w\.\s?g\.\)?(?:\s+|$)/i

const SIGNED_ALONE = /^\(?w\.\s?g\.\)?$/i

/** "De directeur-generaal Water,": who signs for a minister */
const DEPUTY = /^(?:de|het|plaatsvervangend|(?:directeur|secretaris|inspecteur)\S{0,20}|hoofd)\s/i

/** "De Minister van Waterzaken, namens deze,", also on a line of its own */
const ON_BEHALF = /(?:^|,\s)(?:namens|voor)\s(?:deze|hem|haar),?$/i

/** Lines below a greeting at most. */
const MOST = 12

/** "Bijlage", "BIJLAGE 1: Overzicht", "Bijlagen bij de antwoorden" */
const ANNEX = new RegExp(
  patternOf`
    ^(?:bijlagen?|annex(?:en)?|appendix)(?<number>\s?(?:\d{1,2}|[ivx]{1,4}|[a-h])(?![\p{L}\d]))?
    (?:\s?[:–-]\s?(?<title>\S.{0,100})|\s(?<words>\S.{0,100}))?$
  `,
  'iu',
)

/**
 * The line with which an annex begins below the last answer, and those that may begin one. A title
 * stands apart, ends no sentence, and is no item of a list of annexes.
 */
export function annexesBelow(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  isStrong: (line: Line) => boolean,
): { annex: Line | null; doubtful: Line[] } {
  const last = lines.findLastIndex((line) => headings.get(line)?.part === 'answer')
  const heading = headings.get(lines[last]!)
  if (heading === undefined) return { annex: null, doubtful: [] }
  const from = last + (heading.body === null ? 2 : 1)
  const doubtful: Line[] = []
  for (const [at, line] of lines.entries()) {
    if (at < from || line.text.length > LONGEST_ANNEX || headings.has(line)) continue
    const groups = ANNEX.exec(line.text)?.groups
    if (groups === undefined) continue
    const [before, next] = [lines[at - 1]!, lines[at + 1]]
    const begins = line.apart || isStrong(line) || /[.?!]$/.test(before.text)
    const isAlone = isStrong(line) || (line.apart && next?.apart === true)
    const isTitle = groups['words'] === undefined || isAlone
    const isListed = next === undefined || ANNEX.test(next.text.slice(0, LONGEST_ANNEX))
    const ends = /[.,;?!]$/.test(line.text) || before.text.endsWith(':')
    if (begins && isTitle && !isListed && !ends) return { annex: line, doubtful }
    if (begins && !before.text.endsWith(':')) doubtful.push(line)
  }
  return { annex: null, doubtful }
}

/** Characters of an annex's title at most. */
const LONGEST_ANNEX = 120

/**
 * The line with which a letter closes below its last answer, and above a remark or a heading of no
 * part, if there is one; null if it does not.
 */
export function closingLine(
  all: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
): Line | null {
  const last = all.findLastIndex((line) => headings.get(line)?.part === 'answer')
  const heading = headings.get(all[last]!)
  if (heading === undefined) return null
  const below = all.slice(last + 1).filter((line) => headings.has(line))
  if (below.some((line) => !ENDS_ANSWERS.has(headings.get(line)!.part))) return null
  const lines = below[0] === undefined ? all : all.slice(0, all.indexOf(below[0]))
  // An answer keeps at least its first line.
  const least = last + (heading.body === null ? 2 : 1)
  const from = Math.max(lines.length - MOST, least)
  const depths = quotationDepths(lines.slice(last))
  const isQuoted = (index: number): boolean =>
    depths[index - last - 1]! > 0 && depths.slice(index - last).includes(0)
  let at = lines.findIndex(({ text }, index) => {
    if (index >= least && endsPage(lines, index)) return true
    if (index < from || isQuoted(index)) return false
    if (endsMail(lines, index) || isSeal(lines, index) || endsDocument(lines, index)) return true
    const isLast = index === lines.length - 1 && lines[index]!.apart
    if (isLast && text.includes(',') && isDateOfSignature(lines, index)) return true
    return GREETING.test(text) || isSender(lines, index) || signatureAt(lines, index) !== null
  })
  if (at > from && SIGNED_ALONE.test(lines[at - 1]!.text)) at--
  if (at > from && isDateOfSignature(lines, at - 1)) at--
  const parting = lines.findIndex(({ text }, index) => {
    const words = `${text} ${lines[index + 1]?.text}`
    return index >= from && index < at && begins(lines, index) && PARTING.test(words.slice(0, 250))
  })
  return lines[parting < 0 ? at : parting] ?? null
}

/** "Wij vertrouwen erop u hiermee voldoende te hebben geïnformeerd.", above a greeting */
const PARTING = new RegExp(
  patternOf`
    ^(?:(?:ik|wij|we)\s(?:vertrouw|hoop|hopen|verwacht|gaa?n?\ser)|in\sde\shoop)[^.?!]{0,80}
    \shiermee\s[^.?!]{0,80}(?:geïnformeerd|beantwoord)[^.?!]{0,20}[.,](?:\s|$)
  `,
  'iu',
)

/** What may stand below the last answer, and holds none. */
const ENDS_ANSWERS: ReadonlySet<Heading['part']> = new Set(['remark', 'unplaced'])

/** A date above a signature; below "geldt tot en met" it ends a sentence of the answer. */
function isDateOfSignature(lines: readonly Line[], at: number): boolean {
  const [before, line] = [lines[at - 1], lines[at]!]
  return (
    PLACE_AND_DATE.test(line.text.slice(0, 100)) &&
    before !== undefined &&
    /[.?!…]["'’”»)]?$/.test(before.text)
  )
}

/** True for a line that belongs to the signature below it. */
function opensSignature(text: string): boolean {
  return PLACE_AND_DATE.test(text.slice(0, 100)) || SIGNED_ALONE.test(text)
}

/**
 * The heading with which a page goes on below its last answer, "Zie ook": of the level of the
 * answer's heading, or a higher one. Where bold type makes the answer's heading, it is certain only
 * right below the level of the page's title.
 */
export function headingBelow(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  levelOf: (line: Line) => number | null,
): { line: Line; isCertain: boolean } | null {
  const last = lines.findLastIndex((line) => headings.has(line))
  const answer = lines[last]
  if (answer === undefined || headings.get(answer)?.part !== 'answer') return null
  const level = levelOf(answer)
  // The first line below its heading is the answer.
  const from = last + (headings.get(answer)!.body === null ? 2 : 1)
  const line = lines.slice(from).find((below) => {
    return (levelOf(below) ?? Number.POSITIVE_INFINITY) <= (level ?? LOWEST)
  })
  if (line === undefined) return null
  const first = lines.findIndex((each) => headings.has(each))
  const title = lines
    .slice(0, first)
    .reduce((least, each) => Math.min(least, levelOf(each) ?? LOWEST), LOWEST)
  const isOfPage = levelOf(line) === title + 1
  return { line, isCertain: level !== null || isOfPage }
}

/** "Toelichting: ...": no note, which begins with its mark or below a title of its own */
const REMARK = /^\p{Lu}[\p{L}’'-]*[\s:,]/u

/**
 * The line below a rule that closes the last answer: a note to the document, and none of its words.
 * Null if a rule parts two sentences elsewhere, as it may part pages.
 */
export function remarkBelowRule(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  isBelowRule: (line: Line) => boolean,
): Line | null {
  const last = lines.findLastIndex((line) => headings.has(line))
  const answer = lines[last]
  if (answer === undefined || headings.get(answer)?.part !== 'answer') return null
  const from = last + (headings.get(answer)!.body === null ? 2 : 1)
  const first = lines.findIndex((line) => headings.has(line))
  const below = lines.slice(first).filter((line) => isBelowRule(line) && !headings.has(line))
  const [line] = below
  if (line === undefined || below.length > 1) return null
  const at = lines.indexOf(line)
  if (at < from || lines.length - at > MOST) return null
  const isOver = /[.?!…]["'’”»)]?$/.test(lines[at - 1]!.text)
  return isOver && REMARK.test(line.text.slice(0, 60)) && !NOTES_TITLE.test(line.text) ? line : null
}

/** The lowest level of a heading. */
const LOWEST = 6

/** A title has no more letters than this. */
export const LONGEST_TITLE = 80

/**
 * Titles between an answer and the next question, "Onderhoud": bold ones, or several of them. A
 * list, a table or a sentence ends otherwise.
 */
export function titlesBetween(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  isStrong: (line: Line) => boolean,
): Line[] {
  const titles = lines.filter((line, at) => {
    const [before, next] = [lines[at - 1], lines[at + 1]]
    if (before === undefined || next === undefined || headings.has(line)) return false
    if (headings.get(next)?.part !== 'question') return false
    // The first line below a heading is the answer.
    if (headings.get(before)?.body === null) return false
    const isHead = namesAskers(line) || GROUP.test(line.text.slice(0, LONGEST_TITLE))
    const isApart = (line.apart && next.apart) || isStrong(line) || isHead
    return (isTitle(line) || isHead) && isApart && /[.?!]$/.test(before.text)
  })
  const parts = new Map<Line, Heading['part']>()
  let part: Heading['part'] = 'header'
  for (const line of lines) parts.set(line, (part = headings.get(line)?.part ?? part))
  const within = titles.filter((line) => parts.get(line) === 'answer')
  if (within.length > 1) return within
  return within.filter((line) => isStrong(line) || namesAskers(line) || GROUP.test(line.text))
}

/**
 * "ABC-fractie", "Leden van de GroenLinks-PvdA-fractie:", "De leden van de fractie van ABC",
 * "Thema 2: Kosten"
 */
const GROUP = new RegExp(
  patternOf`
    ^(?:(?:[Dd]e\s)?[Ll]eden\svan\sde\s)?(?:[\p{L}\d+’'-]{2,40}-fractie
    |[Ff]ractie(?:\svan)?(?:\s(?:de\s)?[\p{Lu}\d][\p{L}\d+’'-]{1,30}){1,3}
    |(?:Onderwerp|Thema|Onderdeel)\s\d{1,2}(?:\s?[:.–-]\s[^.?!:;]{2,60})?):?$
  `,
  'u',
)

/** "Peilbesluit", "Kosten en baten": no sentence, number or item */
const TITLE = /^\p{Lu}[\p{L}’' -]+$/u

/** True for a line that may be a title. */
export function isTitle({ text }: Line): boolean {
  return text.length <= LONGEST_TITLE && TITLE.test(text)
}

type SignedLine = Pick<Line, 'text' | 'apart'>

/** The ministers whose signature stands in these lines. */
export function signedMinisters(lines: readonly SignedLine[]): Minister[] {
  return lines.flatMap((_, at) => signatureAt(lines, at) ?? [])
}

/**
 * The office that a line begins, on one line or two, with the name on one of the next two; or a
 * name with the office below it, at the end or below a greeting or a date. Who signs for a minister
 * is no minister.
 */
function signatureAt(lines: readonly SignedLine[], at: number): Minister[] | null {
  const [first, second, third] = lines.slice(at, at + 3).map(({ text }) => text.slice(0, 200))
  if (first === undefined || second === undefined) return null
  const before = lines[at - 1]?.text ?? ''
  const apart = lines[at]!.apart && !before.endsWith(':')
  const begins = apart || before === '' || /[.?!]$/.test(before)
  const above = nameAbove(first, before, begins && lines.length - at === 2)
  if (above !== null) return signedBy(second, above)
  // "heb ik overlegd met / de minister van Financiën, / E. Smit": a sentence and no signature.
  const goesOnAbove = !apart && /[\p{L}\p{N}]$/u.test(before)
  if (!/^de\s/i.test(first) || (/^de\s/.test(first) && goesOnAbove)) return null
  const goesOn = /^(?:(?:en|van|voor)\s){0,2}\p{Lu}/u.test(second) && !DEPUTY.test(second)
  const isSplit = goesOn && !isName(second, first) && third !== undefined && /,$/.test(second)
  const office = isSplit ? `${first} ${second}` : first
  const from = at + (isSplit ? 2 : 1)
  const below = lines.slice(from, from + 2).map(({ text }) => text.slice(0, 100))
  if ([office, below[0]!].some((text) => ON_BEHALF.test(text)))
    return signedBy(office.replace(ON_BEHALF, ''), null)
  const name = below.find((text, index) => isName(text, index === 0 ? office : ''))
  if (name === undefined) return null
  const isDeputy = name !== below[0] && DEPUTY.test(below[0]!)
  return signedBy(office, isDeputy ? null : name)
}

/**
 * The name that stands above an office; null if the line is none, or may be of a list, unless it
 * stands alone.
 */
function nameAbove(line: string, before: string, isAlone: boolean): string | null {
  const name = line.replace(SIGNED, '')
  const isSigned = name !== line || GREETING.test(before) || opensSignature(before)
  if (isSigned) return NAME.test(name) || FULL_NAME.test(name) ? name : null
  return isAlone && NAME.test(name) ? name : null
}

/** True for a name below an office; one without initials is as sure only below a comma. */
function isName(text: string, above: string): boolean {
  return NAME.test(text) || (/,$/.test(above) && FULL_NAME.test(text))
}

/** Those who hold the office on a line, with this name. */
function signedBy(line: string, name: string | null): Minister[] | null {
  const office = plainCase(line.replace(/,$/, ''))
  if (office.length > 120 || !OFFICE.test(office)) return null
  const found = officials(office)
  if (found.length === 0) return null
  return found.map((minister) => ({ ...minister, name: name && plainCase(name, 0) }))
}
