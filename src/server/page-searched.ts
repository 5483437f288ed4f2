import type { AskRequest, DocumentList, DocumentSummary } from './schemas.ts'

/** From and to when documents were answered. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** What a question was looked for in. */
export interface Searched {
  readonly documents: number
  readonly answers: number
  /** null where no document says when it was answered */
  readonly period: Period | null
}

type Filters = NonNullable<AskRequest['filters']>

/** The documents that meet the filters of a question, as the search reads them (`search/filter.ts`). */
export function searchedIn(
  { documents }: Pick<DocumentList, 'documents'>,
  filters: Filters,
): Searched {
  const fitting = documents.filter((document) => meets(document, filters))
  const days = fitting.map(({ answered }) => answered).filter((day) => day !== null)
  days.sort()
  return {
    documents: fitting.length,
    answers: fitting.reduce((sum, { coverage }) => sum + coverage.answers, 0),
    period: days.length === 0 ? null : { from: days[0]!, to: days.at(-1)! },
  }
}

function meets(
  { id, answered, ministers, onBehalfOf, askers }: DocumentSummary,
  { documents, ministers: wanted, parties, from, to }: Filters,
): boolean {
  const answering = [...ministers, ...onBehalfOf]
  return (
    (documents === undefined || documents.includes(id)) &&
    (wanted === undefined || wanted.some((part) => answering.some((name) => holds(name, part)))) &&
    (parties === undefined ||
      parties.some((part) =>
        askers.some(({ party }) => party?.toLowerCase() === part.toLowerCase()),
      )) &&
    (from === undefined || (answered !== null && answered >= from)) &&
    (to === undefined || (answered !== null && answered <= to))
  )
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase())
}
