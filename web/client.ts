import type { z } from '@hono/zod-openapi'
import type { CitationFormat } from '../src/cite/formats.ts'
import { filterParams } from '../src/wire/filter-params.ts'
import { citationHref } from '../src/wire/links.ts'
import type { WireAnswer } from '../src/wire/answer.ts'
import type { AskRequest as AskSchema, AskResponse } from '../src/wire/ask.ts'
import type { Choices, DocumentList, FullDocument } from '../src/wire/documents.ts'
import type { SuggestRequest, SuggestResponse } from '../src/wire/suggest.ts'
import type { VerifyRequest, VerifyResponse } from '../src/wire/verify.ts'

/** A question; the server's defaults apply to absent fields. */
export type Ask = z.input<typeof AskSchema>

/** The documents and ministers to which a page restricts itself. */
export type Within = Pick<NonNullable<Ask['filters']>, 'documents' | 'ministers'>

/** The requested part of the documents. */
export interface DocumentPage {
  /** 1 to 1,000; default 100 */
  readonly limit?: number
  /** `next` of the previous page */
  readonly after?: string
  readonly filters?: NonNullable<Ask['filters']>
}

export interface ClientOptions {
  /** where the server is: "https://antwoorden.example.nl" */
  readonly server: string
  /** milliseconds before a request is aborted; default 20,000 */
  readonly timeout?: number
  readonly fetch?: typeof fetch
}

/** Why a request failed, so that the interface can tell a person what to do. */
export type FailureReason =
  /** this device has no connection */
  | 'offline'
  /** the server could not be reached, or broke off the connection */
  | 'unreachable'
  /** the server is there, but does not allow pages of this origin to ask */
  | 'origin'
  | 'timeout'
  /** the organisation's sign-in, before the server or in it, does not know the user */
  | 'signed_out'
  | 'rate_limited'
  /** the request is not acceptable, for example too long; `detail` has the reason */
  | 'invalid'
  /** nothing is at the address; with a `detail` there is a server, which has nothing of this id */
  | 'not_found'
  /** the server said that it cannot answer now, or something else answered in its place */
  | 'unavailable'

/** A request without an answer. */
export class ClientError extends Error {
  readonly reason: FailureReason
  /** the server's own message; null if it sent none */
  readonly detail: string | null
  /** seconds after which the server asks to be tried again; null if it did not say */
  readonly retryAfter: number | null

  constructor(
    reason: FailureReason,
    { detail = null, retryAfter = null, cause }: FailureDetails = {},
  ) {
    super(detail ?? reason, { cause })
    this.name = 'ClientError'
    this.reason = reason
    this.detail = detail
    this.retryAfter = retryAfter
  }
}

interface FailureDetails {
  readonly detail?: string | null
  readonly retryAfter?: number | null
  readonly cause?: unknown
}

/**
 * A client of the HTTP API that needs only `fetch`. The server serves it as `/client.js`; its
 * results have the types of the schemas with which the server validates.
 */
export interface Client {
  ask(request: Ask, signal?: AbortSignal): Promise<AskResponse>
  verify(request: VerifyRequest, signal?: AbortSignal): Promise<VerifyResponse>
  /** members' own questions that fit the text typed so far */
  suggest(request: SuggestRequest, signal?: AbortSignal): Promise<SuggestResponse>
  answer(id: string, signal?: AbortSignal): Promise<WireAnswer>
  /** the first documents in order of id, or those after a previous page: its `next` */
  documents(page?: DocumentPage, signal?: AbortSignal): Promise<DocumentList>
  /** the values that filters can take in the documents that match these */
  filters(within: Within, signal?: AbortSignal): Promise<Choices>
  document(id: string, signal?: AbortSignal): Promise<FullDocument>
  /** the source text's exact bytes */
  source(documentId: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>
  /** the citation of an answer; `language` is that of the text around an APA reference */
  citation(
    answerId: string,
    format: CitationFormat,
    language: 'nl' | 'en',
    signal?: AbortSignal,
  ): Promise<string>
  /** an address of the server, made absolute whatever the page's `<base>` says */
  address(path: string): string
}

/**
 * Makes a client. Every method rejects with a ClientError, or with the signal's reason if aborted.
 */
export function createClient({
  server,
  timeout = 20_000,
  fetch: request = (...args) => fetch(...args),
}: ClientOptions): Client {
  const base = server.replace(/\/+$/, '')
  const address = (path: string): string => new URL(base + path, globalThis.location?.href).href

  /** Sends a request, and reads what comes back. */
  async function send<T>(
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const limit = AbortSignal.timeout(timeout)
    let response: Response | undefined
    try {
      response = await request(address(path), {
        ...init,
        // The session of a sign-in in front of the page's own server; no other server gets any.
        credentials: 'same-origin',
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      })
      if (!response.ok) throw await refused(response)
      if (isPage(response))
        throw new ClientError(response.redirected ? 'signed_out' : 'unavailable')
      return await read(response)
    } catch (cause) {
      if (signal?.aborted) throw signal.reason
      if (cause instanceof ClientError) throw cause
      if (cause instanceof SyntaxError) throw new ClientError('unavailable', { cause })
      if (limit.aborted) throw new ClientError('timeout', { cause })
      // A server that began to answer lets this page ask.
      throw new ClientError(response === undefined ? await whyUnreachable() : 'unreachable', {
        cause,
      })
    }
  }

  /**
   * A browser hides why a cross-origin request failed, but one can find out whether the server is
   * there.
   */
  async function whyUnreachable(): Promise<FailureReason> {
    if (globalThis.navigator?.onLine === false) return 'offline'
    if (globalThis.location === undefined || new URL(address('/')).origin === location.origin) {
      return 'unreachable'
    }
    try {
      await request(address('/v1/health'), { mode: 'no-cors', signal: AbortSignal.timeout(3000) })
      return 'origin'
    } catch {
      // It does not exist for anybody: that is the answer.
      return 'unreachable'
    }
  }

  const getJson = <T>(path: string, signal?: AbortSignal): Promise<T> =>
    send(path, { headers: { accept: 'application/json' } }, json<T>, signal)
  const postJson = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    return send(path, { method: 'POST', headers, body: JSON.stringify(body) }, json<T>, signal)
  }

  return {
    ask: (body, signal) => postJson('/v1/ask', body, signal),
    verify: (body, signal) => postJson('/v1/verify', body, signal),
    suggest: (body, signal) => postJson('/v1/suggest', body, signal),
    answer: (id, signal) => getJson(`/v1/answers/${encodeURIComponent(id)}`, signal),
    documents({ limit, after, filters = {} } = {}, signal) {
      const query = filterParams(filters)
      if (limit !== undefined) query.set('limit', String(limit))
      if (after !== undefined) query.set('cursor', after)
      return getJson(`/v1/documents${query.size === 0 ? '' : `?${query}`}`, signal)
    },
    filters(within, signal) {
      return getJson(`/v1/filters?${filterParams(within)}`, signal)
    },
    document: (id, signal) => getJson(`/v1/documents/${encodeURIComponent(id)}`, signal),
    async source(documentId, signal) {
      const path = `/v1/documents/${encodeURIComponent(documentId)}/source`
      return new Uint8Array(await send(path, {}, (response) => response.arrayBuffer(), signal))
    },
    citation(answerId, format, language, signal) {
      const path = `${citationHref(answerId, format)}&lang=${language}`
      return send(path, {}, (response) => response.text(), signal)
    },
    address,
  }
}

async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T
}

/** The API has no pages: a proxy's sign-in, which is no source text either. */
function isPage({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/html') ?? false
}

const reasons: Readonly<Record<number, FailureReason>> = {
  401: 'signed_out',
  403: 'origin',
  404: 'not_found',
  429: 'rate_limited',
}

/**
 * The meaning of a response that is not "ok"; the detail comes from its problem document (RFC
 * 9457).
 */
async function refused(response: Response): Promise<ClientError> {
  const fallback = response.status >= 500 ? 'unavailable' : 'invalid'
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
  const { code, detail } = await problemIn(response)
  const reason = code === 'not_signed_in' ? 'signed_out' : reasons[response.status]
  return new ClientError(reason ?? fallback, {
    detail,
    retryAfter: Number.isNaN(seconds) ? null : seconds,
  })
}

async function problemIn(response: Response): Promise<{ code: unknown; detail: string | null }> {
  try {
    const problem = (await response.json()) as { code?: unknown; detail?: unknown; title?: unknown }
    const detail = problem.detail ?? problem.title
    return { code: problem.code, detail: typeof detail === 'string' ? detail : null }
  } catch {
    // A proxy's HTML page, or nothing: the status alone must suffice.
    return { code: null, detail: null }
  }
}
