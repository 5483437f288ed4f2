import type {
  AskRequest,
  AskResponse,
  Answer,
  Choices,
  DocumentList,
  FullDocument,
  SuggestRequest,
  SuggestResponse,
  VerifyRequest,
  VerifyResponse,
} from './api.js'

export type * from './api.js'

/** What may be asked; what is left out gets the server's defaults. */
export type Ask = AskRequest

/** Filters that others are looked up within. */
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
  | 'offline'
  | 'unreachable'
  | 'origin'
  | 'timeout'
  | 'signed_out'
  | 'rate_limited'
  | 'invalid'
  | 'not_found'
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
    details?: {
      readonly detail?: string | null
      readonly retryAfter?: number | null
      readonly cause?: unknown
    },
  )
}

export type CitationFormat =
  'parliamentary' | 'apa' | 'bibtex' | 'ris' | 'csl-json' | 'web-annotation'

/** A client of the HTTP API. */
export interface Client {
  ask(request: Ask, signal?: AbortSignal): Promise<AskResponse>
  verify(request: VerifyRequest, signal?: AbortSignal): Promise<VerifyResponse>
  /** members' own questions that fit what is being typed */
  suggest(request: SuggestRequest, signal?: AbortSignal): Promise<SuggestResponse>
  answer(id: string, signal?: AbortSignal): Promise<Answer>
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
  /** an address of the server, made absolute */
  address(path: string): string
}

/** Makes a client. Every method rejects with a ClientError, or with the signal's reason. */
export function createClient(options: ClientOptions): Client
