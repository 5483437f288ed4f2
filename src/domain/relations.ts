import { correctionsOf, type Corrections } from './corrections.ts'
import type { SourceDocument } from './document.ts'
import { editionsOf, type Editions } from './editions.ts'

/** What the documents of an index are to each other. */
interface Relations {
  readonly corrections: Corrections<SourceDocument>
  readonly editions: Editions<SourceDocument>
}

const known = new WeakMap<readonly SourceDocument[], Relations>()

/** Worked out once for each list, such as that of an index: it must not change. */
export function relationsOf(documents: readonly SourceDocument[]): Relations {
  const found = known.get(documents) ?? relate(documents)
  known.set(documents, found)
  return found
}

function relate(documents: readonly SourceDocument[]): Relations {
  const corrections = correctionsOf(documents)
  return { corrections, editions: editionsOf(documents, corrections) }
}

/**
 * The answers that other documents' answers stand in for, by id: corrected ones, and those with the
 * same words in a better source.
 */
export function standInsOf(
  documents: readonly SourceDocument[],
): ReadonlyMap<string, readonly SourceDocument[]> {
  const { corrections, editions } = relationsOf(documents)
  const elsewhere = [...editions.elsewhere].map(([id, other]) => [id, [other]] as const)
  return new Map([...elsewhere, ...corrections.replaced])
}
