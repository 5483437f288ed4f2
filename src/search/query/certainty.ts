import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import { FOREIGN } from './foreign-words.ts'
import { isFunctionWord } from './function-words.ts'
import { readLanguage } from './language.ts'
import { isOfPeople, isOfPerson, type FoundFilter, type ReadFilter } from './read-filter.ts'
import { patternOf } from '../../text/pattern.ts'
import type { Stretch } from './stretch.ts'
import { aboutOf, isGlue } from './topic.ts'

const SAYS_ASKED = /(?<!\p{L})(?:ingezonden|gesteld|ingediend|asked|tabled|submitted)(?!\p{L})/iu

const SAYS_ANSWERED = new RegExp(
  patternOf`
    (?<!\p{L})(?:antwoord\p{L}*|beantwoord\p{L}*|ontvangen|answer\p{L}*|repl(?:y|ies|ied))(?!\p{L})
  `,
  'iu',
)

/** What dates refer to: "ingezonden in mei" dates questions, "antwoorden uit mei" dates answers. */
export function datesOf(query: string): 'asked' | 'answered' | 'either' {
  if (SAYS_ASKED.test(query)) return 'asked'
  if (SAYS_ANSWERED.test(query)) return 'answered'
  return 'either'
}

/** Whether words other than filters only join them and a period: "2023", "DENK in 2023". */
export function isAmongFilters(query: string, { start, end }: Stretch): boolean {
  const rest = `${query.slice(0, start)}${query.slice(end)}`
  return wordsOf(rest.replaceAll('\ue000', ' ')).every(({ text }) => isGlue(text))
}

/** Whether a period dates the documents: "vragen uit 2023", "wat zei de minister vorig jaar". */
export function isOfDocuments(query: string, { start, end }: Stretch): boolean {
  const before = query.slice(0, start)
  return OF_DOCUMENTS.test(before) || ARE_OF.test(query.slice(end))
}

/** "(18 mei 2020) gesteld", "(last month)'s answers" */
const ARE_OF = new RegExp(
  patternOf`
    ^(?:\s*(?:gesteld|ingediend|ingezonden|beantwoord|asked|answered)
    |['’]s (?:questions|answers|replies))(?!\p{L})
  `,
  'iu',
)

const OF_DOCUMENTS = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?:kamer)?vragen|questions|antwoord(?:en)?|answers|replies|stukken|documenten
    |documents|gesteld|ingediend|ingezonden|ontvangen|beantwoord|gevraagd|geantwoord|gezegd|asked
    |answered|tabled|submitted|zei|schreef|antwoordde|vroeg|said|wrote
    |replied)\s*(?:(?:van|door|by|from|of|aan|to|de|het|the|in|uit|op|on|minister|staatssecretaris
    |kabinet|cabinet|government|en|and)\s+|[\ue000(),&]\s*)*$
  `,
  'iu',
)

/**
 * For words that may or may not be a filter: within a sentence they are the topic, and so is
 * whatever follows "over". The "niet" of what is excluded makes no sentence.
 */
export function likely(
  query: string,
  read: readonly FoundFilter[],
  excluded: readonly Stretch[],
): FoundFilter[] {
  const sentence = isSentence(query, [...read, ...excluded])
  const isTold = onlyTells(query)
  return read.filter(({ filter, start, end, sure }) => {
    if (sure) return !isTold || filter.kind === 'document' || filter.kind === 'question'
    const before = query.slice(0, start)
    if (TOPIC_FOLLOWS.test(before) || (isOfPerson({ filter }) && IN_PLACE.test(before))) {
      return false
    }
    if (filter.kind === 'ministry' || !sentence) return true
    if (filter.kind === 'party' && THINKS.test(before)) return true
    const dates = isInYear(filter) || (filter.kind === 'period' && precedesTopic(query, end))
    return dates && saysWhenSaid(query)
  })
}

/**
 * A paragraph of a newspaper: whoever speaks in it need not have asked or answered, whenever that
 * was.
 */
function onlyTells(query: string): boolean {
  return wordsOf(query).length > LONGEST_REQUEST && !REQUESTS.test(query)
}

const LONGEST_REQUEST = 25

const REQUESTS = new RegExp(
  patternOf`
    \?|(?<!\p{L})(?:(?:kamer)?vra(?:ag|gen)|gevraagd|antwoord\p{L}*|beantwoord\p{L}*|ingezonden
    |ik|we|wij|graag|zoek|geef|toon|questions?|answer\p{L}*|repl(?:y|ies)|i|show|find|give
    |please)(?!\p{L})
  `,
  'iu',
)

const TOPIC_FOLLOWS =
  /(?<!\p{L})(?:over|about|tegen|against|aan|naar|voor|for)\s+(?:de\s+|the\s+)?$/iu

/** "Brand in Leerdam": a place, though a member has its name */
const IN_PLACE = /(?<!\p{L})(?:in|bij|te|uit|near|at)\s+$/iu

/** "Wat vindt DENK van …?": a party says it in its questions. */
const THINKS = new RegExp(
  patternOf`
    (?<!\p{L})(?:vindt|vond|vinden|denkt|wil|wilde|zegt|zei|does|did)\s+(?:de |the )?
    (?:partij |fractie van (?:de )?)?$
  `,
  'iu',
)

/** "Is er sinds mei 2023 iets gezegd over China?": what is asked about follows the period. */
function precedesTopic(query: string, end: number): boolean {
  return TOPIC.test(query.slice(end)) && !TOPIC.test(query.slice(0, end))
}

const TOPIC = /(?<!\p{L})(?:over|about|omtrent|inzake)(?!\p{L})/iu

/** Whether a date in a query dates what somebody said: "wat zei de minister vorig jaar?" */
export function saysWhenSaid(query: string): boolean {
  return SPEAKS.test(query)
}

/** "Wat zei de minister over China in september 2022?" dates the statement. */
const SPEAKS = new RegExp(
  patternOf`
    (?<!\p{L})(?:zei(?:den)?|zegt|gezegd|schreef|geschreven|antwoordde|geantwoord|beantwoord|meldde
    |stelde|gesteld|vroeg(?:en)?|gevraagd|said|say|says|wrote|write|written|answered|replied|asked
    |(?:iets|wat|nieuws|anything|something|news) (?:over|about))(?!\p{L})
  `,
  'iu',
)

/** Days or months: a year alone is usually part of the topic. */
function isInYear(filter: ReadFilter): boolean {
  if (filter.kind !== 'period' || filter.from === null || filter.to === null) return false
  return !(filter.from.endsWith('-01-01') && filter.to.endsWith('-12-31'))
}

/**
 * Whether a query is more than keywords: it has words that only sentences have; of another language
 * any of these, and a question mark.
 */
export function isSentence(query: string, read: readonly Stretch[]): boolean {
  const asks = /\?\s*$/u.test(query)
  const glue = asks ? GLUE_OF_QUESTIONS : KEYWORD_GLUE
  const foreign = asks ? FOREIGN.get(readLanguage(query)) : undefined
  return wordsOf(query).some(({ text, start }) => {
    const word = fold(text)
    if (foreign?.closed.has(word) === true) return true
    const isRead = read.some((each) => start >= each.start && start < each.end)
    return isFunctionWord(word) && !glue.has(word) && !isRead
  })
}

/**
 * Filters and nothing else: "DENK november 2024" can only be a selection, and so can "en van
 * DENK?". `likely` are those of `read` that a sentence leaves.
 */
export function allSure(
  query: string,
  { read, likely }: { read: readonly FoundFilter[]; likely: readonly FoundFilter[] },
): readonly FoundFilter[] {
  const only = (readings: readonly FoundFilter[]) => aboutOf(query, [], readings) === ''
  const [first] = read
  const isWhose = first !== undefined && isSomebodys(query, first) && only(read)
  const readings = isWhose ? read : likely
  return isWhose || (readings.length > 1 && only(readings))
    ? readings.map((each) => ({ ...each, sure: true }))
    : readings
}

/** "En van DENK?", "alleen die van Lindeboom", "only GroenLinks" */
function isSomebodys(query: string, first: FoundFilter): boolean {
  return isOfPeople(first) && WHOSE.test(query.slice(0, first.start))
}

const WHOSE = new RegExp(
  patternOf`
    ^\s*(?:(?:en|and|maar|but|ook|also|alleen|enkel|only|just),? ){0,2}
    (?:(?:die|dat|those|the ones) )?(?:van|door|by|from)\s+(?:(?:de|het|the)\s+)?
    (?:fractie van (?:de )?)?$
    |^\s*(?:alleen|enkel|only|just)\s+(?:(?:de|het|the)\s+)?$
  `,
  'iu',
)

/** Words that keyword queries contain too, also before a question mark: "PvdD over paarden?" */
const GLUE_OF_QUESTIONS = new Set(
  (
    'de het een the a an over about on in uit aan to sinds since vanaf tussen between tot voor ' +
    'for met with na bij op at'
  ).split(' '),
)

/** "Dijken van lindeboom?" asks a sentence, and "dijken van lindeboom" does not. */
const KEYWORD_GLUE = new Set([...GLUE_OF_QUESTIONS, ...'van of door by from en and or'.split(' ')])
