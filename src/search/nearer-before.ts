import type { Found, Passage } from './search.ts'

type Listed = Pick<Found, 'passages' | 'weak'>

/** The readings of a query behind others. */
interface Readings {
  readonly alone: Listed
  /** alone, in the document that was found before */
  readonly within: Listed
  /** beside the queries before; null if it names too much to go on from them */
  readonly beside: Listed | null
}

/** The part of its score beside the queries before; the rest is of its score alone. */
const BESIDE = 0.3

/**
 * How far an answer of the document found before may score below the best elsewhere: where a query
 * may go on from those before it, and where it names enough to stand. With more, more follow-ups in
 * conversations come out right, and fewer short questions behind one on something else.
 */
const LAG = { goingOn: 0.5, standing: 0.2 }

/**
 * The answer of the document found before that a query asks for; null if what it finds alone
 * stays. "En Duitsland?" is near to many answers, and to one of that document.
 */
export function nearerBefore({ alone, within, beside }: Readings): Passage | null {
  const [first] = lookedAt(alone)
  const others = beside === null ? [] : lookedAt(beside)
  const besideOf = ({ answerId }: Passage) => others.find((each) => each.answerId === answerId)
  const least = others.at(-1)?.score
  const scoreOf = (passage: Passage): number =>
    least === undefined
      ? passage.score
      : (1 - BESIDE) * passage.score + BESIDE * (besideOf(passage)?.score ?? least)
  const [best] = lookedAt(within).toSorted((a, b) => scoreOf(b) - scoreOf(a))
  if (first === undefined || best === undefined) return null
  const lag = beside === null ? LAG.standing : LAG.goingOn
  const isFirst = best.answerId === alone.passages[0]?.answerId
  if (isFirst || scoreOf(best) + lag < scoreOf(first)) return null
  if (beside === null) return best.relevance === 'strong' ? best : null
  const { relevance } = best
  const { relevance: withOthers = 'weak' } = besideOf(best) ?? {}
  // Where nothing stands alone, what the query leads to may do without its words.
  const isFound = relevance !== 'weak' || (withOthers !== 'weak' && alone.passages.length === 0)
  if (!isFound) return null
  // Beside a query that finds it, an answer is strong whatever the next one asks.
  const verdicts = [relevance, withOthers]
  const isSure = verdicts.includes('strong') && !verdicts.includes('weak')
  return { ...best, relevance: isSure ? 'strong' : 'possible' }
}

/** All that was looked at, best first. */
function lookedAt({ passages, weak }: Listed): readonly Passage[] {
  return [...passages, ...weak]
}
