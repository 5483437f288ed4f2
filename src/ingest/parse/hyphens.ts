import type { Span } from '../../domain/document.ts'

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
export type HyphenFate = 'soft' | 'real' | 'suspended'

/** "defensie- en veiligheidssector": a hyphen for the part to come. */
const SUSPENDED = /^(?:en|of|maar|tot|als|en\/of|dan|naar|respectievelijk|resp)(?![\p{L}\p{N}-])/u

/** Prefixes always joined by a hyphen (Leidraad, Het Groene Boekje 6.4). */
const HYPHENED = new Set(
  (
    'adjunct aspirant bijna chef collega ex interim kandidaat leerling niet non oud quasi semi ' +
    'sint stagiair'
  ).split(' '),
)

/** Adjectives that pair with a hyphen: "militair-industrieel", "sociaal-economische". */
const ADJECTIVE = /(?:isch|aal|eel|air|ief|lijk|ale|ele|aire|ieve|ische|lijke)$/

/** Two vowels that would be read as one sound: "zee-egel", "auto-ongeluk" (Leidraad 6.3). */
export const CLASH = /^(?:aa|ae|ai|au|ee|ei|eu|ie|ii|ij|oe|oi|oo|ou|ui|uu)$/

/** So many letters behind "ex" tell whether a word goes on from it. */
const TOLD_BY = 4

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
  if (left.length <= 5 && left === left.toUpperCase()) return 'real'
  const [small, rest] = [left.toLowerCase(), right.toLowerCase()]
  const closed = small + rest
  const hyphened = `${small}-${rest}`
  if (own.has(closed) || words.has(closed)) return 'soft'
  if (own.has(hyphened) || words.has(hyphened)) return 'real'
  if (HYPHENED.has(small)) {
    // "Ex-bewindspersoon", but "exploitatieoverschot".
    const goesOn = !words.has(rest) && words.begins(closed.slice(0, small.length + TOLD_BY))
    if (!goesOn) return 'real'
  } else if (left === small && left.length <= 4) {
    // "mbo-diploma", "ict-systemen": letters with which no word goes on are an abbreviation; "weap"
    // and "ons" are no such two.
    const isApart = words.has(rest) ? left.length < 4 || rest.length > 3 : rest.length >= LONG
    if (isApart && !words.begins(left)) return 'real'
  }
  const twoWords = words.has(small) && words.has(rest)
  if (twoWords && CLASH.test(small.slice(-1) + rest.slice(0, 1))) return 'real'
  if (twoWords && ADJECTIVE.test(small) && ADJECTIVE.test(rest)) return 'real'
  // The rest is a new compound, which Dutch writes closed, or a piece that is not a word by itself.
  return 'soft'
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
