import { patternOf } from '../../text/pattern.ts'
import { fold } from '../../domain/fold.ts'
import { isSentence } from './certainty.ts'
import { isFunctionWord } from './function-words.ts'
import type { Stretch } from './stretch.ts'

/** Three words at most: "behalve Duitsland hebben veel landen een vignet" says more. */
const REST = patternOf`
  (?:(?:op|in|van|voor|by|of|on) )?(?:(?:de|het|een|the|an?) )?
  (?<words>[\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,2})(?=\s*(?:[,;.?!)]|$|(?:maar|but) ))
`

/** The ways in which a query says what it is not about. */
const patterns = [
  // "energie NOT kernenergie"
  /(?<=\p{Ll}\s)NOT\s(?<words>\p{L}[\p{L}\p{N}’'-]+)/gu,
  // "energie -kernenergie"; not a list of lines that begin with hyphens, nor "in- en -uitvoer",
  // "paardenhandelaren en -slachthuizen"
  /(?<=[^\s-][^\S\n])(?<!(?<!\p{L})(?:en|of|and|or)\s)-(?<words>\p{L}[\p{L}\p{N}’'-]+)/gu,
  // "niet over kernenergie, wel over wind", "energie maar niet over wind"
  new RegExp(
    patternOf`
      (?:^(?:(?:en|and)\s{1,40})?|(?<=[,;(.\ue000]\s?)|(?<!\p{L})(?:maar|but) )(?:dus )?
      (?:niet|niets|not|nothing) (?:over|about) ${REST}
      (?:,? (?:maar|but)(?: wel)?(?= (?:over|about) )|,? wel(?= over ))?
    `,
    'giu',
  ),
  // "nee, niet politiehonden maar bijtincidenten"
  new RegExp(
    patternOf`
      (?:^|(?<=^(?:nee|no|en|and)[\s,]{1,40}))(?:niet|not)
      \s(?!alleen|enkel|zozeer|alle|iedereen|only|just|all|every|over|about)${REST},? (?:maar|but)
      (?! (?:ook|also))(?: wel)?
    `,
    'giu',
  ),
  // "alles over honden behalve politiehonden"
  new RegExp(
    patternOf`
      (?<=\s)(?:(?:maar|but) )?(?:behalve|uitgezonderd|except(?: for)?|excluding)(?: over| about)?
      ${' '}${REST}
    `,
    'giu',
  ),
]

/** "-kernenergie energie": the same at the beginning */
const FIRST = /^\s*-(?<words>\p{L}[\p{L}\p{N}’'-]+)/gu

/**
 * Whether the hyphen at the beginning of a query excludes what is behind it, and is not the bullet
 * of a sentence ("-Kent u dit bericht?"), of a term ("-jeugdzorg in de regio") or of a list.
 */
export function opensWithExclusion(query: string): boolean {
  const opens = OPENS.exec(query)
  if (opens === null || isSentence(query, []) || /\n\s{0,9}-/u.test(query)) return false
  return !isFunctionWord(fold(opens.groups!['next'] ?? ''))
}

const OPENS = /^\s*-(?=[\p{L}\ue000])[^\s,;.]+(?:\s+(?<next>\p{L}+))?/u

/** "honden, maar geen politiehonden", "energy without nuclear energy" */
const NARROWER = new RegExp(
  patternOf`
    (?<=(?<wider>[\p{L}\p{N}]{4,40}),?\s)(?:(?:maar|but) )?(?:zonder|geen|niet|without|no|not)
    \s(?<words>[\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,2})\s*[.!]?\s*$
  `,
  'iu',
)

/** What a query excludes of its own topic: a term that ends with the word before. */
function narrowerIn(query: string): ExcludedTopic[] {
  const match = NARROWER.exec(query)
  if (match === null) return []
  const { wider, words } = match.groups as { wider: string; words: string }
  if (fold(words) === fold(wider) || !fold(words).endsWith(fold(wider))) return []
  return [{ start: match.index, end: query.length, words: [words], isAbout: false }]
}

/** What a query is not about. */
interface ExcludedTopic extends Stretch {
  /** the words that answers to it must not contain; none where a question may be about them */
  readonly words: readonly string[]
  /** says "over" or "about", behind which nothing is a filter */
  readonly isAbout: boolean
}

/** What a query says that it is not about; `query` has markers for what is read otherwise. */
export function topicsExcludedIn(query: string): ExcludedTopic[] {
  // "Welke landen hebben een vignet, behalve Duitsland?" may be answered with Germany's, and where
  // hyphens of a pasted question broke off, they exclude nothing.
  const asks = /\?\s*$/u.test(query)
  const hyphens = opensWithExclusion(query) ? [FIRST] : []
  const named = [...hyphens, ...patterns].flatMap((pattern) =>
    [...query.matchAll(pattern)].flatMap(({ index, 0: said, groups }) => {
      const topics = groups!['words']!.split(/ (?:en|of|and|or) /u)
      if (topics.every((each) => isFunctionWord(fold(each)))) return []
      const words = asks ? [] : topics
      const isAbout = /\s(?:over|about)\s/iu.test(said)
      return [{ start: index, end: index + said.length, words, isAbout }]
    }),
  )
  return named.length > 0 ? named : narrowerIn(query)
}

/** Whether a hyphen before a phrase excludes it, as in search engines: energie -"kern energie". */
export function isExcluded(query: string, { start }: Stretch): boolean {
  return /(?:^|\s)-$/u.test(query.slice(0, start))
}
