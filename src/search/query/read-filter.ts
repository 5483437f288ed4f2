import type { SourceDocument } from '../../domain/document.ts'
import { isPerson } from '../../domain/names.ts'
import type { QuestionNumber } from '../../domain/question-number.ts'
import { isMinistry } from './ministries.ts'
import { isParty } from './parties.ts'
import type { Period } from './periods.ts'
import { phraseFinder } from './phrases.ts'

/** What a query says about where to look. `said` holds its words. */
export type ReadFilter = { readonly said: string } & Reading

type Reading =
  /** `documents` are ids; empty if the index lacks the document */
  | { readonly kind: 'document'; readonly documents: readonly string[] }
  | { readonly kind: 'question'; readonly numbers: readonly QuestionNumber[] }
  | { readonly kind: 'asker'; readonly name: string }
  | { readonly kind: 'party'; readonly party: string }
  | { readonly kind: 'minister'; readonly name: string }
  | { readonly kind: 'ministry'; readonly ministry: string }
  /** words between quotation marks, which must occur in the text */
  | { readonly kind: 'phrase'; readonly phrase: string; readonly stands: boolean }
  | ({ readonly kind: 'period'; readonly dates: 'asked' | 'answered' | 'either' } & Period)

/** The fields of a document that filters examine. */
type Looked = Pick<
  SourceDocument,
  'id' | 'askers' | 'ministers' | 'onBehalfOf' | 'asked' | 'answered'
>

/** True if a document matches one filter of each kind: of two askers, either may have asked. */
export function meetsRead(document: Looked, filters: readonly ReadFilter[]): boolean {
  const byKind = Map.groupBy(filters, ({ kind }) => kind)
  return [...byKind.values()].every((own) => own.some((filter) => meetsOne(document, filter)))
}

function meetsOne(document: Looked, filter: ReadFilter): boolean {
  switch (filter.kind) {
    case 'document':
      return filter.documents.includes(document.id)
    case 'question':
    case 'phrase':
      // These concern answers, not documents.
      return true
    case 'asker':
      return document.askers.some(({ name }) => isPerson(name, filter.name))
    case 'party':
      return document.askers.some(({ party }) => isParty(party, filter.party))
    case 'minister':
      return answering(document).some(({ name }) => isPerson(name, filter.name))
    case 'ministry':
      return answering(document).some(({ portfolio }) => isMinistry(portfolio, filter.ministry))
    case 'period':
      return (
        (filter.dates !== 'answered' && isWithin(document.asked, filter)) ||
        (filter.dates !== 'asked' && isWithin(document.answered, filter))
      )
  }
}

function answering({ ministers, onBehalfOf }: Looked) {
  return [...ministers, ...onBehalfOf]
}

function isWithin(day: string | null, { from, to }: Period): boolean {
  return day !== null && (from === null || day >= from) && (to === null || day <= to)
}

/** Whether a text contains the words of a filter, names as spelt. */
export function speaksOf(filter: ReadFilter, text: string): boolean {
  const isPeriod = filter.kind === 'period'
  const words = isPeriod ? filter.said.replace(/^(?:\p{L}|\/)+\s+(?=\S)/u, '') : filter.said
  return phraseFinder(words)
    .placesIn(text)
    .some(({ start, end }) => isPeriod || text.slice(start, end) === filter.said)
}

/** A filter with its place. */
export interface FoundFilter {
  readonly filter: ReadFilter
  readonly start: number
  readonly end: number
  /** the context makes it certain; otherwise the same words may be the topic */
  readonly sure: boolean
}
