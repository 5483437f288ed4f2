import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { preferredType } from '../../../src/server/http/accept.ts'

const app = new Hono().get('/', (c) =>
  c.text(preferredType(c, ['application/json', 'text/markdown', 'text/html'])),
)

it.each([
  [null, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['*', 'application/json'],
  ['image/png', 'application/json'],
  ['application/json;q=0', 'application/json'],
  // a wildcard has its own weight
  ['text/markdown;q=0.1, */*;q=0.8', 'application/json'],
  ['application/json;q=0.1, */*', 'text/markdown'],
  ['text/html;q=0.2, text/*;q=0.5, */*;q=0.1', 'text/markdown'],
  ['text/*;q=0.4, application/*;q=0.6', 'application/json'],
  // the more specific range decides, wherever it stands
  ['*/*, application/json;q=0', 'text/markdown'],
  ['text/*, text/markdown;q=0, application/json;q=0.9', 'text/html'],
  // of equal weights a name comes before a range, and then the header's order counts
  ['*/*, text/html', 'text/html'],
  ['text/html, text/markdown', 'text/html'],
  ['TEXT/HTML;level=1', 'text/html'],
  // a browser
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'text/html'],
])('prefers for %j: %s', async (accept, expected) => {
  const headers = accept === null ? {} : { accept }
  expect(await (await app.request('/', { headers })).text()).toBe(expected)
})
