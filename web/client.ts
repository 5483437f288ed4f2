import type { z } from '@hono/zod-openapi'
import type { CitationFormat } from '../src/cite/formats.ts'
import { filterParams } from '../src/wire/filter-params.ts'
import { citationHref } from '../src/wire/links.ts'
import type {
  WireAnswer,
  AskRequest as AskSchema,
  AskResponse,
  Choices,
  DocumentList,
  FullDocument,
  SuggestRequest,
  SuggestResponse,
  VerifyRequest,
  VerifyResponse,
} from '../src/wire/schemas.ts'

/** What may be asked; what is left out gets the server's defaults. */
export type Ask = z.input<typeof AskSchema>

/** Documents and ministers that a page keeps to. */
export type Within = Pick<NonNullable<Ask['filters']>, 'documents' | 'ministers'>

/** Which part of the documents is asked for. */
export interface DocumentPage {
  /** 1 to 1,000; 100 where not said */
  readonly limit?: number
  /** what the page before it says as `next` */
  readonly after?: string
  readonly filters?: NonNullable<Ask['filters']>
}

export interface ClientOptions {
  /** where the server is: "https://antwoorden.example.nl" */
  readonly server: string
  /** milliseconds before a request is given up; 20,000 where not said */
  readonly timeout?: number
  readonly fetch?: typeof fetch
}

/** Why a request failed, so that a person can be told what to do. */
export type FailureReason =
  /** this device has no connection */
  | 'offline'
  /** the server could not be reached, or broke the connection off */
  | 'unreachable'
  /** the server is there, but does not let pages of this origin ask */
  | 'origin'
  | 'timeout'
  /** the organisation's sign-in, before the server or in it, knows nobody */
  | 'signed_out'
  | 'rate_limited'
  /** what was asked is not acceptable: too long, for example; `detail` says what */
  | 'invalid'
  | 'not_found'
  /** the server said that it cannot answer now */
  | 'unavailable'

/** A request that did not get its answer. */
export class ClientError extends Error {
  readonly reason: FailureReason
  /** what the server said about it, in its own words; null where it said nothing */
  readonly detail: string | null
  /** seconds after which the server wants to be asked again; null where it did not say */
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
 * A client of the HTTP API that needs nothing but `fetch`. The server hands it out as `/client.js`;
 * what it gives is typed by the schemas that the server validates with.
 */
export interface Client {
  ask(request: Ask, signal?: AbortSignal): Promise<AskResponse>
  verify(request: VerifyRequest, signal?: AbortSignal): Promise<VerifyResponse>
  /** members' own questions that fit what is being typed */
  suggest(request: SuggestRequest, signal?: AbortSignal): Promise<SuggestResponse>
  answer(id: string, signal?: AbortSignal): Promise<WireAnswer>
  /** the first documents in order of id, or those after a page before it: its `next` */
  documents(page?: DocumentPage, signal?: AbortSignal): Promise<DocumentList>
  /** what the filters of a question can be set to, in the documents that meet these */
  filters(within: Within, signal?: AbortSignal): Promise<Choices>
  document(id: string, signal?: AbortSignal): Promise<FullDocument>
  /** the source text's exact bytes */
  source(documentId: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>
  /** how an answer is cited; `language` is that of the text around an APA reference */
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

  async function send(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    const limit = AbortSignal.timeout(timeout)
    let response: Response
    try {
      response = await request(address(path), {
        ...init,
        credentials: 'omit',
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      })
    } catch (cause) {
      if (signal?.aborted) throw signal.reason
      throw new ClientError(limit.aborted ? 'timeout' : await whyUnreachable(), { cause })
    }
    if (!response.ok) throw await refused(response)
    return response
  }

  /**
   * A browser hides why a cross-origin request failed; whether the server is there can be found
   * out.
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
      // Not there for anybody: that is the answer.
      return 'unreachable'
    }
  }

  const getJson = async <T>(path: string, signal?: AbortSignal): Promise<T> => {
    const response = await send(path, { headers: { accept: 'application/json' } }, signal)
    return (await response.json()) as T
  }
  const postJson = async <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await (await send(path, init, signal)).json()) as T
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
      return new Uint8Array(await (await send(path, {}, signal)).arrayBuffer())
    },
    async citation(answerId, format, language, signal) {
      const path = `${citationHref(answerId, format)}&lang=${language}`
      return (await send(path, {}, signal)).text()
    },
    address,
  }
}

const reasons: Readonly<Record<number, FailureReason>> = {
  401: 'signed_out',
  403: 'origin',
  404: 'not_found',
  429: 'rate_limited',
}

/** What an answer that is not "ok" means; the detail comes from its problem document (RFC 9457). */
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
    // A proxy's HTML page, or nothing: the status alone has to do.
    return { code: null, detail: null }
  }
}
