import { describe, expect, it } from 'vitest'
import { CITATION_FORMATS } from '../../src/cite/formats.ts'
import { sha256 } from '../../src/domain/digest.ts'
import { rebuild } from '../../src/domain/reading.ts'
import { CslItem, WebAnnotation } from '../../src/wire/citations.ts'
import { ExportLine } from '../../src/server/api/export.ts'
import { WireAnswer } from '../../src/wire/answer.ts'
import { DocumentList, FullDocument } from '../../src/wire/documents.ts'
import { Problem } from '../../src/wire/problem-details.ts'
import { parseCitation } from '../support/citation-js.ts'
import type { Send } from './http.contract.ts'
import { checkedByDescription } from '../support/openapi-check.ts'
import { childrenOf, quotesIn, readXml, textOf } from '../support/read-feed.ts'

const ANSWER = '/v1/answers/2022D35172.3%2B4/citation'

/**
 * The HTTP contract for data that leaves the server for other programs: citations, feeds, exports.
 */
export function describeExports(name: string, sendIt: Send): void {
  const send = checkedByDescription(sendIt)
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await send(path, { headers })
    expect(response.status, path).toBe(200)
    return response
  }

  describe(`citations over HTTP: ${name}`, () => {
    const typeOf = { bibtex: 'application/x-bibtex', ris: 'application/x-research-info-systems' }
    const CSL = 'application/vnd.citationstyles.csl+json'
    const ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

    it.each([
      ['parliamentary', 'text/plain; charset=utf-8'],
      ['apa', 'text/plain; charset=utf-8'],
      ['bibtex', `${typeOf.bibtex}; charset=utf-8`],
      ['ris', `${typeOf.ris}; charset=utf-8`],
      ['csl-json', CSL],
      ['web-annotation', ANNOTATION],
    ])('sends %s as %s', async (format, type) => {
      const response = await get(`${ANSWER}?format=${format}`)
      expect(response.headers.get('content-type')).toBe(type)
      expect(await response.text()).toContain('2022D35172')
    })

    it.each([
      ['*/*', '2022D35172, antwoord op vraag 3 en 4\n'],
      ['text/html,*/*;q=0.8', '2022D35172, antwoord op vraag 3 en 4\n'],
      ['text/plain', '2022D35172, antwoord op vraag 3 en 4\n'],
      [typeOf.bibtex, '@techreport{2022D35172.3-4,'],
      [`text/plain;q=0.5, ${typeOf.ris}`, 'TY  - RPRT\r\nID  - 2022D35172.3+4\r\n'],
      [CSL, '[\n  {\n    "id": "2022D35172.3+4",'],
      ['application/ld+json', '{\n  "@context": "http://www.w3.org/ns/anno.jsonld",'],
    ])('chooses the form by Accept: %s', async (accept, begins) => {
      const response = await get(ANSWER, { accept })
      expect((await response.text()).startsWith(begins)).toBe(true)
      expect(response.headers.get('vary')).toContain('Accept')
    })

    it('prefers the format in the address to the one in Accept', async () => {
      const response = await get(`${ANSWER}?format=ris`, { accept: typeOf.bibtex })
      expect(await response.text()).toMatch(/^TY {2}- RPRT/)
    })

    it('writes APA in the requested language', async () => {
      const apa = async (query: string, headers = {}) =>
        (await get(`${ANSWER}?format=apa${query}`, headers)).text()
      expect(await apa('')).toContain('(2022, 12 september)')
      expect(await apa('&lang=en')).toContain('(2022, September 12)')
      expect(await apa('', { 'accept-language': 'en' })).toContain('(2022, September 12)')
    })

    it('says the same in every form that citation managers read', async () => {
      const title =
        'Antwoord op vraag 3 en 4 van het lid Sjoerdsma (D66) over het bericht dat Chinese ' +
        'bedrijven de Russische oorlogsmachine steunen'
      for (const format of ['bibtex', 'ris', 'csl-json'] as const) {
        const file = await (await get(`${ANSWER}?format=${format}`)).text()
        expect(parseCitation(format, file), format).toMatchObject([
          {
            title,
            author: [{ family: 'Hoekstra' }],
            issued: { 'date-parts': [[2022, 9, 12]] },
            number: '2022D35172',
            URL: 'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?did=2022D35172&id=2022D35172',
          },
        ])
      }
      const csl = await (await get(`${ANSWER}?format=csl-json`)).json()
      expect(CslItem.array().parse(csl)).toHaveLength(1)
    })

    it('annotates the words of every answer in the source that it names', async () => {
      const { answers } = FullDocument.parse(await (await get('/v1/documents/2022D35172')).json())
      for (const { links, paragraphs } of answers) {
        const json = await (await get(`${links.self}/citation?format=web-annotation`)).json()
        const { target } = WebAnnotation.parse(json)
        const spans = paragraphs.flatMap(({ proof }) => proof.spans)
        expect(target).toHaveLength(spans.length)
        const { pathname } = new URL(target[0]!.source.id)
        const source = await (await get(pathname)).text()
        for (const [at, { selector }] of target.entries()) {
          const [{ exact, prefix, suffix }, { start, end }] = selector
          expect(exact).toBe(source.slice(spans[at]!.start, spans[at]!.end))
          expect([...source].slice(start, end).join('')).toBe(exact)
          expect(source).toContain(prefix + exact + suffix)
        }
      }
    })

    it('cites one paragraph, and annotates its words only', async () => {
      const place = await (await get(`${ANSWER}?paragraph=2`)).text()
      expect(place).toBe('2022D35172, antwoord op vraag 3 en 4, alinea 2\n')
      const json = await (await get(`${ANSWER}?format=web-annotation&paragraph=2`)).json()
      const answer = WireAnswer.parse(await (await get('/v1/answers/2022D35172.3%2B4')).json())
      const { id, target } = WebAnnotation.parse(json)
      expect(new URL(id).search).toBe('?format=web-annotation&paragraph=2')
      expect(target).toHaveLength(answer.paragraphs[1]!.proof.spans.length)
    })

    it('names the file of a citation that is downloaded as one', async () => {
      const named = async (format: string) =>
        (await get(`${ANSWER}?format=${format}`)).headers.get('content-disposition')
      expect(await named('bibtex')).toBe('attachment; filename="2022D35172.3-4.bib"')
      expect(await named('apa')).toBe(null)
    })

    it.each([
      ['/v1/answers/nope/citation', 404, 'not_found'],
      [`${ANSWER}?paragraph=4`, 404, 'not_found'],
      [`${ANSWER}?paragraph=0`, 400, 'invalid_request'],
      [`${ANSWER}?format=mla`, 400, 'invalid_request'],
      [`${ANSWER}?lang=fr`, 400, 'invalid_request'],
    ])('refuses %s with %i', async (path, status, code) => {
      const response = await send(path)
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(Problem.parse(await response.json()).code).toBe(code)
    })

    it('is described in OpenAPI, with each format', async () => {
      const { paths } = (await (await get('/v1/openapi.json')).json()) as {
        paths: Record<string, { get: { parameters: { schema: { enum?: string[] } }[] } }>
      }
      const { parameters } = paths['/answers/{id}/citation']!.get
      expect(parameters.flatMap(({ schema }) => schema.enum ?? [])).toEqual([
        ...CITATION_FORMATS,
        'nl',
        'en',
      ])
    })
  })

  describe(`feeds over HTTP: ${name}`, () => {
    const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
    const URN = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    const read = async (path: string) => readXml(await (await get(path)).text())
    const answersOf = async () => {
      const document = await (await get('/v1/documents/2022D35172')).json()
      return FullDocument.parse(document).answers
    }

    it('are Atom with everything that RFC 4287 requires', async () => {
      const feed = await read('/feed.atom')
      expect(feed.name).toBe('feed')
      expect(feed.attributes['xmlns']).toBe('http://www.w3.org/2005/Atom')
      const entries = childrenOf(feed, 'entry')
      expect(entries).toHaveLength(10)
      for (const part of [feed, ...entries]) {
        expect(textOf(part, 'id')).toMatch(URN)
        expect(textOf(part, 'title')).not.toBe('')
        expect(textOf(part, 'updated')).toMatch(RFC_3339)
        expect(textOf(childrenOf(part, 'author')[0]!, 'name')).not.toBe('')
        const links = childrenOf(part, 'link').map(({ attributes }) => attributes)
        expect(links.filter(({ rel }) => rel === 'alternate')).toHaveLength(1)
        for (const { href } of links) expect(URL.canParse(href!)).toBe(true)
      }
      const self = childrenOf(feed, 'link').find(({ attributes }) => attributes['rel'] === 'self')
      const { pathname, search } = new URL(self!.attributes['href']!)
      expect(pathname + search).toBe('/feed.atom?lang=nl')
      const ids = entries.map((entry) => textOf(entry, 'id'))
      expect(new Set(ids).size).toBe(ids.length)
    })

    it('have each answer word for word, with its own id and a link to its place', async () => {
      const answers = await answersOf()
      const entries = childrenOf(await read('/feed.atom?lang=en'), 'entry')
      for (const [at, answer] of answers.entries()) {
        const texts = answer.paragraphs.map(({ text }) => text)
        const entry = entries[at]!
        const quotes = quotesIn(textOf(entry, 'content')).paragraphs
        expect(quotes.slice(0, texts.length)).toEqual(texts)
        expect(textOf(entry, 'updated')).toBe('2022-09-12T12:00:00.000Z')
        const links = childrenOf(entry, 'link').map(({ attributes }) => attributes)
        const page = links.find(({ rel }) => rel === 'alternate')!['href']!
        const { pathname, search, hash } = new URL(page)
        expect(pathname + search + hash).toBe(answer.links.page.replace('#', '?lang=en#'))
        expect((await get(pathname + search)).status).toBe(200)
      }
    })

    it.each([
      ['party=D66', 10],
      ['party=SP&party=d66', 10],
      ['party=SP', 0],
      ['minister=buitenlandse&from=2022-09-12&to=2022-09-12', 10],
      ['from=2022-09-13', 0],
      ['document=2022D35172', 10],
      ['document=elders', 0],
    ])('narrow to a saved filter: %s', async (query, count) => {
      const feed = await read(`/feed.atom?${query}`)
      expect(childrenOf(feed, 'entry')).toHaveLength(count)
      expect(textOf(feed, 'updated')).toMatch(RFC_3339)
      expect(textOf(feed, 'title')).toMatch(/^Letterlijk: nieuwe antwoorden \(.+\)$/)
      expect(textOf(feed, 'id')).not.toBe(textOf(await read('/feed.atom'), 'id'))
    })

    it('speak the requested language, and quote in Dutch', async () => {
      const feed = await read('/feed.atom?lang=en')
      expect(feed.attributes['xml:lang']).toBe('en')
      expect(textOf(feed, 'title')).toBe('Letterlijk: new answers')
      const [content] = childrenOf(childrenOf(feed, 'entry')[0]!, 'content')
      expect(content!.attributes).toEqual({ type: 'html', 'xml:lang': 'nl' })
      expect(content!.text).toContain('Question 1')
    })

    it.each(['q=weibo', 'query=weibo', 'party=D66&quote=weibo', 'from=gisteren'])(
      'take no question, and nothing else but filters: %s',
      async (query) => {
        const response = await send(`/feed.atom?${query}`)
        expect(response.status).toBe(400)
        expect(await response.text()).not.toContain('weibo')
      },
    )

    it('are not sent again to clients that have them', async () => {
      const first = await get('/feed.atom?party=D66')
      expect(first.headers.get('last-modified')).toBe('Mon, 12 Sep 2022 12:00:00 GMT')
      const etag = first.headers.get('etag')!
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await send('/feed.atom?party=D66', { headers: { 'if-none-match': known } })
        expect(again.status).toBe(304)
        expect(again.headers.get('etag')).toBe(etag)
        expect(await again.text()).toBe('')
      }
      for (const path of ['/feed.atom', '/feed.atom?party=D66&lang=en']) {
        const other = await get(path, { 'if-none-match': etag })
        expect(other.headers.get('etag')).not.toBe(etag)
      }
    })

    it('are linked from the pages that they belong to', async () => {
      for (const path of ['/?lang=en', '/documents?lang=en']) {
        const page = await (await get(path)).text()
        expect(page).toMatch(
          /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="\/feed.atom\?lang=en"/,
        )
      }
    })

    it('are linked from a filtered list with its filter, but never with typed words', async () => {
      const narrowed = async (fields: Record<string, string>) => {
        const query = new URLSearchParams({ lang: 'nl', ...fields })
        const page = await (await send(`/documents?${query}`)).text()
        return [...page.matchAll(/href="(\/feed\.[^"]+)"/g)].map(([, href]) => href)
      }
      const minister = 'Minister Hoekstra (Buitenlandse Zaken)'
      const filtered = await narrowed({ party: 'D66', minister, year: '2022' })
      expect(filtered).toHaveLength(2)
      for (const href of filtered) {
        const search = new URLSearchParams(href!.replaceAll('&amp;', '&').split('?')[1])
        expect(Object.fromEntries(search)).toEqual({
          minister,
          party: 'D66',
          from: '2022-01-01',
          to: '2022-12-31',
          lang: 'nl',
        })
      }
      for (const typed of [{ q: 'geheim' }, { q: 'geheim', party: 'D66' }]) {
        expect(new Set(await narrowed(typed))).toEqual(new Set(['/feed.atom?lang=nl']))
      }
      expect(await narrowed({ year: 'gisteren' })).toContain('/feed.atom?lang=nl')
    })

    it.each([
      [
        { party: 'D66', minister: 'Minister Hoekstra (Buitenlandse Zaken)', year: '2022' },
        { party: 'D66', from: '2022-01-01', to: '2022-12-31' },
      ],
      // The list takes no part of a name, and no part of a year.
      [{ party: 'D66' }, { party: 'D66', minister: 'buitenlandse', from: '2022-01-01' }],
    ])(
      'lead back to the list with the same filter, as far as it takes it: %j',
      async (list, feed) => {
        const minister = 'minister' in list ? { minister: list.minister } : {}
        const query = new URLSearchParams({ ...feed, ...minister, lang: 'nl' })
        const links = childrenOf(await read(`/feed.atom?${query}`), 'link')
        const page = links.find(({ attributes }) => attributes['rel'] === 'alternate')!
        const { pathname, searchParams } = new URL(page.attributes['href']!)
        expect([pathname, Object.fromEntries(searchParams)]).toEqual([
          '/documents',
          { ...list, lang: 'nl' },
        ])
      },
    )
  })

  describe(`/llms.txt over HTTP: ${name}`, () => {
    it('has a title, a summary and links that lead somewhere', async () => {
      const response = await get('/llms.txt')
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      const text = await response.text()
      expect(text).toMatch(/^# Letterlijk\n\n> .+\n\n/)
      expect(text).toContain('1 document, 10 antwoorden')
      const links = [...text.matchAll(/^- \[.+?\]\((.+?)\): /gm)].map(([, href]) => new URL(href!))
      const paths = links.map(({ pathname }) => pathname)
      expect(paths).toEqual(
        expect.arrayContaining([
          '/v1/openapi.json',
          '/mcp',
          '/v1/export',
          '/v1/documents/2022D35172',
        ]),
      )
      // Its transport has nothing for a plain GET of `/mcp`.
      for (const path of paths.filter((each) => each !== '/mcp')) await get(path)
    })
  })

  describe(`the export over HTTP: ${name}`, () => {
    const lines = async (query = '') => {
      const response = await get(`/v1/export${query}`)
      expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
      const text = await response.text()
      expect(text === '' || text.endsWith('\n')).toBe(true)
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => ExportLine.parse(JSON.parse(line)))
    }

    it('contains every pair, with proofs that rebuild every text from the source', async () => {
      const { index } = DocumentList.parse(await (await get('/v1/documents')).json())
      const exported = await lines()
      expect(exported).toHaveLength(index.answers)
      const sources = new Map<string, string>()
      for (const line of exported) {
        if (!('answer' in line)) throw new Error('an answer was refused')
        expect(line.indexDigest).toBe(index.digest)
        const { answer } = line
        for (const { text, proof } of [...answer.questions, ...answer.paragraphs]) {
          const address = `/v1/documents/${encodeURIComponent(proof.documentId)}/source`
          const source = sources.get(address) ?? (await (await get(address)).text())
          sources.set(address, source)
          expect(rebuild(source, proof)).toBe(text)
          expect(proof.textSha256).toBe(await sha256(text))
          expect(proof.sourceSha256).toBe(await sha256(source))
        }
      }
    })

    it('contains each answer in the form that its own address returns', async () => {
      for (const line of await lines()) {
        if (!('answer' in line)) throw new Error('an answer was refused')
        expect(await (await get(line.answer.links.self)).json()).toEqual(line.answer)
      }
    })

    it.each([
      ['?party=D66&document=2022D35172&document=elders', 10],
      ['?party=SP', 0],
      ['?from=2022-09-13', 0],
    ])('narrows to filters: %s', async (query, count) => {
      expect(await lines(query)).toHaveLength(count)
    })

    it.each(['?query=weibo', '?from=gisteren', '?limit=0', '?format=xls'])(
      'takes no question, and nothing else but filters: %s',
      async (query) => {
        const response = await send(`/v1/export${query}`)
        expect(response.status).toBe(400)
        expect(Problem.parse(await response.json()).code).toBe('invalid_request')
      },
    )

    it('says for an unknown cursor to start again without one', async () => {
      const response = await send('/v1/export?cursor=nope', {
        headers: { 'if-none-match': '*' },
      })
      expect([response.status, response.headers.get('etag')]).toEqual([404, null])
      const { code, detail } = Problem.parse(await response.json())
      expect(code).toBe('not_found')
      expect(detail).toMatch(/Start again without cursor/)
    })

    it('is described in OpenAPI, with the form of a line', async () => {
      const { paths, components } = (await (await get('/v1/openapi.json')).json()) as {
        paths: Record<string, { get: { parameters: { name: string }[] } }>
        components: { schemas: Record<string, unknown> }
      }
      const named = paths['/export']!.get.parameters.map((parameter) => parameter.name)
      expect(named).toEqual([
        ...['document', 'minister', 'party', 'from', 'to'],
        ...['format', 'limit', 'cursor'],
      ])
      expect(components.schemas).toHaveProperty('ExportLine')
    })
  })
}
