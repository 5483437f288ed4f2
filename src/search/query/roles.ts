import { patternOf } from '../../text/pattern.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import { isSentence } from './certainty.ts'
import { isFunctionWord } from './function-words.ts'
import type { PersonKind } from './known-people.ts'
import { HONORIFIC, ROLE } from './speakers.ts'
import { isGlue } from './topic.ts'

/** The role of a named person: `topic` if the query is about them, null if it does not say. */
export function kindAt(query: string, start: number, end: number): PersonKind | 'topic' | null {
  const before = query.slice(0, start)
  const own = ownOf(query, end)
  if (own !== null && POSSESSIVE.test(query.slice(start, end))) return own
  const answers = ANSWERS.exec(before)
  if (answers !== null) {
    const { before: words = '', said } = answers.groups!
    if (ABOUT.test(words)) return 'topic'
    if (said !== undefined || LEADS.test(words)) return 'minister'
    return isKeyword(query, words) || isListed(query, words) ? null : 'topic'
  }
  if (ASKS.test(before) || (ASKED.test(query.slice(end)) && /\p{Lu}/u.test(query[start]!))) {
    return 'asker'
  }
  return null
}

/** The ending of who has something: "Veldkamp's", "Wassenbergs", "Veldkamp'ın" */
export const POSSESSIVE = /(?:['’](?:s|n?[ıiuü]n)|(?<=\p{L}{3})s)$/u

/** Whether what follows somebody who has it is what members or ministers write; null if neither. */
export function ownOf(query: string, end: number): PersonKind | null {
  const match = OWN.exec(query.slice(end))
  if (match === null) return null
  return match.groups!['asks'] === undefined ? 'minister' : 'asker'
}

const OWN = new RegExp(
  patternOf`
    ^(?:\s+(?:written|schriftelijke|earlier|eerdere|latest|laatste|recente?|new|nieuwe))?
    \s+(?:(?<asks>(?:kamer)?vra(?:ag|gen)|questions?|fragen?|soru\p{L}{0,8})
    |(?:beantwoording|antwoord(?:en)?|reactie|standpunt|mening|visie|uitspraken|answers?
    |repl(?:y|ies)|response|position|views?|opinion|statements?|antwort(?:en)?
    |cevab\p{L}{0,4}|yanıt\p{L}{0,4}|\ue000))(?!\p{L})
  `,
  'iu',
)

/** "vragen van", "questions by", "gesteld door": what leads from questions to who put them */
const PUT_BY = patternOf`
  (?:kamer)?vra(?:ag|gen)\s+(?:van|door)|questions?\s+(?:by|from|of|tabled by|asked by)
  |(?:gesteld|ingediend|gevraagd|asked|tabled|submitted|put)\s+(?:door|by)
`

/** What precedes a member who asks. */
const ASKS = new RegExp(
  patternOf`
    (?<![\p{L}])(?:(?:kamer|fractie)?(?:leden|lid)|kamerleden|volksvertegenwoordigers?|mp'?s?
    |members?(?: of parliament)?|${PUT_BY}|vroeg(?:en)?|vraagt|stelden?
    |(?:antwoord(?:en|de|t)?|answers?|repl(?:y|ies))
    (?: op| to|(?: (?!over )[\p{L}'’-]+){0,5} aan)|did
    |\ue000 (?:van|by|from|of)(?: [\p{L}'’-]+){1,5} (?:aan|to))\s+${HONORIFIC}$
  `,
  'iu',
)

/**
 * What follows who asks: "Lindeboom asked", "(wat wilde) DENK weten", "(heeft zij) daar ooit
 * Kamervragen over gesteld". Some patterns with it heed case.
 */
const HAS_ASKED = patternOf`
  vroeg|vraagt|ask(?:ed|s|ing)?
  |(?:(?:iets|ook|toen|al|eerder|allemaal) )?(?:gevraagd|gesteld|weten|wilde weten|wil weten)
  |(?:(?:hier|daar)over |ooit |al |eerder |ook |(?:hier|daar) ){0,3}(?:[Kk]amer)?vra(?:ag|gen)
  (?: over)? gesteld
`

/** What follows a member who asks, also "Lindeboom (XYZ)". */
const ASKED = new RegExp(String.raw`^\s*\(|^\s+(?:${HAS_ASKED})(?!\p{L})`, 'u')

/** "Vragen aan", "vragen van Lindeboom (XYZ) aan", "questions by XYZ to" */
const PUT_TO = patternOf`
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
const TAKES_UP_ANSWER = patternOf`
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
    ^\s*(?:(?:quotes?|cita(?:at|ten)|uitspra(?:ak|ken)) )?${TAKES_UP_ANSWER}
    (?:(?:d(?:e|er|ie)|the|le|la|el) )?$
    |(?<!\p{L})(?:zegt|zei|vindt|vond|schrijft|schreef|antwoordt|antwoordde|volgens|according to
    |did|does|${PUT_TO})\s*(?:de |the )?$
    |(?<!\p{L})(?:vroeg(?:en)?|vraagt|ask(?:s|ed)?)(?: [\p{L}'’-]+){0,4} ?(?:aan |of )?
    (?:de |the )?$
    |\ue000\s*(?:(?:van|door|aan|by|from|of|to) )?(?:de |the )?$
  `,
  'iu',
)

/** Whether "minister X" is one keyword among others, as in "Kenia minister X": X may answer. */
function isKeyword(query: string, before: string): boolean {
  const last = wordsOf(before).at(-1)?.text ?? ''
  return !isFunctionWord(fold(last)) && !isSentence(query, [])
}

/**
 * "Antwoorden uit 2024 van minister X": X may have given them, and "antwoorden over het ontslag van
 * minister X" may be about X.
 */
function isListed(query: string, before: string): boolean {
  return LISTS.test(before) && !isSentence(query, [])
}

const LISTS = new RegExp(
  patternOf`
    ^\s*(?:(?:ik zoek|zoek|geef|toon|vind|show|find|de|alle|all|the) ){0,3}
    (?:alles|antwoord(?:en)?|vragen|stukken|documenten|everything|answers?|questions|documents)
    (?: [^\s?!.;]+){0,8} (?:van|door|by|from|of) (?:de |the )?$
  `,
  'iu',
)

/** Whether words make whoever follows the topic, who neither asks nor answers then. */
export function makesTopic(before: string): boolean {
  return ABOUT.test(before)
}

/** Whether a party asks: "vragen van DENK", "by GroenLinks", "SP-vragen", "Lindeboom (XYZ)". */
export function partyAsks(query: string, start: number, end: number): boolean {
  return (
    ASKED_BY_PARTY.test(query.slice(0, start)) ||
    PARTY_ASKED.test(query.slice(end)) ||
    (/\ue000\s*\($/u.test(query.slice(0, start)) && query[end] === ')')
  )
}

const ASKED_BY_PARTY = new RegExp(
  patternOf`
    (?<!\p{L})(?:${PUT_BY}|(?:kamer)?vra(?:ag|gen)\s+uit|(?:wie|kamerl(?:id|eden))\s+van
    |(?:kamer)?vragen(?:\s+(?:zijn|waren|er|al|gesteld)){1,4}\s+(?:van|door)
    |questions?\s+(?:du|des?)
    |fragen?\s+(?:der|von|des)|preguntas?\s+(?:del?|por)|vroeg(?:en)?|vraagt|did|fractie\s+van
    |(?:kamer)?vra(?:ag|gen)(?:\s+[\p{L}'’-]+){0,6}?\s+(?:stelden?|heeft|hebben)
    |(?:antwoord(?:en|de|t)?|answers?|repl(?:y|ies))(?: (?!over )[\p{L}\ue000'’-]+){0,5} (?:aan|to))
    \s+(?:(?:de|the|het)\s+)?
    (?:(?:fractie|partij|group|party|leden|mps?)\s+(?:van|of)?\s*(?:(?:de|the)\s+)?)?(?:[\ue000\s,&]
    |en\s|and\s)*$
  `,
  'iu',
)

/** "SP-vragen" are the party's own; "CDA-ministers" are not questions. */
export const OF_A_PARTY = patternOf`
  (?:(?:kamer)?(?:vra(?:ag|gen)|leden|lid|fractie)|questions?|mps?)(?!\p{L})
`

const PARTY_ASKED = new RegExp(String.raw`^[\s-]+(?:${OF_A_PARTY}|(?:${HAS_ASKED})(?!\p{L}))`, 'iu')

/**
 * Whether a ministry answers: "antwoord van de minister van Financiën", "volgens het ministerie van
 * Defensie", and at the beginning. Behind "en die van" only where nothing else is said.
 */
export function ministryAnswers(query: string, start: number, end: number): boolean {
  const before = query.slice(0, start)
  if (ANSWERED_BY.test(before)) return true
  return TAKEN_UP.test(before) && wordsOf(query.slice(end)).every(({ text }) => isGlue(text))
}

const TAKEN_UP = new RegExp(`^\\s*${TAKES_UP_ANSWER}(?:(?:de|het|the)\\s+)?$`, 'iu')

const ANSWERED_BY = new RegExp(
  patternOf`
    (?:^\s*
    |(?<!\p{L})(?:(?:antwoord(?:en)?|beantwoord(?:ing)?|reactie|answer(?:s|ed)?|repl(?:y|ies|ied)
    |response)\s+(?:van|door|by|from|of)|${PUT_TO}|volgens|according to
    |zegt|zei|schreef|antwoordde|vindt|did|does)\s+)(?:(?:de|het|the)\s+)?
    (?:\ue000+\s*)?$
  `,
  'iu',
)
