import type { SaidChunk } from './quote-index.ts'
import { reportAt } from './reported-speech.ts'
import { limits, phrases, stems, words } from './reservation-words.ts'
import { MONTHS } from '../domain/months.ts'
import { patternOf } from '../text/pattern.ts'
import { isSentenceEnd } from './wording.ts'

/** At the start of a sentence: "Zou de Raad instemmen, dan …", "Of dat zo is, weet ik niet". */
const inverted = new Set(['zou', 'zouden', 'mocht', 'mochten', 'stel', 'of', 'ware'])

/** At the start of a clause that ends with a comma: "Was er geld, dan …", "Komt er geld, …". */
const conditional = new Set(
  (
    'had hadden was waren is zijn komt komen kwam kwamen wordt worden werd werden blijkt blijken ' +
    'bleek bleken heeft hebben kan kunnen kon konden gaat gaan ging gingen moet moeten moest ' +
    'moesten wil willen wilde wilden lukt slaagt krijgt krijgen doet doen stemt stemmen'
  ).split(' '),
)

/**
 * "als" opens a condition before a subject and in "als uit onderzoek blijkt", but not in "als
 * minister" or "als gevolg van".
 */
const subjects = new Set(
  (
    'de het een er ik wij we u jij je hij zij ze men die dit dat deze daar hier dan geen alle ' +
    'iemand niemand blijkt blijken sprake onze ons mijn uw hun zijn haar the a an it they he ' +
    'she i you aan uit na bij door'
  ).split(' '),
)

/** A role, and not a subject: "als ministers", "als Kamerlid". */
const roles = new RegExp(patternOf`
    ^(?:minister|staatssecretaris|premier|kamerle|kamerli|kabinet|bewinds|(?:eu)?lidst|lid$|leden
    |partners|experts|maatregelen|middelen|gevolgen|redenen|voorbeelden)
  `)

/** Words that make "als" a comparison: "net als het vorige kabinet", "zowel … als …". */
const comparing = new Set(['net', 'dezelfde', 'hetzelfde', 'zelfde', 'evenals'])

const notConditions = new Set(['alshetgaatom', 'alsditgaatom', 'alsdegelegenheid'])

/** The number of chunks from `at` on that form a reservation; 0 if none begins there. */
export function reservationAt(said: readonly SaidChunk[], at: number): number {
  const { key, wording } = said[at]!
  // "zo spoedig mogelijk" and "zo snel als mogelijk" take nothing back
  if (key === 'mogelijk' && [at - 2, at - 3].some((so) => said[so]?.key === 'zo')) return 0
  // "don't"
  if (words.has(key) || stems.some((stem) => key.startsWith(stem)) || /n"t$/.test(wording)) return 1
  const phrase = phrases
    .get(key)
    ?.find((parts) => parts.every((part, nth) => said[at + nth]?.key === part))
  if (phrase) return phrase.length
  if (key === 'op') return exceptionAt(said, at)
  if (key === 'al') return concedes(said, at) ? 2 : 0
  if (key === 'zij' && said[at + 1]?.key === 'het') return followsPause(said, at) ? 2 : 0
  if (key === 'volgens') return reportsAt(said, at) ? 1 : 0
  const report = reportAt(said, at)
  if (report > 0) return report
  if (key === 'tot') return endsInTime(said, at) ? 2 : 0
  return opensCondition(said, at) ? 1 : 0
}

/** The number of chunks in such a limit right before the chunk at `at`; 0 if there is none. */
export function limitsBefore(said: readonly SaidChunk[], at: number): number {
  const limit = limits.find((parts) =>
    parts.every((part, nth) => said[at - parts.length + nth]?.key === part),
  )
  return limit?.length ?? 0
}

/** "pas in 2030", "eerst na advies" right after a quote: 2 chunks; 0 if it is not such a delay. */
export function delayAt(said: readonly SaidChunk[], at: number): number {
  const [adverb, when] = [said[at]?.key, said[at + 1]?.key ?? '']
  return (adverb === 'pas' || adverb === 'eerst') && delays.test(when) ? 2 : 0
}

const delays = /^(?:in|na|vanaf|op|over|later|dan|om|\d.*)$/

/** "tot 2030", "70% van de kosten tot 300 euro"; not "van 10 tot 20", "vragen 3 tot en met 5" */
function endsInTime(said: readonly SaidChunk[], at: number): boolean {
  const before = said.slice(Math.max(0, at - 3), at).map((part) => part.key)
  const isRange = before.some((key, nth) => key === 'van' && times.test(before[nth + 1] ?? ''))
  if (isRange || /^\d+$/.test(before.at(-1) ?? '')) return false
  const next = said[at + 1]?.key ?? ''
  const then = next === 'en' && said[at + 2]?.key === 'met' ? (said[at + 3]?.key ?? '') : next
  return times.test(then)
}

const times = new RegExp(patternOf`
    ^(?:\d.*|begin|medio|halverwege|eind|einde|uiterlijk|${MONTHS.join('|')})$
  `)

/**
 * True if the sentence opens with a condition that ends before the chunk at `from`: "Was er geld,
 * dan steunde ik dat".
 */
export function opensInverted(
  said: readonly SaidChunk[],
  [first, from]: readonly [number, number],
): boolean {
  const { key } = said[first]!
  if (from <= first) return false
  if (inverted.has(key)) return true
  return conditional.has(key) && said.slice(first, from).some(({ wording }) => /,$/.test(wording))
}

/** The number of chunks in "op artikel 3 na" or "op één punt na"; 0 for anything else. */
function exceptionAt(said: readonly SaidChunk[], at: number): number {
  const nth = said.slice(at + 2, at + 6).findIndex(({ key }) => key === 'na')
  const end = at + 2 + nth
  if (nth < 0 || said[end - 1]!.key === 'over') return 0
  return said[end + 1] === undefined || /[.,;:)]$/.test(said[end]!.wording) ? end + 1 - at : 0
}

const finite = new RegExp(patternOf`
    ^(?:is|zijn|was|waren|blijft|blijven|moet|moeten|wordt|worden|kan|kunnen|zal|zullen|geldt|heeft
    |hebben|gaat|vind|vindt)$
  `)

/** "…, al is het duur", "ook al is het duur"; not "dat is al besloten". */
function concedes(said: readonly SaidChunk[], at: number): boolean {
  if (!finite.test(said[at + 1]?.key ?? '')) return false
  return said[at - 1]?.key === 'ook' || followsPause(said, at)
}

function followsPause(said: readonly SaidChunk[], at: number): boolean {
  return /[,;(–-]$/.test(said[at - 1]?.wording ?? '') || said[at]!.wording.startsWith('(')
}

/** "Dat het kabinet faalt, is onzin": words of agreement, with which such a claim stands. */
const agreement = new RegExp(patternOf`
    ^(?:juist|waar|feit|feitelijk|duidelijk|helder|bekend|klopt|zeker|evident|vast|vaststaat|goed
    |terecht|belangrijk|begrijpelijk|deel|delen|deelt|onderschrij.*|beaam|beamen|erken|erkennen
    |bevestig|bevestigen|eens|mijn|onze|trek|trekt|trekken|kom|komt|komen|kwam|kwamen|blijf|blijft)$
  `)

/** Introductions to a claim that the minister may share: "de conclusie dat". */
const opinions = new Set(
  'conclusie mening opvatting oordeel standpunt visie gevoel redenering argument lezing'.split(' '),
)

interface Place {
  readonly sentence: readonly [number, number]
  readonly quote: readonly [number, number]
}

/**
 * The words that make the quote a claim on which the rest of its sentence passes judgement: "Dat
 * het kabinet faalt, is onzin", "de conclusie dat het kabinet faalt is voorbarig". Empty if the
 * sentence agrees with it.
 */
export function claimOpened(
  said: readonly SaidChunk[],
  { sentence: [first, last], quote: [from, to] }: Place,
): (readonly [number, number])[] {
  const keys = (start: number, end: number) => said.slice(start, end).map(({ key }) => key)
  if ([...keys(first, from), ...keys(to, last)].some((key) => agreement.test(key))) return []
  const [opening, subject] = keys(first, first + 2)
  const isClause = subject !== 'zijn' && subjects.has(subject ?? '')
  if (opening === 'dat' && isClause && first < from && to < last) return [[first, first + 1]]
  const at = keys(first, from).findLastIndex(
    (key, nth) =>
      opinions.has(key) &&
      said[first + nth + 1]?.key === 'dat' &&
      said[first + nth - 1]?.key !== 'van',
  )
  return at >= 0 && first + at + 2 <= from ? [[first + at, first + at + 2]] : []
}

/**
 * "Volgens critici faalt …", "…, volgens de Kamer", "… volgens de krant."; not "volgens artikel 3"
 * or "volgens mij".
 */
function reportsAt(said: readonly SaidChunk[], at: number): boolean {
  const ends = said.slice(at + 1, at + 4).some(isSentenceEnd)
  if (!said[at]!.opens && !followsPause(said, at) && !ends) return false
  const source = said.slice(at + 1, at + 4).find(({ key }) => !determiners.has(key))
  return source !== undefined && !rulesOrOurs.test(source.key)
}

const determiners = new Set('de het een deze dit die dat alle'.split(' '))

/** Sources that are not speakers, and the cabinet itself. */
const rulesOrOurs = new RegExp(patternOf`
    ^(?:artikel|lid|mij|ons|onze|eigen|grondwet|wet|besluit|regel|procedure|verordening|richtlijn
    |verdrag|plan|schema|afspra|vast|geldend|huidig|bestaand|normal|gebruikelijk|protocol|methode
    |model|systemati|definitie|begroting|kabinet|regering|ministerie)
  `)

/** True for the "als", "wanneer" or "mocht" of a condition. */
function opensCondition(said: readonly SaidChunk[], at: number): boolean {
  const { key } = said[at]!
  const subject = said[at + 1]
  if (key === 'wanneer' || key === 'when') return true
  if (key === 'mocht' || key === 'mochten') return subjects.has(subject?.key ?? '')
  if (key !== 'als' || subject === undefined) return false
  const next = said.slice(at, at + 4).map((part) => part.key)
  if (notConditions.has(next.join('')) || notConditions.has(next.slice(0, 3).join(''))) return false
  const before = said.slice(Math.max(0, at - 8), at).map((part) => part.key)
  if (comparing.has(before.at(-1) ?? '') || before.includes('zowel')) return false
  if (subjects.has(subject.key)) return true
  // "als gemeenten meedoen", "als Nederland meedoet"
  return /^\p{Lu}|(?:en|s)[,.]?$/u.test(subject.wording) && !roles.test(subject.key)
}
