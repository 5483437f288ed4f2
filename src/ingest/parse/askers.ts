import type { Asker } from '../../domain/document.ts'
import { TITLES } from '../../domain/names.ts'
import { patternOf } from '../../text/pattern.ts'
import { DATE, readDate } from './dates.ts'
import { CABINET_ROLE } from './ministers.ts'

/** "het lid", "de Kamerleden", "raadslid": what members are called before their names. */
export const MEMBERS = patternOf`
  (?:(?:[Hh]et|[Dd]e)\s)?
  (?:(?:Tweede\s)?[Kk]amer|[Rr]aads|[Ss]taten|[Bb]urger|[Cc]ommissie
  |(?:[Aa]lgemeen\s)?[Bb]estuurs)?(?:lid|leden)
`

/** What stands before a subject. */
export const BEFORE_SUBJECT = '(?:over|inzake|betreffende|omtrent|aangaande)'

const OFFICIAL_HEAD = new RegExp(String.raw`\bVra(?:ag|gen) van ${MEMBERS} `)

/** "ex artikel 40 RvO", "(conform artikel 32 van het Reglement van Orde)": a council's rule */
const BY_RULE = patternOf`
  (?:\(?(?:(?:ex|conform|volgens|krachtens|op grond van) )?art(?:ikel|\.) ?\d{1,3}[a-z]?
  (?:,? (?:van het )?(?:RvO|Reglement van Orde)(?: van de (?:gemeente)?raad)?)?\)?,? )?
`

/**
 * "vragen van", "vragen, gesteld door", "vragen die op 3 mei 2024 zijn gesteld door", "heeft",
 * "vragen ex artikel 40 RvO van raadslid"; before a name alone, "vragen van" is `bare`
 */
const MENTION = new RegExp(
  patternOf`
    (?:(?<asked>vragen),? ${BY_RULE}(?:(?:die|welke) )?(?:op \d{1,2} \p{L}{3,9} \d{4} )?
    (?:(?:zijn|werden) )?(?:(?:gestelde?|ingediende?|ingezonden) )?
    (?:op \d{1,2} \p{L}{3,9} \d{4} )?(?:(?:van|door) )?
    |\b(?:hebben|heeft|stelden?|(?:zijn|werden) door) )${MEMBERS}\s
    |(?<=(?:^|[.?!])\s?)${MEMBERS}\s
    (?=.{2,200}?\s(?:hebben|heeft|hadden|had)\sdeze\svragen\sgesteld)
    |(?<bare>vragen),? ${BY_RULE}(?:(?:gesteld |ingediend )?(?:van|door) )?
  `,
  'giu',
)

/** "mr.", "drs.", "ir." before a name */
const TITLE_OF = String.raw`(?:${TITLES.join('|')})\.`
const HONOUR = String.raw`(?:(?:${TITLE_OF}|[Dd]e\sheer|[Mm]evrouw)\s?)`

/** The end of a sentence; "J. de Wit" and "drs. De Wit" have none. */
const SENTENCE_END = String.raw`(?<=\p{Ll}{2}|[\d)»”"’'])[.?!](?<!\s${TITLE_OF}) +(?=\p{Lu})`

/** "Antwoorden van de Minister van Financiën op de", above the questions */
const ANSWERS_TITLE = /\bAntwoord(?:en)? (?:van .{1,200} )?op /
const TO_MINISTER = / aan (?:de |het )?(?:minister|staatss?ecretaris|college|gedeputeerde staten)/i

/**
 * "Vragen van het lid ... over ...": the official head, else the mention of questions that are
 * answered "hierbij", or those of a title, or that address a minister, else the first: later ones
 * may stand in the subject or be of other matters. "In het debat heeft het lid ..." mentions none
 * without "vragen".
 */
export function askingPart(text: string): string {
  const official = OFFICIAL_HEAD.exec(text)
  if (official !== null) return text.slice(official.index + official[0].length)
  const mentions = [...text.matchAll(MENTION)]
    .map(({ 0: words, index, groups }) => {
      const rest = text.slice(index + words.length)
      const before = sentencesIn(text.slice(Math.max(0, index - 300), index)).at(-1) ?? ''
      const after = sentencesIn(rest.slice(0, 400))[0] ?? ''
      const asks = groups?.['asked'] !== undefined || /\bvragen\b/i.test(after)
      return { rest, before, asks: groups?.['bare'] === undefined ? asks : isMember(rest) }
    })
    .filter(({ asks }) => asks)
  // "Vragen gesteld door de leden der Kamer" is the name of the series.
  const named = mentions.filter(({ rest }) => readAskers(namesIn(rest)).length > 0)
  const head =
    named.find(({ before }) => /\bhierbij\b/i.test(before)) ??
    named.find(({ before, rest }) => {
      const isHead = ANSWERS_TITLE.test(before) || TO_MINISTER.test(namesIn(rest))
      return isHead && !/\b(?:lid|leden)\b/.test(before)
    }) ??
    named[0] ??
    mentions.at(-1)
  return withParties(named, head)?.rest ?? ''
}

const BEGINS_NAME = new RegExp(String.raw`^(?:${HONOUR}|\p{Lu}\.)`, 'u')

/** "J. Duin (ABC)", "mevrouw Duin (ABC)", "Jan Duin (ABC) aan de minister": no fraction or town */
function isMember(rest: string): boolean {
  const names = namesIn(rest)
  const isPerson = BEGINS_NAME.test(names)
  return (
    (isPerson || TO_MINISTER.test(names)) &&
    readAskers(names).some(({ party }) => party !== null && !/^\p{Ll}/u.test(party))
  )
}

interface Mention {
  readonly rest: string
}

/** The same members with their parties, as the head below a page's title names them. */
function withParties(named: readonly Mention[], head: Mention | undefined): Mention | undefined {
  const askers = readAskers(namesIn(head?.rest ?? ''))
  if (askers.some(({ party }) => party !== null)) return head
  const names = askers.map(({ name }) => name).join()
  return (
    named.find(({ rest }) => {
      const others = readAskers(namesIn(rest))
      const areSame = others.map(({ name }) => name).join() === names
      return areSame && others.some(({ party }) => party !== null)
    }) ?? head
  )
}

function sentencesIn(text: string): string[] {
  return text.split(new RegExp(SENTENCE_END, 'u'))
}

/** What a letter says before the subject, in the same sentence. */
function namesIn(asking: string): string {
  return (sentencesIn(asking.slice(0, 400))[0] ?? '').split(NAMES_END, 1)[0] ?? ''
}

const NAMES_END = new RegExp(` (?:${BEFORE_SUBJECT}|naar aanleiding van) `)

/** A word of a member's name: "Plas", "Slagt-Tichelman", "d’Ancona", "vanDijk" (a lost space). */
const NAME_WORD = patternOf`
  (?!(?:${CABINET_ROLE}|Hoogachtend|(?:(?:Eerste|Tweede)\s)?Kamer|Antwoord|Vra(?:ag|gen))\b)
  (?![\p{L}\p{N}]{1,20}(?:-[\p{L}\p{N}]{1,20})?-fractie)
  (?:\p{Ll}{2,4}|\p{Ll}[’'])?\p{Lu}[\p{L}\p{M}’'-]+(?:\s?´)?
`
const BEFORE_NAME = patternOf`
  (?:(?:(?:\p{Lu}|IJ|Th|Chr?|Ph|Jac)\.\s?
  |(?:[Vv]an|[Vv]on|[Dd]e[nr]?|[Hh]et|[Tt]e[nr]?|[ea]l|[Ll][ae]|[Dd][ui]|[’'][ts])\s){0,6})
`
const MEMBER = String.raw`${BEFORE_NAME}${NAME_WORD}(?:\s${BEFORE_NAME}${NAME_WORD}){0,5}`

/** What a head has in brackets behind its askers: no party. */
const NO_PARTY = patternOf`
  (?!(?:ingezonden|ontvangen|(?:uw )?kenmerk|nr|nummer|d\.?d|\d{4}|van \d))
`

const ASKER = new RegExp(
  patternOf`
    \s*(?<join>,?\s*\b(?:en|and|alsmede|evenals)\s|[,;&])?
    \s*(?:(?:van )?${MEMBERS} )?${HONOUR}{0,3}
    (?<name>${MEMBER})(?:\s*\((?<party>${NO_PARTY}[^()]{1,60})\)?)?
  `,
  'guy',
)

/**
 * "Sneller (D66), Chakor (GroenLinks-PvdA) en Van Nispen (SP)"; "(beiden SP)" is the party of all
 * earlier names without one. The list ends where no member follows: a letter without a subject runs
 * on into a date, a sentence or the minister's signature.
 */
export function readAskers(text: string): Asker[] {
  return askersIn(text).askers
}

/** The askers that a text begins with, and where their list ends. */
function askersIn(text: string): { askers: Asker[]; end: number } {
  const list = text.slice(0, 1500).trimEnd()
  const askers: { name: string; party: string | null }[] = []
  let end = 0
  let lastJoin: string | undefined
  for (const match of list.matchAll(ASKER)) {
    const { name = '', party: stated, join } = match.groups ?? {}
    const previous = askers.at(-1)
    // An extractor can lose the comma between two members, but not their parties too.
    const joined = join !== undefined || (stated !== undefined && previous?.party !== null)
    if (previous !== undefined && !joined) break
    const shared = /^(?:beiden?|allen?)\s+(?<party>.+)$/i.exec(stated ?? '')?.groups?.['party']
    askers.push({ name, party: shared ?? stated?.trim() ?? null })
    if (shared !== undefined) for (const asker of askers) asker.party ??= shared
    end = match.index + match[0].length
    lastJoin = join
  }
  // "Duin (SP), Den Haag, 3 mei": a place stands behind a comma as a member does.
  const place = lastJoin === ',' && askers.at(-1)?.party === null && end < list.length
  const withPlace = place && askers.some(({ party }) => party !== null)
  return { askers: withPlace ? askers.slice(0, -1) : askers, end }
}

/** "d.d. 3 maart 2025", "aan de Minister van Financiën van", "gesteld op", right behind askers */
const DATED_ASKERS = new RegExp(
  patternOf`
    ^(?:\saan\s(?:de\s)?${CABINET_ROLE}\s(?:van|voor)\s\p{Lu}[\p{L}-]+
    (?:,?\s(?:en\s)?\p{Lu}[\p{L}-]+){0,5})?(?:\s\([^()]{1,60}\))?,?
    (?:\smij)?(?:\s(?:gesteld|ingediend|ingezonden))?(?:\sbij\sbrief)?
    \s(?:d\.?d\.?|op|van)\s(?<date>${DATE})
  `,
  'u',
)

/** "Op 3 maart 2025 hebben de leden" */
const DATED_MENTION = new RegExp(
  String.raw`\bop\s(?<date>${DATE})\s(?:hebben|heeft|stelden?)\s${MEMBERS}\s$`,
  'i',
)

/** Only right beside the askers: "op mijn brief van 3 maart 2025" says when another was written. */
export function dateBesideAskers(text: string, asking: string): string | null {
  const names = namesIn(asking)
  const behind = DATED_ASKERS.exec(names.slice(askersIn(names).end))
  const before = text.slice(0, text.length - asking.length).slice(-80)
  return readDate(behind?.groups?.['date'] ?? DATED_MENTION.exec(before)?.groups?.['date'] ?? '')
}
