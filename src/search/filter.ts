import { ministerLabel } from '../answer/cite.ts'
import type { SourceDocument } from '../domain.ts'
import type { Filters } from './search.ts'

/** The documents that meet all filters. A document without a date of answer meets no period. */
export function meets(document: SourceDocument, filters: Filters): boolean {
  const { documents, ministers, parties, from, to } = filters
  const { answered } = document
  return (
    (documents === undefined || documents.includes(document.id)) &&
    (ministers === undefined || ministers.some((wanted) => answeredBy(document, wanted))) &&
    (parties === undefined || parties.some((wanted) => askedByParty(document, wanted))) &&
    (from === undefined || (answered !== null && answered >= from)) &&
    (to === undefined || (answered !== null && answered <= to))
  )
}

function answeredBy({ ministers, onBehalfOf }: SourceDocument, wanted: string): boolean {
  return [...ministers, ...onBehalfOf].some((minister) => includes(ministerLabel(minister), wanted))
}

function askedByParty({ askers }: SourceDocument, wanted: string): boolean {
  return askers.some(({ party }) => party?.toLowerCase() === wanted.toLowerCase())
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase())
}
