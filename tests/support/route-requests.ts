/** A request that its route answers with 200. */
export interface RouteRequest {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const json = (path: string, body: object): RouteRequest => ({
  path,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const form = (path: string, fields: [string, string][]): RouteRequest => ({
  path,
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

const id = '2022D35172'

/**
 * A request for each route of the app over the committed index, by the route's name. A route
 * without one fails `headers.test.ts`; the fuzzer uses those that exist.
 */
export const ROUTE_REQUESTS = {
  'POST /v1/ask': json('/v1/ask', {
    query: 'wat doet de ambassade op Weibo?',
    history: ['vraag 7'],
    limit: 3,
    includeWeak: true,
    filters: { documents: [id], parties: ['D66'], from: '2022-01-01', to: '2023-01-01' },
  }),
  'POST /v1/verify': json('/v1/verify', {
    quote: 'De huidige EU-sanctiewetgeving voorziet in een verbod',
    documents: [id],
  }),
  'POST /v1/suggest': json('/v1/suggest', { typed: 'sancties teg', limit: 3 }),
  'GET /v1/documents': { path: '/v1/documents?limit=10&party=D66' },
  'GET /v1/filters': { path: '/v1/filters?minister=Hoekstra' },
  'GET /v1/open-questions': { path: '/v1/open-questions' },
  'GET /v1/documents/:id': { path: `/v1/documents/${id}` },
  'GET /v1/documents/:id/source': { path: `/v1/documents/${id}/source` },
  'GET /v1/answers/:id': { path: `/v1/answers/${id}.3%2B4` },
  'GET /v1/answers/:id/citation': {
    path: `/v1/answers/${id}.3%2B4/citation?format=apa&paragraph=2`,
  },
  'GET /v1/export': {
    path: `/v1/export?document=${id}&party=D66&from=2022-01-01&limit=5&format=jsonl`,
  },
  'GET /v1/health': { path: '/v1/health' },
  'GET /v1/health/live': { path: '/v1/health/live' },
  'GET /v1/health/ready': { path: '/v1/health/ready' },
  'GET /v1/openapi.json': { path: '/v1/openapi.json' },
  'GET /': { path: '/?lang=en' },
  'POST /': form('/', [
    ['query', 'en vraag 8?'],
    ['history', 'vraag 7'],
    ['includeWeak', 'true'],
  ]),
  'GET /embed': { path: '/embed' },
  'GET /documents': { path: '/documents?q=Rusland&page=1' },
  'GET /browse': { path: '/browse?lang=en' },
  'GET /browse/:facet': { path: '/browse/party' },
  'GET /browse/:facet/:value': { path: '/browse/party/D66?page=1' },
  'GET /robots.txt': { path: '/robots.txt' },
  'GET /sitemap.xml': { path: '/sitemap.xml' },
  'GET /sitemaps/:number': { path: '/sitemaps/1' },
  'GET /open-questions': { path: '/open-questions' },
  'GET /open-questions.atom': { path: '/open-questions.atom?lang=en' },
  'GET /documents/:id': { path: `/documents/${id}` },
  'GET /documents/:id/file': { path: `/documents/${id}/file` },
  'GET /verify': { path: '/verify' },
  'POST /verify': form('/verify', [['quote', 'een verbod op de uitvoer van dual-use goederen']]),
  'GET /reference': { path: '/reference' },
  'GET /how-it-works': { path: '/how-it-works?lang=en' },
  'GET /accessibility': { path: '/accessibility' },
  'GET /icon.svg': { path: '/icon.svg' },
  'GET /widget.js': { path: '/widget.js' },
  'GET /client.js': { path: '/client.js' },
  'GET /beside.js': { path: '/beside.js' },
  'GET /evidence.js': { path: '/evidence.js' },
  'GET /theme.js': { path: '/theme.js' },
  'GET /transcript.js': { path: '/transcript.js' },
  'GET /word-file.js': { path: '/word-file.js' },
  'GET /embed.js': { path: '/embed.js' },
  'GET /embed-frame.js': { path: '/embed-frame.js' },
  'GET /copy-citation.js': { path: '/copy-citation.js' },
  'GET /page.css': { path: '/page.css' },
  'GET /feed.atom': { path: '/feed.atom?party=D66&lang=en' },
  'GET /search.atom': { path: '/search.atom?query=Weibo&lang=en' },
  'GET /dcat.jsonld': { path: '/dcat.jsonld' },
  'GET /llms.txt': { path: '/llms.txt' },
  'GET /.well-known/security.txt': { path: '/.well-known/security.txt' },
} as const satisfies Record<string, RouteRequest>
