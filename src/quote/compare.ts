import type { Ascribed } from './ascription.ts'
import { quotedChunks, type QuotedChunk } from './chunks.ts'
import type { Compared } from './comparison.ts'
import { costOf, exactPlaces } from './exact.ts'
import { nearPlaces } from './near.ts'
import type { Quotable } from './quotable.ts'
import type { QuoteIndex } from './quote-index.ts'

/** Where the words of a quote may stand, and whose they are said to be. */
export interface QuoteScope extends Ascribed {
  readonly allowed: (text: number) => boolean
  /** exact places at most */
  readonly limit: number
}

/** The places where the words of a quote stand as they are; if there are none, the nearest. */
export function compare(
  index: QuoteIndex,
  quote: string,
  { allowed, isOfNamed, isByNamed, limit }: QuoteScope,
): Compared[] {
  const forms = formsOf(index, quote)
  const exactIn = (isAllowed: QuoteScope['allowed']): Compared[] =>
    forms.flatMap((quoted) => exactPlaces(index, quoted, { allowed: isAllowed, limit }))
  const exact = exactIn(allowed)
  if (!exact.some(isExact)) return [...exact, ...nearPlaces(index, quote, allowed)]
  // "Nee." is in a thousand answers: of these, the ones of the person, the day and the question
  // that it is ascribed to count.
  for (const isTheirs of [isOfNamed, isByNamed]) {
    const own = exactIn((text) => allowed(text) && isTheirs(text)).filter(
      (place) => isExact(place) && place.text.kind === 'answer',
    )
    if (own.length > 0) return [...own, ...exact.filter(({ text }) => text.kind !== 'answer')]
  }
  return exact
}

/** Whether an answer has the words as they are. */
export function standsInAnswer(places: readonly Compared[]): boolean {
  return places.some((place) => isExact(place) && place.text.kind === 'answer')
}

function isExact({ alignment }: Compared): boolean {
  return alignment.cost === 0
}

/** The quote as it is, and with words broken at a line end closed if the index knows them. */
function formsOf({ vocabulary }: QuoteIndex, quote: string): QuotedChunk[][] {
  const open = quotedChunks(quote, () => false)
  const closed = quotedChunks(quote, ({ key }) => vocabulary.has(key))
  return open.length === closed.length ? [open] : [open, closed]
}

/** The cost of the comparisons with the fewest differences; infinite if there are none. */
export function leastCost(compared: readonly Compared[]): number {
  return Math.min(...compared.map(costOf))
}

/**
 * The comparisons with the fewest differences, each text once. An answer that contains the words is
 * reported even if its sentence takes them back, and even if a question contains them too.
 */
export function closest(compared: readonly Compared[]): Compared[] {
  const exact = compared.filter(isExact)
  if (exact.length === 0) return leastOf(compared)
  const [answers, others] = [true, false].map((isAnswer) =>
    exact.filter(({ text }) => (text.kind === 'answer') === isAnswer),
  )
  return [...leastOf(answers!), ...leastOf(others!)]
}

function leastOf(compared: readonly Compared[]): Compared[] {
  const least = leastCost(compared)
  const texts = new Set<Quotable>()
  return compared.filter((place) => {
    if (costOf(place) > least + 1e-9 || texts.has(place.text)) return false
    texts.add(place.text)
    return true
  })
}
