import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js'
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js'
import { COLUMNS, SCHEMA, type Row } from './rows.ts'

/** Rows in a group, which are held until it is written: some 10 MB of texts. */
const GROUP = 5_000

/** Rows as Parquet, one group at a time: memory does not grow with the index. */
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

/** The bytes written since the last call. Offsets in the file keep counting. */
function taken(bytes: ByteWriter): Uint8Array {
  const made = bytes.getBytes().slice()
  bytes.index = 0
  return made
}
