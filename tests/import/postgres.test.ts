import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { FIRST_YEAR, officialArchive } from '../support/official/archive.ts'
import { serveOfficial } from '../support/official/serve.ts'
import { startPglite } from '../support/postgres-server.ts'
import { runCli } from '../support/run-cli.ts'

const folder = await mkdtemp(join(tmpdir(), 'letterlijk-import-postgres-'))
const { world, answers } = officialArchive()
const services = await serveOfficial(world)
const database = await startPglite()
afterAll(async () => {
  await Promise.all([services.close(), database.stop()])
  await rm(folder, { recursive: true })
})

const log = join(folder, 'egress.log')
const hook = new URL('../support/egress/refuse.ts', import.meta.url).href
const env = {
  ...services.env,
  STORE: 'postgres',
  DATABASE_URL: database.url,
  MODEL: 'letterlijk/nl-en-256',
  NODE_OPTIONS: `--import ${hook}`,
  EGRESS_LOG: log,
}
const importing = ['--dir', join(folder, 'import'), '--since', `${FIRST_YEAR}-01-01`]
const run = () => runCli(['import', ...importing, '--rate', '1000'], { env })
const idsNow = async () =>
  (await database.run('select id from letterlijk.documents order by id')).map(({ id }) => id)

it(
  'fills a database, follows what changes, and speaks to no host but those it was ' + 'given',
  async () => {
    const first = await run()
    expect(first, first.stderr).toMatchObject({ status: 0 })
    const before = await idsNow()
    expect(before).toHaveLength(40)

    const unchanged = await run()
    expect(unchanged, unchanged.stderr).toMatchObject({ status: 0 })
    expect(await idsNow()).toEqual(before)

    world.remove('Document', answers[0]!)
    const later = await run()
    expect(later, later.stderr).toMatchObject({ status: 0 })
    expect(await idsNow()).toEqual(before.filter((id) => id !== 'ah-tk-20162017-1000'))

    // Nothing was refused: every connection was to the services and the database on this machine.
    expect(await readFile(log, 'utf8').catch(() => '')).toBe('')
  },
  120_000,
)
