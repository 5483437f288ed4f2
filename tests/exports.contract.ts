import { describe, expect, it } from 'vitest'
import { CITATION_FORMATS } from '../src/answer/citation-formats.ts'
import { CslItem, WebAnnotation } from '../src/server/citation-schemas.ts'
import * as schemas from '../src/server/schemas.ts'
import { parseCitation } from './citation-js.ts'
import type { Send } from './http.contract.ts'

const ANSWER = '/v1/answers/2022D35172.3%2B4/citation'

/** What the HTTP contract promises of what leaves the server for other programs: citations, feeds, exports. */
export function describeExports(name: string, send: Send): void {
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

    it('has the form that is asked for in the address before the one in Accept', async () => {
      const response = await get(`${ANSWER}?format=ris`, { accept: typeOf.bibtex })
      expect(await response.text()).toMatch(/^TY {2}- RPRT/)
    })

    it('writes APA in the language that is asked for', async () => {
      const apa = async (query: string, headers = {}) =>
        (await get(`${ANSWER}?format=apa${query}`, headers)).text()
      expect(await apa('')).toContain('(2022, 12 september)')
      expect(await apa('&lang=en')).toContain('(2022, September 12)')
      expect(await apa('', { 'accept-language': 'en' })).toContain('(2022, September 12)')
    })

    it('says the same in every form that citation managers read', async () => {
      const title =
        'Antwoord op vraag 3 en 4 van het lid Sjoerdsma (D66) over het bericht dat Chinese bedrijven de Russische oorlogsmachine steunen'
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
      const { answers } = schemas.FullDocument.parse(
        await (await get('/v1/documents/2022D35172')).json(),
      )
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
      const answer = schemas.Answer.parse(await (await get('/v1/answers/2022D35172.3%2B4')).json())
      const { id, target } = WebAnnotation.parse(json)
      expect(new URL(id).search).toBe('?format=web-annotation&paragraph=2')
      expect(target).toHaveLength(answer.paragraphs[1]!.proof.spans.length)
    })

    it('names the file of a citation that is one', async () => {
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
      expect(schemas.Problem.parse(await response.json()).code).toBe(code)
    })

    it('is described in OpenAPI, with each form', async () => {
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
}
