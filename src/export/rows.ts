import type { SchemaElement } from 'hyparquet'
import type { Composer } from '../answer/compose.ts'
import { sha256 } from '../domain/digest.ts'
import type { Log } from '../domain/log.ts'
import type { Library } from '../format/library.ts'
import { meets } from '../search/filter.ts'
import type { Filters } from '../search/search.ts'
import type { Refusal, WireAnswer } from '../wire/answer.ts'

/** The data behind an export. */
export interface Exported {
  readonly library: Library
  readonly composer: Composer
}

export interface ExportOptions {
  readonly filters: Filters
  readonly log: Log
  /** ids of the answer before the first one and of the last one; null for no bound */
  readonly after?: string | null
  readonly last?: string | null
}

type ExportedAnswer = { readonly answer: WireAnswer } | { readonly refused: Refusal }

/**
 * The answers that match the filters, in order of document and answer, one document at a time, so
 * that memory does not grow with the index. An answer that differs from its source is refused and
 * logged.
 */
export async function* exportedAnswers(
  { library, composer }: Exported,
  { filters, log, after = null, last = null }: ExportOptions,
): AsyncGenerator<ExportedAnswer> {
  let hasBegun = after === null
  for (const document of library.documents) {
    if (!meets(document, filters)) continue
    const located = []
    let isLast = false
    for (const answer of document.answers) {
      if (isLast) break
      if (hasBegun) located.push({ document, answer })
      hasBegun ||= answer.id === after
      isLast = answer.id === last
    }
    if (located.length > 0) {
      const { answers, refused } = await composer.answers(located)
      for (const answer of answers) yield { answer }
      for (const refusal of refused) {
        log({ level: 'error', event: 'passage_refused', ...refusal })
        yield { refused: refusal }
      }
    }
    if (isLast) return
  }
}

type Value = string | number | null

interface Column {
  readonly name: string
  readonly type: 'text' | 'integer' | 'day'
  readonly of: (row: RowSource) => Value
}

interface RowSource {
  readonly answer: WireAnswer
  readonly text: string
  readonly textSha256: string
  readonly sourceSha256: string
  readonly indexDigest: string
  /** of the server, for the page's address; '' if it has none */
  readonly origin: string
}

const list = (values: readonly string[]): string => values.join('; ')

/** The columns of the tables; `docs/citations.md` describes them. */
export const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text', of: ({ answer }) => answer.id },
  { name: 'document_id', type: 'text', of: ({ answer }) => answer.document.id },
  { name: 'numbers', type: 'text', of: ({ answer }) => answer.numbers.join(' ') },
  {
    name: 'questions',
    type: 'text',
    of: ({ answer }) => answer.questions.map(({ text }) => text).join('\n\n'),
  },
  { name: 'answer', type: 'text', of: ({ text }) => text },
  { name: 'citation', type: 'text', of: ({ answer }) => answer.citation.text },
  { name: 'title', type: 'text', of: ({ answer }) => answer.document.title },
  {
    name: 'askers',
    type: 'text',
    of: ({ answer }) => list(answer.document.askers.map(({ name }) => name)),
  },
  {
    name: 'parties',
    type: 'text',
    of: ({ answer }) => list(answer.document.askers.map(({ party }) => party ?? '')),
  },
  { name: 'ministers', type: 'text', of: ({ answer }) => list(answer.document.ministers) },
  { name: 'on_behalf_of', type: 'text', of: ({ answer }) => list(answer.document.onBehalfOf) },
  { name: 'asked', type: 'day', of: ({ answer }) => answer.document.asked },
  { name: 'answered', type: 'day', of: ({ answer }) => answer.document.answered },
  {
    name: 'session_year',
    type: 'text',
    of: ({ answer }) => answer.document.publication?.sessionYear ?? null,
  },
  {
    name: 'number',
    type: 'integer',
    of: ({ answer }) => answer.document.publication?.number ?? null,
  },
  { name: 'official_url', type: 'text', of: ({ answer }) => answer.document.url },
  { name: 'page', type: 'text', of: ({ answer, origin }) => origin + answer.links.page },
  { name: 'license', type: 'text', of: ({ answer }) => answer.document.license },
  { name: 'answer_sha256', type: 'text', of: ({ textSha256 }) => textSha256 },
  { name: 'source_sha256', type: 'text', of: ({ sourceSha256 }) => sourceSha256 },
  { name: 'index_digest', type: 'text', of: ({ indexDigest }) => indexDigest },
  { name: 'replaced_by', type: 'text', of: ({ answer }) => answer.replacedBy?.id ?? null },
]

export type Row = readonly Value[]

/** The same answers as rows of a table, without refused ones. */
export async function* exportedRows(
  exported: Exported,
  options: ExportOptions & { readonly origin: string },
): AsyncGenerator<Row> {
  const { library, composer } = exported
  for await (const each of exportedAnswers(exported, options)) {
    if (!('answer' in each)) continue
    const { answer } = each
    const text = answer.paragraphs.map((paragraph) => paragraph.text).join('\n\n')
    const source: RowSource = {
      answer,
      text,
      textSha256: await sha256(text),
      sourceSha256: composer.document(answer.document.id)!.source.sha256,
      indexDigest: library.digest,
      origin: options.origin,
    }
    yield COLUMNS.map(({ of }) => of(source))
  }
}

/** Parquet's name for the type of a column. */
export const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: COLUMNS.length },
  ...COLUMNS.map(({ name, type }): SchemaElement => {
    const rest = { name, repetition_type: 'OPTIONAL' } as const
    switch (type) {
      case 'text':
        return { ...rest, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
      case 'integer':
        return { ...rest, type: 'INT32' }
      case 'day':
        return { ...rest, type: 'INT32', converted_type: 'DATE' }
    }
  }),
]
