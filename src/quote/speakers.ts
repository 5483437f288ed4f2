import type { Asker, Minister } from '../domain/document.ts'
import { mayShareInitials, nameKey, withoutInitials } from '../domain/names.ts'
import { isMinistry, MINISTRIES, ministryReader } from '../text/ministry-names.ts'
import { patternOf } from '../text/pattern.ts'
import { fold } from '../domain/fold.ts'
import { cabinet, council } from './naming-patterns.ts'

/** Offices, and words beside them and within names, that name nobody in particular. */
export const notNames = new Set(
  (
    'de het een van voor der den ten ter te en minister ministers ministerie staatssecretaris ' +
    'staatssecretarissen premier president viceminister vicepremier bewindsman bewindsvrouw ' +
    'bewindspersoon bewindspersonen bewindslieden the of for and ministry state secretary prime ' +
    'deputy'
  ).split(' '),
)

/** The beginnings of offices' names. */
export const offices = /^(?:minister|staatssecretaris|premier|bewinds|secretary)/

export const ministryAt = ministryReader(MINISTRIES)

/** A word of an attribution, without accents; `key` also without case. */
interface NamingWord {
  readonly text: string
  readonly key: string
  readonly start: number
  readonly end: number
}

type Named = Pick<Minister, 'role' | 'name' | 'portfolio'>

/**
 * True if all whom the words name ("minister Van Weel", "de ministers Zand en Van Weel") are among
 * these people; false if one of them is not; null if they name nobody in particular ("de minister
 * eerder"), or somebody whose name or portfolio the document does not tell.
 */
export function areNamed(named: string, ministers: readonly Named[]): boolean | null {
  return allOf(peopleIn(named).map((each) => isAmong(each, ministers)))
}

function isAmong(named: string, ministers: readonly Named[]): boolean | null {
  const fits = ministers.map((minister) => isNamed(named, minister))
  if (ministers.some(({ name }, nth) => name !== null && fits[nth] === true)) return true
  // Whose name the document does not tell may be the one named, and may not.
  const unnamed = ministers.filter((_, nth) => fits[nth] === true)
  if (unnamed.length > 0) return unnamed.some((each) => namesAnother(named, each)) ? null : true
  // The name is theirs, and the portfolio may be.
  const isOpen = ministers.some(
    ({ name, portfolio }, nth) => name !== null && portfolio !== null && fits[nth] === null,
  )
  return isOpen ? null : anyOf(fits)
}

/** Whether the words have a name besides the office or portfolio. */
function namesAnother(named: string, { role, portfolio }: Named): boolean {
  return isNamed(named, { role, name: 'Q.', portfolio }) === false
}

/** True if one of several readings is true; false if one is false and none true. */
export function anyOf(fits: readonly (boolean | null)[]): boolean | null {
  if (fits.includes(true)) return true
  return fits.includes(false) ? false : null
}

/** False if one of several is false; true if one is true and none false. */
export function allOf(fits: readonly (boolean | null)[]): boolean | null {
  if (fits.includes(false)) return false
  return fits.includes(true) ? true : null
}

const plural = /ministers|secretarissen|secretaries|bewinds(?:lieden|personen)/i

/** Each person by themselves; what follows when, where or to whom it was said names nobody. */
function peopleIn(named: string): string[] {
  const people: string[] = []
  const isPlural = plural.test(named)
  let [from, reached, hasMinistry] = [0, 0, false]
  for (const { index, 0: word } of named.matchAll(/[\d,]|\p{L}[\p{L}\p{M}]*/gu)) {
    if (index < reached) continue
    const key = fold(word)
    const ministry = ministryAt(named, index)
    if (ministry !== null) [reached, hasMinistry] = [ministry.end, true]
    else if (word === ',' && !isPlural) continue
    else if (/^(?:,|en|and)$/.test(key)) {
      const behind = index + word.length
      const isInPortfolio = !hasMinistry && beforeAnd.test(named.slice(from, index))
      if (isInPortfolio && /^ \p{Lu}/u.test(named.slice(behind))) continue
      people.push(named.slice(from, index))
      ;[from, hasMinistry] = [behind, false]
    } else if (!/^\p{Lu}/u.test(word) && !notNames.has(key) && !key.endsWith('minister')) break
  }
  return [...people, named.slice(from)]
}

/** An office and its portfolio up to another word of it: "minister voor Jeugd, Sport en " */
const portfolioList = patternOf`
  (?:[Mm]inister|[Ss]taatssecretaris|[Ss]ecretary) (?:voor|for|of)\x20
  (?:\p{Lu}\p{L}{1,30}(?:, and |, | en | and )){0,5}
`
const beforePortfolio = new RegExp(`${portfolioList}$`, 'u')
const beforeAnd = new RegExp(`${portfolioList}\\p{Lu}\\p{L}{1,30} $`, 'u')

/**
 * Subjects of state secretaries and of ministers without a ministry, whose documents often name the
 * ministry instead: "staatssecretaris Zand (Asiel)" of "Justitie en Veiligheid".
 */
const subjects = new Set(
  'asiel,natuur,klimaat,volkshuisvesting,rechtsbescherming,buitenlandse handel'.split(','),
)

/** Portfolios at a ministry with another name: "minister Bos (VWS)" */
const guests = new RegExp(
  patternOf`
    ^(?:Langdurige Zorg|Medische Zorg|Rechtsbescherming|Buitenlandse Handel|Natuur en Stikstof
    |Klimaat en Energie|Milieu en Wonen)(?!\p{L})
  `,
  'iu',
)

/**
 * True if the words that name somebody ("minister Van Weel", "de minister van JenV", "minister Van
 * Weel aan de Kamer") fit this person; null if they name nobody in particular ("de minister
 * eerder"), or somebody whose name or portfolio the document does not tell. Another ministry or
 * office than the document's contradicts the name beside it.
 */
export function isNamed(named: string, { role, name, portfolio }: Named): boolean | null {
  if (theCabinet.test(named) || isCouncil(named)) return null
  if (isMember(named)) return false
  if (besidePerson.test(named)) return null
  const text = named
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<!\p{L})(?:de heer|mevrouw|dhr\.|mw\.) (?=\p{L})/giu, '')
    // "de landbouwminister"
    .replace(/(?<=\p{L})(?=minister)/giu, ' ')
  const all = namingWords(text)
  const office = all.find(({ key }) => offices.test(key))
  const words = all.filter(({ key }) => !notNames.has(key))
  const own = new Set(namingWords(portfolio ?? '').map(({ key }) => key))
  const nameFits: (boolean | null)[] = []
  const portfolioFits: (boolean | null)[] = []
  const others = new Set<string>()
  let isFound = false
  let isUnknown = false
  let reached = 0
  for (const [at, word] of words.entries()) {
    if (word.start < reached) continue
    const surname = name === null || isFound ? null : surnameAt(text, words.slice(at), name)
    if (surname !== null) {
      if (!mayShareInitials(nameKey(text.slice(0, surname)), nameKey(name!))) return false
      // What precedes it is a given name.
      nameFits.splice(0, Infinity, true)
      isFound = true
      reached = surname
      continue
    }
    // "24 februari", "Kamerstuk 33"
    if (/\d/.test(text.slice(reached, word.start)) || /^\s\d/.test(text.slice(word.end))) break
    const ministry = ministryAt(text, word.start)
    reached = ministry?.end ?? word.end
    if (ministry !== null) {
      portfolioFits.push(portfolio === null ? null : isMinistry(portfolio, ministry.ministry))
      if (portfolioFits.at(-1) === false) others.add(ministry.ministry)
    } else if (own.has(word.key) || isShortFor(word.text, portfolio ?? '')) {
      portfolioFits.push(true)
    } else if (portfolioFits.length === 0 && beforePortfolio.test(text.slice(0, word.start))) {
      isUnknown = true
    } else if (/^\p{Lu}\p{Ll}/u.test(word.text)) {
      if (!isFound) nameFits.push(name === null || endsIn(name, word) ? null : false)
    } else if ((!office || word.start > office.start) && !changed.test(word.text)) {
      // Where, when or to whom it was said.
      break
    }
  }
  // "minister Vos van Defensie, toen van LNV"
  const isThen = changed.test(named) && portfolioFits.includes(true)
  const fits = [...nameFits, ...(isThen ? [true] : portfolioFits)]
  if (fits.length > 0 && isOtherOffice(all, role)) return false
  // "de staatssecretaris voor Jeugd", whose documents may name the ministry instead.
  if (isUnknown && !isFound && !fits.includes(false)) return null
  const isOpen = guests.test(portfolio ?? '') || [...others].every((each) => subjects.has(each))
  if (isFound && !isThen && others.size > 0 && isOpen) return null
  return allOf(fits)
}

/** "Partijgenoot van Zand": somebody else */
const besidePerson = new RegExp(
  patternOf`
    ^(?:partijgenoot|collega|voorganger|opvolger|medewerker|ambtenaar|adviseur|advocaat)
    \x20van\x20
  `,
  'i',
)

/** Words beside a former or a later office. */
const changed =
  /(?<!\p{L})(?:toen|nog|destijds|eerder|nu|inmiddels|thans|then|now|later)(?!\p{L})/iu

/**
 * Whether the words name only the other office: "minister" for a state secretary, or the reverse.
 * Plurals, "bewindsman" and "junior minister" leave it open.
 */
function isOtherOffice(words: readonly NamingWord[], role: string): boolean {
  const keys = words.map(({ key }) => key)
  const named = keys.flatMap(officeIn)
  const isOpen = keys.some((key) => key === 'junior' || key === 'deputy')
  return named.length > 0 && !isOpen && !namingWords(role).some(({ key }) => named.includes(key))
}

/** The office that a word names, as documents write it; none for a plural. */
function officeIn(key: string): string[] {
  if (key === 'minister' || key === 'premier') return ['minister']
  return key === 'staatssecretaris' || key === 'secretary' ? ['staatssecretaris'] : []
}

const theCabinet = new RegExp(`(?:^|\\s)${cabinet}`)
const theCouncil = new RegExp(`^(?:(?:[Dd]e|[Hh]et|The) )?${council}`, 'u')

/** True for a municipality, a province, or who answers its council: "het college", "GS" */
export function isCouncil(named: string): boolean {
  return theCouncil.test(named)
}

/** True for these and for the cabinet as a whole. */
export function isBody(named: string): boolean {
  return theCabinet.test(named) || isCouncil(named)
}

/** True for a member of parliament: "het lid Bos", "VVD-Kamerlid Bos", "MP Bos". */
export function isMember(named: string): boolean {
  return member.test(named)
}

const member = new RegExp(
  patternOf`
    ^(?:(?:(?:het|de) )?(?:[\p{L}&]{1,20}-)?(?:kamer)?(?:lid|leden)|(?:dutch )?mps?)(?!\p{L})
  `,
  'iu',
)

/** The words without the name of an asker at their end: "antwoordt Zand Bos", to Bos. */
export function withoutHearer(named: string, askers: readonly Asker[]): string {
  const hearer = askers.find(({ name }) => named.endsWith(` ${name}`))
  return hearer === undefined ? named : named.slice(0, -hearer.name.length - 1)
}

/** True for a minister or a state secretary, whoever it is: "de minister". */
export function isOfficer(named: string): boolean {
  return namingWords(named).some(({ key }) => offices.test(key)) && !isMember(named)
}

/** The words of a text, without the names of accounts: "minister @zandvvp" */
export function namingWords(text: string): NamingWord[] {
  return Array.from(text.matchAll(/(?<!@\w{0,30})\p{L}[\p{L}&]+/gu), ({ index, 0: word }) => ({
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
export function surnameAt(text: string, words: readonly NamingWord[], name: string): number | null {
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

/** Whether a word ends a longer name: "Duin" may be Jan Duin, whose given name a form told. */
function endsIn(name: string, { key }: NamingWord): boolean {
  const own = namingWords(withoutInitials(name))
  return own.length > 1 && own.at(-1)!.key === key
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
