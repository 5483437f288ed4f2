import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import { documentPage } from '../../../src/server/pages/document.ts'
import { documentsPage } from '../../../src/server/pages/documents.ts'
import { homePage } from '../../../src/server/pages/home.ts'
import { missingPage } from '../../../src/server/pages/missing.ts'
import { resultPage } from '../../../src/server/pages/result.ts'
import { verifyPage } from '../../../src/server/pages/verify.ts'
import { createComposer } from '../../support/create-composer.ts'
import { elementsOf } from '../../support/hostile.ts'
import { answeredDocument, inventedLibrary } from '../../support/invented-library.ts'
import { documentOf, responseOf } from '../../web/wire-fixture.ts'
import type { Html } from '../../../src/server/http/html.ts'

/** Texts that would act if any of them were taken for markup. */
const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '</title></textarea></style></script><script>alert(1)</script>',
  '[klik](javascript:alert(1)) <javascript:alert(1)> ![x](javascript:alert(1))',
  '**vet** _schuin_ `code` # kop\n\n<svg onload=alert(1)>\n\n> citaat',
  '&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;',
  '{{constructor.constructor("alert(1)")()}} ${alert(1)}',
]

const language = 'nl'
const origin = 'https://antwoorden.example.nl'
const pages: Record<string, (text: string) => Html> = {
  home: (text) => {
    const welcome = { starters: [text], documents: 1, years: null, example: null }
    return homePage({ language, origin, welcome, rejected: { query: text, history: [text] } })
  },
  result: (text) => resultPage({ language, origin, response: responseOf(text), history: [text] }),
  document: (text) =>
    documentPage({
      language,
      origin,
      document: documentOf(text),
      source: `${text}1`,
      previous: null,
      next: null,
    }),
  documents: (text) => {
    const people = {
      title: text,
      askers: [{ name: text, party: text }],
      ministers: [{ role: text, name: text, preposition: null, portfolio: text }],
    }
    const library = {
      ...inventedLibrary([
        answeredDocument(text, [text], people),
        answeredDocument(`${text}2`, [text], people),
      ]),
      failures: [{ file: text, reason: text }],
    }
    const served = { library, composer: createComposer(library) }
    return documentsPage({
      language,
      origin,
      served,
      documents: library.documents,
      filter: { q: text, minister: text, party: text, year: text, state: '' },
      words: {
        snippet: () => ({
          text,
          found: [{ start: 0, end: 2 }],
          cut: { before: true, behind: true },
          answer: { id: 'd.1', paragraph: 1 },
        }),
      },
      page: 1,
    })
  },
  missing: (text) => missingPage(language, origin, text),
  verify: (text) => checkedQuote(text, false),
  'verify of a text': (text) => checkedQuote(text, true),
}

/** The page of a quote check with this text everywhere, also in each quotation of a text. */
function checkedQuote(text: string, isApart: boolean) {
  const stretch = { start: 0, end: text.length, text }
  const part = { ...stretch, paragraphId: 'd.1.p1', spans: [], joins: [] }
  const difference = { kind: 'changed', quoted: stretch, said: part } as const
  const match = {
    verdict: 'altered',
    documentId: 'd',
    answerId: 'd.1',
    parts: [part],
    sentence: [part],
    whole: false,
    differences: [difference],
  } as const
  const check = {
    verdict: 'altered',
    matches: [match],
    elsewhere: [
      { ...match, kind: 'note', mark: text },
      { ...match, kind: 'question', numbers: [1], askers: [{ name: text, party: text }] },
    ],
    takenOff: [{ kind: 'attribution', ...stretch }],
    attribution: { named: text, agrees: false },
    reference: { named: text, agrees: false },
    places: [{ quoted: stretch, kind: 'answer', documentId: 'd', answerId: 'd.1' }],
  } as const
  const replacedBy = { id: text, page: '/documents/e' }
  const page = '/documents/d#antwoord-1'
  const cited = new Map([['d.1', { numbers: [1], text, page, replacedBy }]])
  return verifyPage({
    language,
    origin,
    quote: text,
    outcome: {
      kind: 'checked',
      check,
      apart: isApart ? { kind: 'quotations', parts: [{ quote: text, check }] } : null,
      cited,
    },
  })
}

describe.each(Object.entries(pages))('the page "%s"', (_, page) => {
  it.each(hostile)('shows %j and lets none of it act', async (text) => {
    const harmless = shapeOf(parse(String(await page(text.replace(/[^\n]/g, 'x')))))
    const tested = parse(String(await page(text)))
    // The same elements and attributes as with harmless lines: the text added none.
    expect(shapeOf(tested)).toEqual(harmless)
    for (const { attrs } of elementsOf(tested)) {
      for (const { name, value } of attrs) {
        if (name === 'href' || name === 'src') expect(value).toMatch(/^(?:\/|#|https:\/\/)/)
      }
    }
  })
})

/** Elements in order with the names of their attributes. */
function shapeOf(page: DefaultTreeAdapterTypes.Document): string[] {
  return elementsOf(page).map(
    ({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`,
  )
}
