import { patternOf } from '../../text/pattern.ts'
import { wordsOf } from '../../text/words.ts'
import { bringsUp, isFollowUp, isGeneral } from './follow-up.ts'
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

/**
 * The questions of a query that asks about more than one thing, each of which can stand by itself:
 * "wat doet u aan jeugdzorg en hoe zit het met de wolf?"; empty if it asks one.
 */
export function partsOfQuery(query: string): readonly string[] {
  const parts = query.split(BETWEEN).filter((part) => wordsOf(part).length > 0)
  return parts.length > 1 && parts.length <= MOST && parts.every(standsAlone) ? parts : []
}

function standsAlone(part: string): boolean {
  if (isFollowUp(part, readLanguage(part))) return false
  const topics = wordsOf(part).filter(({ text }) => !isGeneral(text))
  return topics.length >= ENOUGH || (topics.length > 0 && (bringsUp(part) || SAYS_OF.test(part)))
}
