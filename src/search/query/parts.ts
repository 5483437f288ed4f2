import { patternOf } from '../../text/pattern.ts'
import { wordsOf } from '../../text/words.ts'
import { bringsUp, isFollowUp } from './follow-up.ts'
import { isGeneral } from './general-words.ts'
import { readLanguage } from './language.ts'

/** Where a question ends and another one may begin. */
const BETWEEN = new RegExp(
  patternOf`
    \?\s+|;\s+|,?\s+(?:en|and)\s+(?=(?:hoe|wat|waarom|wanneer|wie|welke?|what|how|why|when|who
    |which)\s)
  `,
  'iu',
)

/** Questions of a query that are looked into, at most. */
const MOST = 3

/** Words that name the subject of a question, at least, unless others say that one does. */
const ENOUGH = 2

/** What stands before a subject: "wat doet u aan jeugdzorg?" */
const SAYS_OF = /(?<!\p{L})(?:over|aan|tegen|met|voor|rond|about|against|on|for)\s/iu

/** Where a list of keywords goes on: "jeugdzorg, wolf, stroomnet", "1) jeugdzorg 2) wolf". */
const LISTED = /[,;]\s{0,9}|(?:\n|^(?=.{1,99}\n))\s{0,9}(?:[-–•*]\s{0,3})?|(?:^|\s)\d[).]\s/u

/** Words of a keyword, at most. */
const KEYWORD = 3

/**
 * The questions of a query that asks about more than one thing, each of which can stand by itself:
 * "wat doet u aan jeugdzorg en hoe zit het met de wolf?"; empty if it asks one. `mayList` lets
 * keywords count as questions too.
 */
export function partsOfQuery(query: string, { mayList = false } = {}): readonly string[] {
  const parts = apart(query, BETWEEN, standsAlone)
  return parts.length > 0 || !mayList ? parts : apart(query, LISTED, isKeyword)
}

function apart(query: string, between: RegExp, isOne: (part: string) => boolean) {
  const parts = query.split(between).filter((part) => wordsOf(part).length > 0)
  return parts.length > 1 && parts.length <= MOST && parts.every(isOne) ? parts : []
}

function isKeyword(part: string): boolean {
  const words = wordsOf(part)
  return words.length <= KEYWORD && words.every(({ text }) => !isGeneral(text))
}

function standsAlone(part: string): boolean {
  if (isFollowUp(part, readLanguage(part))) return false
  const topics = wordsOf(part).filter(({ text }) => !isGeneral(text))
  return topics.length >= ENOUGH || (topics.length > 0 && (bringsUp(part) || SAYS_OF.test(part)))
}
