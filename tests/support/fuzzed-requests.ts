import fc from 'fast-check'
import { HEADERS, METHODS, PIECES, VALUES } from './fuzz-vocabulary.ts'
import { ROUTE_REQUESTS, type RouteRequest } from './route-requests.ts'

/** A request as sent over the wire; `body` is null without one. */
export interface FuzzedRequest {
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array<ArrayBuffer> | null
}

/** The mutation of a valid request, or of an already mutated one. */
type Mutation =
  | { kind: 'method'; method: string }
  | { kind: 'path'; at: number; cut: number; put: string }
  | { kind: 'query'; name: string; value: string }
  | { kind: 'header'; name: string; value: string }
  | { kind: 'json'; at: number; value: string }
  | { kind: 'key'; at: number; name: string; value: string }
  | { kind: 'bytes'; at: number; cut: number; put: number[]; times: number }
  | { kind: 'encoding'; name: 'utf16' | 'latin1' | 'bom' }

const ratio = fc.double({ min: 0, max: 1, noNaN: true })
const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 8 }))
const jsonText = fc.oneof(fc.constantFrom(...VALUES), fc.json({ maxDepth: 3 }))
const header = fc
  .constantFrom(...Object.keys(HEADERS))
  .chain((name) =>
    fc.record({ name: fc.constant(name), value: fc.constantFrom(...HEADERS[name]!) }),
  )

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('method' as const), method: fc.constantFrom(...METHODS) }),
  fc.record({
    kind: fc.constant('path' as const),
    at: ratio,
    cut: fc.nat({ max: 5 }),
    put: piece,
  }),
  fc.record({
    kind: fc.constant('query' as const),
    name: fc.constantFrom('lang', 'page', 'v', 'format', 'from', 'minister', '__proto__', ''),
    value: piece,
  }),
  header.map(({ name, value }) => ({ kind: 'header' as const, name, value })),
  fc.record({ kind: fc.constant('json' as const), at: ratio, value: jsonText }),
  fc.record({
    kind: fc.constant('key' as const),
    at: ratio,
    name: fc.constantFrom('query', 'quote', 'limit', 'filters', '__proto__', 'constructor', ''),
    value: jsonText,
  }),
  fc.record({
    kind: fc.constant('bytes' as const),
    at: ratio,
    cut: fc.nat({ max: 20 }),
    put: fc.array(fc.nat({ max: 255 }), { maxLength: 6 }),
    times: fc.constantFrom(1, 1, 1, 50, 30_000),
  }),
  fc.record({
    kind: fc.constant('encoding' as const),
    name: fc.constantFrom('utf16' as const, 'latin1' as const, 'bom' as const),
  }),
)

/** A valid request with up to five faults. */
export const fuzzedRequest: fc.Arbitrary<FuzzedRequest> = fc
  .record({
    valid: fc.constantFrom<RouteRequest>(...Object.values(ROUTE_REQUESTS)),
    mutations: fc.array(mutation, { maxLength: 5 }),
  })
  .map(({ valid, mutations }) => mutations.reduce(mutate, asSent(valid)))

function asSent({ path, method = 'GET', headers = {}, body }: RouteRequest): FuzzedRequest {
  return {
    method,
    path,
    headers: Object.entries(headers),
    body: body === undefined ? null : bytesOf(body),
  }
}

function mutate(request: FuzzedRequest, mutation: Mutation): FuzzedRequest {
  const { method, path, headers } = request
  const body = request.body ?? new Uint8Array()
  switch (mutation.kind) {
    case 'method':
      return { ...request, method: mutation.method }
    case 'path': {
      const at = 1 + Math.floor(mutation.at * (path.length - 1))
      return { ...request, path: path.slice(0, at) + mutation.put + path.slice(at + mutation.cut) }
    }
    case 'query': {
      const sign = path.includes('?') ? '&' : '?'
      return { ...request, path: `${path}${sign}${mutation.name}=${mutation.value}` }
    }
    case 'header': {
      const others = headers.filter(([name]) => name !== mutation.name)
      return { ...request, headers: [...others, [mutation.name, mutation.value]] }
    }
    case 'json':
      return { ...request, body: inJson(body, mutation.at, () => mutation.value) }
    case 'key': {
      const member = `${JSON.stringify(mutation.name)}:${mutation.value}`
      return { ...request, body: inJson(body, mutation.at, (old) => withMember(old, member)) }
    }
    case 'bytes': {
      const at = Math.floor(mutation.at * body.length)
      const put = Array.from({ length: mutation.times }, () => mutation.put).flat()
      const rest = body.subarray(at + mutation.cut)
      return {
        ...request,
        method: method === 'GET' ? 'POST' : method,
        body: joined(body.subarray(0, at), put, rest),
      }
    }
    case 'encoding':
      return { ...request, body: encoded(body, mutation.name) }
  }
}

/** Replaces one of the JSON's values, chosen by `at`, with another text. */
function inJson(body: Uint8Array, at: number, replace: (old: string) => string) {
  const text = new TextDecoder().decode(body)
  // A value: a string, a number, a keyword, an empty or innermost list or object.
  const values = [
    ...text.matchAll(
      /"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d[\d.e+-]*|true|false|null|\{[^{}]*\}|\[[^[\]]*\]/g,
    ),
  ]
  const chosen = values[Math.floor(at * values.length)]
  if (chosen === undefined) return bytesOf(replace(text))
  const { index, 0: old } = chosen
  return bytesOf(text.slice(0, index) + replace(old) + text.slice(index + old.length))
}

function withMember(old: string, member: string): string {
  if (!old.startsWith('{')) return `{${member}}`
  return old === '{}' ? `{${member}}` : `${old.slice(0, -1)},${member}}`
}

function encoded(body: Uint8Array<ArrayBuffer>, name: 'utf16' | 'latin1' | 'bom') {
  if (name === 'bom') return joined(new Uint8Array([0xef, 0xbb, 0xbf]), [], body)
  const text = new TextDecoder().decode(body)
  return new Uint8Array(Buffer.from(text, name === 'utf16' ? 'utf16le' : 'latin1'))
}

function joined(before: Uint8Array, put: readonly number[], behind: Uint8Array) {
  const whole = new Uint8Array(before.length + put.length + behind.length)
  whole.set(before)
  whole.set(put, before.length)
  whole.set(behind, before.length + put.length)
  return whole
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
