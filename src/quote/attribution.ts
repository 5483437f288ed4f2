import { clitic, embeddedSpan } from './chunks.ts'
import { ministryAt, namingWords, notNames, offices } from './speakers.ts'
import { patternOf } from '../text/pattern.ts'
import { fold } from '../text/words.ts'

/** Text around a quote that is the quoter's own, removed before comparison. */
export interface TakenOff {
  readonly kind: 'attribution' | 'marks' | 'ellipsis'
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A quote as given, and without its attribution. */
export interface GivenQuote {
  readonly given: string
  /** as long as `given`, with spaces in place of the removed text */
  readonly bare: string
  readonly takenOff: readonly TakenOff[]
  /** the named person: "minister Zand"; null if it names none */
  readonly named: string | null
}

const verb = patternOf`
  (?:zegt|zei|schrijft|schreef|antwoordt|antwoordde|stelt|stelde|meldt|meldde|reageert|reageerde
  |verklaart|verklaarde|benadrukt|benadrukte|bevestigt|bevestigde|erkent|erkende|herhaalt|herhaalde
  |vindt|vond|concludeert|concludeerde|laat weten|liet weten|says|said|writes|wrote|states|stated
  |replies|replied|answers|answered)
`
const office = patternOf`
  (?:[Dd]e |[Hh]et |[Tt]he |(?:[Tt]oenmalig|[Dd]emissionair|[Vv]oormalig)e? |[Vv]orige |[Hh]uidige
  |[Oo]ud-){0,3}
  (?:(?:\p{L}{3,20})?minister|Minister|[Kk]abinet|[Ss]taatssecretaris|[Pp]remier|[Bb]ewinds
  |[Ss]tate secretary)
`
/** The apostrophe of "Van 't Hart", which no mark of a quotation is. */
const apostrophe = "(?<=[\\p{L} ])['‘’](?=t )|(?<=\\p{L})['’](?=\\p{L})"
const officer = patternOf`${office}(?:[^"“”„«»‘’'?!:;\n]|${apostrophe}){0,100}?`
/** Words that open a sentence before a quotation and are not a name: `Ook: "…"`. */
const opener = patternOf`
  (?:Ook|En|Maar|Of|Want|Dus|Verder|Daarnaast|Bovendien|Daarbij|Tevens|Voorts|Eerst|Daarna|Hij|Zij
  |Ze|Wij|We|Het|Dit|Dat|Er|Zie|Citaat|Namelijk|Also|And|But|Or|So|Moreover|Further|Then|First|He
  |She|They|We|It|This|That|See|Quote)
`
const name = patternOf`
  (?!${opener}(?![\p{L}.'’-]))\p{Lu}[\p{L}.'’-]{1,40}
  (?: (?:\p{Lu}|van |de |der |den |ten |ter |in |'t ){1,4}[\p{L}.'’-]{0,40}){0,4}
  (?: ?\([^()\n]{1,60}\))?
`
const names = `${name}(?: (?:en|and) ${name})?`
const person = `(?<person>${officer}|${names})`
const pronoun = '(?:hij|zij|ze|he|she|they)'
const sayer = '(?:[Aa]ldus|volgens|according to|zo)'
const opening = patternOf`(?:["“„«]|(?<!\p{L})[‘'](?!${clitic}))`
const closing = patternOf`(?:["”“»’]|(?<=\S)'(?!\p{L}))`

/**
 * Attributions after a quote: `"…", aldus minister Zand.`, `"…" (antwoord op vraag 3)`,
 * `"…" – Zand`, `…, aldus Van Weel`
 */
const behind = [
  patternOf`
    (?<=${closing}[.,;]?) ?[,–-]? ?(?:${sayer}(?: ${verb})?|${verb}) (?:${person}|${pronoun})\.?$
  `,
  // "zei Zand gisteren in de Kamer"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:${sayer}|${verb}) (?:(?<person>${names})|${pronoun}) \p{Ll}
    [^"“”„«»‘’'?!.:;\n]{0,80}\.?$
  `,
  patternOf`(?<=${closing}[.,;]?) ?,? ?${person} ${verb}\.?$`,
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:laat|liet|legt|legde|geeft|gaf|voegt|voegde) (?:${person}
    |${pronoun}) (?:weten|uit|aan|toe|daaraan toe)\.?$
  `,
  patternOf`(?<=${closing}[.,;]?) ?[–—-] ?${person}(?:, [^"“”„«»\n]{1,60})?$`,
  patternOf`(?<=${closing}[.,;]?) ?\((?<person>${officer})\)\.?$`,
  patternOf`
    (?<=${closing}[.,;]?) ?[([](?<person>)(?:[Aa]ntwoord|[Vv]raag|[Kk]amerstuk|[Aa]anhangsel
    |[Kk]amervragen)(?!\p{L})[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  patternOf`, (?:${sayer}(?: ${verb})?) ${person}\.?$`,
].map((pattern) => new RegExp(pattern, 'u'))

/** … before it: `Minister Zand: "…`, `Volgens de minister "…`, `Minister Zand schrijft dat "…` */
const before = [
  patternOf`
    ^(?:[Vv]olgens |[Aa]ldus |[Aa]ccording to )?${person}(?: ${verb}(?: dat| that)?)?[:,]? ?
    (?=${opening})
  `,
  patternOf`^(?<person>${officer})(?: ${verb})?: (?=\S)`,
  patternOf`^(?:Hij|Zij|Ze|He|She|They) ${verb}(?: dat| that)?[:,]? ?(?=${opening})`,
].map((pattern) => new RegExp(pattern, 'u'))

/** … and in the middle: `"…", aldus minister Zand, "…"` */
const amid = new RegExp(
  patternOf`
    (?<=${closing})[.,]? ?,? ?(?:${sayer}(?: ${verb})?|${verb}) (?:${person}|${pronoun})
    [,.:;]? (?=${opening})
  `,
  'u',
)

const behindMarks = new RegExp(patternOf`(?<=${closing}) [^"“”„«»‘’'.!?:;,\n]{1,80}$`, 'u')

/** Marks between two quotations, once the text between them is removed. */
const innerMarks = new RegExp(`${closing} {1,400}${opening}`, 'u')

/**
 * Characters at either end to search for an attribution; a longer text is not searched in the
 * middle.
 */
const reach = 200
const maxAmid = 2_000

/** Reads a quote as people write it: with marks around it, and with its attribution. */
export function readQuote(given: string): GivenQuote {
  const plain = given.replace(/\s/gu, ' ')
  const found = [inTail(plain), inHead(plain), amidst(plain)].filter((part) => part !== null)
  let bare = plain
  for (const { start, end } of found) bare = blanked(bare, start, end)
  if (found.some(({ kind }) => kind === 'amid')) {
    bare = bare.replace(innerMarks, (marks) => ' '.repeat(marks.length))
  }
  const named = found.find(({ person: who }) => who !== '')?.person ?? null
  const taken = found.map(({ start, end }) => ({ kind: 'attribution' as const, start, end }))
  const unwrapped = found.length === 0 ? given : bare
  const takenOff = [...taken, ...roundOf(unwrapped)].map((part) => ({
    ...part,
    text: given.slice(part.start, part.end).trim(),
  }))
  return { given, bare: unwrapped, takenOff, named }
}

interface Found {
  readonly kind: 'edge' | 'amid'
  readonly start: number
  readonly end: number
  readonly person: string
}

function inTail(text: string): Found | null {
  const end = text.trimEnd().length
  const from = Math.max(0, end - reach)
  const match = firstOf(behind, text.slice(from, end))
  if (!match || from + match.index === 0) return null
  const at = from + match.index
  const start = at - ownWords(text.slice(0, at)).length
  return { kind: 'edge', start, end: at + match[0].length, person: personOf(match) }
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

function inHead(text: string): Found | null {
  const from = text.length - text.trimStart().length
  const match = firstOf(before, text.slice(from, from + reach))
  if (!match || text.slice(from + match[0].length).trim() === '') return null
  return { kind: 'edge', start: from, end: from + match[0].length, person: personOf(match) }
}

function amidst(text: string): Found | null {
  const match = text.length > maxAmid ? null : amid.exec(text)
  if (!match || isClaim(personOf(match))) return null
  const { index: start } = match
  return { kind: 'amid', start, end: start + match[0].length, person: personOf(match) }
}

function firstOf(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    if (match && match[0].trim() !== '' && !isClaim(personOf(match))) return match
  }
  return null
}

/** Words that open a phrase beside a name and name nobody either: `Over de "…"`. */
const functionWords = new Set([
  ...notNames,
  ...(
    'in to at by aan op bij uit over tijdens na naar met namens sinds per om als toen zelf ook ' +
    'nog al deze dit dat die'
  ).split(' '),
])

/**
 * Words beside a name that tell where, when and to whom it was said. Any other one makes a claim of
 * the quoter's own, which is no attribution: "minister Tieman sluit de brug".
 */
const besideNames = new Set([
  ...functionWords,
  ...(
    'uur destijds eerder later onlangs recent recentelijk laatst gisteren eergisteren vandaag ' +
    'vanmorgen vanmiddag daarop daarna vorig vorige afgelopen ' +
    'jaar jaren maand week weken dag dagen geleden maandag dinsdag woensdag donderdag vrijdag ' +
    'zaterdag zondag januari februari maart april mei juni juli augustus september oktober ' +
    'november december kamer kamerleden tweede eerste debat kamerdebat plenair plenaire ' +
    'commissiedebat vragenuur brief kamerbrief antwoord antwoorden beantwoording vraag vragen ' +
    'kamervragen reactie nota verklaring toespraak interview vergadering overleg ' +
    'persconferentie televisie radio krant lid leden nummer nr vergaderjaar kamerstuk ' +
    'kamerstukken aanhangsel handelingen toenmalig toenmalige demissionair demissionaire ' +
    'voormalig voormalige huidig huidige oud kabinet yesterday today earlier last year month ' +
    'week letter answer answers question questions parliament house debate reply a t zegt zei ' +
    'schrijft schreef antwoordt antwoordde stelt stelde meldt meldde verklaart verklaarde says ' +
    'said writes wrote stated replied belastingdienst douane toeslagen jeugd preventie sport ' +
    'digitalisering participatie integratie rechtsbescherming herstel'
  ).split(' '),
])

/** Whether the words that are to name somebody say something besides. */
function isClaim(person: string): boolean {
  const plain = person.replace(/\([^()]*\)/gu, (inner) => ' '.repeat(inner.length))
  let reached = 0
  return Array.from(plain.matchAll(/\p{L}[\p{L}\p{M}]*/gu)).some(({ index, 0: word }) => {
    if (index < reached || /^\p{Lu}/u.test(word)) return false
    const ministry = ministryAt(plain, index)
    if (ministry !== null) reached = ministry.end
    const key = fold(word)
    return ministry === null && !besideNames.has(key) && !key.endsWith('minister')
  })
}

function personOf({ groups }: RegExpExecArray): string {
  const person = groups?.['person']?.trim().replace(/[.,]$/, '') ?? ''
  const words = namingWords(person)
  const namesSomebody = words.some(({ key }) => offices.test(key) || !functionWords.has(key))
  return namesSomebody ? person : ''
}

function blanked(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
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
