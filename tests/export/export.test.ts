import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createComposer } from '../support/create-composer.ts'
import { sha256 } from '../../src/domain/digest.ts'
import type { LogEntry } from '../../src/domain/log.ts'
import { EXPORT_FORMATS, exportAs, type ExportFormat } from '../../src/export/formats.ts'
import { parquetOf } from '../../src/export/parquet.ts'
import { COLUMNS, exportedRows } from '../../src/export/rows.ts'
import { answeredDocument, inventedLibrary } from '../support/invented-library.ts'

/** Text that a table can trip over. */
const TEXTS = [
  'Ja, "zeker"; dat klopt.',
  'Een, twee\nen drie\n\nvier',
  '=1+1',
  '‘Één’ \u{1F600} ñ 東京 \u00a0 \t tab',
  "'); drop table answers; --",
  ' ',
  'x'.repeat(70_000),
]

const documents = [
  answeredDocument('2022D35172', TEXTS, {
    title: 'een "titel", met van alles',
    askers: [
      { name: 'Jansen', party: 'D66' },
      { name: 'De Vries', party: null },
    ],
    asked: '2022-07-19',
    answered: '2022-09-12',
    publication: { sessionYear: '2021-2022', number: 3958 },
    url: 'https://zoek.officielebekendmakingen.nl/ah-tk-20212022-3958.html',
  }),
  answeredDocument('zonder', ['Nee.']),
]

const library = inventedLibrary(documents)
const exported = { library, composer: createComposer(library) }
const origin = 'https://antwoorden.example.nl'
const logged: LogEntry[] = []
const options = { filters: {}, log: (entry: LogEntry) => void logged.push(entry), origin }

let folder: string
let database: DuckDBConnection
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-export-'))
  database = await (await DuckDBInstance.create(':memory:')).connect()
  // Downloads are off, so a missing extension must fail.
  await database.run('set autoinstall_known_extensions = false')
})
afterAll(async () => {
  database.closeSync()
  await rm(folder, { recursive: true })
})

async function write(format: ExportFormat): Promise<string> {
  const path = join(folder, `answers.${format}`)
  await writeFile(path, exportAs(format, exported, options))
  return path
}

const rowsOf = async (sql: string) =>
  (await database.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[]

describe.each(['csv', 'parquet'] as const)(
  'the table as %s, read by DuckDB in one line',
  (format) => {
    let rows: Record<string, unknown>[]
    beforeAll(async () => {
      rows = await rowsOf(`select * from '${await write(format)}'`)
    })

    it('contains every answer, word for word', () => {
      expect(rows.map(({ answer }) => answer)).toEqual([...TEXTS, 'Nee.'])
      expect(Object.keys(rows[0]!)).toEqual(COLUMNS.map(({ name }) => name))
    })

    it('has correct official addresses, pages and digests', async () => {
      for (const row of rows) {
        expect(row.answer_sha256).toBe(await sha256(String(row.answer)))
        expect(row.source_sha256).toBe('0'.repeat(64))
        expect(row.index_digest).toBe(library.digest)
      }
      expect(rows[0]).toMatchObject({
        id: '2022D35172.1',
        numbers: format === 'csv' ? expect.anything() : '1',
        questions: 'Vraag',
        title: 'een "titel", met van alles',
        askers: 'Jansen; De Vries',
        asked: '2022-07-19',
        answered: '2022-09-12',
        session_year: '2021-2022',
        official_url: 'https://zoek.officielebekendmakingen.nl/ah-tk-20212022-3958.html',
        page: `${origin}/documents/2022D35172#antwoord-1`,
      })
      expect(Number(rows[0]!.number)).toBe(3958)
      expect(rows.at(-1)).toMatchObject({ official_url: null, answered: null, number: null })
    })
  },
)

it('stores days as dates, for calculations', async () => {
  const path = await write('parquet')
  const [row] = await rowsOf(
    `select answered - asked as days, typeof(number) as number from '${path}' limit 1`,
  )
  expect(row).toEqual({ days: '55', number: 'INTEGER' })
})

it('is read as JSON Lines too', async () => {
  const path = await write('jsonl')
  const text = await readFile(path, 'utf8')
  expect(text.split('\n')).toHaveLength(TEXTS.length + 2)
})

it('writes Parquet in groups, and loses none', async () => {
  const path = join(folder, 'groups.parquet')
  await writeFile(path, parquetOf(exportedRows(exported, options), { group: 3 }))
  const [row] = await rowsOf(`select count(*) as n, count(distinct id) as ids from '${path}'`)
  expect(row).toEqual({ n: '8', ids: '8' })
})

it.each(Object.keys(EXPORT_FORMATS) as ExportFormat[])(
  'turns an index without answers into an empty %s',
  async (format) => {
    const empty = inventedLibrary([])
    const made = exportAs(format, { library: empty, composer: createComposer(empty) }, options)
    const path = join(folder, `empty.${format}`)
    await writeFile(path, made)
    if (format === 'jsonl') return expect(await readFile(path, 'utf8')).toBe('')
    expect(await rowsOf(`select * from '${path}'`)).toEqual([])
  },
)

it('leaves out an answer that differs from its source, and logs it', async () => {
  const broken = inventedLibrary(documents, '2022D35172.1')
  const made = exportedRows({ library: broken, composer: createComposer(broken) }, options)
  const ids: unknown[] = []
  for await (const [id] of made) ids.push(id)
  expect(ids).not.toContain('2022D35172.1')
  expect(ids).toHaveLength(TEXTS.length)
  expect(logged.at(-1)).toMatchObject({ event: 'passage_refused', answerId: '2022D35172.1' })
})
