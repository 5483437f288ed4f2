import type { SourceDocument } from '../../domain/document.ts'
import { patternOf } from '../../text/pattern.ts'
import { slipsBetween } from '../../text/slips.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf, type Word } from '../../text/words.ts'
import { joinsNames, kindBeside, type SaidName } from './kind-beside.ts'
import { knownPeople, PARTICLE_FIRST, type KnownPerson, type PersonNamed } from './known-people.ts'
import {
  followsRole,
  isCapitalised,
  isFull,
  nameForms,
  titleAt,
  type IsWord,
} from './name-forms.ts'
import { makesTopic, ownOf, POSSESSIVE } from './roles.ts'
import { HONORIFIC, ROLE, speaks } from './speakers.ts'
import { strangerAt } from './strangers.ts'

/** Makes a finder of the names of askers and ministers on documents. */
export function personFinder(
  documents: Iterable<Pick<SourceDocument, 'askers' | 'ministers' | 'onBehalfOf'>>,
  isWord: IsWord,
): (query: string) => PersonNamed[] {
  const known = knownPeople(documents)
  const ofInitial = Map.groupBy([...known.keys()].filter(isSingleName), (name) => name[0])
  const { isGiven, isPlain, isCapitalisedName, isSpeakersName } = nameForms(isWord)

  return (query) => {
    const words = wordsOf(query)
    const found: PersonNamed[] = []
    let topic: PersonNamed | undefined
    for (let at = 0; at < words.length; at++) {
      const last = found.at(-1)
      const person =
        personAt({ query, words, last }, at) ??
        strangerAt(query, words[at]!.start, { last, isWord })
      if (person === null) continue
      const start = person.start - titleAt(query, person.start).length
      const isTopic =
        NAMED_AFTER.test(query.slice(0, start)) ||
        (topic !== undefined && joinsNames(query.slice(topic.end, start)))
      if (isTopic) topic = person
      else found.push({ ...person, start })
      while (at + 1 < words.length && words[at + 1]!.start < person.end) at++
    }
    return found
  }

  function personAt(reading: Reading, at: number): PersonNamed | null {
    const { query, words } = reading
    const own = knownAt(reading, at)
    if (own.length > 0)
      return firstOf(
        reading,
        own.map((each) => withInitials(query, each)),
      )
    for (let given = 1; given <= MOST_GIVEN && mayBeGiven(query, words[at + given - 1]); given++) {
      const named = knownAt(reading, at + given)
      if (named.length === 0) continue
      const { start } = words[at]!
      // Words between whitespace alone are one name, with all capitals or none.
      const before = query.slice(start, named[0]!.start)
      const isWritten = /\p{Lu}/u.test(named[0]!.said)
      const form = isWritten ? /^(?:\p{Lu}[\p{L}'’-]*\s+)+$/u : /^[\p{L}\s'’-]+$/u
      if (!form.test(before)) continue
      const person = firstOf(
        reading,
        named.map((each) => ({ ...each, start, given: before })),
      )
      if (person !== null) return person
    }
    return misspeltAt(reading, words[at]!)
  }

  function mayBeGiven(query: string, word: Word | undefined): boolean {
    return word !== undefined && isGiven(query, word)
  }

  /** Somebody whose name has a slip, where the words around it leave no doubt of the role. */
  function misspeltAt({ query, last }: Reading, { text, start, end }: Word): PersonNamed | null {
    const typed = fold(text)
    if (!isSingleName(typed) || isWord(text.toLowerCase())) return null
    if (!/^\p{Lu}/u.test(text) && !followsRole(query, start)) return null
    const near = (ofInitial.get(typed[0]) ?? []).filter(
      (name) => slipsBetween(typed, name, 1) === 1,
    )
    const [named, ...others] = new Set(near.map((name) => known.get(name)!))
    if (named === undefined || others.length > 0) return null
    const opens = start === 0 && SPEAKS_OF.test(query.slice(end))
    const isSpeaker = opens || speaks(query, start, end)
    const kind = isSpeaker ? 'minister' : kindBeside(query, { start, end, said: text }, last)
    if (kind === null || kind === 'topic' || !named.kinds.has(kind)) return null
    return { kind, start, end, name: named.name, sure: true }
  }

  /** The people whose name stands at a word; the longest name first. */
  function knownAt({ query, words }: Reading, at: number): NameRead[] {
    const folded = words.slice(at, at + LONGEST_NAME).map(({ text }) => fold(text))
    const found: NameRead[] = []
    for (let count = folded.length; count > 0; count--) {
      const name = folded.slice(0, count).join(' ')
      const [{ start }, { end }] = [words[at]!, words[at + count - 1]!]
      // "Wassenberg's questions"
      const owner = ownOf(query, end) === null ? name : name.replace(POSSESSIVE, '')
      const named = known.get(name) ?? known.get(owner)
      if (named === undefined) continue
      found.push({ named, start, end, said: query.slice(start, end), given: '', name: named.name })
    }
    return found
  }

  /** The first of these names that is somebody's; null if none is, or if one is the topic. */
  function firstOf(reading: Reading, names: readonly NameRead[]): PersonNamed | null {
    for (const name of names) {
      const person = personOf(reading, name)
      if (person !== null) return person === 'topic' ? null : person
    }
    return null
  }

  function personOf({ query, last }: Reading, read: NameRead): PersonNamed | 'topic' | null {
    const { named, start, end, said, name } = read
    const isSpeaker = isSpeakersName(query, start, said) && speaks(query, start, end)
    const kind = isSpeaker ? 'minister' : kindBeside(query, read, last)
    if (kind === 'topic') return 'topic'
    // "Minister Lindeboom" is none of the questions that Lindeboom asked as a member.
    const isOffice = IN_OFFICE.test(query.slice(0, start))
    if (kind !== null && ((isOffice && kind === 'minister') || named.kinds.has(kind))) {
      return { kind, start, end, name, sure: true }
    }
    const { isName, isFullName, isFirst, ofQuestion } = formOf(query, read)
    const isTitled = isOffice && /^\p{Lu}/u.test(said)
    if (!isName && !isSpeaker && !isTitled) return null
    // Whoever has been both speaks as a minister: members only ask.
    const only = isOffice || named.kinds.size > 1 ? 'minister' : [...named.kinds][0]!
    const says = isSpeaker || DOES.test(query.slice(0, start))
    // "Wat zegt Van Weel over tbs?", "the answers by Lindeboom", "Sandra Lindeboom", "vraag 2 van
    // Groen"
    const sure =
      (isFullName && isFirst) || ofQuestion || (only === 'minister' ? says : kind === 'minister')
    return sure || (kind === null && named.whole) ? { kind: only, start, end, name, sure } : null
  }

  /** How a name stands in a query, which tells whether the words are one. */
  function formOf(query: string, { named, start, end, said, given }: NameRead) {
    const title = titleAt(query, start)
    const isFirst = start === title.length
    const opens = isFirst && SPEAKS_OF.test(query.slice(end))
    const isAlone = isFirst && !/[\p{L}\p{N}\ue000]/u.test(query.slice(end))
    const ofQuestion = OF_NUMBERED.test(query.slice(0, start - title.length))
    const isTitled = title !== '' && /^\p{Lu}/u.test(said)
    const isClear =
      ofQuestion || (isAlone && said.includes(' ')) || isFull(said) || PARTICLE_FIRST.test(said)
    const isWritten =
      isCapitalisedName(said) || (isClear && isCapitalised(said)) || isPlain(said, isFirst)
    // "Inspectierapporten Haga Lyceum" names no Van Haga.
    const isFullName =
      named.whole &&
      wordsOf(given).some(({ text }) => !isWord(text.toLowerCase())) &&
      !makesTopic(query.slice(0, start))
    const isName = opens || isAlone || isTitled || isWritten || isFullName
    return { isName, isFullName, isFirst, ofQuestion }
  }
}

/** A query with its words, and whom it names before the words that are looked at. */
interface Reading {
  readonly query: string
  readonly words: readonly Word[]
  readonly last: PersonNamed | undefined
}

/** A known name in a query. */
interface NameRead extends SaidName {
  readonly named: KnownPerson
  /** of the whole name: with its initials or given names, which `said` lacks */
  readonly start: number
  /** the given names before it, with a space; empty if there are none */
  readonly given: string
  /** as a filter has it */
  readonly name: string
}

/** The name with the initials and the apostrophe before it: "D.M. van Weel", "’t Hart". */
function withInitials(query: string, read: NameRead): NameRead {
  const { start, said, name } = read
  const hasApostrophe = /^[ts]\s/iu.test(said) && APOSTROPHE.test(query.slice(0, start))
  const own = hasApostrophe ? start - 1 : start
  const [initials = ''] = INITIALS.exec(query.slice(0, own)) ?? []
  return { ...read, start: own - initials.length, name: `${initials.trim()} ${name}`.trim() }
}

/** "D.M. " before a name; "Mr. " is none */
const INITIALS = /(?<![\p{L}\p{M}'’-])(?:(?!(?:Mrs?|Ms|Mw|Dhr|Drs?|Ir)\.)\p{Lu}\p{Ll}{0,2}\.\s*)+$/u

/** The apostrophe of "’t Hart" */
const APOSTROPHE = /(?<![\p{L}\p{N}])['’‘`´]$/u

/** Letters of a name that may be misspelt: shorter ones are near others by chance. */
const SHORTEST_MISSPELT = 6

function isSingleName(name: string): boolean {
  return name.length >= SHORTEST_MISSPELT && /^\p{L}+$/u.test(name)
}

/** "Van de Klashorst" has three words, and so has "Inge van Dijk"; a double name has more. */
const LONGEST_NAME = 6

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

/** What precedes a known minister, of whom questions may ask anything. */
const DOES = new RegExp(String.raw`(?<!\p{L})(?:did|does)\s+${HONORIFIC}$`, 'iu')

const IN_OFFICE = new RegExp(`(?<![\\p{L}-])${ROLE}\\s+${HONORIFIC}$`, 'iu')

/** What follows somebody who speaks, where the query begins with the name: "Groen over tbs". */
const SPEAKS_OF = /^(?: over| about| on|:) /u

/** "vraag 2 van", with the number hidden: what has a capital behind it is a name */
const OF_NUMBERED = /\ue000 (?:van|door|aan|by|from|of|to) $/u
