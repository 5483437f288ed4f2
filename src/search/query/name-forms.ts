import { patternOf } from '../../text/pattern.ts'
import { fold } from '../../domain/fold.ts'
import { type Word } from '../../text/words.ts'
import { nameParts, PARTICLES } from './known-people.ts'
import { HONORIFIC } from './speakers.ts'

/**
 * Whether a lower-case word belongs to the language: "groen", "koning" and "visser" do, "sjoerdsma"
 * does not.
 */
export type IsWord = (word: string) => boolean

/** Tells by their form whether words of a query may be names. */
export function nameForms(isWord: IsWord) {
  const isOther = (part: string): boolean => !isWord(part.toLowerCase())

  /**
   * Whether a word may be a given name, which no document has: "Caspar", with a capital within a
   * sentence, or at its beginning if it is no word of the language.
   */
  function isGiven(query: string, { text, start }: Word): boolean {
    if (NO_GIVEN_NAME.test(text) || PARTICLES.has(fold(text))) return false
    if (text.length > LONGEST_GIVEN) return false
    if (isOther(text)) return !/^\p{Lu}+$/u.test(text)
    return start > 0 && /^\p{Lu}\p{Ll}/u.test(text) && /(?:^|\s)\p{Ll}/u.test(query)
  }

  /**
   * Without capitals, as names are typed in haste, and no other words: "sjoerdsma chips", "inge van
   * dijk"; "van der plas" only where the query begins, since "dijken van der zee" are by the sea.
   */
  function isPlain(said: string, isFirst: boolean): boolean {
    if (/\p{Lu}/u.test(said)) return false
    if (isFull(said) || (isFirst && beginsWithVanDer(said))) return true
    return nameParts(said).every((part) => part.length >= SHORTEST_PLAIN && !isWord(part))
  }

  /** Capitalised like a name, and not a word that may begin any query. */
  function isCapitalisedName(said: string): boolean {
    const parts = nameParts(said)
    return parts.length > 0 && parts.every(isCapital) && parts.some(isOther)
  }

  /**
   * Whether words are a name where somebody speaks: after a role, with a capital within a sentence,
   * or if they are no words of the language.
   */
  function isSpeakersName(query: string, start: number, said: string): boolean {
    const parts = nameParts(said)
    if (followsRole(query, start) || parts.some(isOther)) return true
    return start > 0 && /\p{Ll}/u.test(query) && parts.every(isCapital)
  }

  return { isGiven, isPlain, isCapitalisedName, isSpeakersName }
}

/** Letters of a given name: "eetstoornissen Lindeboom" has a topic before the name. */
const LONGEST_GIVEN = 10

/** What stands before a name and is none. */
const NO_GIVEN_NAME = new RegExp(
  patternOf`
    ^(?:ministers?|staatssecretaris(?:sen)?|premier|president|(?:kamer)?(?:leden|lid)|kamervragen
    |he(?:er|ren)|mevrouw|meneer|mevr|mw|dhr|mrs?|ms|miss|drs?|ir|ing|prof|mps?|members?|secretary
    |(?:be)?antwoord(?:en|t|den?)?|vra(?:ag|gen)|vroeg|stelde|reageer(?:t|de)|fractievoorzitter
    |over|about|van|door|by|from|of|en|and)$
  `,
  'iu',
)

/** Letters of a name without capitals: shorter ones are other words by chance. */
const SHORTEST_PLAIN = 4

function isCapital(part: string): boolean {
  return /^\p{Lu}/u.test(part)
}

/** "Van Haga", not "VAN HAGA" or "Van haga" */
export function isCapitalised(name: string): boolean {
  return nameParts(name).every((part) => /^\p{Lu}\p{Ll}/u.test(part))
}

/** "Sandra Lindeboom": more than a surname */
export function isFull(name: string): boolean {
  return nameParts(name).length > 1
}

/** "van der lee", which begins no sentence */
export function beginsWithVanDer(name: string): boolean {
  return /^van (?:den|der) /iu.test(name)
}

/** What belongs to a name before it: "de heer ", "Tweede Kamerlid mw. ", "state secretary " */
const TITLE = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?:tweede[ -]kamer(?:lid|leden)|members? of parliament|state secretary
    |prime minister|minister[- ]president|premier) )?${HONORIFIC}$
  `,
  'iu',
)

/** The title before a name that begins at `start`, with its space; empty if there is none. */
export function titleAt(query: string, start: number): string {
  return TITLE.exec(query.slice(0, start))?.[0] ?? ''
}

/** Whether a role stands directly before a name: "het lid", "minister". */
export function followsRole(query: string, start: number): boolean {
  return BEHIND_ROLE.test(query.slice(0, start))
}

const BEHIND_ROLE = new RegExp(
  patternOf`
    (?<![\p{L}-])(?:het (?:kamer)?lid|kamerlid|MP|minister(?:-president)?|premier
    |staatssecretaris)\s+$
  `,
  'iu',
)
