import type { SourceDocument } from '../../domain/document.ts'
import { fold, wordsOf, type Word } from '../../text/words.ts'
import { patternOf } from '../../text/pattern.ts'
import { slipsBetween } from '../../text/slips.ts'
import { knownPeople, PARTICLE_FIRST, PARTICLES, nameParts } from './known-people.ts'
import type { KnownPerson, PersonKind } from './known-people.ts'
import { kindAt, makesTopic, ownOf, POSSESSIVE } from './roles.ts'
import type { Stretch } from './stretch.ts'
import { HONORIFIC, ROLE, speaks } from './speakers.ts'

/**
 * A person named in a query. `name` is the form on documents, or the query's own if no document has
 * it.
 */
export interface PersonNamed {
  readonly kind: PersonKind
  readonly start: number
  readonly end: number
  readonly name: string
  /** the context makes it certain; otherwise it may be another word */
  readonly sure: boolean
}

/**
 * Whether a lower-case word belongs to the language: "groen", "koning" and "visser" do, "sjoerdsma"
 * does not.
 */
export type IsWord = (word: string) => boolean

/** What precedes a known minister, of whom questions may ask anything. */
const DOES = new RegExp(String.raw`(?<!\p{L})(?:did|does)\s+${HONORIFIC}$`, 'iu')

const IN_OFFICE = new RegExp(`(?<![\\p{L}-])${ROLE}\\s+${HONORIFIC}$`, 'iu')

/** What follows somebody who speaks, where the query begins with the name: "Groen over tbs". */
const SPEAKS_OF = /^(?: over| about| on|:) /u

/** Makes a finder of the names of askers and ministers on documents. */
export function personFinder(
  documents: Iterable<Pick<SourceDocument, 'askers' | 'ministers' | 'onBehalfOf'>>,
  isWord: IsWord,
): (query: string) => PersonNamed[] {
  const known = knownPeople(documents)
  const ofInitial = Map.groupBy([...known.keys()].filter(isSingleName), (name) => name[0])

  return (query) => {
    const words = wordsOf(query)
    const found: PersonNamed[] = []
    let topic: PersonNamed | undefined
    for (let at = 0; at < words.length; at++) {
      const before = found.at(-1)
      const person =
        personAt(query, words, at, before) ?? strangerAt(query, words[at]!.start, before)
      if (person === null) continue
      const start = person.start - titleAt(query, person.start).length
      const isTopic =
        NAMED_AFTER.test(query.slice(0, start)) ||
        (topic !== undefined && JOINED.test(query.slice(topic.end, start)))
      if (isTopic) topic = person
      else found.push({ ...person, start })
      while (at + 1 < words.length && words[at + 1]!.start < person.end) at++
    }
    return found
  }

  function personAt(
    query: string,
    words: ReturnType<typeof wordsOf>,
    at: number,
    before: PersonNamed | undefined,
  ) {
    const own = knownAt(query, words, at)
    if (own.length > 0) return personOf(query, own, { first: words[at]!, given: '', last: before })
    for (let given = 1; given <= MOST_GIVEN && isGiven(query, words[at + given - 1]); given++) {
      const named = knownAt(query, words, at + given)
      const [first, last] = [words[at]!, words[at + given]]
      if (named.length === 0 || last === undefined) continue
      // Words between whitespace alone are one name, with all capitals or none.
      const said = query.slice(first.start, last.start)
      const isWritten = /\p{Lu}/u.test(query.slice(last.start, named[0]!.end))
      const form = isWritten ? /^(?:\p{Lu}[\p{L}'’-]*\s+)+$/u : /^[\p{L}\s'’-]+$/u
      if (!form.test(said)) continue
      const person = personOf(query, named, {
        first: last,
        given: said,
        last: before,
      })
      if (person !== null) return person
    }
    return misspeltAt(query, words[at]!, before)
  }

  /** Somebody whose name has a slip, where the words around it leave no doubt of the role. */
  function misspeltAt(query: string, word: Word, last: PersonNamed | undefined) {
    const { text, start, end } = word
    const typed = fold(text)
    if (!isSingleName(typed) || isWord(text.toLowerCase())) return null
    if (!/^\p{Lu}/u.test(text) && !CALLED.test(query.slice(0, start))) return null
    const near = (ofInitial.get(typed[0]) ?? []).filter(
      (name) => slipsBetween(typed, name, 1) === 1,
    )
    const [named, ...others] = new Set(near.map((name) => known.get(name)!))
    if (named === undefined || others.length > 0) return null
    const opens = start === 0 && SPEAKS_OF.test(query.slice(end))
    const spoken = opens || speaks(query, start, end)
    const kind = spoken ? 'minister' : kindBeside(query, { start, end, said: text }, last)
    if (kind === null || kind === 'topic' || !named.kinds.has(kind)) return null
    return { kind, start, end, name: named.name, sure: true }
  }

  /** The people whose name stands at a word, with its end; the longest name first. */
  function knownAt(query: string, words: ReturnType<typeof wordsOf>, at: number): NamedAt[] {
    const folded = words.slice(at, at + LONGEST_NAME).map(({ text }) => fold(text))
    const found: NamedAt[] = []
    for (let count = folded.length; count > 0; count--) {
      const name = folded.slice(0, count).join(' ')
      const { end } = words[at + count - 1]!
      // "Wassenberg's questions"
      const owner = ownOf(query, end) === null ? name : name.replace(POSSESSIVE, '')
      const named = known.get(name) ?? known.get(owner)
      if (named !== undefined) found.push({ named, end })
    }
    return found
  }

  /**
   * Whether a word may be a given name, which no document has: "Caspar", with a capital within a
   * sentence, or at its beginning if it is no word of the language.
   */
  function isGiven(query: string, word: ReturnType<typeof wordsOf>[number] | undefined): boolean {
    if (word === undefined || NO_GIVEN_NAME.test(word.text) || PARTICLES.has(fold(word.text))) {
      return false
    }
    if (word.text.length > LONGEST_GIVEN) return false
    if (!isWord(word.text.toLowerCase())) return !/^\p{Lu}+$/u.test(word.text)
    return word.start > 0 && /^\p{Lu}\p{Ll}/u.test(word.text) && /(?:^|\s)\p{Ll}/u.test(query)
  }

  function personOf(
    query: string,
    people: readonly NamedAt[],
    { first, given, last }: NameRead,
  ): PersonNamed | null {
    for (const { named, end } of people) {
      const said = query.slice(first.start, end)
      const hasApostrophe = /^[ts]\s/iu.test(said) && APOSTROPHE.test(query.slice(0, first.start))
      const own = given === '' && hasApostrophe ? first.start - 1 : first.start
      const before = given === '' ? (INITIALS.exec(query.slice(0, own))?.[0] ?? '') : given
      const start = own - before.length
      const name = given === '' ? `${before.trim()} ${named.name}`.trim() : named.name
      const isSpeaker = isCalled(query, start, said) && speaks(query, start, end)
      const kind = isSpeaker ? 'minister' : kindBeside(query, { start, end, said }, last)
      if (kind === 'topic') return null
      // "Minister Lindeboom" is none of the questions that Lindeboom asked as a member.
      const isOffice = IN_OFFICE.test(query.slice(0, start))
      if (kind !== null && ((isOffice && kind === 'minister') || named.kinds.has(kind))) {
        return { kind, start, end, name, sure: true }
      }
      // "Inspectierapporten Haga Lyceum" names no Van Haga.
      const isNamed =
        named.whole &&
        wordsOf(given).some(({ text }) => !isWord(text.toLowerCase())) &&
        !makesTopic(query.slice(0, start))
      const title = titleAt(query, start)
      const isFirst = start === title.length
      const opens = isFirst && SPEAKS_OF.test(query.slice(end))
      const isTitled = (isOffice || title !== '') && /^\p{Lu}/u.test(said)
      const alone = isFirst && !/[\p{L}\p{N}\ue000]/u.test(query.slice(end))
      const ofQuestion = OF_NUMBERED.test(query.slice(0, start - title.length))
      const isFull = nameParts(said).length > 1
      const isClear =
        ofQuestion || (alone && said.includes(' ')) || isFull || PARTICLE_FIRST.test(said)
      const isPlain = isPlainName(said, { isFirst, isFull })
      const isWritten = looksLikeName(said) || (isClear && isCapitalised(said)) || isPlain
      if (!opens && !isSpeaker && !isNamed && !isTitled && !isWritten && !alone) continue
      const says = isSpeaker || DOES.test(query.slice(0, start))
      // Whoever has been both speaks as a minister: members only ask.
      const only = isOffice || named.kinds.size > 1 ? 'minister' : [...named.kinds][0]!
      // "Wat zegt Van Weel over tbs?", "the answers by Lindeboom", "Sandra Lindeboom", "vraag 2 van
      // Groen"
      const sure =
        (isNamed && isFirst) || ofQuestion || (only === 'minister' ? says : kind === 'minister')
      if (sure) return { kind: only, start, end, name, sure }
      if (kind === null && named.whole) return { kind: only, start, end, name, sure }
    }
    return null
  }

  /**
   * A name that no document has, if the words before it leave no doubt: "het lid Pietersen",
   * "minister Jansen".
   */
  function strangerAt(
    query: string,
    start: number,
    last: PersonNamed | undefined,
  ): PersonNamed | null {
    const before = query.slice(0, start)
    const match = STRANGER.exec(query.slice(start))
    if (match === null) return null
    if (!CALLED.test(before)) return null
    // "Het lid Van Dijk" is somebody, whatever a "dijk" is, and so is "premier Groen"; "het lid
    // Groen" may be a title's case.
    const isName = (PARTICLE.test(match[0]) && MEMBER.test(before)) || HEADS.test(before)
    if (!isName && nameParts(match[0]).some((part) => isWord(part.toLowerCase()))) return null
    const end = start + match[0].length
    const [said] = match
    const kind = speaks(query, start, end)
      ? 'minister'
      : kindBeside(query, { start, end, said }, last)
    if (kind === null || kind === 'topic') return null
    return { kind, start, end, name: said, sure: true }
  }

  /**
   * Whether words are a name where somebody speaks: after a role, with a capital within a sentence,
   * or if they are no words of the language.
   */
  function isCalled(query: string, start: number, said: string): boolean {
    if (CALLED.test(query.slice(0, start))) return true
    const parts = nameParts(said)
    if (parts.some((part) => !isWord(part.toLowerCase()))) return true
    return start > 0 && /\p{Ll}/u.test(query) && parts.every((part) => /^\p{Lu}/u.test(part))
  }

  /**
   * Without capitals, as names are typed in haste, and no other words: "sjoerdsma chips", "inge van
   * dijk"; "van der plas" only where the query begins, since "dijken van der zee" are by the sea.
   */
  function isPlainName(
    said: string,
    { isFirst, isFull }: { isFirst: boolean; isFull: boolean },
  ): boolean {
    if (/\p{Lu}/u.test(said)) return false
    if (isFull || (isFirst && OLD_ARTICLE_FIRST.test(said))) return true
    return nameParts(said).every((part) => part.length >= SHORTEST_PLAIN && !isWord(part))
  }

  /** Capitalised like a name, and not a word that may begin any query. */
  function looksLikeName(said: string): boolean {
    const parts = nameParts(said)
    return (
      parts.length > 0 &&
      parts.every((part) => /^\p{Lu}/u.test(part)) &&
      parts.some((part) => !isWord(part.toLowerCase()))
    )
  }
}

/** Letters of a name that may be misspelt: shorter ones are near others by chance. */
const SHORTEST_MISSPELT = 6

function isSingleName(name: string): boolean {
  return name.length >= SHORTEST_MISSPELT && /^\p{L}+$/u.test(name)
}

/** Somebody's name in a query. */
interface NamedAt {
  readonly named: KnownPerson
  readonly end: number
}

/** Where a name begins, and whom the query named before it. */
interface NameRead {
  readonly first: { readonly start: number }
  /** with its space; empty if there is none */
  readonly given: string
  readonly last: PersonNamed | undefined
}

/** Given names of somebody: "Jan Peter". */
const MOST_GIVEN = 2

/** What goes by somebody's name: "motie-Lindeboom", "de motie van het lid Lindeboom". */
const NAMED_AFTER = new RegExp(
  patternOf`
    (?<!\p{L})(?:moties?|amendement(?:en)?|initiatief\p{L}*|commissie|kabinet|wet|motions?
    |amendments?|committee|cabinet|bill)
    (?:-| (?:(?:van|door|by|of) )?(?:(?:het|de) )?(?:(?:leden|lid|mp) )?)$
  `,
  'iu',
)

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

/** "Van de Klashorst" has three words, and so has "Inge van Dijk"; a double name has more. */
const LONGEST_NAME = 6

/** "D.M. " before a name; "Mr. " is none */
const INITIALS = /(?<![\p{L}\p{M}'’-])(?:(?!(?:Mrs?|Ms|Mw|Dhr|Drs?|Ir)\.)\p{Lu}\p{Ll}{0,2}\.\s*)+$/u

/** The apostrophe of "’t Hart" */
const APOSTROPHE = /(?<![\p{L}\p{N}])['’‘`´]$/u

/** What belongs to a name before it: "de heer ", "Tweede Kamerlid mw. ", "state secretary " */
const TITLE = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?:tweede[ -]kamer(?:lid|leden)|members? of parliament|state secretary
    |prime minister|minister[- ]president|premier) )?${HONORIFIC}$
  `,
  'iu',
)

function titleAt(query: string, start: number): string {
  return TITLE.exec(query.slice(0, start))?.[0] ?? ''
}

/** "Van Haga", not "VAN HAGA" or "Van haga" */
function isCapitalised(name: string): boolean {
  return nameParts(name).every((part) => /^\p{Lu}\p{Ll}/u.test(part))
}

/** "van der lee", which begins no sentence */
const OLD_ARTICLE_FIRST = /^van (?:den|der) /iu

/** Letters of a name without capitals: shorter ones are other words by chance. */
const SHORTEST_PLAIN = 4

/** "vraag 2 van", with the number hidden: what has a capital behind it is a name */
const OF_NUMBERED = /\ue000 (?:van|door|aan|by|from|of|to) $/u

/** "Pietersen", "Van der Berg"; after "minister", "van Financiën" is a ministry. */
const STRANGER = new RegExp(
  patternOf`
    ^(?:(?:Van|De|Den|Het|Ten|Ter|El)\s+(?:(?:de|der|den|het)\s+)?)?(?!(?:Van|De|Den|Het|Ten|Ter
    |El)\s)\p{Lu}\p{Ll}[\p{L}'’-]+
  `,
  'u',
)
const PARTICLE = /^(?:Van|De|Den|Het|Ten|Ter|El) /u
const MEMBER = /(?:^|vra(?:ag|gen) van )(?:[Hh]et )?(?:[Kk]amer)?lid $/u
const HEADS = /(?<![\p{L}-])(?:[Mm]inister-[Pp]resident|premier)\s+$/u
const CALLED = new RegExp(
  patternOf`
    (?<![\p{L}-])(?<role>het (?:kamer)?lid|kamerlid|MP|minister(?:-president)?|premier
    |staatssecretaris)\s+$
  `,
  'iu',
)

/** The role of a named person; beside somebody whose role is certain, that one's. */
function kindBeside(
  query: string,
  name: Stretch & { readonly said: string },
  last: PersonNamed | undefined,
): PersonKind | 'topic' | null {
  const { start, end, said } = name
  const own = kindAt(query, start, end)
  // "Kamervragen van der Plas" has one "van" for two.
  const isJoined = own === null && OLD_ARTICLE_FIRST.test(said)
  const kind = isJoined ? kindAt(query, start + 'van '.length, end) : own
  if (kind !== null && kind !== 'topic') return kind
  return isBeside(query, name, last) ? last!.kind : kind
}

/**
 * "vragen van Lindeboom en mevrouw Visser": a name joined to an asker's is an asker too, and
 * "minister Visser of minister Bos" both answer.
 */
function isBeside(
  query: string,
  { start, said }: Stretch & { readonly said: string },
  last: PersonNamed | undefined,
): boolean {
  if (last?.sure !== true) return false
  const joined = JOINED.exec(query.slice(last.end, start - titleAt(query, start).length))
  if (joined === null) return false
  const { or, role } = joined.groups!
  // "Lindeboom vraagt of Visser gelijk heeft"
  if (or !== undefined && MAY_BE_WHETHER.test(query.slice(0, last.end))) return false
  if (role !== undefined) return last.kind === 'minister'
  return /^\p{Lu}/u.test(nameParts(said)[0] ?? '')
}

const JOINED = new RegExp(
  patternOf`
    ^\s*(?:\([^)]*\))?\s*(?:,|en|and|&|(?<or>of)|or)(?:\s+(?:van|by|from))?
    (?<role>\s+(?:de |the )?${ROLE})?\s*$
  `,
  'iu',
)

const MAY_BE_WHETHER = /(?<!\p{L})(?:vraagt|vroeg(?:en)?|weten)(?!\p{L})/iu
