import pg from 'pg'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../domain/errors.ts'
import { patternOf } from '../../text/pattern.ts'

/** The part of a Postgres client that statements need: `pg`'s clients fit. */
export interface Queryable {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<{ rows: Row[] }>
}

/** The part of `pg`'s Pool that we use. */
interface Pool {
  connect(): Promise<Queryable & { release(error?: Error | boolean): void }>
  end(): Promise<void>
}

/**
 * A database that does all its work in transactions. Each promises:
 * - all of `work` takes effect, or none of it; after a lost connection or a deadlock it runs again
 *   from the beginning, so it must have no effect outside the database;
 * - `read` sees one state of the database, whatever others write meanwhile, under `settings`;
 * - `select` is a single statement that reads, which costs a third of the messages;
 * - it throws `unavailable` if the database stays out of reach or refuses the login.
 */
export interface Database {
  read<T>(work: (db: Queryable) => Promise<T>, settings?: Settings): Promise<T>
  select<Row extends object>(sql: string, values: unknown[]): Promise<Row[]>
  write<T>(work: (db: Queryable) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Settings of the server by name, for one transaction; never a user's words. */
export type Settings = Readonly<Record<string, string | number>>

interface DatabaseOptions {
  /** milliseconds to wait before each further attempt */
  readonly retryAfter?: readonly number[]
  /** milliseconds after which a statement or a connection has failed, without another attempt */
  readonly answerWithin?: number
}

/** The most connections that one process keeps. */
const MOST_CONNECTIONS = 8

/** Milliseconds before each further attempt; whoever writes, or reads everything, can wait. */
const CONNECT_WITHIN = 5_000
const ANSWER_WITHIN = 60_000

/** Milliseconds that a query waits for a hanging database. */
export const QUESTION_WITHIN = 2_000

/** Opens a database by its address. It connects at first use. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { answerWithin = ANSWER_WITHIN } = options
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: Math.min(CONNECT_WITHIN, answerWithin),
    query_timeout: answerWithin,
    application_name: 'letterlijk',
  })
  // The pool replaces an idle connection that breaks, so nothing is lost, and a statement reports
  // the loss of one in use. Without a listener, the event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return databaseOver(pool, options)
}

/** A database over an existing pool. */
function databaseOver(
  pool: Pool,
  { retryAfter = [0], answerWithin = ANSWER_WITHIN }: DatabaseOptions = {},
): Database {
  /** Does the work in a transaction, or outside of any if `begin` is null. */
  async function once<T>(begin: string | null, work: (db: Queryable) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken = true
    try {
      if (begin !== null) await client.query(begin)
      const result = await work(client)
      if (begin !== null) await client.query('commit')
      broken = false
      return result
    } catch (error) {
      // Discard a connection that cannot even roll back: the server then rolls back for it.
      if (!isLost(error)) broken = !(await rolledBack(client))
      throw error
    } finally {
      client.release(broken)
    }
  }

  async function run<T>(begin: string | null, work: (db: Queryable) => Promise<T>): Promise<T> {
    const began = performance.now()
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(begin, work)
      } catch (error) {
        if (!isLost(error) && !isCollision(error)) throw explained(error)
        const hung = performance.now() - began >= answerWithin * 0.9
        if (hung || attempt >= retryAfter.length) throw unreachable(error)
        await wait(retryAfter[attempt]!)
      }
    }
  }

  return {
    read: (work, settings = {}) =>
      run(
        ['begin isolation level repeatable read read only']
          .concat(Object.entries(settings).map(([name, value]) => `set local ${name} = ${value}`))
          .join('; '),
        work,
      ),
    select: (sql, values) => run(null, async (db) => (await db.query<never>(sql, values)).rows),
    write: (work) => run('begin', work),
    close: () => pool.end(),
  }
}

async function rolledBack(client: Queryable): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    // The caller discards the connection; the earlier error says more than this one.
    return false
  }
}

/** Node's codes for a connection that cannot be made or has broken. */
const NETWORK = new Set(
  'ECONNRESET ECONNREFUSED EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN'.split(' '),
)

/** `pg`'s own messages; these errors have no code. */
const BROKEN = new RegExp(patternOf`
    ^(?:Connection terminated|Client has encountered a connection error|Query read timeout
    |timeout (?:expired|exceeded))
  `)

/** Connection exceptions, shutdowns, too many connections, a server still starting. */
const LOST = /^(?:08|57P0[123]|53300)/

function isLost(error: unknown): boolean {
  const code = codeOf(error)
  if (code === undefined) return error instanceof Error && BROKEN.test(error.message)
  return NETWORK.has(code) || LOST.test(code)
}

/** Two transactions blocked each other, and this one was aborted. */
function isCollision(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01'
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

function unreachable(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    `The database cannot be reached (${codeOf(cause) ?? 'the connection broke'}). Try again; ` +
      'if it lasts, see that the database runs and that DATABASE_URL names it.',
    { cause },
  )
}

/** Refused logins, unknown databases, missing rights, no room. */
const REFUSED = /^(?:28|3D|42501|53)/

/**
 * The database's own message names tables and users: it stays in the cause, for the log, and
 * reaches no client.
 */
function explained(error: unknown): unknown {
  const code = codeOf(error)
  if (code === undefined || !REFUSED.test(code)) return error
  return new AppError(
    'unavailable',
    `The database refuses (${code}). See that DATABASE_URL is right, that its user may do ` +
      'this, and that there is room; the log has its words.',
    { cause: error },
  )
}
