import { compareText } from '../domain/order.ts'
import { fold } from '../domain/fold.ts'
import { withoutSoftHyphens, wordsOf } from '../text/words.ts'
import { dateOf, questionOf, type Pair } from './corpus/catalogue.ts'
import type { Ranked } from './rank.ts'
import { patternOf } from '../text/pattern.ts'

/** Pairs whose answers say the same, by index. */
export interface Repeated {
  /** the best-ranked one, which stands for the others when they are judged */
  readonly leader: Ranked
  /** the one to show: that of the latest document */
  readonly shown: number
  /** the others, latest first */
  readonly others: readonly number[]
}

/** Two texts say the same if they share at least this part of their runs of three words. */
const SHARED = 0.85

/** Words per run. */
const RUN = 3

/** A figure, or a word that reverses an answer. */
const DECISIVE = new RegExp(
  patternOf`
    \p{N}|^(?:ja|nee|wel|niet|niets|niemand|nooit|nimmer|geen|geenszins|noch|evenmin|zonder|on\p{L}+
    |\p{L}+loos)$
  `,
  'u',
)

/** A shorter answer ("Ja.") says the same only to the same question. */
const SPEAKS_FOR_ITSELF = 12

/**
 * Groups ranked pairs whose answers have nearly the same text: under several numbers, or repeated a
 * year later. Their figures and their "niet" must agree, since another figure makes another answer.
 */
export function gatherRepeats(ranked: readonly Ranked[], pairs: readonly Pair[]): Repeated[] {
  const groups: { leader: Ranked; said: Said; members: number[] }[] = []
  for (const each of ranked) {
    const said = saidBy(pairs[each.pair]!)
    const group = groups.find((other) => isSame(other.said, said))
    if (group === undefined) groups.push({ leader: each, said, members: [each.pair] })
    else group.members.push(each.pair)
  }
  return groups.map(({ leader, members }) => {
    const [shown, ...others] = latestFirst(members, pairs)
    return { leader, shown: shown!, others }
  })
}

/** The parts of an answer that are compared. */
interface Said {
  readonly words: number
  /** of the answer, and of the question if the answer is short */
  readonly decisive: () => string
  readonly runs: () => ReadonlySet<string>
}

function saidBy(pair: Pair): Said {
  const answer = wordsIn(pair.answer.paragraphs.map(({ reading }) => reading.text).join(' '))
  const said =
    answer.length < SPEAKS_FOR_ITSELF ? [...wordsIn(questionOf(pair)), '?', ...answer] : answer
  let folded: readonly string[] | undefined
  let decisive: string | undefined
  let runs: ReadonlySet<string> | undefined
  const words = () => (folded ??= said.map(fold))
  return {
    words: said.length,
    decisive: () =>
      (decisive ??= words()
        .filter((word) => DECISIVE.test(word))
        .join(' ')),
    runs: () => (runs ??= runsIn(words())),
  }
}

function wordsIn(text: string): string[] {
  return wordsOf(withoutSoftHyphens(text)).map((word) => word.text)
}

function runsIn(words: readonly string[]): ReadonlySet<string> {
  const starts = Math.max(1, words.length - RUN + 1)
  return new Set(Array.from({ length: starts }, (_, at) => words.slice(at, at + RUN).join(' ')))
}

function isSame(a: Said, b: Said): boolean {
  // Nearly all comparisons end here, before any word is read or any text cut into runs.
  if (Math.min(a.words, b.words) < SHARED * Math.max(a.words, b.words)) return false
  if (a.decisive() !== b.decisive()) return false
  const [ours, theirs] = [a.runs(), b.runs()]
  let shared = 0
  for (const run of ours) if (theirs.has(run)) shared++
  return shared >= SHARED * (ours.size + theirs.size - shared)
}

/** Those of the same or an unknown day keep their order. */
function latestFirst(members: readonly number[], pairs: readonly Pair[]): number[] {
  return members.toSorted((a, b) => compareText(dateOf(pairs[b]!), dateOf(pairs[a]!)))
}
