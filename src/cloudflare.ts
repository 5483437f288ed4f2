import { AppError } from './domain/errors.ts'

/** Whose account is used, over Cloudflare's REST API. */
export interface CloudflareAccount {
  readonly account: string
  readonly token: string
  /** where the API is, without a slash at the end: "https://api.cloudflare.com/client/v4" */
  readonly api: string
}

export interface CloudflareOptions {
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** resolves after so many milliseconds */
  readonly sleep?: (ms: number) => Promise<void>
}

/** Calls a path of the account, and gives the `result` of the answer. Safe to repeat calls only. */
export type CloudflareApi = (path: string, init?: CloudflareCall) => Promise<unknown>

export interface CloudflareCall {
  readonly body?: string
  readonly contentType?: string
}

/** How often a call is tried, with waits of 1, 2, 4 … seconds between: three minutes in all. */
const ATTEMPTS = 9
const LONGEST_WAIT_MS = 60_000

/** An answer that has not come by then is taken for a lost one. */
const TIMEOUT_MS = 120_000

/**
 * Cloudflare's REST API, patiently: a lost connection, too many requests (429) and a fault of theirs (5xx) are
 * waited out, as long as `Retry-After` says. Everything sent through it has to be safe to repeat, since a lost
 * answer does not tell whether the call arrived.
 *
 * Throws `unavailable` where that does not help, `invalid_setting` where the account or token is refused,
 * `not_found`, and `invalid_request` with Cloudflare's own words for the rest.
 */
export function cloudflareApi(
  { account, token, api }: CloudflareAccount,
  { fetch = globalThis.fetch, sleep = sleepFor }: CloudflareOptions = {},
): CloudflareApi {
  async function attempt(path: string, { body, contentType }: CloudflareCall): Promise<Outcome> {
    const init: RequestInit = {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    }
    try {
      const response = await fetch(`${api}/accounts/${account}${path}`, init)
      return await outcomeOf(response, path)
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      // The connection: not there, cut, or silent. The next attempt may find it, the last one tells of it.
      return { kind: 'failed', why: reasonOf(cause), retryAfterMs: null }
    }
  }

  return async (path, call = {}) => {
    for (let tried = 1; ; tried++) {
      const outcome = await attempt(path, call)
      if (outcome.kind === 'done') return outcome.result
      if (tried === ATTEMPTS) {
        throw new AppError(
          'unavailable',
          `Cloudflare did not answer ${path} in ${tried} attempts (${outcome.why}). What was sent before is kept: run the command again later.`,
        )
      }
      await sleep(Math.min(outcome.retryAfterMs ?? 1000 * 2 ** (tried - 1), LONGEST_WAIT_MS))
    }
  }
}

type Outcome =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfterMs: number | null }

async function outcomeOf(response: Response, path: string): Promise<Outcome> {
  const { status } = response
  const text = await response.text()
  if (status === 429 || status >= 500) {
    return { kind: 'failed', why: `status ${status}`, retryAfterMs: retryAfterMs(response) }
  }
  const answer = envelopeOf(text)
  if (answer === null) {
    return { kind: 'failed', why: `status ${status} without JSON`, retryAfterMs: null }
  }
  if (response.ok && answer.success) return { kind: 'done', result: answer.result }
  const told = answer.errors.map(({ code, message }) => `${code}: ${message}`).join('; ')
  if (status === 401 || status === 403) {
    throw new AppError(
      'invalid_setting',
      `Cloudflare refused ${path} (${told}). Check CLOUDFLARE_ACCOUNT_ID, and that CLOUDFLARE_API_TOKEN may do this.`,
    )
  }
  throw new AppError(
    status === 404 ? 'not_found' : 'invalid_request',
    `Cloudflare refused ${path} with status ${status} (${told}).`,
  )
}

/** What every answer of the API is wrapped in. */
interface Envelope {
  readonly success: boolean
  readonly result: unknown
  readonly errors: readonly { readonly code: number; readonly message: string }[]
}

/** Null where the text is no such thing: a proxy's page, or an answer that was cut off. */
function envelopeOf(text: string): Envelope | null {
  try {
    const value = JSON.parse(text) as Partial<Envelope> | null
    if (typeof value?.success !== 'boolean') return null
    return { success: value.success, result: value.result, errors: value.errors ?? [] }
  } catch {
    // Not JSON: the caller tries again, and tells of it in the end.
    return null
  }
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3). */
function retryAfterMs({ headers }: Response): number | null {
  const value = headers.get('retry-after')
  if (value === null) return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no reason given'
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}

/** Waits, in milliseconds. */
export function sleepFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
