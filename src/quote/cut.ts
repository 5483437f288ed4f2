import { saidRange, type ChunkRange, type Compared } from './compared.ts'
import type { SaidChunk } from './quote-index.ts'
import { abbreviates, isSentenceEnd } from './wording.ts'

/** Words of the passage that limit or turn round what the quote says, and that the quote drops. */
export interface Cut {
  readonly said: ChunkRange
  /** on which side of the quote they stand, or within it behind a mark of omission */
  readonly place: 'before' | 'within' | 'behind'
}

/**
 * Words and phrases that turn a statement round, make it conditional or take part of it back:
 * closed classes of Dutch and English grammar, and the verbs of denial. A word before "*" stands
 * for all that begin with it.
 */
const reservations = `
niet geen geenszins geenerlei niemand niets niks nooit nimmer nergens noch evenmin zonder nee neen
nauwelijks amper zelden allerminst onvoldoende uitgesloten
onjuist onwaar onterecht ontken* betwist* weerspreek* weersproken betwijfel* twijfel*
mits tenzij zolang indien ingeval zodra totdat alvorens alleen enkel slechts uitsluitend louter
hooguit hoogstens voorwaard* voorbehoud afhankelijk vooropgesteld behalve behoudens uitgezonderd
voorzover inzoverre
maar echter evenwel hoewel ofschoon alhoewel niettemin desondanks desalniettemin tenminste althans
ondanks
wellicht misschien mogelijk mogelijkerwijs vermoedelijk waarschijnlijk vooralsnog voorlopig
eventueel
zogenaamd zogenaamde zogeheten vermeend vermeende
not no never none nobody nothing nor neither without cannot unless provided if only except however
but
hardly barely although perhaps possibly
`
  .trim()
  .split(/\s+/)

/** What stands against the words before it, so that only a quote of those drops it. */
const contrasts = new Set(
  'maar echter evenwel niettemin desondanks desalniettemin but however'.split(' '),
)

const words = new Set(reservations.filter((word) => !word.endsWith('*')))
const stems = reservations.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))

/** Phrases whose words say less alone; the last of "als" is what makes it a condition. */
const phrases = [
  ['pas', 'als'],
  ['pas', 'wanneer'],
  ['pas', 'indien'],
  ['pas', 'nadat'],
  ['in', 'principe'],
  ['in', 'beginsel'],
  ['voor', 'zover'],
  ['in', 'zoverre'],
  ['voor', 'zolang'],
  ['naar', 'verwachting'],
  ['as', 'long', 'as'],
  ['so', 'long', 'as'],
]

/**
 * "als", "wanneer" and "mocht" open a condition before a subject: not "als minister", "als gevolg
 * van".
 */
const conditions = new Set(['als', 'wanneer', 'mocht', 'mochten', 'when'])
const subjects = new Set(
  (
    'de het een er ik wij we u jij je hij zij ze men die dit dat deze daar hier dan geen alle ' +
    'iemand niemand blijkt sprake onze ons mijn uw hun zijn haar the a an it they he she we i you'
  ).split(' '),
)
const notConditions = new Set(['alshetgaatom', 'alsditgaatom', 'alsdegelegenheid'])

/** How many chunks from `at` on are a reservation; 0 where none begins. */
function reservationAt(said: readonly SaidChunk[], at: number): number {
  const key = said[at]!.key
  // "zo spoedig mogelijk" takes nothing back
  if (key === 'mogelijk' && said[at - 2]?.key === 'zo') return 0
  if (words.has(key) || stems.some((stem) => key.startsWith(stem))) return 1
  const phrase = phrases.find((parts) => parts.every((part, nth) => said[at + nth]?.key === part))
  if (phrase) return phrase.length
  if (!conditions.has(key) || !subjects.has(said[at + 1]?.key ?? '')) return 0
  const next = said.slice(at, at + 4).map((part) => part.key)
  return notConditions.has(next.join('')) || notConditions.has(next.slice(0, 3).join('')) ? 0 : 1
}

/** The sentences of the passage that the quote begins and stops in, whole. */
export function sentenceRange(compared: Compared): ChunkRange {
  const { said } = compared
  let [from, to] = saidRange(compared)
  while (from > 0 && !sentenceEnds(said, from - 1)) from--
  while (to < said.length && !sentenceEnds(said, to - 1)) to++
  return [from, to]
}

/**
 * True where a sentence ends with this chunk. A block ends one, unless it breaks off in the middle
 * as at the end of a page; an abbreviation ends none.
 */
function sentenceEnds(said: readonly SaidChunk[], at: number): boolean {
  const part = said[at]!
  const next = said[at + 1]
  if (next === undefined) return true
  if (next.block !== part.block)
    return !/^\p{Ll}/u.test(next.wording) || /[.?!:;]$/.test(part.wording)
  return isSentenceEnd(part) && /^["([{]*[\p{Lu}\p{N}]/u.test(next.wording) && !abbreviates(part)
}

/** What the quote drops of its sentences that it must not drop. Empty where it cuts nothing off. */
export function reservationsCut(compared: Compared): Cut[] {
  const { said, alignment } = compared
  const [from, to] = saidRange(compared)
  const [first, last] = sentenceRange(compared)
  const taken = new Set(alignment.steps.map((step) => (step.quoted === null ? null : step.said)))
  const within = said.flatMap((_, at) => {
    const dropped = from <= at && at < to && !taken.has(at)
    return dropped && reservationAt(said, at) > 0 ? [[at, at + 1] as const] : []
  })
  return [
    ...cutsIn(said, [first, from])
      .filter(([at]) => !contrasts.has(said[at]!.key))
      .map((range) => ({ said: range, place: 'before' as const })),
    ...within.map((range) => ({ said: range, place: 'within' as const })),
    ...cutsIn(said, [to, last]).map((range) => ({ said: range, place: 'behind' as const })),
  ]
}

function cutsIn(said: readonly SaidChunk[], [from, to]: ChunkRange): ChunkRange[] {
  const found: ChunkRange[] = []
  for (let at = from; at < to;) {
    const length = Math.min(reservationAt(said, at), to - at)
    if (length > 0) found.push([at, at + length])
    at += Math.max(1, length)
  }
  return found
}
