import type { SaidChunk } from './quote-index.ts'

/**
 * Words and phrases that reverse a statement, make it conditional or partly take it back: closed
 * classes of Dutch and English grammar, and the verbs of denial. A word before "*" stands for all
 * that begin with it.
 */
const reservations = `
niet geen geenszins geenerlei niemand niets niks nooit nimmer nergens noch evenmin zonder nee neen
nauwelijks amper zelden allerminst allesbehalve onvoldoende uitgesloten onmogelijk
onjuist onwaar onterecht onwenselijk ongewenst verboden
ontken* betwist* weerspreek* weersproken betwijfel* twijfel* bestrijd* verwerp* weiger*
verhinder*
mits tenzij zolang indien ingeval zodra totdat alvorens alleen enkel slechts uitsluitend louter
hooguit hoogstens deels gedeeltelijk tijdelijk uitzondering*
voorwaard* voorbehoud afhankelijk vooropgesteld behalve behoudens uitgezonderd
voorzover inzoverre
maar echter evenwel hoewel ofschoon alhoewel niettemin desondanks desalniettemin tenminste althans
ondanks
wellicht misschien mogelijk mogelijkerwijs vermoedelijk waarschijnlijk vooralsnog voorlopig
vooreerst voorshands eventueel
zogenaamd zogenaamde zogeheten vermeend vermeende
not no never none nobody nothing nor neither without cannot unless provided if only except however
but
hardly barely although perhaps possibly
`
  .trim()
  .split(/\s+/)

/** Words that oppose those before them, so that only a quote of the latter drops them. */
export const contrasts = new Set(
  'maar echter evenwel niettemin desondanks desalniettemin but however'.split(' '),
)

const words = new Set(reservations.filter((word) => !word.endsWith('*')))
const stems = reservations.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))

/** Introductions to somebody else's claim: "de bewering dat het kabinet te traag handelt". */
const claims = 'bewering stelling suggestie aanname veronderstelling verwijt indruk idee gerucht'

/** Phrases that say more than their words. */
const phrases = [
  ...claims.split(' ').map((noun) => `${noun} dat`),
  ...['als zou', 'als zouden', 'voorkomen dat', 'voorkomt dat', 'voorkom dat', 'uit dat'],
  ...['pas als', 'pas wanneer', 'pas indien', 'pas nadat', 'in principe', 'in beginsel'],
  ...['voor zover', 'in zoverre', 'voor zolang', 'naar verwachting', 'naar verluidt'],
  ...['in theorie', 'in plaats van', 'afgezien van', 'ten dele', 'tot nader order'],
  ...['tot nu toe', 'gesteld dat', 'ware het', 'zij het met', 'zij het onder', 'zij het dat'],
  ...['in het geval', 'in geval van', 'as long as', 'so long as'],
].map((phrase) => phrase.split(' '))

/** Words that mean "about" or "at most" of the words right after them. */
const limits = [
  ...['maximaal', 'minimaal', 'ongeveer', 'circa', 'bijna', 'vrijwel', 'ruim', 'ten hoogste'],
  ...['ten minste', 'minder dan', 'meer dan', 'naar schatting'],
].map((limit) => limit.split(' '))

/** At the start of a sentence: "Zou de Raad instemmen, dan …". */
export const inverted = new Set(['zou', 'zouden', 'mocht', 'mochten', 'stel'])

/** "als" opens a condition before a subject, but not in "als minister" or "als gevolg van". */
const subjects = new Set(
  (
    'de het een er ik wij we u jij je hij zij ze men die dit dat deze daar hier dan geen alle ' +
    'iemand niemand blijkt sprake onze ons mijn uw hun zijn haar the a an it they he she we i you'
  ).split(' '),
)

/** A role, and not a subject: "als ministers", "als Kamerlid". */
const roles =
  /^(?:minister|staatssecretaris|premier|kamerle|kamerli|kabinet|bewinds|(?:eu)?lidst|lid$|leden|partners|experts|maatregelen|middelen|gevolgen|redenen|voorbeelden)/

/** Words that make "als" a comparison: "net als het vorige kabinet", "zowel … als …". */
const comparing = new Set(['net', 'dezelfde', 'hetzelfde', 'zelfde', 'evenals'])

const notConditions = new Set(['alshetgaatom', 'alsditgaatom', 'alsdegelegenheid'])

/** The number of chunks from `at` on that form a reservation; 0 if none begins there. */
export function reservationAt(said: readonly SaidChunk[], at: number): number {
  const { key, wording } = said[at]!
  // "zo spoedig mogelijk" takes nothing back
  if (key === 'mogelijk' && said[at - 2]?.key === 'zo') return 0
  // "don't"
  if (words.has(key) || stems.some((stem) => key.startsWith(stem)) || /n"t$/.test(wording)) return 1
  const phrase = phrases.find((parts) => parts.every((part, nth) => said[at + nth]?.key === part))
  if (phrase) return phrase.length
  if (key === 'tot') return endsAtNumber(said, at) ? 2 : 0
  return opensCondition(said, at) ? 1 : 0
}

/** The number of chunks in such a limit right before the chunk at `at`; 0 if there is none. */
export function limitsBefore(said: readonly SaidChunk[], at: number): number {
  const limit = limits.find((parts) =>
    parts.every((part, nth) => said[at - parts.length + nth]?.key === part),
  )
  return limit?.length ?? 0
}

/** "tot 2030", "tot 1 mei"; not "van 10 tot 20". */
function endsAtNumber(said: readonly SaidChunk[], at: number): boolean {
  const before = said.slice(Math.max(0, at - 3), at).map((part) => part.key)
  return /^\d/.test(said[at + 1]?.key ?? '') && !before.includes('van')
}

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
