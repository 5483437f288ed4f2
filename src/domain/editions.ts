import type { Corrections } from './corrections.ts'
import { BEST_FIRST, type SourceDocument } from './document.ts'
import { haveMinistryInCommon } from './ministry.ts'
import { isPerson } from './names.ts'
import { compareText } from './order.ts'
import { seriesNumber } from './publication.ts'

type Published = Pick<
  SourceDocument,
  | 'id'
  | 'kind'
  | 'askers'
  | 'ministers'
  | 'onBehalfOf'
  | 'zaken'
  | 'publication'
  | 'source'
  | 'asked'
  | 'answered'
  | 'answers'
  | 'words'
>

/** Which documents contain the same answers: a minister's letter and its official publication. */
export interface Editions<T> {
  /** the other documents with the same answers, the preferred one first */
  of(id: string): readonly Edition<T>[]
  /** answers shown as those of another document with the same words */
  readonly elsewhere: ReadonlyMap<string, T>
}

/** Another document with the same answers, and the numbers of those whose words differ there. */
export interface Edition<T> {
  readonly document: T
  readonly differing: readonly string[]
}

/** A question shared by more documents than this is a routine one: "Kent u het bericht?" */
const USUAL = 12

/**
 * A letter and its publication are dated within days of one another; a greater distance means
 * another letter.
 */
const DAYS_APART = 60

/**
 * Finds documents that contain the same answers under different ids: they share a matter or, where
 * one names none, members, a ministry and questions; and at least half of their answers have the
 * same words under the same numbers. A correction is not an edition of its original, nor is another
 * publication. The official publication is preferred; of equals, the better format.
 */
export function editionsOf<T extends Published>(
  documents: readonly T[],
  corrections: Pick<Corrections<T>, 'by'>,
): Editions<T> {
  const editions = new Map<string, Edition<T>[]>()
  const elsewhere = new Map<string, T>()
  const answering = documents.filter(({ kind }) => kind === 'answers')
  for (const [first, second] of candidates(answering)) {
    const isCorrected =
      corrections.by(first.id)?.id === second.id || corrections.by(second.id)?.id === first.id
    if (isCorrected || !answersTheSame(first, second)) continue
    const compared = compare(first, second)
    if (compared === null) continue
    const [shown, other] = [first, second].sort(byPreference) as [T, T]
    add(editions, shown.id, { document: other, differing: compared.differing })
    add(editions, other.id, { document: shown, differing: compared.differing })
    for (const answer of other.answers) {
      if (!compared.same.has(answer.numbers.join('+'))) continue
      const standing = elsewhere.get(answer.id)
      if (standing === undefined || byPreference(shown, standing) < 0) {
        elsewhere.set(answer.id, shown)
      }
    }
  }
  for (const list of editions.values()) list.sort((a, b) => byPreference(a.document, b.document))
  return { of: (id) => editions.get(id) ?? [], elsewhere }
}

/** Pairs of candidate documents, each once, in order of their ids. */
function candidates<T extends Published>(documents: readonly T[]): [T, T][] {
  const groups = new Map<string, T[]>()
  for (const document of documents) {
    const { zaken, words } = document
    for (const key of new Set([...zaken, ...words.questions, ...words.answers])) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [document])
      else group.push(document)
    }
  }
  const pairs = new Map<string, [T, T]>()
  for (const group of groups.values()) {
    if (group.length < 2 || group.length > USUAL) continue
    for (const [at, first] of group.entries()) {
      for (const second of group.slice(at + 1))
        pairs.set(`${first.id} ${second.id}`, [first, second])
    }
  }
  return [...pairs.values()]
}

/**
 * Whether two documents can answer the same questions. A minister who repeats himself, to other
 * questions or years later, gives another answer, and so does one whom another member asks about
 * the same news. Their matters tell, if both name some; otherwise who asks whom what.
 */
function answersTheSame(first: Published, second: Published): boolean {
  const days = [first, second].map(({ answered, asked }) => Date.parse(answered ?? asked ?? ''))
  if (Math.abs(days[0]! - days[1]!) > DAYS_APART * 86_400_000) return false
  if (areTwoPublications(first, second)) return false
  if (first.zaken.length > 0 && second.zaken.length > 0) {
    return first.zaken.some((zaak) => second.zaken.includes(zaak))
  }
  return (
    mayShareAskers(first, second) && mayShareMinistry(first, second) && mayAskTheSame(first, second)
  )
}

/** Each number of the series belongs to one publication. */
function areTwoPublications(first: Published, second: Published): boolean {
  return (
    first.publication !== null &&
    second.publication !== null &&
    seriesNumber(first.publication) !== seriesNumber(second.publication)
  )
}

/** True also if one of them names nobody. A letter may write first names or initials. */
function mayShareAskers(first: Published, second: Published): boolean {
  if (first.askers.length === 0 || second.askers.length === 0) return true
  return first.askers.some(({ name }) =>
    second.askers.some((other) => isPerson(name, other.name) || isPerson(other.name, name)),
  )
}

/** True also if one of them names no portfolio. */
function mayShareMinistry(first: Published, second: Published): boolean {
  const areTold = [first, second].every(({ ministers, onBehalfOf }) =>
    [...ministers, ...onBehalfOf].some(({ portfolio }) => portfolio !== null),
  )
  return !areTold || haveMinistryInCommon(first, second)
}

/**
 * Whether they share most of their questions, or one has none. Two members begin alike: "Kent u het
 * bericht …?"
 */
function mayAskTheSame(
  { words: { questions: some } }: Published,
  { words: { questions: others } }: Published,
): boolean {
  const shared = some.filter((question) => others.includes(question)).length
  return (
    Math.min(some.length, others.length) === 0 || shared * 2 > Math.max(some.length, others.length)
  )
}

/** Null if they do not contain the same answers. */
function compare(first: Published, second: Published) {
  const [one, other] = [digestsOf(first), digestsOf(second)]
  const shared = [...one.keys()].filter((numbers) => other.has(numbers))
  const same = new Set(shared.filter((numbers) => one.get(numbers) === other.get(numbers)))
  if (same.size === 0 || same.size * 2 < Math.max(one.size, other.size)) return null
  const differing = [...new Set([...one.keys(), ...other.keys()])].filter(
    (numbers) => !same.has(numbers),
  )
  return { same, differing }
}

/** The digest of each answer by its numbers; empty for a document without digests. */
function digestsOf({ answers, words }: Published): Map<string, string> {
  return new Map(
    answers.flatMap(({ numbers }, at) => {
      const digest = words.answers[at]
      return digest === undefined ? [] : [[numbers.join('+'), digest] as const]
    }),
  )
}

/** The official publication first, then the format that preserves most, then by id. */
function byPreference(a: Published, b: Published): number {
  const official = ({ publication, id }: Published): number =>
    publication !== null || /^[ae]h-/.test(id) ? 0 : 1
  return (
    official(a) - official(b) ||
    BEST_FIRST.indexOf(a.source.format) - BEST_FIRST.indexOf(b.source.format) ||
    compareText(a.id, b.id)
  )
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
