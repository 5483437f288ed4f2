import type { Span } from '../../domain/document.ts'
import { patternOf } from '../../text/pattern.ts'

/** Knows which words exist. Callers pass in the dictionary, so that parsing stays pure. */
export interface Words {
  /** True for a word of the language, in lower case. */
  has(word: string): boolean
  /**
   * True if words begin with these letters ("ver"); false if hardly any does but those with a
   * hyphen right behind ("mbo").
   */
  begins(letters: string): boolean
}

/**
 * What to do with a hyphen at a line end: remove a soft one, keep a real one, or keep it with a
 * space after it.
 */
type HyphenFate = 'soft' | 'real' | 'suspended'

/** "defensie- en veiligheidssector": a hyphen for the part to come. */
const SUSPENDED = /^(?:en|of|maar|tot|als|en\/of|dan|naar|respectievelijk|resp)(?![\p{L}\p{N}-])/u

/** Prefixes always joined by a hyphen (Leidraad, Het Groene Boekje 6.4). */
const HYPHENED = new Set(
  (
    'adjunct aspirant bijna chef collega ex interim kandidaat leerling niet non oud quasi semi ' +
    'sint stagiair'
  ).split(' '),
)

/** Abbreviations with which other words begin by chance: "item". */
const ABBREVIATIONS = new Set(['ibo', 'it'])

/** Offices before "generaal"; a general of an army is written closed: "brigadegeneraal". */
const OFFICE = new RegExp(
  patternOf`
    (?:advoca(?:at|ten)|agent(?:en)?|auditeurs?|commissaris(?:sen)?|consuls?|directeur(?:en|s)?
    |gouverneurs?|inspecteurs?|procureurs?|secretaris(?:sen)?|thesauriers?)$
  `,
  'u',
)

/** Letters of a compound's second part at most. */
const LONGEST_WORD = 40

/** Adjectives that pair with a hyphen: "militair-industrieel", "sociaal-economische". */
const ADJECTIVE = /(?:isch|aal|eel|air|ief|lijk|ale|ele|aire|ieve|ische|lijke)$/

/** Two vowels that would be read as one sound: "zee-egel", "auto-ongeluk" (Leidraad 6.3). */
export const CLASH = /^(?:aa|ae|ai|au|ee|ei|eu|ie|ii|ij|oe|oi|oo|ou|ui|uu)$/

/** So many letters behind "ex" or "Woo" tell whether a word goes on from it. */
const TOLD_BY = 4

const VOWEL = /[aeiouyà-öø-ÿ]/

/** A compound has this many letters at least; a shorter piece may be the end of a foreign word. */
const LONG = 8

const LAST_PART = /[\p{L}\p{N}’']+$/u
const FIRST_PART = /^[\p{L}\p{N}’']+/u

/**
 * Judges a hyphen at a line end by rules and evidence: `before` ends just before the hyphen,
 * `after` begins the next line, `own` holds the words that the document writes elsewhere.
 */
export function hyphenFate(
  before: string,
  after: string,
  words: Words,
  own: Pick<Words, 'has'>,
): HyphenFate {
  if (SUSPENDED.test(after)) return 'suspended'
  const left = LAST_PART.exec(before)?.[0] ?? ''
  const right = FIRST_PART.exec(after)?.[0] ?? ''
  if (left.length < 2 || right.length < 2) return 'real'
  if (/\p{N}/u.test(left) || /^[\p{Lu}\p{N}]/u.test(right)) return 'real'
  // "WIA-uitkering", "PvdA-fractie"
  if (left.length <= 5 && /\p{Lu}$/u.test(left)) return 'real'
  const [small, rest] = [left.toLowerCase(), right.toLowerCase()]
  const closed = small + rest
  const hyphened = `${small}-${rest}`
  if (own.has(closed)) return 'soft'
  if (own.has(hyphened)) return 'real'
  if (words.has(closed) || words.has(left + right)) return 'soft'
  if (words.has(hyphened) || beginsHyphened(small, rest, words)) return 'real'
  if (rest.startsWith('generaal') && OFFICE.test(small)) return 'real'
  const goesOn = (letters: number): boolean => {
    return [small, left].some((each) => words.begins(each + rest.slice(0, letters)))
  }
  if (HYPHENED.has(small)) {
    // "Ex-bewindspersoon", but "exploitatieoverschot".
    if (words.has(rest) || !goesOn(TOLD_BY)) return 'real'
  } else if (!VOWEL.test(small)) {
    // No syllable lacks a vowel: "Wlz-zorg", "bv-structuur".
    return 'real'
  } else if (isAbbreviation(left, right, words, goesOn)) return 'real'
  const twoWords = words.has(small) && words.has(rest)
  if (twoWords && CLASH.test(small.slice(-1) + rest.slice(0, 1))) return 'real'
  if (twoWords && ADJECTIVE.test(small) && ADJECTIVE.test(rest)) return 'real'
  // The rest is a new compound, which Dutch writes closed, or a piece that is not a word by itself.
  return 'soft'
}

/** A word that ends a compound has this many letters at least: "woon-werk|verkeer". */
const SHORTEST_END = 4

/** True for a compound with a word that has a hyphen: "re-integratie|traject". */
function beginsHyphened(left: string, right: string, words: Words): boolean {
  const most = Math.min(right.length, LONGEST_WORD) - SHORTEST_END
  for (let length = 2; length <= most; length++) {
    if (words.has(`${left}-${right.slice(0, length)}`) && words.has(right.slice(length)))
      return true
  }
  return false
}

/** True for an abbreviation: letters with which no word goes on. */
function isAbbreviation(
  left: string,
  right: string,
  words: Words,
  goesOn: (letters: number) => boolean,
): boolean {
  const isWord = words.has(right.toLowerCase())
  if (left !== left.toLowerCase()) {
    // "Awb-procedure", but "Yemen": a name is written closed.
    if (!isWord || left.length > 4 || right.length < 5) return false
    // "Woo-verzoek": words begin with "woo", but none with "woover".
    return !goesOn(0) || (left.length === 3 && words.has(left) && !goesOn(TOLD_BY))
  }
  // "mbo-diploma", "lhbti-personen", but "weapons".
  const isApart = isWord ? left.length < 4 || right.length > 3 : right.length >= LONG
  if (!isApart || left.length > (isWord ? 5 : 4)) return false
  return !goesOn(0) || (isWord && ABBREVIATIONS.has(left))
}

/** Without a dictionary, rules and the document's own words decide. */
export const noWords: Words = { has: () => false, begins: () => true }

/** The soft hyphens within words, visible only at a line end: "veilig\u00adheids\u00adregio". */
export function softHyphens(text: string): Span[] {
  return [...text.matchAll(/(?<=[\p{L}\p{N}])\u00ad(?=[\p{L}\p{N}])/gu)].map(({ index }) => ({
    start: index,
    end: index + 1,
  }))
}

const WORD = /\p{L}[\p{L}\p{N}’'-]*/gu

/** The words of a text in lower case, without those that a line break may have cut. */
export function ownWords(text: string): Pick<Words, 'has'> {
  let known: Set<string> | undefined
  return {
    has(word) {
      known ??= collect(text)
      return known.has(word)
    },
  }
}

function collect(text: string): Set<string> {
  const known = new Set<string>()
  for (const { 0: word } of text.matchAll(WORD)) {
    if (!word.endsWith('-')) known.add(word.toLowerCase())
  }
  return known
}
