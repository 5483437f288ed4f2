import type { SourceDocument } from '../domain/document.ts'
import type { Filters } from './search.ts'
import { isSameName, labelHolds, ministerLabel } from '../domain/names.ts'

/** The fields of a document that filters and lists read. */
interface Filterable {
  readonly id: string
  readonly answered: string | null
  readonly askers: readonly { readonly party: string | null }[]
}

/** Filters as they come in a request: absent ones may be undefined. */
type Given = { readonly [Key in keyof Filters]: Filters[Key] | undefined }

/** The documents that match every filter. A document without a date of answer matches no period. */
export function meets(document: SourceDocument, filters: Filters): boolean {
  const { ministers, onBehalfOf } = document
  return meetsAll(document, filters, () => [...ministers, ...onBehalfOf].map(ministerLabel))
}

/** The same with the labels of the ministers at hand; they are read only if a filter names some. */
function meetsAll(
  { id, answered, askers }: Filterable,
  { documents, ministers, parties, from, to }: Given,
  answering: () => readonly string[],
): boolean {
  return (
    (documents === undefined || documents.includes(id)) &&
    (ministers === undefined ||
      answering().some((label) => ministers.some((wanted) => labelHolds(label, wanted)))) &&
    (parties === undefined ||
      askers.some(({ party }) => parties.some((wanted) => isSame(party, wanted)))) &&
    (from === undefined || (answered !== null && answered >= from)) &&
    (to === undefined || (answered !== null && answered <= to))
  )
}

function isSame(party: string | null, wanted: string): boolean {
  return party !== null && isSameName(party, wanted)
}
