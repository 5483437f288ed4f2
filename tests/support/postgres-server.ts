import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import pg from 'pg'

/** A Postgres with pgvector that tests may use freely. */
export interface TestServer {
  readonly url: string
  /** statements as its owner, one after the other */
  run(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** without any index, as at first */
  reset(): Promise<void>
  stop(): Promise<void>
}

/**
 * PGlite behind a socket: a real Postgres with one session, which the socket's server hands to one
 * transaction after another, so that transactions never overlap. Tests of overlapping ones use a
 * separate server.
 */
export async function startPglite(): Promise<TestServer> {
  const db = await PGlite.create({ extensions: { vector } })
  const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1', maxConnections: 50 })
  await server.start()
  const url = `postgres://postgres@${server.getServerConn()}/postgres`
  return serverAt(url, async () => {
    await server.stop()
    await db.close()
  })
}

/**
 * A database of its own on the server of `DATABASE_URL`, dropped afterwards; never the database
 * that it names.
 */
export async function startDatabase(url: string): Promise<TestServer> {
  const name = `letterlijk_test_${process.pid}_${Date.now()}`
  await runAt(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return serverAt(own.href, async () => {
    await runAt(url, `drop database ${name} with (force)`)
  })
}

function serverAt(url: string, stop: () => Promise<void>): TestServer {
  return {
    url,
    run: (sql, values) => runAt(url, sql, values),
    reset: async () => {
      await runAt(url, 'drop schema if exists letterlijk cascade')
    },
    stop,
  }
}

async function runAt(url: string, sql: string, values?: unknown[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

/**
 * A proxy to a database that breaks connections: it cuts each one that sends a statement containing
 * `text`, up to `times`, once the statement has gone through.
 */
export async function startBreaker(target: string) {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let breaking = { text: '', left: 0 }
  let broken = 0

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      // The close that follows informs the other end.
      socket.on('error', () => {})
    }
    client.on('data', (data: Buffer) => {
      upstream.write(data)
      if (breaking.left === 0 || !data.includes(breaking.text)) return
      breaking.left--
      broken++
      client.destroy()
      upstream.end()
    })
    upstream.on('data', (data) => client.write(data))
    client.on('close', () => upstream.end())
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)

  return {
    url: url.href,
    /** the number of connections cut */
    get broken() {
      return broken
    },
    breakOn(text: string, times = Infinity) {
      breaking = { text, left: times }
      broken = 0
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
