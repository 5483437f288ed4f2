import type { SaidChunk } from './quote-index.ts'
import { participles, particles, reports } from './reservation-words.ts'
import { sentenceStart } from './sentence.ts'
import { isSentenceEnd } from './wording.ts'

/** Words between the verb and its "dat": "stelt de Autoriteit in haar rapport dat". */
const mostBetween = 5

/**
 * The number of chunks in words that report somebody else's: "critici stellen dat", "antwoordde
 * mijn ambtsvoorganger dat", "(de politie heeft) gemeld dat"; 0 for the cabinet's own, and anything
 * else.
 */
export function reportAt(said: readonly SaidChunk[], at: number): number {
  const { key } = said[at]!
  const isParticiple = participles.has(key)
  const isOpinion = opinions.has(key) && said[at - 1]?.key === 'van'
  if (!isParticiple && !isOpinion && !reports.has(key) && !particles.has(key)) return 0
  const from = sentenceStart(said, at)
  const before = said.slice(from, at).map((part) => part.key)
  const isBare = isParticiple || isOpinion
  // "te benadrukken dat", "dat wil zeggen dat", "dit verklaart dat"
  if (!isBare && notSpeakers.has(before.at(-1) ?? '')) return 0
  if (isParticiple && !before.some((word) => agents.has(word))) return 0
  if ((isBare ? before : before.slice(-6)).some((word) => own.has(word))) return 0
  if (`${before.join(' ')} `.includes('door mij ')) return 0
  const between: string[] = []
  for (let to = at; to <= at + (isBare ? 0 : mostBetween); to++) {
    const next = said[to + 1]
    if (next === undefined || isSentenceEnd(said[to]!)) return 0
    if (next.key === 'dat') {
      const particle = between.at(-1) ?? ''
      const wanted = particles.get(key)
      const isReport = wanted === undefined ? !notReports.has(particle) : particle === wanted
      return isReport ? to + 2 - at : 0
    }
    if (/[,;:]$/.test(said[to]!.wording) || own.has(next.key)) return 0
    between.push(next.key)
  }
  return 0
}

const own = new Set(
  'ik wij we kabinet regering rijksoverheid bewindslieden bewindspersonen'.split(' '),
)

const notSpeakers = new Set('te wil dit'.split(' '))

/** "heeft gemeld dat", "is door de Raad gemeld dat"; not "daarmee is niet gezegd dat" */
const agents = new Set('heeft hebben had hadden door'.split(' '))

/** "is van mening dat" */
const opinions = new Set('mening oordeel opvatting'.split(' '))

/** With these the verb is another, or no report: "schrijft voor dat", "meldt zoals dat hoort". */
const notReports = new Set('aan af in op toe uit vast voor voorop zoals zonder en of'.split(' '))
