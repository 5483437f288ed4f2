import { patternOf } from '../text/pattern.ts'
import {
  amidQuote,
  beforeQuote,
  behindQuote,
  behindUnmarked,
  nameBefore,
  nameBehind,
} from './attribution-patterns.ts'
import { embeddedSpan } from './chunks.ts'
import { copiedCitation } from './copied-citation.ts'
import { firstOf, isClaim, personOf, readPerson } from './naming.ts'
import { closing, opening } from './naming-patterns.ts'
import { referenceBefore } from './reference.ts'
import { introductionIn } from './speaker-before.ts'

/**
 * Characters at either end to search for an attribution; a longer text is not searched in the
 * middle.
 */
const reach = 200
const maxAmid = 2_000

const anyMark = /["“”„«»‘]/
const behindMarks = new RegExp(patternOf`(?<=${closing}) [^"“”„«»‘’'.!?:;,\n]{1,80}$`, 'u')

/** Whether a name is that of somebody who answers. */
export type IsPerson = (name: string) => boolean

/** The words of an attribution, and whom they name. */
interface AttributionFound {
  readonly kind: 'edge' | 'amid'
  readonly start: number
  readonly end: number
  readonly person: string
  readonly mayBeTopic?: boolean
  /** of one within a quote: where its comma stands, seen from the mark, and if a stop follows */
  readonly pause?: { readonly comma: 'before' | 'behind' | undefined; readonly isStopped: boolean }
}

/** The attributions of a text, which may have several spaces for one. */
export function attributionsIn(text: string, isPerson: IsPerson): AttributionFound[] {
  const shown = Array.from(text.matchAll(/(?<! ) |[^ ]/g), ({ index }) => index)
  const words = text.replace(/ {2,}/g, ' ')
  return [inTail(words, isPerson), inHead(words, isPerson), amidst(words)].flatMap((found) =>
    found === null
      ? []
      : [{ ...found, start: shown[found.start]!, end: shown[found.end - 1]! + 1 }],
  )
}

function inTail(text: string, isPerson: IsPerson): AttributionFound | null {
  const copied = copiedCitation(text)
  if (copied !== null) return { kind: 'edge', ...copied }
  const end = text.trimEnd().length
  const from = Math.max(0, end - reach)
  const tail = text.slice(from, end)
  const match =
    firstOf(behindQuote, tail) ??
    (anyMark.test(tail) ? null : firstOf(behindUnmarked, tail)) ??
    ofPerson(nameBehind, tail, isPerson)
  if (!match || from + match.index === 0) return null
  const at = from + match.index
  const start = at - ownWords(text.slice(0, at)).length
  return { kind: 'edge', start, end: at + match[0].length, ...readPerson(match) }
}

/**
 * The quoter's own words between a whole quotation and its attribution, if they only tell where or
 * when: `"…" in Heerlen, aldus minister Zand`.
 */
function ownWords(text: string): string {
  const [own = ''] = behindMarks.exec(text.slice(-reach)) ?? []
  const { start } = embeddedSpan(text.slice(0, text.length - own.length))
  return /["'“„«‘]/.test(text.slice(0, start)) && !isClaim(own) ? own : ''
}

function inHead(text: string, isPerson: IsPerson): AttributionFound | null {
  const from = text.length - text.trimStart().length
  const head = text.slice(from, from + reach)
  const named = firstOf(beforeQuote, head) ?? ofPerson(nameBefore, head, isPerson)
  const introduced = named === null ? introducedIn(text, from) : null
  if (introduced !== null) return introduced
  const match = named ?? referenceBefore(head)
  if (!match || text.slice(from + match[0].length).trim() === '') return null
  return { kind: 'edge', start: from, end: from + match[0].length, ...readPerson(match) }
}

function ofPerson(
  patterns: readonly RegExp[],
  text: string,
  isPerson: IsPerson,
): RegExpExecArray | null {
  const match = firstOf(patterns, text)
  return match !== null && isPerson(personOf(match)) ? match : null
}

const introduction = new RegExp(
  `^(?:[^.!?\n"“”„«»‘’]|\\.(?= ?[\\p{Ll}\\d])){1,${reach}}(?::|(?: dat| that)) ?(?=${opening})`,
  'u',
)

/**
 * What drafts have before a quotation, if the marks enclose all the rest: `Dat vindt ook minister
 * Zand: "…"`
 */
function introducedIn(text: string, from: number): AttributionFound | null {
  const [words] = introduction.exec(text.slice(from, from + reach)) ?? []
  if (words === undefined) return null
  const end = from + words.length
  const found = introductionIn(words)
  if (found === null || isClaim(found.lead) || embeddedSpan(text.slice(end)).start === 0)
    return null
  const { person, mayBeTopic } = found
  return { kind: 'edge', start: from, end, person, mayBeTopic }
}

/** The end of a sentence, and no "St. Jan", "J. Zand" or "drs. Zand" */
const sentenceWithin = /(?:\p{Ll}{4}|[\d)])\. \p{Lu}/u

function amidst(text: string): AttributionFound | null {
  const match = text.length > maxAmid ? null : amidQuote.exec(text)
  if (!match || isClaim(personOf(match)) || sentenceWithin.test(match[0])) return null
  const { index: start } = match
  const end = start + match[0].length
  const isWithin = text[start - 2] === ','
  const comma = isWithin ? 'before' : text[start] === ',' ? 'behind' : undefined
  const pause = { comma, isStopped: text[end - 2] === '.' } as const
  return { kind: 'amid', start, end, person: personOf(match), pause }
}
