import type { FuzzedRequest } from './fuzzed-requests.ts'

/** The response, read to its end. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/**
 * Faults that no response may have, whatever the request; one sentence each, empty if all is well.
 */
export function unsound({ status, headers, body }: Answered): string[] {
  const found: string[] = []
  if (status >= 500 && !(status === 503 && headers.has('retry-after'))) {
    found.push(`status ${status}`)
  }
  const policy = headers.get('content-security-policy') ?? ''
  if (!policy.includes("default-src 'none'")) found.push('no content security policy')
  if (headers.get('x-content-type-options') !== 'nosniff') found.push('may be sniffed')
  if (headers.has('set-cookie')) found.push('sets a cookie')
  const type = headers.get('content-type')
  if (body !== '' && type === null) found.push('a body without a type')
  if (/^\s*at .+[\\/](?:src|node_modules)[\\/]/m.test(body)) found.push('shows a stack')
  // The response to HEAD has no body.
  if (body === '') return found
  const values = /^application\/(?:problem\+)?json(?:;|$)/.test(type ?? '')
    ? [jsonOf(body)]
    : type?.startsWith('application/jsonl')
      ? body.trimEnd().split('\n').map(jsonOf)
      : []
  if (values.includes(undefined)) found.push('no JSON')
  if (status >= 400 && type?.startsWith('application/problem+json')) {
    const [problem] = values as { status?: unknown }[]
    if (problem?.status !== status) found.push('a problem of another status')
  }
  return found
}

/** Undefined where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A request short enough to read, and complete enough to send again. */
export function described({ method, path, headers, body }: FuzzedRequest): string {
  const text = body === null ? '' : Buffer.from(body.subarray(0, 2_000)).toString('latin1')
  return JSON.stringify({ method, path: path.slice(0, 500), headers, body: text })
}
