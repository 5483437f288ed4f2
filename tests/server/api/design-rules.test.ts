import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../../support/open-app.ts'
import {
  readDocument,
  schemasOf,
  type ApiDocument,
  type ApiOperation,
} from '../../support/openapi-check.ts'

/**
 * The Dutch government's REST API Design Rules (Logius, version 2.2.0), rule by rule, by the ids at
 * https://logius-standaarden.github.io/API-Design-Rules/.
 */
const RULES = [
  '/core/naming-resources',
  '/core/naming-collections',
  '/core/interface-language',
  '/core/no-trailing-slash',
  '/core/path-segments-kebab-case',
  '/core/query-keys-camel-case',
  '/core/hide-implementation',
  '/core/date-time/format',
  '/core/date-time/timezone',
  '/core/date-time/date-omit-time-portion',
  '/core/http-methods',
  '/core/http-safety',
  '/core/http-response-code',
  '/core/stateless',
  '/core/nested-child',
  '/core/resource-operations',
  '/core/error-handling/problem-details',
  '/core/error-handling/invalid-input',
  '/core/error-handling/all-errors',
  '/core/doc-openapi',
  '/core/doc-openapi-contact',
  '/core/doc-language',
  '/core/publish-openapi',
  '/core/deprecation-schedule',
  '/core/transition-period',
  '/core/uri-version',
  '/core/changelog',
  '/core/semver',
  '/core/version-header',
  '/core/transport/tls',
  '/core/transport/no-sensitive-uris',
  '/core/transport/security-headers',
  '/core/transport/cors',
  '/core/modules/geospatial',
  '/core/modules/signing',
  '/core/modules/encryption',
] as const

type Rule = (typeof RULES)[number]

/** Rules without a test here, with reasons; docs/api.md tells users the same. */
const NOT_HERE: Partial<Record<Rule, string>> = {
  '/core/interface-language':
    'a "should": names are English, since questions come in English too and the code of both ' +
    'sides is',
  '/core/doc-language':
    'a "should": descriptions are English; the page /reference is in Dutch and English around them',
  '/core/date-time/timezone': 'no field holds a time',
  '/core/deprecation-schedule': 'nothing is deprecated',
  '/core/transition-period': 'there is one major version',
  '/core/changelog': 'nothing has changed since the first release',
  '/core/transport/tls': 'ended by the proxy before the server, or by Cloudflare',
  '/core/modules/geospatial': 'there is no geospatial data',
  '/core/modules/signing': 'nothing is signed: proofs are digests that anybody can compute',
  '/core/modules/encryption': 'no payload is encrypted beyond TLS',
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/**
 * The two operations that are not resources; rule /core/resource-operations allows a verb for such.
 */
const VERBS = ['ask', 'suggest', 'verify']

/** Keys that other standards named: CSL-JSON, and the Web Annotation Data Model of the W3C. */
const FOREIGN_KEYS = ['URL', 'date-parts', 'non-dropping-particle', '@context']

let app: OpenApp
let document: ApiDocument
let operations: { path: string; method: string; operation: ApiOperation }[]

beforeAll(async () => {
  const env = {
    ALLOWED_ORIGINS: 'https://intranet.example.nl',
    CONTACT: 'Team Letterlijk <letterlijk@example.nl>',
  }
  app = await openApp(env, {}, { encoder: false })
  document = await readDocument(send)
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
})
afterAll(() => app.close())

const send = async (path: string, init?: RequestInit): Promise<Response> => app.request(path, init)
const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
})

/** A request for each kind of outcome. */
const requests: readonly [string, RequestInit?][] = [
  ['/v1/ask', post('{"query":"vraag 7"}')],
  ['/v1/ask', post('{"query":"vraag 7"}', { accept: 'text/markdown' })],
  ['/v1/ask', post('{')],
  ['/v1/ask', post('query=a', { 'content-type': 'text/plain' })],
  ['/v1/ask'],
  ['/v1/verify', post('{"quote":"Het kabinet"}')],
  ['/v1/documents'],
  ['/v1/documents/nope'],
  ['/v1/documents/2022D35172'],
  ['/v1/documents/2022D35172/source'],
  ['/v1/answers/2022D35172.7'],
  ['/v1/health'],
  ['/v1/openapi.json'],
  ['/v1'],
  ['/v1/nope'],
]

/** All objects of the document, with their paths. */
function* objectsOf(value: unknown, way: readonly string[] = []): Generator<[string[], object]> {
  if (typeof value !== 'object' || value === null) return
  yield [[...way], value]
  for (const [key, each] of Object.entries(value)) yield* objectsOf(each, [...way, key])
}

const segmentsOf = (path: string): string[] => path.split('/').slice(1)

/** Shapes that other standards fixed: CSL-JSON and the W3C's annotations. */
const NOT_OURS = /^(?:Csl|WebAnnotation)/

/** The properties of all our own schemas, by name. */
function propertiesOf(document: ApiDocument): [string, Record<string, unknown>][] {
  return [...objectsOf(document)].flatMap(([way, value]) => {
    const isOurs = !way.some((part) => NOT_OURS.test(part))
    return isOurs && way.at(-1) === 'properties' ? Object.entries(value) : []
  })
}

const tests: Partial<Record<Rule, () => void | Promise<void>>> = {
  '/core/naming-resources': () => {
    // Allowed names of a path: nouns, and the verbs of three operations.
    const nouns = ['documents', 'answers', 'source', 'health', 'openapi.json', 'live', 'ready']
    nouns.push('citation', 'export', 'open-questions', 'filters')
    for (const { path } of operations) {
      const named = segmentsOf(path).filter((segment) => !segment.startsWith('{'))
      expect([...nouns, ...VERBS], path).toEqual(expect.arrayContaining(named))
    }
  },

  '/core/naming-collections': () => {
    // A segment followed by an id is a collection, and plural.
    for (const { path } of operations) {
      const segments = segmentsOf(path)
      const collections = segments.filter((_, at) => segments[at + 1]?.startsWith('{'))
      for (const name of collections) expect(name, path).toMatch(/s$/)
    }
  },

  '/core/no-trailing-slash': async () => {
    for (const path of Object.keys(document.paths)) expect(path).not.toMatch(/\/$/)
    for (const path of ['/v1/documents/', '/v1/documents/2022D35172/', '/v1/health/']) {
      expect((await send(path)).status, path).toBe(404)
    }
    expect((await send('/v1/ask/', post('{"query":"vraag 7"}'))).status).toBe(404)
  },

  '/core/path-segments-kebab-case': () => {
    // The description's own name is fixed by /core/publish-openapi.
    for (const path of Object.keys(document.paths).filter((each) => each !== '/openapi.json')) {
      for (const segment of segmentsOf(path)) {
        expect(segment, path).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*|\{[a-z][a-zA-Z0-9]*\})$/)
      }
    }
  },

  '/core/query-keys-camel-case': () => {
    const camel = /^[a-z][a-z\d]*(?:[A-Z][a-z\d]*)*$/
    for (const { path, operation } of operations) {
      for (const parameter of operation.parameters ?? []) {
        if (parameter.in === 'query') expect(parameter.name, path).toMatch(camel)
      }
    }
    // The same for the keys of bodies, which the rule's rationale mentions.
    for (const [name] of propertiesOf(document)) {
      if (!FOREIGN_KEYS.includes(name)) expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/)
    }
  },

  '/core/hide-implementation': async () => {
    for (const [path, init] of requests) {
      const { headers } = await send(path, init)
      for (const name of ['server', 'x-powered-by']) expect(headers.get(name), path).toBe(null)
    }
    const broken = await (await send('/v1/ask', post('{'))).text()
    expect(broken).not.toMatch(/\bat \S+:\d+|node_modules|\.ts\b|hono|zod/i)
  },

  '/core/date-time/format': () => {
    const dates = propertiesOf(document).filter(([, schema]) =>
      ['date', 'date-time', 'time'].includes(String(schema.format)),
    )
    expect(new Set(dates.map(([name]) => name))).toEqual(
      new Set(['asked', 'answered', 'from', 'to']),
    )
    for (const [name, { type, format }] of dates) {
      expect([type].flat(), name).toContain('string')
      expect(format, name).toBe('date')
    }
  },

  '/core/date-time/date-omit-time-portion': () => {
    const formats = propertiesOf(document).map(([, { format }]) => format)
    expect(formats).not.toContain('date-time')
  },

  '/core/http-methods': () => {
    for (const { path, method } of operations) expect(METHODS, path).toContain(method)
  },

  '/core/http-safety': async () => {
    // Nothing changes state: the same request returns the same bytes, whatever came between.
    const twice = async () => {
      const texts = []
      for (const [path, init] of requests) texts.push(await (await send(path, init)).text())
      return texts
    }
    expect(await twice()).toEqual(await twice())
    for (const path of Object.keys(document.paths).map((each) =>
      each.replace('{id}', '2022D35172.7'),
    )) {
      const get = await send(`/v1${path}`)
      const head = await send(`/v1${path}`, { method: 'HEAD' })
      expect([head.status, await head.text()], path).toEqual([get.status, ''])
    }
  },

  '/core/http-response-code': async () => {
    const status = async (path: string, init?: RequestInit) => (await send(path, init)).status
    expect(await status('/v1/ask', post('{"query":"vraag 7"}'))).toBe(200)
    expect(await status('/v1/ask', post('{"query":""}'))).toBe(400)
    expect(await status('/v1/answers/nope')).toBe(404)
    expect(await status('/v1/ask', post(`{"query":"${'a'.repeat(200_000)}"}`))).toBe(413)
    expect(await status('/v1/ask', post('a', { 'content-type': 'text/plain' }))).toBe(415)
    const wrong = await send('/v1/ask')
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
    const deleted = await send('/v1/documents/2022D35172', { method: 'DELETE' })
    expect([deleted.status, deleted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  },

  '/core/stateless': async () => {
    for (const [path, init] of requests) {
      expect((await send(path, init)).headers.get('set-cookie'), path).toBe(null)
    }
  },

  '/core/nested-child': () => {
    // A source cannot exist without its document.
    expect(Object.keys(document.paths)).toContain('/documents/{id}/source')
    expect(Object.keys(document.paths)).not.toContain('/sources/{id}')
  },

  '/core/resource-operations': () => {
    for (const verb of VERBS) expect(Object.keys(document.paths[`/${verb}`]!)).toEqual(['post'])
  },

  '/core/error-handling/problem-details': async () => {
    const schemas = schemasOf(document)
    for (const { path, operation } of operations) {
      const failures = Object.entries(operation.responses).filter(([status]) => status >= '400')
      expect(failures.length, path).toBeGreaterThan(0)
      for (const [status, { content }] of failures) {
        expect(Object.keys(content!), `${path} ${status}`).toEqual(['application/problem+json'])
      }
    }
    let seen = 0
    for (const [path, init] of requests) {
      const response = await send(path, init)
      if (response.status < 400) continue
      seen++
      expect(response.headers.get('content-type'), path).toBe('application/problem+json')
      const problem = (await response.json()) as Record<string, unknown>
      expect(schemas.errorsAt(['components', 'schemas', 'Problem'], problem), path).toEqual([])
      for (const field of ['type', 'title', 'status', 'detail', 'instance']) {
        expect(Object.keys(problem), path).toContain(field)
      }
      expect(problem.status, path).toBe(response.status)
    }
    expect(seen).toBeGreaterThan(5)
  },

  '/core/error-handling/invalid-input': () => {
    const takesInput = ({ requestBody, parameters = [] }: ApiOperation) =>
      requestBody !== undefined || parameters.length > 0
    const taking = operations.filter(({ operation }) => takesInput(operation))
    expect(taking.length).toBeGreaterThan(4)
    for (const { path, operation } of taking) {
      expect(Object.keys(operation.responses), path).toContain('400')
    }
  },

  '/core/error-handling/all-errors': async () => {
    const wrong = '{"query":"","limit":0,"filters":{"from":"x"},"nope":1}'
    const { errors } = (await (await send('/v1/ask', post(wrong))).json()) as {
      errors: { path: string; message: string }[]
    }
    expect(errors.map(({ path }) => path).sort()).toEqual(['', 'filters.from', 'limit', 'query'])
    expect(errors.find(({ path }) => path === '')!.message).toContain('nope')
  },

  '/core/doc-openapi': () => {
    expect(document.openapi).toMatch(/^3\.\d+\.\d+$/)
    for (const [way, value] of objectsOf(document)) {
      if (!('$ref' in value)) continue
      const target = String(value.$ref).split('/').slice(1)
      const found = target.reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        document,
      )
      expect(found, `${way.join('/')}: ${String(value.$ref)}`).toBeDefined()
    }
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const names = document.tags.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { path, operation } of operations) {
      expect(names, path).toEqual(expect.arrayContaining([...operation.tags]))
      for (const key of ['operationId', 'summary', 'description'] as const) {
        expect(operation[key], `${path}: ${key}`).toBeTruthy()
      }
      const declared = (operation.parameters ?? []).filter((each) => each.in === 'path')
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(declared.map(({ name }) => name).sort(), path).toEqual(inPath.sort())
    }
  },

  '/core/doc-openapi-contact': async () => {
    expect(document.info.contact).toEqual({
      name: 'Team Letterlijk',
      email: 'letterlijk@example.nl',
      url: 'http://localhost/reference',
    })
  },

  '/core/publish-openapi': async () => {
    const headers = { origin: 'https://anywhere.example.com' }
    const response = await send('/v1/openapi.json', { headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  },

  '/core/uri-version': () => {
    for (const { url } of document.servers) expect(url).toMatch(/\/v1$/)
  },

  '/core/semver': () => {
    expect(document.info.version).toMatch(/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/)
    // The number in the path is the first part of the version.
    expect(`/v${String(document.info.version).split('.')[0]}`).toBe(
      new URL(document.servers[0]!.url).pathname,
    )
  },

  '/core/version-header': async () => {
    const preflight: [string, RequestInit] = [
      '/v1/ask',
      {
        method: 'OPTIONS',
        headers: {
          origin: 'https://intranet.example.nl',
          'access-control-request-method': 'POST',
        },
      },
    ]
    expect((await send(...preflight)).headers.get('access-control-allow-methods')).toBe(
      'GET,HEAD,POST',
    )
    for (const [path, init] of [...requests, preflight]) {
      const { headers } = await send(path, init)
      expect(headers.get('api-version'), path).toBe(document.info.version)
    }
    for (const { path, operation } of operations) {
      const responses = Object.entries(operation.responses)
      for (const [status, { headers }] of responses) {
        expect(Object.keys(headers!), `${path} ${status}`).toContain('API-Version')
      }
    }
  },

  '/core/transport/no-sensitive-uris': () => {
    // Only a body ever contains a question or a quote.
    for (const { path, method, operation } of operations) {
      for (const { name } of operation.parameters ?? [])
        expect(name, path).not.toMatch(/query|quote|question|^q$/i)
      if (VERBS.includes(path.slice(1))) expect(method).toBe('post')
    }
  },

  '/core/transport/security-headers': async () => {
    for (const [path, init] of requests) {
      const headers = (await send(`https://answers.example.nl${path}`, init)).headers
      const told = (name: string) => expect(headers.get(name), `${path}: ${name}`)
      told('cache-control').toBe('no-store')
      told('content-security-policy').toContain("frame-ancestors 'none'")
      told('content-security-policy').toContain("default-src 'none'")
      told('content-type').toBeTruthy()
      told('strict-transport-security').toMatch(/max-age=\d{8}/)
      told('x-content-type-options').toBe('nosniff')
      told('x-frame-options').toBe('DENY')
      told('referrer-policy').toBe('no-referrer')
    }
  },

  '/core/transport/cors': async () => {
    const allowed = async (origin: string) => {
      const response = await send('/v1/documents', { headers: { origin } })
      return response.headers.get('access-control-allow-origin')
    }
    expect(await allowed('https://intranet.example.nl')).toBe('https://intranet.example.nl')
    expect(await allowed('https://elsewhere.example.nl')).toBe(null)
  },
}

interface WithExamples {
  readonly schema?: object
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

describe('the Dutch API Design Rules', () => {
  it.each(Object.entries(tests))('%s is followed', async (_, test) => test())

  it('are all tested, or left out for a reason', () => {
    const covered = [...Object.keys(tests), ...Object.keys(NOT_HERE)]
    expect(covered.sort()).toEqual([...RULES].sort())
  })

  it.each(['º', 'ì!!ç', 'a%20b', '%zz', '100%', '漢"<>', '\\^`{|}'])(
    'name a path with %s as an address in the problem',
    async (id) => {
      const schemas = schemasOf(document)
      const problem = await (await send(`/v1/answers/${id}`)).json()
      expect(schemas.errorsAt(['components', 'schemas', 'Problem'], problem)).toEqual([])
      expect((problem as { instance: string }).instance).toMatch(/^(?:[!-~](?<!["<>\\^`{|}]))+$/)
    },
  )

  it('have a description without `prefixItems`, which many readers do not know', () => {
    const lists = [...objectsOf(document)].filter(
      ([, value]) => 'prefixItems' in value || ('items' in value && Array.isArray(value.items)),
    )
    expect(lists.map(([way]) => way.join('/'))).toEqual([])
    const schemas = schemasOf(document)
    const annotation = ['components', 'schemas', 'WebAnnotation', 'properties', 'target', 'items']
    const selector = [...annotation, 'properties', 'selector']
    const position = { type: 'TextPositionSelector', start: 0, end: 1 }
    const quote = { type: 'TextQuoteSelector', exact: 'x', prefix: '', suffix: '' }
    expect(schemas.errorsAt(selector, [quote, position])).toEqual([])
    for (const wrong of [[], [quote], [quote, position, position], [quote, { type: 'x' }]]) {
      expect(schemas.errorsAt(selector, wrong)).not.toEqual([])
    }
  })

  it.each([' ', '\f', '\u00a0', '\u2003', '\ufeff', '\n\t'])(
    'describe that %j is empty, which is refused',
    async (blank) => {
      const schemas = schemasOf(document)
      const headers = { 'content-type': 'application/json' }
      for (const [path, name, body] of [
        ['/v1/ask', 'AskRequest', { query: blank }],
        ['/v1/verify', 'VerifyRequest', { quote: blank }],
      ] as const) {
        const init = { method: 'POST', headers, body: JSON.stringify(body) }
        expect((await send(path, init)).status).toBe(400)
        expect(schemas.errorsAt(['components', 'schemas', name], body)).not.toEqual([])
      }
    },
  )

  it('count a character of two UTF-16 units as one, as the description does', async () => {
    const schemas = schemasOf(document)
    const headers = { 'content-type': 'application/json' }
    for (const [path, name, field, most] of [
      ['/v1/ask', 'AskRequest', 'query', 1_000],
      ['/v1/verify', 'VerifyRequest', 'quote', 10_000],
      ['/v1/suggest', 'SuggestRequest', 'typed', 1_000],
    ] as const) {
      for (const [length, fits] of [
        [most, true],
        [most + 1, false],
      ] as const) {
        const body = { [field]: '𝒶'.repeat(length) }
        const init = { method: 'POST', headers, body: JSON.stringify(body) }
        expect((await send(path, init)).status, `${name} of ${length}`).toBe(fits ? 200 : 400)
        const errors = schemas.errorsAt(['components', 'schemas', name], body)
        expect(errors.length === 0, `${name} of ${length}`).toBe(fits)
      }
    }
    for (const [length, status] of [
      [200, 200],
      [201, 400],
    ] as const) {
      const name = encodeURIComponent('𝒶'.repeat(length))
      expect((await send(`/v1/documents?minister=${name}`)).status).toBe(status)
      const missing = await send(`/v1/documents/${name}`)
      expect(missing.status).toBe(status === 200 ? 404 : 400)
    }
  })

  it('have only valid examples in the description', async () => {
    const schemas = schemasOf(document)
    let count = 0
    for (const [way, value] of objectsOf(document)) {
      const { schema, example, examples } = value as WithExamples
      if (schema === undefined) continue
      const values = [example, ...Object.values(examples ?? {}).map((each) => each.value)]
      for (const each of values.filter((one) => one !== undefined)) {
        count++
        expect(schemas.errorsAt([...way, 'schema'], each), way.join('/')).toEqual([])
      }
    }
    expect(count).toBeGreaterThan(10)
  })
})
