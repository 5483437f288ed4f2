/** All failures that we foresee. Any other error is a bug. */
export type ErrorCode =
  | 'invalid_request'
  | 'invalid_setting'
  | 'not_found'
  | 'method_not_allowed'
  | 'unsupported_media_type'
  | 'too_large'
  | 'not_verbatim'
  | 'unreadable_document'
  | 'index_missing'
  | 'index_mismatch'
  | 'index_damaged'
  | 'index_locked'
  | 'model_missing'
  | 'model_damaged'
  | 'port_taken'
  | 'unavailable'
  | 'overloaded'
  | 'rate_limited'
  | 'not_signed_in'

/** A foreseen failure. The message says what happened, with the value, and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
}

/** What a failure says, whatever was thrown. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
