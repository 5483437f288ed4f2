import { correctionsOf } from './corrections.ts'
import type { SourceDocument } from './document.ts'
import { editionsOf } from './editions.ts'

/**
 * The answers that another document's answer stands in for, by id: corrected ones, and those with
 * the same words in a better source.
 */
export function standInsOf(
  documents: readonly SourceDocument[],
): ReadonlyMap<string, SourceDocument> {
  const corrections = correctionsOf(documents)
  return new Map([...editionsOf(documents, corrections).elsewhere, ...corrections.replaced])
}
