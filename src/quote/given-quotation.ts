import { readQuote } from './attribution.ts'
import { patternOf } from '../text/pattern.ts'
import { fullHeading, isAnswerPart, shortHeading } from './headings.ts'
import { withoutMarkup } from './markup.ts'
import { isClaim } from './naming.ts'
import { adverbs, pronoun, verb } from './naming-patterns.ts'
import type { FindMinisters } from './known-ministers.ts'
import type { PlacedQuotation } from './quotation-marks.ts'
import { speakerAmong } from './speaker-among.ts'
import { speakerBefore } from './speaker-before.ts'
import { isOfficer } from './speakers.ts'

/** Characters before and after a quotation in which its speaker may be named. */
const reach = 160

/** The full stop of "J. Zand", "11 apr. 2022" and "o.a.", which ends no sentence. */
const innerStop = '\\.(?=\\S|[ ]\\p{Ll}|[ ]\\d)|(?<=(?<!\\p{L})(?:\\p{Lu}|[Mm]in|[Ss]tas))\\.'
const sentenceBehind = new RegExp(`^(?:[^.!?\n"“„«]|${innerStop})*\\.?`, 'u')
const sentenceBefore = new RegExp(`(?:[^.!?\n"”»]|${innerStop})*$`, 'u')

/** What ends the emphasis of a whole quotation: **"…"** */
const emphasis = /^[*_]{1,3}(?![\p{L}\p{N}])/u

/** A line below the quotation that may name the speaker: "— Zand", "Minister Zand, 1 april" */
const creditBelow = new RegExp(
  patternOf`
    ^[ \t\r]*\n(?:[ \t\r]*\n)?[ \t]*
    (?:(?<dash>(?:—|–|―|--?) ?)|(?![^\n]*:[ \t]*(?:\n|$))[*_]{0,2})
    (?:\p{Lu}|minister |staatssecretaris )[^\n]*
  `,
  'u',
)

/**
 * The credit below a quotation; one without a dash may be of what stands below it, as where the
 * quotation has a name above it.
 */
function creditIn(
  rest: string,
  { endsAtNext, isHeaded }: { readonly endsAtNext: boolean; readonly isHeaded: boolean },
): string | null {
  const found = creditBelow.exec(rest)
  if (found === null) return null
  const isAboveNext = endsAtNext && rest.slice(found[0].length).trim() === ''
  const isOfOther = found.groups!['dash'] === undefined && (isHeaded || isAboveNext)
  return isOfOther ? null : `\n${found[0].trim()}`
}

/**
 * The quotation in marks, and the speaker named between it and the next one, or the last one. The
 * writer's own words in between are left out: "…" voor de inwoners, aldus minister Zand.
 */
export function withSpeaker(
  text: string,
  { from, start, end, to }: PlacedQuotation,
  [last, next]: readonly [PlacedQuotation | undefined, PlacedQuotation | undefined],
  ministersIn: FindMinisters,
): string {
  const quotation = inMarks(withoutMarkup(text.slice(start, end)).trim())
  const after = text.slice(to, Math.min(to + reach, next?.from ?? to + reach))
  const rest = after.replace(emphasis, '')
  const above = text.slice(Math.max(last?.to ?? 0, from - reach), from)
  const [head] = sentenceBefore.exec(above)!
  const lineAbove = above.trimEnd().split('\n').at(-1)!
  const credit = creditIn(rest, {
    endsAtNext: to + after.length === next?.from,
    isHeaded: head.trim() === '' && ministersIn(lineAbove).length > 0,
  })
  const [tail] = credit === null ? sentenceBehind.exec(rest)! : [credit]
  const behind = quotation + withoutMarkup(tail).replace(cellBehind, ' ($1)')
  const { named, references, takenOff } = readQuote(behind)
  const attribution = takenOff.find(({ kind }) => kind === 'attribution')
  if (named !== null && attribution) {
    const before = head.trim() === '' && anyOfficer.test(named) && officerBefore(above, ministersIn)
    return quotation + (before || behind.slice(attribution.start))
  }
  // "(antwoord van 3 mei 2021)"
  const reference = attribution && references.length > 0 ? behind.slice(attribution.start) : ''
  const introduction = withoutMarkup(head).replace(cell, '$1: ').replace(listItem, '')
  const before = introduction + quotation + reference
  if (readQuote(before).named !== null) return before
  const isAsked = rest[tail.length] === '?'
  const among = () => {
    const isNext = endsSentence.test(quotation) && isClaim(tail) && !points.test(tail)
    const own = isNext || credit !== null ? '' : withoutMarkup(tail)
    return isAsked ? '' : speakerAmong(introduction, own, ministersIn)
  }
  if (isReferred(introduction + quotation)) return before + among()
  const isAlone = head.trim() === '' && (endsSentence.test(quotation) || isPronoun.test(tail))
  const speaker = isAlone ? officerBefore(above, ministersIn) : speakerBefore(introduction)
  return quotation + (speaker || among()) + reference
}

const endsSentence = /[.?!…]["”»’›]$/u
/** "“…” Zo begint Zand", "“…” Met die woorden reageert Zand" */
const points = /^ (?:Met (?:die|deze)|Zo|Was|Het|Hoogachtend)(?!\p{L})/u
const isPronoun = new RegExp(
  `^,? ?(?:zo )?${verb}${adverbs} ${pronoun}(?: (?:in|op|aan|tegen|via|bij) [^.!?]{1,80})?\\.?$`,
  'u',
)

const anyOfficer = /^(?:de|the) (?:minister|staatssecretaris|bewinds\p{Ll}+|premier)$/iu

/** The minister of whom the sentence before a quotation tells: "Minister Zand is kort. “Nee.”" */
function officerBefore(above: string, ministersIn: FindMinisters): string {
  const [own] = sentenceBefore.exec(above.trimEnd().replace(/[.!]$/, ':'))!
  const sentence = withoutMarkup(own)
  const { named } = readQuote(`“Ja.”${speakerBefore(sentence)}`)
  if (named !== null && isOfficer(named)) return `, aldus ${named}`
  return speakerAmong(sentence, '', ministersIn)
}

function isReferred(quote: string): boolean {
  return readQuote(quote).references.length > 0
}

/** Both quotations and the attribution that splits their sentence; null if none does. */
export function joinedWith(
  text: string,
  found: PlacedQuotation,
  next?: PlacedQuotation,
): string | null {
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

/** … and the one behind it. */
const cellBehind = /^ *\| *([^|]{1,100}?) *\|.*$/

/** The sign of an item, or the mark of a note, which Markdown's "[^1]:" leaves a colon of. */
const listItem = /^\s*(?:[-*+•–—:]|\d{1,3}\)|\[\d{1,3}\]:?|\d{1,3}(?= +\p{Lu})) +/u

/** In the first kind of marks that does not occur in the words themselves. */
function inMarks(words: string): string {
  const [opening, closing] =
    ['“”', '«»', '„”', '‹›'].find((marks) => !words.includes(marks[0]!)) ?? '“”'
  return `${opening}${words}${closing}`
}

/**
 * A question or an answer of a block quote. An answer that names no speaker is by whom the line
 * above the block names.
 */
export function givenPart(part: string, introduction: string): string {
  const given = withSource(part, '')
  const { named } = readQuote(`${introduction} ${inMarks('Ja.')}`)
  const isTheirs = named !== null && isAnswerPart(part) && readQuote(given).named === null
  return isTheirs ? withSource(`${part}\n— ${named}`, '') : given
}

const blockTag = /<\/?(?:p|br|div|li)\b[^<>]{0,400}>/gi

/** `<footer>`, and a `<cite>` behind a sentence: these name the speaker in a block quote. */
const creditTag = /<footer\b[^<>]{0,400}>|(?<=[.?!…”»"'>\n] ?)<cite\b[^<>]{0,400}>/gi

const lineBefore = new RegExp(`(?:[^.!?\n]|${innerStop})*:\\s*$`, 'u')
const headingBefore = /(?:^|\n)#{1,6} ([^\n]{1,80}?)\s*$/

/** The line above a block quote, if it ends with a colon, or is a heading that names who speaks. */
export function introductionAbove(text: string, { from }: PlacedQuotation): string {
  const above = text.slice(Math.max(0, from - reach), from).replace(blockTag, '\n')
  const heading = `${headingBefore.exec(above)?.[1] ?? ''}:`
  if (readQuote(`${heading} “Ja.”`).named !== null) return heading
  const [line = ''] = lineBefore.exec(withoutMarkup(above)) ?? []
  return line.trim().replace(listItem, '')
}

/** "— minister Zand", "-- Zand" */
const dash = /^(?:—|–|―|--?) ?/

/**
 * The line below a block quote that credits it, and stands above no other: "— minister Zand",
 * "(minister Zand, 2021)", "Minister Zand", "Dat schrijft minister Zand."
 */
const lineBelow = new RegExp(
  patternOf`
    ^\s{0,9}((?:(?:—|–|―|--) ?\p{L}|\(|(?:[Mm]inister|[Ss]taatssecretaris|Aldus|Dat|Dit|Zo)\x20)
    [^\n]{3,120})(?=\n(?!\s*>)|$)
  `,
  'u',
)

/**
 * The same with the speaker of the line below the block, if nothing else names one, or the only
 * minister whom the line above names.
 */
export function withCredit(
  block: string,
  introduction: string,
  { below, ministersIn }: { readonly below: string; readonly ministersIn: FindMinisters },
): string {
  const own = withSource(block, introduction)
  if (attributionIn(own) >= 0) return own
  const [, line = ''] = lineBelow.exec(below) ?? []
  // A minister's name that no sentence follows
  const credit = line.replace(/^(?=(?:[Mm]inister|[Ss]taats)[^.!?:]+$)/, '— ')
  const credited = /^(?:Aldus|Dat|Dit|Zo) /.test(line)
    ? `${inMarks(own)} ${line}`
    : withSource(`${block}\n${credit}`, introduction)
  if (attributionIn(credited) >= 0) return credited
  const speaker = speakerAmong(introduction, '', ministersIn)
  return speaker === '' ? own : inMarks(own) + speaker
}

/** The words of a block quote, followed by their speaker, or by the answer that they cite. */
export function withSource(block: string, introduction: string): string {
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
