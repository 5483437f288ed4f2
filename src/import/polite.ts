import { AppError, messageOf } from '../domain/errors.ts'

/** The delays between requests, and the outside world; tests bring their own. */
export interface Manners {
  /** requests a second at most, by host */
  readonly rateOf: (host: string) => number
  /** the User-Agent: who asks, and how to reach them */
  readonly agent: string
  /** the maximum delay after the first of five attempts, and after the last, in milliseconds */
  readonly patience?: { readonly first: number; readonly most: number }
  /** milliseconds for a whole answer: the slowest service takes two minutes */
  readonly timeout?: number
  readonly signal?: AbortSignal
  /** is told before each wait for a service that failed: why, and how many milliseconds */
  readonly onWait?: (why: string, milliseconds: number) => void
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<void>
  readonly random?: () => number
}

/** A service's validators for a body, to find out whether it changed. */
export interface Validators {
  readonly etag: string | null
  readonly modified: string | null
}

/** An answer: a body, that it is unchanged, or that it does not exist. */
export type Got =
  | {
      readonly kind: 'found'
      readonly bytes: Uint8Array<ArrayBuffer>
      readonly type: string
      readonly validators: Validators
    }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'missing'
      readonly reason: string
      /** the HTTP status that says so; null where a page or a redirect does */
      readonly status: number | null
    }

interface GetOptions {
  /** attempts in all */
  readonly tries?: number
  /** attempts at what fails by itself, from a service that answers */
  readonly triesOfItself?: number
  /** bytes of an answer at most */
  readonly most?: number
  /** the service's validators for our copy */
  readonly have?: Validators
}

export interface Polite {
  /**
   * Fetches an address: one request at a time per host, never above its rate, and again if a
   * failure may pass. Throws `unavailable` if it does not pass, `too_large`, and
   * `unreadable_document` for a redirect to another host.
   */
  get(address: string, options?: GetOptions): Promise<Got>
  /** requests made so far, retries included */
  readonly requests: () => number
}

const TRIES = 5
const REDIRECTS = 3
/** Larger documents are not indexed either. */
export const MOST_BYTES = 100 * 1024 * 1024
/** A service that asks for a longer wait is left to the next run, in milliseconds. */
const LONGEST_WAIT = 3_600_000

const TOO_MANY = 429
/** Too late, too early, too many: another attempt may do. */
const PASSING = new Set([408, 425, TOO_MANY])

/** A failure that may pass, with the service's status and the wait that it asked for. */
class Passing extends Error {
  readonly status: number | null
  readonly waitFor: number | null

  /** Whether it is this file that fails, rather than a service out of reach or asked too often. */
  get isOfFile(): boolean {
    return this.status !== null && this.status !== TOO_MANY
  }

  constructor(
    message: string,
    {
      status = null,
      waitFor = null,
      cause,
    }: { status?: number | null; waitFor?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.status = status
    this.waitFor = waitFor
  }
}

/** Whether an `unavailable` of `get` is about this file alone: its service answers. */
export function isOfFile({ cause }: AppError): boolean {
  return cause instanceof Passing && cause.isOfFile
}

/** Makes the fetch function of an import; no other part of the program uses a network. */
export function politeClient(manners: Manners): Polite {
  const {
    patience = { first: 1_000, most: 60_000 },
    timeout = 180_000,
    now = Date.now,
    sleep = sleepUntilStopped(manners.signal),
    random = Math.random,
  } = manners
  const lanes = new Map<string, { last: Promise<unknown>; next: number }>()
  let requests = 0

  /** One after the other, with the spacing that the host's rate requires. */
  function inTurn<T>(host: string, work: () => Promise<T>): Promise<T> {
    const lane = lanes.get(host) ?? { last: Promise.resolve(), next: 0 }
    lanes.set(host, lane)
    const turn = lane.last.then(async () => {
      const spacing = 1000 / manners.rateOf(host)
      // Later than that only where the clock was set back.
      lane.next = Math.min(lane.next, now() + spacing)
      // A timer may fire a millisecond early, and the host's rate still holds.
      for (let wait = lane.next - now(); wait > 0; wait = lane.next - now()) {
        await sleep(Math.ceil(wait))
      }
      lane.next = now() + spacing
      return work()
    })
    lane.last = turn.catch(() => {})
    return turn
  }

  async function ask(address: URL, { most = MOST_BYTES, have }: GetOptions): Promise<Got> {
    let at = address
    for (let hops = 0; hops <= REDIRECTS; hops++) {
      const answer = await inTurn(at.host, () => once(at, most, have))
      if (!(answer instanceof URL)) return answer
      if (answer.host !== address.host || !answer.protocol.startsWith('http')) {
        throw new AppError(
          'unreadable_document',
          `${address.href} leads to another host, ${answer.host}, which is not asked.`,
        )
      }
      if (isErrorPage(answer)) return missing(address, 'leads to an error page')
      at = answer
    }
    return missing(address, 'leads in circles')
  }

  async function once(at: URL, most: number, have: Validators | undefined): Promise<Got | URL> {
    requests++
    const stopped = manners.signal === undefined ? [] : [manners.signal]
    const response = await fetch(at, {
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ...stopped]),
      headers: { 'User-Agent': manners.agent, ...conditions(have) },
    })
    const target = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && target !== null) {
      await response.body?.cancel()
      return URL.parse(target, at) ?? missing(at, 'leads to no address')
    }
    if (response.status === 304 && Object.keys(conditions(have)).length > 0) {
      return { kind: 'unchanged' }
    }
    if (response.ok) {
      try {
        return await found(at, response, most)
      } catch (error) {
        if (error instanceof AppError) throw error
        throw passing(error, at.href, response.status)
      }
    }
    await response.body?.cancel()
    const { status } = response
    if (PASSING.has(status) || status >= 500) {
      const waitFor = retryAfter(response.headers, now())
      throw new Passing(`${at.href} answers ${status}`, { status, waitFor })
    }
    return missing(at, `answers ${status}`, status)
  }

  return {
    requests: () => requests,
    async get(address, options = {}) {
      const { tries = TRIES, triesOfItself = tries } = options
      for (let tried = 1; ; tried++) {
        try {
          return await ask(new URL(address), options)
        } catch (error) {
          if (error instanceof AppError) throw error
          manners.signal?.throwIfAborted()
          const failure = passing(error, address)
          const most = failure.isOfFile ? Math.min(tries, triesOfItself) : tries
          if (tried >= most) throw outage(failure, tried)
          const longest = Math.min(patience.most, patience.first * 2 ** tried)
          const jittered = patience.first + random() * (longest - patience.first)
          const wait = failure.waitFor ?? jittered
          if (wait > LONGEST_WAIT) throw outage(failure, tried)
          manners.onWait?.(failure.message, wait)
          await sleep(wait)
        }
      }
    },
  }
}

/** The services answer 200 with a page that says that the file does not exist. */
function isErrorPage({ pathname }: URL): boolean {
  return /\/fout404\b|\/errors\/404\.htm/i.test(pathname)
}

async function found(at: URL, response: Response, most: number): Promise<Got> {
  if (isErrorPage(at)) {
    await response.body?.cancel()
    return missing(at, 'is an error page')
  }
  const length = Number(response.headers.get('content-length') ?? 0)
  if (length > most) {
    await response.body?.cancel()
    throw tooLarge(at, most)
  }
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += (piece as Uint8Array).length
    if (size > most) throw tooLarge(at, most)
    pieces.push(piece as Uint8Array)
  }
  return {
    kind: 'found',
    bytes: new Uint8Array(Buffer.concat(pieces)),
    type: response.headers.get('content-type') ?? '',
    validators: {
      etag: response.headers.get('etag'),
      modified: response.headers.get('last-modified'),
    },
  }
}

function conditions(have: Validators | undefined): Record<string, string> {
  const { etag = null, modified = null } = have ?? {}
  return {
    ...(etag === null ? {} : { 'If-None-Match': etag }),
    ...(modified === null ? {} : { 'If-Modified-Since': modified }),
  }
}

/**
 * Milliseconds; null if the header is missing, unreadable or in the past. A date counts from the
 * service's own, as their clock and ours may differ.
 */
function retryAfter(headers: Headers, now: number): number | null {
  const header = headers.get('retry-after') ?? ''
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000
  // `Date.parse` takes "1.5" for a day in 2001.
  if (!header.endsWith(' GMT')) return null
  const theirs = Date.parse(headers.get('date') ?? '')
  const milliseconds = Date.parse(header) - (Number.isNaN(theirs) ? now : theirs)
  return milliseconds > 0 ? milliseconds : null
}

/** A truncated body, a refused connection, a time-out: all of them may pass. */
function passing(error: unknown, address: string, status: number | null = null): Passing {
  if (error instanceof Passing) return error
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const why = messageOf(cause)
  return new Passing(`${address} cannot be read (${why})`, { status, cause: error })
}

function outage(failure: Passing, tried: number): AppError {
  const asked = failure.waitFor === null ? '' : `, and asks to wait ${failure.waitFor / 1000} s`
  return new AppError(
    'unavailable',
    `${failure.message}${asked}; tried ${tried} times. What was imported stays; run the ` +
      'command again later.',
    { cause: failure },
  )
}

function missing({ href }: URL, what: string, status: number | null = null): Got {
  return { kind: 'missing', reason: `${href} ${what}`, status }
}

function tooLarge({ href }: URL, most: number): AppError {
  return new AppError('too_large', `${href} is larger than ${Math.floor(most / 1e6)} MB.`)
}

function sleepUntilStopped(signal: AbortSignal | undefined) {
  return (milliseconds: number) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(done, milliseconds)
      function done() {
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      function stop() {
        clearTimeout(timer)
        reject(signal!.reason as Error)
      }
      signal?.addEventListener('abort', stop, { once: true })
    })
}
