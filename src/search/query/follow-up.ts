import { isFunctionWord } from './function-words.ts'
import { fold, wordsOf } from '../../text/words.ts'

/** What a query begins with that goes on from the one before: "en voor China?", "and dual-use goods?". */
const GOES_ON =
  /^\s*(?:en|and|maar|but|dus|so|of|or|ook|also|what about|how about|hoe zit)(?![\p{L}-])/iu

/** Words that stand for something said before. */
const REFERS_BACK = new Set(
  `daar daarbij daarin daarmee daarop daarover daartegen daarvan daarvoor die dat deze dit ervan erover
  ertegen ervoor hen hun hij zij ze hier hierin hiermee hierover hiertegen it its they them their that those these
  this there he she him his her`.split(/\s+/u),
)

/** "en de volgende?", "the previous one" */
const STEP = /(?<![\p{L}])(?:(?<next>volgende|next)|(?<previous>vorige|previous))(?![\p{L}])/iu

/** A query with words of its own for what it is about is longer than this, whatever it refers back to. */
const LONGEST = 8

/** True where a query cannot be understood without the one before it. */
export function isFollowUp(query: string): boolean {
  const words = wordsOf(query).map(({ text }) => fold(text))
  if (words.length > LONGEST) return false
  return (
    GOES_ON.test(query) ||
    words.some((word) => REFERS_BACK.has(word)) ||
    words.every((word) => isFunctionWord(word))
  )
}

/** 1 where a query asks for the next answer, -1 for the one before, 0 for neither. */
export function readStep(query: string): -1 | 0 | 1 {
  const match = STEP.exec(query)
  if (match === null || !stepsOnly(query)) return 0
  return match.groups!['next'] === undefined ? -1 : 1
}

/** "wat is de volgende stap?" is about something; "en de volgende vraag?" is not. */
function stepsOnly(query: string): boolean {
  return wordsOf(query.replace(STEP, ' ')).every(
    ({ text }) => isFunctionWord(fold(text)) || /^(?:vraag|antwoord|question|answer)$/iu.test(text),
  )
}
