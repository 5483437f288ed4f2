import { mayShareInitials, nameKey, withoutInitials } from '../domain/names.ts'
import { clitic, embeddedSpan } from './chunks.ts'
import { isMinistry, MINISTRIES, ministryReader } from '../text/ministry-names.ts'
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
const person = `(?<person>${officer}|${name})`
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
    (?<=${closing}[.,;]?) ?,? ?(?:${sayer}|${verb}) (?:(?<person>${name})|${pronoun}) \p{Ll}
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

/** Offices, and words beside them and within names, that name nobody in particular. */
const notNames = new Set(
  (
    'de het een van voor der den ten ter te en minister ministers ministerie staatssecretaris ' +
    'staatssecretarissen premier president viceminister vicepremier bewindsman bewindsvrouw ' +
    'bewindspersoon bewindslieden the of for and state secretary prime deputy'
  ).split(' '),
)

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

const offices = /^(?:minister|staatssecretaris|premier|bewinds|secretary)/

const ministryAt = ministryReader(MINISTRIES)

/** A word of an attribution, without accents; `key` also without case. */
interface NamingWord {
  readonly text: string
  readonly key: string
  readonly start: number
  readonly end: number
}

/**
 * True if the words that name somebody ("minister Van Weel", "de minister van JenV", "minister Van
 * Weel aan de Kamer") fit this person; null if they name nobody in particular ("de minister
 * eerder"), or somebody whose name or portfolio the document does not tell.
 */
export function isNamed(
  named: string,
  { name, portfolio }: { name: string | null; portfolio: string | null },
): boolean | null {
  if (/(?:^|\s)kabinet/i.test(named)) return null
  const text = named
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    // "de landbouwminister"
    .replace(/(?<=\p{L})(?=minister)/giu, ' ')
  const all = namingWords(text)
  const office = all.find(({ key }) => offices.test(key))
  const words = all.filter(({ key }) => !notNames.has(key))
  const own = new Set(namingWords(portfolio ?? '').map(({ key }) => key))
  const fits: (boolean | null)[] = []
  let reached = 0
  for (const [at, word] of words.entries()) {
    if (word.start < reached) continue
    const surname = name === null ? null : surnameAt(text, words.slice(at), name)
    if (surname !== null) {
      return mayShareInitials(nameKey(text.slice(0, surname)), nameKey(name!))
    }
    // "24 februari", "Kamerstuk 33"
    if (/\d/.test(text.slice(reached, word.start)) || /^\s\d/.test(text.slice(word.end))) break
    const ministry = ministryAt(text, word.start)
    reached = ministry?.end ?? word.end
    if (ministry !== null) {
      fits.push(portfolio === null ? null : isMinistry(portfolio, ministry.ministry))
    } else if (own.has(word.key) || isShortFor(word.text, portfolio ?? '')) {
      fits.push(true)
    } else if (/^\p{Lu}\p{Ll}/u.test(word.text)) {
      fits.push(name === null ? null : false)
    } else if (!office || word.start > office.start) {
      // Where, when or to whom it was said.
      break
    }
  }
  if (fits.includes(false)) return false
  return fits.includes(true) ? true : null
}

function namingWords(text: string): NamingWord[] {
  return Array.from(text.matchAll(/\p{L}[\p{L}&]+/gu), ({ index, 0: word }) => ({
    text: word,
    key: fold(word),
    start: index,
    end: index + word.length,
  }))
}

/**
 * The end of the surname, whole or as the first half of a double one, if the words begin with it;
 * null if they do not, or go on with a longer name: "Bruins Slot" is not Bruins.
 */
function surnameAt(text: string, words: readonly NamingWord[], name: string): number | null {
  const full = withoutInitials(name)
  for (const form of [full, full.split('-')[0]!]) {
    const keys = namingWords(form).map(({ key }) => key)
    const own = keys.filter((key) => !notNames.has(key))
    if (own.length === 0 || !own.every((key, nth) => words[nth]?.key === key)) continue
    const { end } = words[own.length - 1]!
    const next = words[own.length]
    const between = text.slice(end, next?.start)
    const goesOn =
      between.startsWith('-') ||
      (next !== undefined &&
        /^\s+$/.test(between) &&
        /^\p{Lu}/u.test(next.text) &&
        ministryAt(text, next.start) === null)
    if (!goesOn && !secondHalf.test(text.slice(0, words[0]!.start))) return end
  }
  return null
}

/** What precedes the second half of a double name: "Faber-Van de ". */
const secondHalf = /-(?:(?:van|de|der|den) ){0,2}$/i

/** True for the initials of a portfolio: "JenV" or "J&V" of "Justitie en Veiligheid". */
function isShortFor(word: string, portfolio: string): boolean {
  const initials = namingWords(portfolio)
    .filter(({ key }) => key !== 'en')
    .map(({ key }) => key[0])
  return word.length > 1 && fold(word.replace(/&|en(?=\p{Lu})/gu, '')) === initials.join('')
}
