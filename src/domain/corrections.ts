import type { SourceDocument } from './document.ts'
import { correctedId } from './publication.ts'

type Corrected = Pick<SourceDocument, 'id' | 'supersedes' | 'answers'>

/** Which documents correct which, as far as an index has both. */
export interface Corrections<T> {
  /** the newest that corrects it */
  by(id: string): T | null
  /** those that it corrects, in order of id */
  of(id: string): readonly T[]
  /**
   * Ids of the documents that a correction stands in for: it answers all of their questions. One
   * that answers some only leaves the others in force.
   */
  readonly replaced: ReadonlySet<string>
}

/**
 * A correction bears the number of what it corrects with "-n1", "-n2" behind it, or its metadata
 * name the ids that it supersedes.
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

  const earlierOf = new Map<string, T[]>()
  const replaced = new Set<string>()
  for (const id of [...next.keys()].sort()) {
    const [document, later] = [byId.get(id)!, newest(id)!]
    earlierOf.set(later.id, [...(earlierOf.get(later.id) ?? []), document])
    const numbers = new Set(later.answers.flatMap((answer) => answer.numbers))
    const isCovered = document.answers.every((each) => each.numbers.every((n) => numbers.has(n)))
    if (document.answers.length > 0 && isCovered) replaced.add(id)
  }
  return { by: newest, of: (id) => earlierOf.get(id) ?? [], replaced }
}
