import type { Minister, SourceDocument } from './document.ts'
import { isSamePerson } from './names.ts'

/** Words that portfolios share without having anything else in common. */
const SHARED_BY_MANY = new Set(['zaken', 'van', 'voor', 'het', 'der', 'den'])

/**
 * Whether two documents were answered by one minister, or by ministers of one ministry: cabinets
 * come and go, and "Economische Zaken en Klimaat" becomes "Klimaat en Groene Groei". Where a
 * document names nobody, nobody can tell.
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
