import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js'
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js'
import { COLUMNS, SCHEMA, type Row } from './rows.ts'

/** Rows of a group: so many are held before they are written, some 10 MB of texts. */
const GROUP = 5_000

/** Rows as Parquet, a group at a time: memory does not grow with the index. */
export async function* parquetOf(
  rows: AsyncGenerator<Row>,
  { group = GROUP }: { group?: number } = {},
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter()
  const writer = new ParquetWriter({ writer: bytes, schema: SCHEMA, createdBy: 'Letterlijk' })
  let waiting: Row[] = []
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length < group) continue
    await writeGroup(writer, waiting)
    waiting = []
    yield taken(bytes)
  }
  if (waiting.length > 0) await writeGroup(writer, waiting)
  await writer.finish()
  yield taken(bytes)
}

async function writeGroup(writer: ParquetWriter, rows: readonly Row[]): Promise<void> {
  const columnData = COLUMNS.map(({ name, type }, at) => ({
    name,
    data: rows.map((row) => (type === 'day' ? dayOf(row[at] as string | null) : row[at])),
  }))
  await writer.write({ columnData, rowGroupSize: rows.length })
}

/** A day without a time of day, so that no time zone can move it. */
function dayOf(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`)
}

/** What was written since the last time. Places in the file go on being counted. */
function taken(bytes: ByteWriter): Uint8Array {
  const made = bytes.getBytes().slice()
  bytes.index = 0
  return made
}
