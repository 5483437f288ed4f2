import type { SourceDocument } from '../domain/document.ts'
import { haveMinistryInCommon } from '../domain/ministry.ts'
import { compareText } from '../domain/order.ts'
import { concerns } from '../domain/question-number.ts'
import { questionsTo } from '../domain/questions.ts'
import { wordsDigest } from '../domain/words-digest.ts'
import { dotProduct } from '../vectors/dots.ts'
import { dateOf, questionOf, type Pair } from './corpus/catalogue.ts'
import { isProcedural } from './signals/procedural.ts'

/** Gives the vectors of paragraphs, as `Store.vectorsOf`. */
export type VectorsOf = (paragraphIds: readonly string[]) => Promise<Map<string, Float32Array>>

/**
 * Finds those of these pairs that a later one supersedes, and maps the id of each older answer to
 * the id of the latest. Two pairs are on one matter if the cosine of their nearest paragraphs is at
 * least `least` and one ministry answered both; dates alone prove nothing. Another question of the
 * same set is another matter: a later document answers those that an earlier one left. Questions
 * about the answering itself ("Kunt u deze vragen afzonderlijk beantwoorden?") hold no position.
 */
export async function newerPositions(
  pairs: readonly Pair[],
  { least, vectorsOf }: { least: number; vectorsOf: VectorsOf },
): Promise<Map<string, string>> {
  const telling = pairs.filter((pair) => pair.document.answered !== null && !isFormal(pair))
  // Latest first, so that the first match is the newest position.
  const latest = telling.toSorted(
    (a, b) => compareText(dateOf(b), dateOf(a)) || compareText(idOf(a), idOf(b)),
  )
  const couples = latest.flatMap((older) =>
    latest
      .filter((later) => dateOf(later) > dateOf(older))
      .filter((later) => haveMinistryInCommon(older.document, later.document))
      .filter((later) => !areOfOneSet(older.document, later.document) || askTheSame(older, later))
      .map((later) => ({ older, later })),
  )
  const newer = new Map<string, string>()
  if (couples.length === 0) return newer
  const paragraphs = new Set(couples.flatMap(({ older, later }) => [older, later].flatMap(partsOf)))
  const vectors = await vectorsOf([...paragraphs])
  for (const { older, later } of couples) {
    if (newer.has(idOf(older))) continue
    if (nearness(older, later, vectors) >= least) newer.set(idOf(older), idOf(later))
  }
  return newer
}

/** Whether both answer the questions that were asked together, in whole or in part. */
function areOfOneSet(one: SourceDocument, other: SourceDocument): boolean {
  if (one.zaken.length > 0 && other.zaken.length > 0) {
    return one.zaken.some((zaak) => other.zaken.includes(zaak))
  }
  return (
    one.asked !== null &&
    one.asked === other.asked &&
    one.words.questions.some((question) => other.words.questions.includes(question))
  )
}

/** By number, or by words where a later document counts anew. */
function askTheSame(one: Pair, other: Pair): boolean {
  const wordsOf = ({ document, answer }: Pair) =>
    questionsTo(document, answer).map(({ reading }) => wordsDigest(reading.text))
  const asked = wordsOf(one)
  return (
    one.answer.numbers.some((number) =>
      other.answer.numbers.some((another) => concerns(number, another)),
    ) || wordsOf(other).some((question) => asked.includes(question))
  )
}

/** The cosine of the two nearest paragraphs, one from each pair. */
export function nearness(
  one: Pick<Pair, 'answer'>,
  other: Pick<Pair, 'answer'>,
  vectors: ReadonlyMap<string, Float32Array>,
): number {
  const [ours, theirs] = [one, other].map((pair) =>
    partsOf(pair).flatMap((id) => vectors.get(id) ?? []),
  )
  let nearest = -1
  for (const own of ours!)
    for (const each of theirs!) nearest = Math.max(nearest, dotProduct(own, each))
  return nearest
}

function partsOf({ answer }: Pick<Pair, 'answer'>): string[] {
  return answer.paragraphs.map(({ id }) => id)
}

/** A question about the answers themselves, or about a report that the minister read. */
const FORMAL = [
  // "Kunt u deze vragen afzonderlijk beantwoorden?" "Bent u bereid alle vragen apart te
  // beantwoorden?"
  /\bvra(?:ag|gen)\b.{0,160}\bbeantwoord|\bbeantwoord\p{L}*\b.{0,80}\bvra(?:ag|gen)\b/iu,
  // "Bent u bekend met het bericht …?" "Kent u het artikel …?" "Heeft u kennisgenomen van …?"
  /^\W*(?:bent u bekend met|kent u|heeft u kennis\s?genomen van|is het u bekend)\b/iu,
]

/** "Ja." and "Ja, daar ben ik mee bekend." */
const FEW_WORDS = 8

/** An answer that only refers elsewhere, or a short one to a question of form. */
export function isFormal(pair: Pick<Pair, 'document' | 'answer'>): boolean {
  const { answer } = pair
  if (isProcedural(answer)) return true
  const words = answer.paragraphs.flatMap(({ reading }) => reading.text.split(/\s+/u))
  if (words.length > FEW_WORDS) return false
  const question = questionOf(pair)
  return FORMAL.some((pattern) => pattern.test(question))
}

function idOf({ answer }: Pair): string {
  return answer.id
}
