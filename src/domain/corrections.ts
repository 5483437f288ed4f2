import { newestFirst } from './order.ts'
import type { SourceDocument } from './document.ts'
import { correctedId, seriesNumber } from './publication.ts'

type Corrected = Pick<
  SourceDocument,
  | 'id'
  | 'title'
  | 'supersedes'
  | 'answers'
  | 'amends'
  | 'asked'
  | 'answered'
  | 'earlier'
  | 'publication'
  | 'zaken'
  | 'words'
>

/** Which documents of an index correct each other. */
export interface Corrections<T> {
  /** the newest document that corrects it */
  by(id: string): T | null
  /** the documents that it corrects, in order of id */
  of(id: string): readonly T[]
  /**
   * The answers that corrections replace, by id, each with the documents that answer the same
   * questions again, the newest last. Answers that none replaces stay in force.
   */
  readonly replaced: ReadonlyMap<string, readonly T[]>
}

/**
 * A correction bears the number of its original followed by "-n1", "-n2", or its metadata name the
 * ids that it supersedes. If only its head calls it one ("Nader antwoord", "Rectificatie"), it
 * corrects the latest earlier answers to the same questions.
 */
export function correctionsOf<T extends Corrected>(documents: readonly T[]): Corrections<T> {
  const byId = new Map(documents.map((document) => [document.id, document]))
  const next = new Map<string, T>()
  const newest = (id: string): T | null => {
    let last = next.get(id) ?? null
    while (last !== null && next.has(last.id)) last = next.get(last.id)!
    return last
  }
  const link = (earlier: string, later: T): void => {
    const isCircle = earlier === later.id || newest(later.id)?.id === earlier
    if (byId.has(earlier) && !next.has(earlier) && !isCircle) next.set(earlier, later)
  }
  for (const document of documents) {
    for (const earlier of document.supersedes) link(earlier, document)
  }
  const numbered = documents.flatMap((document) => {
    const corrected = correctedId(document.id)
    return corrected === null ? [] : [{ document, ...corrected }]
  })
  for (const own of Map.groupBy(numbered, ({ base }) => base).values()) {
    const inOrder = own.toSorted((a, b) => a.nth - b.nth)
    let earlier = inOrder[0]!.base
    for (const { document } of inOrder) {
      link(earlier, document)
      earlier = document.id
    }
  }
  const amending = documents.filter(({ amends }) => amends)
  if (amending.length > 0) {
    const related = relatedIn(documents)
    const linked = new Set(next.values())
    for (const document of amending.filter((each) => !linked.has(each))) {
      const earlier = amendedBy(document, related(document))
      if (earlier !== null) link(newest(earlier.id)?.id ?? earlier.id, document)
    }
  }

  const earlierOf = new Map<string, T[]>()
  const replaced = new Map<string, T[]>()
  for (const id of [...next.keys()].sort()) {
    const [document, last] = [byId.get(id)!, newest(id)!]
    earlierOf.set(last.id, [...(earlierOf.get(last.id) ?? []), document])
    for (let later = next.get(id); later !== undefined; later = next.get(later.id)) {
      const numbers = new Set(later.answers.flatMap((answer) => answer.numbers))
      for (const answer of document.answers) {
        if (!answer.numbers.every((number) => numbers.has(number))) continue
        replaced.set(answer.id, [...(replaced.get(answer.id) ?? []), later])
      }
    }
  }
  return { by: newest, of: (id) => earlierOf.get(id) ?? [], replaced }
}

/**
 * Finds the documents that share a matter or a question with one, or whose number it names. It
 * examines each once, not again for each document that amends another.
 */
function relatedIn<T extends Corrected>(documents: readonly T[]): (document: T) => ReadonlySet<T> {
  const byKey = new Map<string, T[]>()
  for (const document of documents) {
    const { zaken, words, publication } = document
    const number = publication === null ? [] : [seriesNumber(publication)]
    for (const key of new Set([...zaken, ...words.questions, ...number])) {
      const known = byKey.get(key)
      if (known === undefined) byKey.set(key, [document])
      else known.push(document)
    }
  }
  return ({ zaken, words, earlier }) => {
    const keys = [...zaken, ...words.questions, ...earlier.map(seriesNumber)]
    return new Set(keys.flatMap((key) => byKey.get(key) ?? []))
  }
}

/** The latest of these before a document that answers the same questions; null without any. */
function amendedBy<T extends Corrected>(document: T, related: ReadonlySet<T>): T | null {
  const named = new Set(document.earlier.map(seriesNumber))
  const asked = new Set(document.words.questions)
  const asksTheSame = ({ words, asked: day, title }: T): boolean => {
    if (day !== document.asked && title !== document.title) return false
    const shared = words.questions.filter((each) => asked.has(each)).length
    return shared > 0 && shared * 2 >= asked.size
  }
  const numbers = new Set(document.answers.flatMap((answer) => answer.numbers))
  const concerned = [...related].filter((other) => {
    if (other === document) return false
    const isLater = (other.answered ?? '') > (document.answered ?? '9')
    if (isLater || !other.answers.some((each) => each.numbers.some((n) => numbers.has(n)))) {
      return false
    }
    return (
      (other.publication !== null && named.has(seriesNumber(other.publication))) ||
      other.zaken.some((zaak) => document.zaken.includes(zaak)) ||
      asksTheSame(other)
    )
  })
  return newestFirst(concerned)[0] ?? null
}
