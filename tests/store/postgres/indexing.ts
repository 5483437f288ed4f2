import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  indexIntoPostgres,
  prepareFor,
  removeFromPostgres,
  writtenOf,
} from '../../../src/commands/index-postgres.ts'
import { filesAt, inputsFrom } from '../../../src/commands/input-files.ts'
import type { IndexReport } from '../../../src/commands/index-documents.ts'
import { verifyIndex } from '../../../src/commands/verify-index.ts'
import { readConfig } from '../../../src/config.ts'
import { LEXICON } from '../../../src/embed/embed.ts'
import type { SourceDocument } from '../../../src/domain/document.ts'
import { noWords } from '../../../src/ingest/parse/hyphens.ts'
import { readInput } from '../../../src/ingest/read-input.ts'
import type { LoadedModel } from '../../../src/open/model.ts'
import { openDatabase } from '../../../src/store/postgres/database.ts'
import { documentWriter, tidy } from '../../../src/store/postgres/writer.ts'
import { inventDocument } from '../../support/invent-document.ts'
import { sharedModel } from '../../support/shared-model.ts'
import { startBreaker, type TestServer } from '../../support/postgres-server.ts'
import { runCli } from '../../support/run-cli.ts'

/** What `npm run index` promises about a database, whatever happens to it on the way. */
export function describeIndexing(server: () => TestServer, { overlaps }: { overlaps: boolean }) {
  describe('npm run index', () => {
    let folder: string
    let input: string
    let model: LoadedModel
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'letterlijk-postgres-'))
      input = join(folder, 'input')
      // Embeds in a tenth of the encoder's time, which nothing here depends on.
      model = await sharedModel(readConfig({ MODEL: LEXICON }).model)
    })
    afterAll(() => rm(folder, { recursive: true }))
    beforeEach(() => mkdir(input))
    afterEach(async () => {
      await rm(input, { recursive: true })
      await server().reset()
    })

    const put = (name: string, seed: number) =>
      writeFile(join(input, name), inventDocument({ seed, answers: 2 }))
    const index = async (
      paths: string[] = [input],
      { remove = [], url = server().url }: { remove?: string[]; url?: string } = {},
    ): Promise<IndexReport> => {
      const database = openDatabase(url)
      try {
        if (remove.length > 0) return await removeFromPostgres(remove, { database, model })
        const inputs = await inputsFrom((await filesAt(paths, join(folder, 'index'))).readable)
        return await indexIntoPostgres(inputs, { database, model })
      } finally {
        await database.close()
      }
    }

    it('adds, skips unchanged files, replaces, and removes only what it is told to', async () => {
      await put('a.txt', 1)
      await put('b.txt', 2)
      expect(await index()).toMatchObject({ documents: 2, answers: 4, renewed: 2, failures: [] })
      expect(await index()).toMatchObject({ documents: 2, renewed: 0 })
      await put('b.txt', 3)
      await rm(join(input, 'a.txt'))
      expect(await index()).toMatchObject({ documents: 2, renewed: 1, removed: 0 })
      await expectWhole(server(), ['a', 'b'])
      expect(await index([], { remove: ['a', 'b.txt'] })).toMatchObject({
        documents: 0,
        removed: 2,
      })
      await expectWhole(server(), [])
      await expect(index([], { remove: ['a'] })).rejects.toThrow(/no document or file "a".*nothing/)
    })

    it('adds up the frequencies in a long run, with the same totals', async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) await put(`${name}.txt`, name.charCodeAt(0))
      const database = openDatabase(server().url)
      await prepareFor(database, model)
      const writer = documentWriter(database, { tidyEvery: 2 })
      for (const each of await inputsFrom(
        (await filesAt([input], join(folder, 'index'))).readable,
      )) {
        const file = { file: each.name, fileSha256: each.sha256, metadataSha256: null }
        await writer.write(await writtenOf(await readInput(each, noWords), file, model))
      }
      const rows = () =>
        server().run(
          'select kind, key, sum(pairs)::integer as pairs, count(*)::integer as rows from ' +
            'letterlijk.frequencies group by 1, 2 order by 1, 2',
        )
      const before = await rows()
      // Four documents' rows were added up; the fifth's are separate.
      expect(Math.max(...before.map((row) => Number(row['rows'])))).toBe(2)
      await tidy(database, { keysAtOnce: 7 })
      await database.close()
      expect(await rows()).toEqual(before.map((row) => ({ ...row, rows: 1 })))
    })

    it('keeps a file whose id changes, and refuses a second file with the same id', async () => {
      await put('a.txt', 1)
      await index()
      await writeFile(join(input, 'a.json'), '{"id": "other"}')
      expect(await index()).toMatchObject({ documents: 1, renewed: 1 })
      await mkdir(join(input, 'sub'))
      await put('sub/other.txt', 2)
      const { failures } = await index()
      expect(failures).toEqual([
        {
          file: 'sub/other.txt',
          reason: expect.stringMatching(/same id as a\.txt: other.*--remove/),
        },
      ])
      await expectWhole(server(), ['other'])
    })

    it('keeps two sources of one document as one, whichever comes first', async () => {
      const text = inventDocument({ seed: 1, answers: 2 })
      const write = async (name: string, content: string): Promise<void> => {
        const folder = join(input, name.split('.')[0]!)
        await mkdir(folder)
        await writeFile(join(folder, `same.${name.split('.')[1]}`), content)
      }
      await write('b.txt', text)
      await index()
      await write('a.txt', text.replaceAll('  ', ' '))
      expect(await index()).toMatchObject({ documents: 1, renewed: 1, failures: [] })
      expect(await index()).toMatchObject({ documents: 1, renewed: 0 })
      expect(await sources()).toEqual(['b/same.txt', 'a/same.txt'])
      const page = `<html><body><pre>${text}</pre></body></html>`
      await write('c.html', page)
      expect(await index()).toMatchObject({ documents: 1, renewed: 1, failures: [] })
      expect(await sources()).toEqual(['c/same.html', 'a/same.txt', 'b/same.txt'])
      expect(await index()).toMatchObject({ renewed: 0 })
      await expectWhole(server(), ['same'])
      await writeFile(join(input, 'a', 'same.txt'), '')
      expect(await index()).toMatchObject({ failures: [{ file: 'a/same.txt' }] })
      await index([], { remove: ['b/same.txt'] })
      expect(await sources()).toEqual(['c/same.html'])
      await expectWhole(server(), ['same'])
    })

    async function sources(): Promise<string[]> {
      const rows = await server().run('select content from letterlijk.documents')
      return rows.flatMap(({ content }) => {
        const { source, alsoIn } = JSON.parse(String(content)) as SourceDocument
        return [source.file, ...alsoIn.map(({ file }) => file)]
      })
    }

    it('no longer shows a file that has become unreadable, and says why', async () => {
      await put('a.txt', 1)
      await index()
      await writeFile(join(input, 'a.txt'), '')
      expect(await index()).toMatchObject({
        documents: 0,
        failures: [{ file: 'a.txt', reason: expect.stringContaining('empty') }],
      })
      await put('a.txt', 1)
      expect(await index()).toMatchObject({ documents: 1, failures: [] })
    })

    it('indexes the others if one file is too large', async () => {
      await writeFile(join(input, 'a.txt'), 'a\n'.repeat(400_001))
      await put('b.txt', 1)
      expect(await index()).toMatchObject({
        documents: 1,
        failures: [{ file: 'a.txt', reason: expect.stringContaining('400002 lines') }],
      })
    })

    it('takes names literally, whatever they contain', async () => {
      const evil = `x'); drop table letterlijk.facts; --`
      await put(`${evil}.txt`, 1)
      await put('$1 "\\ 🦊.txt', 2)
      await put(`' or 'a'='a`, 3)
      const report = await index()
      expect(report).toMatchObject({ documents: 3, failures: [] })
      await expectWhole(server(), [`$1 "\\ 🦊`, `' or 'a'='a`, evil])
      await expect(index([], { remove: [`' or true --`] })).rejects.toThrow(/nothing was removed/)
      expect(await index([], { remove: [evil] })).toMatchObject({ documents: 2, removed: 1 })
    })

    it('refuses another model than the one of the index, and says what to do', async () => {
      await put('a.txt', 1)
      await index()
      await server().run(
        `update letterlijk.facts set model_digest = repeat('0', 64), model = 'a/b'`,
      )
      await expect(index()).rejects.toThrow(/made with a\/b.*Set MODEL=a\/b, or .*empty database/)
    })

    it('halves the vectors in an earlier version’s tables, and keeps them', async () => {
      await put('a.txt', 1)
      const { paragraphs } = await index()
      const before = await columnType()
      await server().run(`drop index letterlijk.paragraphs_nearest;
        alter table letterlijk.paragraphs alter column vector type vector(256) using vector::vector;
        delete from letterlijk.migrations where number >= 2;
        drop table letterlijk.signatures;
        drop table letterlijk.others`)
      expect(await columnType()).toBe('vector(256)')
      expect(await index()).toMatchObject({ paragraphs, renewed: 0 })
      expect([before, await columnType()]).toEqual(['halfvec(256)', 'halfvec(256)'])
      const found = await server().run(
        `select indexdef from pg_indexes where indexname = 'paragraphs_nearest'`,
      )
      expect(found).toEqual([{ indexdef: expect.stringContaining('halfvec_cosine_ops') }])
    })

    async function columnType() {
      const [row] = await server().run(
        `select format_type(atttypid, atttypmod) as type from pg_attribute
         where attrelid = 'letterlijk.paragraphs'::regclass and attname = 'vector'`,
      )
      return row!['type']
    }

    it("refuses a newer version's tables", async () => {
      await put('a.txt', 1)
      await index()
      await server().run('insert into letterlijk.migrations (number) values (99)')
      await expect(index()).rejects.toThrow(/newer version of this program \(step 99/)
    })

    it('continues after a lost connection, or else leaves whole documents', async () => {
      for (const seed of [1, 2, 3]) await put(`${seed}.txt`, seed)
      const breaker = await startBreaker(server().url)
      try {
        // In the middle of a document's transaction, once.
        breaker.breakOn('insert into letterlijk.paragraphs', 1)
        expect(await index([join(input, '1.txt')], { url: breaker.url })).toMatchObject({
          renewed: 1,
        })
        expect(breaker.broken).toBe(1)
        breaker.breakOn('insert into letterlijk.paragraphs')
        await expect(index([input], { url: breaker.url })).rejects.toMatchObject({
          code: 'unavailable',
        })
        expect(breaker.broken).toBeGreaterThan(1)
        await expectWhole(server(), ['1'])
        // The statement takes effect, and the reply that says so is lost.
        breaker.breakOn('commit', 1)
        expect(await index([input], { url: breaker.url })).toMatchObject({ documents: 3 })
        expect(breaker.broken).toBe(1)
        await expectWhole(server(), ['1', '2', '3'])
      } finally {
        await breaker.stop()
      }
    })

    it('loses and duplicates nothing if two run at once', async () => {
      for (const seed of [1, 2, 3, 4, 5, 6]) await put(`${seed}.txt`, seed)
      const only = (...names: string[]) => names.map((name) => join(input, `${name}.txt`))
      const reports = await Promise.all([
        index(only('1', '2', '3', '4')),
        index(only('4', '3', '5', '6')),
        index(only('6', '1')),
      ])
      expect(reports.reduce((sum, { renewed }) => sum + renewed, 0)).toBe(6)
      await expectWhole(server(), ['1', '2', '3', '4', '5', '6'])
    })

    it.runIf(overlaps)('does so as separate processes too, one of which is killed', async () => {
      for (let seed = 1; seed <= 40; seed++) await put(`${seed}.txt`, seed)
      const env = { STORE: 'postgres', DATABASE_URL: server().url, MODEL: LEXICON }
      const runs = [1, 2].map(() => runCli(['index', input, '--json'], { env }))
      const killed = runCli(['index', input], { env, before: '(sleep 1; kill -9 $$) &' })
      const reports = (await Promise.all(runs)).map(
        ({ stdout }) => JSON.parse(stdout) as IndexReport,
      )
      await killed
      expect(reports.map(({ documents }) => documents)).toContain(40)
      await expectWhole(
        server(),
        Array.from({ length: 40 }, (_, n) => String(n + 1)),
      )
    })
  })
}

/** Asserts that the database has all of these documents, nothing twice, and matching totals. */
async function expectWhole(server: TestServer, ids: readonly string[]): Promise<void> {
  const { ids: found, mismatches } = await verifyIndex(
    readConfig({ STORE: 'postgres', DATABASE_URL: server.url, MODEL: LEXICON }),
  )
  expect(mismatches).toEqual([])
  expect(found).toEqual([...ids].sort())
  const counted = `
    select 's'::"char" as kind, stem as key, count(*)::text as pairs from letterlijk.postings group
      by stem
    union all
    select 't', token::text, count(*)::text from letterlijk.pairs, unnest(tokens) token group by
      token`
  const noted = `
    select kind, key, sum(pairs)::text as pairs from letterlijk.frequencies
    where kind <> 'n' group by kind, key having sum(pairs) <> 0`
  expect(await server.run(`(${counted}) except (${noted})`)).toEqual([])
  expect(await server.run(`(${noted}) except (${counted})`)).toEqual([])
  const orphans = `
    select (select count(*) from letterlijk.paragraphs p where not exists
        (select from letterlijk.pairs where id = p.answer_id)) +
      (select count(*) from letterlijk.sources s where unused_since is null and not exists
        (select from letterlijk.documents where source_sha256 = s.sha256)) as orphans`
  expect(await server.run(orphans)).toEqual([{ orphans: '0' }])
}
