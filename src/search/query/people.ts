import type { SourceDocument } from '../../domain/document.ts'
import { isPerson, withoutInitials } from '../../domain/names.ts'
import { fold, wordsOf, type Word } from '../../text/words.ts'
import { patternOf } from '../../text/pattern.ts'
import { slipsBetween } from '../../text/slips.ts'
import type { Stretch } from './stretch.ts'
import { HONORIFIC, ROLE, speaks } from './speakers.ts'

/**
 * A person named in a query. `name` is the form on documents, or the query's own if no document has
 * it.
 */
export interface PersonNamed {
  readonly kind: 'asker' | 'minister'
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

/** What precedes an asker. */
const ASKS = new RegExp(
  patternOf`
    (?<![\p{L}])(?:(?:kamer|fractie)?(?:leden|lid)|kamerleden|volksvertegenwoordigers?|mp'?s?
    |members?(?: of parliament)?|(?:kamer)?vra(?:ag|gen) (?:van|door)
    |questions? (?:by|from|of|tabled by|asked by)|(?:gesteld|ingediend|gevraagd|asked|tabled
    |submitted|put) (?:door|by)|vroeg(?:en)?|vraagt|stelden?
    |(?:antwoord(?:en|de|t)?|answers?|repl(?:y|ies))
    (?: op| to|(?: (?!over )[\p{L}'’-]+){0,5} aan)|did
    |\ue000 (?:van|by|from|of)(?: [\p{L}'’-]+){1,5} (?:aan|to))\s+${HONORIFIC}$
  `,
  'iu',
)

/** "(heeft zij) daar ooit Kamervragen over gesteld", for patterns that heed case too. */
export const ASKED_QUESTIONS = patternOf`
  (?:(?:hier|daar)over |ooit |al |eerder |ook |(?:hier|daar) ){0,3}(?:[Kk]amer)?vra(?:ag|gen)
  (?: over)? gesteld
`

/** What follows an asker: "Lindeboom (XYZ)", "Lindeboom asked", "(wat wilde) Lindeboom weten". */
const ASKED = new RegExp(
  patternOf`
    ^\s*\(|^\s+(?:vroeg|vraagt|asked|asks|(?:(?:iets|ook|toen|allemaal) )?
    (?:gevraagd|gesteld|weten|wilde weten|wil weten)|${ASKED_QUESTIONS}
    |ask(?:ed|s|ing)?)(?!\p{L})
  `,
  'u',
)

/** "Vragen aan", "vragen van Lindeboom (XYZ) aan", "questions by XYZ to" */
export const PUT_TO = patternOf`
  (?:kamer)?(?:vra(?:ag|gen)|questions?)(?: (?:gesteld|ingediend|asked|tabled|submitted))?
  (?: (?:van|door|uit|by|from|of|stelden?|stelt|heeft|hebben)
  (?: (?!(?:over|about|on) )[\p{L}\p{N}'’(),&.-]+){1,8}?)?(?: gericht| gesteld)? (?:aan|to|for)
`

/** What precedes somebody who answers. */
const ANSWERS = new RegExp(
  patternOf`
    (?<before>^|.*?)(?<![\p{L}-])(?:${ROLE}
    |(?<said>(?:(?:antwoord(?:en|de)?|beantwoord(?:ing)?|reactie|answer(?:s|ed)?|repl(?:y|ies|ied)
    |response|standpunt|mening|visie|oordeel|opvatting|position|view|opinion|(?:kamer)?brief
    |brieven|toezegging(?:en)?|uitspra(?:ak|ken)|quotes?|cita(?:at|ten)|letters?|statements?)
    (?: van| door| by| from| of)|${PUT_TO}|(?:vroeg(?:en)?|vraagt)(?: [\p{L}'’-]+){0,8}? aan)
    (?: (?:de |the )?${ROLE})?))
    \s+${HONORIFIC}$
  `,
  'isu',
)

/** "over minister X" is about somebody, and so are "oud-minister X" and "met minister X". */
const ABOUT = new RegExp(
  patternOf`
    (?:over|(?<!(?:what|how) )about|tegen|against|(?<!zit (?:het|dat) )met|with|oud-?|ex-?
    |voormalig|former|toenmalig|vorige|previous|naar)\s*(?:de |the )?$
  `,
  'iu',
)

/** "en die van", "en van", "what about": what takes up a query with another who answers */
export const TAKES_UP_ANSWER = patternOf`
  (?:(?:en|and|maar|but|ook|also|alleen|only),? ){0,2}
  (?:(?:(?:(?:die|dat|those|the ones) )?(?:van|by|from|of)|(?:what|how) about
  |hoe zit (?:het|dat) met) )?
`

/**
 * "minister X" answers if the query begins with it, as "en die van minister X" does, or leads up to
 * a statement; in other sentences it is the topic.
 */
const LEADS = new RegExp(
  patternOf`
    ^\s*(?:(?:quotes?|cita(?:at|ten)|uitspra(?:ak|ken)) )?${TAKES_UP_ANSWER}(?:de |the )?$
    |(?<!\p{L})(?:zegt|zei|vindt|vond|schrijft|schreef|antwoordt|antwoordde|volgens|according to
    |did|does|${PUT_TO})\s*(?:de |the )?$
    |(?<!\p{L})(?:vroeg(?:en)?|vraagt|ask(?:s|ed)?)(?: [\p{L}'’-]+){0,4} ?(?:aan |of )?
    (?:de |the )?$
    |\ue000\s*(?:(?:van|door|aan|by|from|of|to) )?(?:de |the )?$
  `,
  'iu',
)

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
    const own = knownAt(words, at)
    if (own.length > 0) return personOf(query, own, { first: words[at]!, given: '', last: before })
    for (let given = 1; given <= MOST_GIVEN && isGiven(query, words[at + given - 1]); given++) {
      const named = knownAt(words, at + given)
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
  function knownAt(words: ReturnType<typeof wordsOf>, at: number): NamedAt[] {
    const folded = words.slice(at, at + LONGEST_NAME).map(({ text }) => fold(text))
    const found: NamedAt[] = []
    for (let count = folded.length; count > 0; count--) {
      const named = known.get(folded.slice(0, count).join(' '))
      if (named !== undefined) found.push({ named, end: words[at + count - 1]!.end })
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
      const isOffice = kind === 'minister' && IN_OFFICE.test(query.slice(0, start))
      if (kind !== null && (isOffice || named.kinds.has(kind))) {
        return { kind, start, end, name, sure: true }
      }
      // "Inspectierapporten Haga Lyceum" names no Van Haga.
      const isNamed =
        named.whole &&
        wordsOf(given).some(({ text }) => !isWord(text.toLowerCase())) &&
        !ABOUT.test(query.slice(0, start))
      const title = titleAt(query, start)
      const isFirst = start === title.length
      const opens = isFirst && SPEAKS_OF.test(query.slice(end))
      const isTitled = title !== '' && /^\p{Lu}/u.test(said)
      const alone = isFirst && !/[\p{L}\p{N}\ue000]/u.test(query.slice(end))
      const ofQuestion = OF_NUMBERED.test(query.slice(0, start - title.length))
      const isFull = partsOf(said).length > 1
      const isClear =
        ofQuestion || (alone && said.includes(' ')) || isFull || PARTICLE_FIRST.test(said)
      const isPlain = isPlainName(said, { isFirst, isFull })
      const isWritten = looksLikeName(said) || (isClear && isCapitalised(said)) || isPlain
      if (!opens && !isSpeaker && !isNamed && !isTitled && !isWritten && !alone) continue
      const says = isSpeaker || DOES.test(query.slice(0, start))
      // Whoever has been both speaks as a minister: members only ask.
      const only = named.kinds.size === 1 ? [...named.kinds][0]! : ('minister' as const)
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
    if (!isName && partsOf(match[0]).some((part) => isWord(part.toLowerCase()))) return null
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
    const parts = partsOf(said)
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
    return partsOf(said).every((part) => part.length >= SHORTEST_PLAIN && !isWord(part))
  }

  /** Capitalised like a name, and not a word that may begin any query. */
  function looksLikeName(said: string): boolean {
    const parts = partsOf(said)
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

const PARTICLES = new Set('van de der den het ten ter te el al von du da in t s'.split(' '))

/** The words of a name but for its particles. */
function partsOf(name: string): string[] {
  return wordsOf(name)
    .map(({ text }) => text)
    .filter((part) => !PARTICLES.has(fold(part)))
}

/** "Van Haga", not "VAN HAGA" or "Van haga" */
function isCapitalised(name: string): boolean {
  return partsOf(name).every((part) => /^\p{Lu}\p{Ll}/u.test(part))
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

interface KnownPerson {
  readonly name: string
  readonly kinds: Set<PersonNamed['kind']>
  /** as people call them: the whole name, or the first half of a double one */
  readonly whole: boolean
}

interface OneKnown extends Omit<KnownPerson, 'kinds'> {
  readonly kind: PersonNamed['kind']
}

const PARTICLE_FIRST = new RegExp(`^(?:${[...PARTICLES].join('|')}) `, 'iu')

/** "Van Dijk" in "Inge van Dijk", "Dijk" in "Jimmy Dijk"; a name that begins "Van" is one. */
function surnameIn(name: string): string {
  const parts = name.split(/\s+/u)
  const isParticle = (part: string | undefined) => PARTICLES.has(fold(part ?? '').replace("'", ''))
  if (parts.length === 1 || isParticle(parts[0]) || parts[0]!.includes('-')) return name
  const at = parts.findIndex(isParticle)
  const surname = parts.slice(at < 0 ? -1 : at).join(' ')
  return surname.charAt(0).toUpperCase() + surname.slice(1)
}

function withoutParticles(name: string): string {
  const words = foldedWords(name)
  const first = words.findIndex((word) => !PARTICLES.has(word))
  return words.slice(Math.max(0, first)).join(' ')
}

function foldedWords(name: string): string[] {
  return wordsOf(name).map(({ text }) => fold(text))
}

/**
 * People by each of their names, in lower case: the last name, without "van", its first half, and
 * without a given name.
 */
function knownPeople(
  documents: Iterable<Pick<SourceDocument, 'askers' | 'ministers' | 'onBehalfOf'>>,
): ReadonlyMap<string, KnownPerson> {
  const known = new Map<string, KnownPerson>()
  // The same hundreds of people ask and answer in tens of thousands of documents.
  const added = { asker: new Set<string>(), minister: new Set<string>() }
  const addAs = (said: string, { name, kind, whole }: OneKnown): void => {
    const key = foldedWords(said).join(' ')
    if (key.length < 3) return
    const own = known.get(key)
    if (own === undefined) known.set(key, { name, kinds: new Set([kind]), whole })
    else {
      own.kinds.add(kind)
      // Of "Van Dijk" and "Inge van Dijk", either may be meant.
      const both = isPerson(own.name, name) && !isPerson(name, own.name) ? name : own.name
      known.set(key, { name: both, kinds: own.kinds, whole: own.whole || whole })
    }
  }
  const add = (full: string, kind: PersonNamed['kind']): void => {
    if (added[kind].has(full)) return
    added[kind].add(full)
    const name = withoutInitials(full)
    const surname = surnameIn(name)
    addAs(name, { name, kind, whole: true })
    addAs(withoutParticles(name), { name, kind, whole: false })
    addAs(name.split('-')[0]!, { name, kind, whole: true })
    if (surname === name) return
    addAs(surname, { name: surname, kind, whole: PARTICLE_FIRST.test(surname) })
    addAs(withoutParticles(surname), { name: surname, kind, whole: false })
  }
  for (const { askers, ministers, onBehalfOf } of documents) {
    for (const { name } of askers) add(name, 'asker')
    for (const { name } of [...ministers, ...onBehalfOf]) if (name !== null) add(name, 'minister')
  }
  return known
}

/** The role of a named person: `topic` if the query is about them, null if it does not say. */
function kindAt(query: string, start: number, end: number): PersonNamed['kind'] | 'topic' | null {
  const before = query.slice(0, start)
  const answers = ANSWERS.exec(before)
  if (answers !== null) {
    const { before: words = '', said } = answers.groups!
    if (ABOUT.test(words)) return 'topic'
    return said !== undefined || LEADS.test(words) ? 'minister' : 'topic'
  }
  if (ASKS.test(before) || (ASKED.test(query.slice(end)) && /\p{Lu}/u.test(query[start]!))) {
    return 'asker'
  }
  return null
}

/** The role of a named person; beside somebody whose role is certain, that one's. */
function kindBeside(
  query: string,
  name: Stretch & { readonly said: string },
  last: PersonNamed | undefined,
): PersonNamed['kind'] | 'topic' | null {
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
  return /^\p{Lu}/u.test(partsOf(said)[0] ?? '')
}

const JOINED = new RegExp(
  patternOf`
    ^\s*(?:\([^)]*\))?\s*(?:,|en|and|&|(?<or>of)|or)(?:\s+(?:van|by|from))?
    (?<role>\s+(?:de |the )?${ROLE})?\s*$
  `,
  'iu',
)

const MAY_BE_WHETHER = /(?<!\p{L})(?:vraagt|vroeg(?:en)?|weten)(?!\p{L})/iu
