import { afterAll, beforeAll, describe } from 'vitest'
import { describeIndexing } from './indexing.ts'
import { startDatabase, startPglite, type TestServer } from '../../support/postgres-server.ts'
import { describeServing } from './serving.ts'

const url = process.env['DATABASE_URL']

/** Always PGlite; and a server if `DATABASE_URL` names one, in a database made for the test. */
const SERVERS = [
  { name: 'PGlite', start: startPglite, overlaps: false },
  ...(url === undefined || url === ''
    ? []
    : [{ name: 'DATABASE_URL', start: () => startDatabase(url), overlaps: true }]),
]

describe.each(SERVERS)('Postgres: $name', ({ start, overlaps }) => {
  let server: TestServer
  beforeAll(async () => {
    server = await start()
  }, 180_000)
  afterAll(() => server.stop())

  describeIndexing(() => server, { overlaps })
  describeServing(() => server)
})
