import type { Minister, SourceDocument } from './document.ts'
import { isSamePerson } from './names.ts'

/** Words in portfolios that prove no connection. */
const SHARED_BY_MANY = new Set(['zaken', 'van', 'voor', 'het', 'der', 'den'])

/**
 * Whether one minister, or ministers of one ministry, answered both documents: cabinets change, and
 * "Economische Zaken en Klimaat" becomes "Klimaat en Groene Groei". False if a document names
 * nobody.
 */
export function haveMinistryInCommon(
  one: Pick<SourceDocument, 'ministers' | 'onBehalfOf'>,
  other: Pick<SourceDocument, 'ministers' | 'onBehalfOf'>,
): boolean {
  const [ours, theirs] = [one, other].map((each) => [...each.ministers, ...each.onBehalfOf])
  return ours!.some((minister) => theirs!.some((another) => isOfOneMinistry(minister, another)))
}

function isOfOneMinistry(a: Minister, b: Minister): boolean {
  if (a.name !== null && b.name !== null && isSamePerson(a.name, b.name)) return true
  const words = wordsIn(a.portfolio)
  return wordsIn(b.portfolio).some((word) => words.includes(word))
}

function wordsIn(portfolio: string | null): string[] {
  const words = portfolio?.toLowerCase().match(/\p{L}{3,}/gu) ?? []
  return words.filter((word) => !SHARED_BY_MANY.has(word))
}
