import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { politeClient, type Manners } from '../../../src/import/polite.ts'
import { runImport, type ImportRun } from '../../../src/import/run.ts'
import { FIRST_YEAR } from './archive.ts'

/** The address of the stand-in; unless it sets a day, a test means this one. */
const TODAY = '2026-11-28'

type Options = Partial<Omit<ImportRun, 'client' | 'services'>> & {
  readonly dir: string
  readonly manners?: Partial<Manners>
}

/** An import without an index, from the stand-in, faster than the real services allow. */
export async function importFrom(
  { IMPORT_TK, IMPORT_KOOP, IMPORT_SRU }: Readonly<Record<string, string>>,
  { manners, ...options }: Options,
) {
  const client = politeClient({
    rateOf: () => 10_000,
    agent: 'test',
    patience: { first: 1, most: 5 },
    ...manners,
  })
  const { report } = await runImport({
    source: 'tweedekamer',
    since: `${FIRST_YEAR}-01-01`,
    types: ['answers', 'questions', 'delays'],
    dryRun: false,
    now: () => new Date(`${TODAY}T12:00:00Z`),
    ...options,
    client,
    services: { tk: IMPORT_TK!, koop: IMPORT_KOOP!, sru: IMPORT_SRU! },
  })
  return report
}

/** SHA-256 of every file in an import, by name. */
export async function filesOf(dir: string): Promise<Record<string, string>> {
  const names = (await readdir(join(dir, 'files'))).sort()
  const digests = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(dir, 'files', name))
      return [name, createHash('sha256').update(bytes).digest('hex')]
    }),
  )
  return Object.fromEntries(digests) as Record<string, string>
}
