import { COLUMNS, type Row } from './rows.ts'

/**
 * Rows as CSV (RFC 4180, except that lines end in `\n`, as paragraphs inside a field do: readers
 * such as DuckDB's expect one kind of line end). All texts stand in quotation marks, unaltered: a
 * spreadsheet would take one that begins with `=` for a formula.
 */
export async function* csvOf(rows: AsyncGenerator<Row>): AsyncGenerator<string> {
  yield lineOf(COLUMNS.map(({ name }) => name))
  for await (const row of rows) {
    yield lineOf(row.map((value) => (typeof value === 'string' ? quoted(value) : (value ?? ''))))
  }
}

function lineOf(fields: readonly (string | number)[]): string {
  return `${fields.join(',')}\n`
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
