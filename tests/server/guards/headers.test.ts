import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../../src/domain/digest.ts'
import { securityTxt } from '../../../src/server/guards/security-txt.ts'
import { openApp, type OpenApp } from '../../support/open-app.ts'
import { ROUTE_REQUESTS, type RouteRequest } from '../../support/route-requests.ts'
import { postJson } from '../../support/post-json.ts'

const ALLOWED = 'https://intranet.example.nl'
const HOST = 'antwoorden.example.nl'

const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
})
interface Row {
  readonly cache: RegExp
  /**
   * other sites may load it without CORS: by `<script>`, in a frame, to find out whether it exists
   */
  readonly elsewhere?: true
  readonly framed?: true
}

const never = { cache: /^no-store$/ }
const askedAnew = { cache: /^no-cache$/ }

/** Every route of the app. One without a row does not compile, or fails. */
const table: Record<keyof typeof ROUTE_REQUESTS, Row> = {
  'POST /v1/ask': never,
  'POST /v1/verify': never,
  'POST /v1/suggest': never,
  'GET /v1/documents': never,
  'GET /v1/filters': never,
  'GET /v1/open-questions': never,
  'GET /v1/documents/:id': never,
  'GET /v1/documents/:id/source': never,
  'GET /v1/answers/:id': never,
  'GET /v1/answers/:id/citation': never,
  'GET /v1/export': never,
  'GET /v1/health': { ...never, elsewhere: true },
  'GET /v1/health/live': never,
  'GET /v1/health/ready': never,
  'GET /v1/openapi.json': never,
  'GET /': askedAnew,
  'POST /': never,
  'GET /embed': { ...askedAnew, elsewhere: true, framed: true },
  'GET /documents': askedAnew,
  'GET /browse': askedAnew,
  'GET /browse/:facet': askedAnew,
  'GET /browse/:facet/:value': askedAnew,
  'GET /robots.txt': askedAnew,
  'GET /sitemap.xml': askedAnew,
  'GET /sitemaps/:number': askedAnew,
  'GET /open-questions': askedAnew,
  'GET /open-questions.atom': askedAnew,
  'GET /documents/:id': askedAnew,
  'GET /documents/:id/file': askedAnew,
  'GET /verify': askedAnew,
  'POST /verify': never,
  'GET /reference': askedAnew,
  'GET /how-it-works': askedAnew,
  'GET /accessibility': askedAnew,
  'GET /icon.svg': askedAnew,
  'GET /widget.js': { ...askedAnew, elsewhere: true },
  'GET /client.js': { ...askedAnew, elsewhere: true },
  'GET /beside.js': { ...askedAnew, elsewhere: true },
  'GET /evidence.js': { ...askedAnew, elsewhere: true },
  'GET /theme.js': { ...askedAnew, elsewhere: true },
  'GET /transcript.js': { ...askedAnew, elsewhere: true },
  'GET /word-file.js': { ...askedAnew, elsewhere: true },
  'GET /embed.js': { ...askedAnew, elsewhere: true },
  'GET /embed-frame.js': askedAnew,
  'GET /copy-citation.js': askedAnew,
  'GET /page.css': askedAnew,
  'GET /feed.atom': askedAnew,
  'GET /search.atom': askedAnew,
  'GET /llms.txt': askedAnew,
  'GET /dcat.jsonld': askedAnew,
  'GET /.well-known/security.txt': askedAnew,
}

/** Routes that the committed index has nothing for; `others` says what they return then. */
const EMPTY_ROUTES = ['GET /documents/:id/file/:n{[1-9]\\d{0,2}}']

interface Other extends Row {
  readonly path: string
  readonly init?: RequestInit
  readonly status: number
}

/** Besides the routes: missing pages, refusals, and requests that only browsers make. */
const others: Record<string, Other> = {
  'a page that is not there': { path: '/nope', status: 404, ...never },
  'another file of a document that has one': {
    path: '/documents/2022D35172/file/1',
    status: 404,
    ...never,
  },
  'a resource that is not there': { path: '/v1/answers/nope', status: 404, ...never },
  'a question that is refused': { path: '/v1/ask', init: postJson({}), status: 400, ...never },
  'a page that is refused': { path: '/', init: form({ query: '' }), status: 400, ...never },
  'a preflight': {
    path: '/v1/ask',
    init: {
      method: 'OPTIONS',
      headers: { origin: ALLOWED, 'access-control-request-method': 'POST' },
    },
    status: 204,
    ...never,
  },
  'only the headers of a page': {
    path: '/',
    init: { method: 'HEAD' },
    status: 200,
    ...askedAnew,
  },
}

let app: OpenApp
beforeAll(async () => {
  const env = {
    ALLOWED_ORIGINS: ALLOWED,
    PUBLIC_URL: `https://${HOST}`,
    SECURITY_CONTACT: 'veilig@example.nl',
  }
  app = await openApp(env)
})
afterAll(() => app.close())

function policyOf(response: Response): Map<string, string[]> {
  const directives = (response.headers.get('content-security-policy') ?? '').split(';')
  return new Map(
    directives.map((each) => {
      const [name, ...sources] = each.trim().split(/\s+/)
      return [name!, sources]
    }),
  )
}

/** A source that names hosts: not a keyword, not a trusted-types value. */
const isHost = (source: string) => !/^'/.test(source)
const isNoneOr = (sources: string[] | undefined, rest: (source: string) => boolean) =>
  sources !== undefined &&
  sources.length > 0 &&
  (sources.join() === "'none'" || sources.every((each) => each === "'self'" || rest(each)))
const isOwn = (source: string) =>
  new URL(source).hostname === HOST || HOST.endsWith(`.${new URL(source).hostname}`)
const isSpecific = (source: string) => /^https:\/\/[^*]+$/.test(source)

/** The requirements of Internet.nl's policy test, by its own numbers. */
function expectTenRules(policy: Map<string, string[]>): void {
  const sources = [...policy]
    .filter(([name]) => !name.includes('trusted-types'))
    .flatMap(([, each]) => each)
  const fallback = (...names: string[]) => names.map((name) => policy.get(name)).find(Boolean)
  expect(isNoneOr(policy.get('default-src'), isOwn), 'rule 1').toBe(true)
  expect(isNoneOr(policy.get('base-uri'), isOwn), 'rule 2').toBe(true)
  const frames = fallback('frame-src', 'child-src', 'default-src')
  expect(isNoneOr(frames, isSpecific), 'rule 3').toBe(true)
  expect(isNoneOr(policy.get('frame-ancestors'), isSpecific), 'rule 4').toBe(true)
  expect(isNoneOr(policy.get('form-action'), isSpecific), 'rule 5').toBe(true)
  expect(sources.join(' '), 'rule 6').not.toMatch(/unsafe-(?:inline|eval|hashes)/)
  expect(sources, 'rule 7').not.toContain('data:')
  const hosts = sources.filter(isHost)
  expect(
    hosts.filter((host) => !host.startsWith('https://')),
    'rule 8',
  ).toEqual([])
  expect(
    hosts.filter((host) => /^https:(?:\/\/\*)?$|^\*/.test(host)),
    'rule 9',
  ).toEqual([])
  expect(hosts.join(' '), 'rule 10').not.toMatch(/127\.0\.0\.1|localhost/)
}

function expectHeaders(response: Response, { cache, elsewhere, framed }: Row): void {
  const policy = policyOf(response)
  expectTenRules(policy)
  expect(policy.get('script-src')).toEqual(["'self'"])
  expect(policy.get('require-trusted-types-for')).toEqual(["'script'"])
  expect(policy.get('frame-ancestors')).toEqual(framed ? ["'self'", ALLOWED] : ["'none'"])
  const headers = Object.fromEntries(response.headers)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': expect.stringContaining('camera=(), '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': elsewhere ? 'cross-origin' : 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'cache-control': expect.stringMatching(cache),
  })
  expect(headers['x-frame-options']).toBe(framed ? undefined : 'DENY')
  expect(headers).not.toHaveProperty('set-cookie')
  expect(headers).not.toHaveProperty('server')
  expect(headers).not.toHaveProperty('x-powered-by')
}

it('has a row for each route, and no other', () => {
  // Middleware is registered for ALL methods.
  const routes = app.app.routes.filter(({ method }) => method !== 'ALL')
  const names = new Set(routes.map(({ method, path }) => `${method} ${path}`))
  expect([...Object.keys(table), ...EMPTY_ROUTES].sort()).toEqual([...names].sort())
})

describe.each(Object.entries(table))('%s', (name, row) => {
  it('has the required headers', async () => {
    const { path, ...init }: RouteRequest = ROUTE_REQUESTS[name as keyof typeof ROUTE_REQUESTS]
    const response = await app.request(path, init)
    expect(response.status).toBe(200)
    expectHeaders(response, row)
  })
})

it.each(Object.entries(others))('%s has them too', async (_, row) => {
  const response = await app.request(row.path, row.init)
  expect(response.status).toBe(row.status)
  expectHeaders(response, row)
})

describe('transport security', () => {
  const hsts = async (env: Record<string, string>, address: string, init?: RequestInit) => {
    const other = await openApp(env, {}, { encoder: false })
    const response = await other.request(address, init)
    await other.close()
    return response.headers.has('strict-transport-security')
  }

  it.each([
    [
      'is promised where people come by TLS',
      { PUBLIC_URL: 'https://a.nl' },
      'http://10.0.0.1/',
      true,
    ],
    ['is promised where the server itself has TLS', {}, 'https://a.nl/', true],
    ['is not promised without TLS', {}, 'http://a.nl/', false],
    [
      'is not promised where the public address is plain',
      { PUBLIC_URL: 'http://a.nl' },
      '/',
      false,
    ],
  ] as const)('%s', async (_, env, address, promised) => {
    expect(await hsts(env, address)).toBe(promised)
  })

  it('is not promised because a client claims a proxy', async () => {
    expect(await hsts({}, 'http://a.nl/', { headers: { 'x-forwarded-proto': 'https' } })).toBe(
      false,
    )
  })
})

describe('the files of our own pages', () => {
  const addressesIn = (page: string) =>
    [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css)(?:\?[^"]*)?)"/g)].map(
      (match) => match[1]!,
    )

  it.each(['/', '/embed', '/documents', '/documents/2022D35172', '/nope'])(
    'that %s names are cached for good, under an address derived from their content',
    async (path) => {
      const page = await app.request(path, { headers: { accept: 'text/html' } })
      const addresses = addressesIn(await page.text())
      expect(addresses.length).toBeGreaterThan(0)
      for (const address of addresses) {
        const file = await app.request(address)
        expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
        const digest = await sha256(new Uint8Array(await file.arrayBuffer()))
        expect(address).toContain(`?v=${digest.slice(0, 16)}`)
      }
    },
  )

  it('are not cached under the version of other content', async () => {
    const file = await app.request('/page.css?v=0123456789abcdef')
    expect(file.headers.get('cache-control')).toBe('no-cache')
  })

  it('keep stable addresses for other sites, and are sent once', async () => {
    for (const path of ['/widget.js', '/embed']) {
      const first = await app.request(path)
      const etag = first.headers.get('etag')!
      expect(first.headers.get('cache-control')).toBe('no-cache')
      const second = await app.request(path, { headers: { 'if-none-match': etag } })
      expect(second.status).toBe(304)
    }
  })

  it('do not replace text of a document or a visitor', async () => {
    const query = 'een vraag over ="/page.css" en "/widget.js"'
    const page = await (await app.request('/', form({ query }))).text()
    expect(page).toContain('een vraag over =&quot;/page.css&quot; en &quot;/widget.js&quot;')
  })
})

describe('security.txt', () => {
  const now = () => new Date('2026-11-24T13:14:15.678Z')

  it('says whom to contact, until when, and its own address (RFC 9116)', () => {
    const contact = 'mailto:veilig@example.nl'
    expect(securityTxt({ contact, publicUrl: `https://${HOST}`, now })).toBe(
      [
        'Contact: mailto:veilig@example.nl',
        'Expires: 2027-05-23T00:00:00Z',
        'Preferred-Languages: nl, en',
        `Canonical: https://${HOST}/.well-known/security.txt`,
        '',
      ].join('\n'),
    )
  })

  it('is plain text, and expires within a year', async () => {
    const response = await app.request('/.well-known/security.txt')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; ?charset=utf-8$/i)
    const text = await response.text()
    expect(text).toContain('Contact: mailto:veilig@example.nl\n')
    const days = (Date.parse(/Expires: (\S+)/.exec(text)![1]!) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(170)
    expect(days).toBeLessThan(365)
  })

  it('is absent without a contact', async () => {
    const other = await openApp({}, {}, { encoder: false })
    expect((await other.request('/.well-known/security.txt')).status).toBe(404)
    await other.close()
  })

  it.each(['nobody', 'mailto:', 'http://example.nl/report', 'a@b\nContact: c@d'])(
    'takes no contact %j',
    async (contact) => {
      await expect(openApp({ SECURITY_CONTACT: contact })).rejects.toThrow(/SECURITY_CONTACT/)
    },
  )
})
