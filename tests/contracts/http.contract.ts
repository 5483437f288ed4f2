import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/domain/digest.ts'
import { rebuild } from '../../src/domain/reading.ts'
import { WireAnswer } from '../../src/wire/answer.ts'
import { AskResponse } from '../../src/wire/ask.ts'
import { DocumentList, FullDocument } from '../../src/wire/documents.ts'
import { Health } from '../../src/wire/health.ts'
import { Problem } from '../../src/wire/problem-details.ts'
import { checkedByDescription } from '../support/openapi-check.ts'
import { postJson } from '../support/post-json.ts'

/** Sends a request to wherever the server runs; `path` begins with a slash. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>

/** The part of an OpenAPI operation that a trial call needs. */
interface Described {
  readonly parameters?: readonly {
    readonly in: string
    readonly name: string
    readonly schema: { readonly examples: readonly string[] }
  }[]
  readonly requestBody?: {
    readonly content: {
      readonly 'application/json': { readonly examples: Record<string, { value: unknown }> }
    }
  }
}

/** A runtime's exceptions, with the reasons. */
export interface Exceptions {
  readonly largeBody?: string
}

/** The HTTP contract on the committed index, wherever it runs. */
export function describeHttp(name: string, sendIt: Send, exceptions: Exceptions = {}): void {
  const send = checkedByDescription(sendIt)
  const ask = async (body: Record<string, unknown>) => {
    const response = await send('/v1/ask', postJson(body))
    expect(response.status).toBe(200)
    return AskResponse.parse(await response.json())
  }

  describe(`HTTP: ${name}`, () => {
    it.each([
      // Both words occur in answer 7; answer 10 speaks of the components that contain them.
      ['semiconductors in the sanctions law', '2022D35172.7', '2022D35172.7.p1'],
      // Weibo is named in the second paragraph only.
      ['wat doet de ambassade op Weibo?', '2022D35172.5', '2022D35172.5.p2'],
      // The figures are in the second paragraph.
      ['hoeveel is de Chinese export naar Rusland gedaald?', '2022D35172.6', '2022D35172.6.p2'],
      // Named by its number.
      ['vraag 7', '2022D35172.7', '2022D35172.7.p1'],
    ])('answers "%s" with %s first', async (query, answer, paragraph) => {
      const { outcome, answers } = await ask({ query })
      expect(outcome).toBe('found')
      expect(answers[0]!.id).toBe(answer)
      const matched = answers[0]!.paragraphs.filter((each) => each.matched).map(({ id }) => id)
      expect(matched).toContain(paragraph)
    })

    it('has answer 10 among the first three about semiconductors', async () => {
      const { answers } = await ask({ query: 'semiconductors in the sanctions law' })
      expect(answers.slice(0, 3).map(({ id }) => id)).toContain('2022D35172.10')
    })

    it('says that nothing was found rather than stretch a match', async () => {
      const { outcome, answers } = await ask({ query: 'recept voor appeltaart' })
      expect({ outcome, answers }).toEqual({ outcome: 'nothing_found', answers: [] })
    })

    it('gives each answer whole, with questions, citation, people and dates', async () => {
      const [answer] = (await ask({ query: 'antwoord op vraag 4' })).answers
      expect(answer).toMatchObject({
        id: '2022D35172.3+4',
        numbers: [3, 4],
        relevance: 'strong',
        citation: { label: 'Antwoord op vraag 3 en 4' },
        document: {
          id: '2022D35172',
          askers: [{ name: 'Sjoerdsma', party: 'D66' }],
          ministers: ['Minister Hoekstra (Buitenlandse Zaken)'],
          onBehalfOf: ['Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking'],
          asked: '2022-07-19',
          answered: '2022-09-12',
        },
        links: {
          self: '/v1/answers/2022D35172.3%2B4',
          page: '/documents/2022D35172#antwoord-3-4',
        },
      })
      expect(answer!.paragraphs.map(({ id }) => id)).toEqual([
        '2022D35172.3+4.p1',
        '2022D35172.3+4.p2',
        '2022D35172.3+4.p3',
      ])
      expect(answer!.questions.map(({ number }) => number)).toEqual([3, 4])
    })

    it('proves every text that it sends', async () => {
      const source = await (await send('/v1/documents/2022D35172/source')).text()
      const document = FullDocument.parse(await (await send('/v1/documents/2022D35172')).json())
      const texts = [
        ...document.questions,
        ...document.notes,
        ...document.answers.flatMap(({ paragraphs }) => paragraphs),
      ]
      expect(texts).toHaveLength(11 + 3 + 14)
      for (const { text, proof } of texts) {
        expect(rebuild(source, proof)).toBe(text)
        expect(proof.textSha256).toBe(await sha256(text))
        expect(proof.sourceSha256).toBe(await sha256(source))
      }
    })

    it('gives an answer, and the same one, by its id', async () => {
      const [found] = (await ask({ query: 'vraag 3' })).answers
      const answer = WireAnswer.parse(await (await send(found!.links.self)).json())
      expect(answer.paragraphs.map(({ text }) => text)).toEqual(
        found!.paragraphs.map(({ text }) => text),
      )
    })

    it('lists the documents with what was read from them', async () => {
      const list = DocumentList.parse(await (await send('/v1/documents')).json())
      expect(list.index).toMatchObject({ documents: 1, answers: 10, paragraphs: 14 })
      expect(list.documents[0]!.coverage).toEqual({
        questions: 11,
        answers: 10,
        paragraphs: 14,
        warnings: [],
      })
    })

    it('returns Markdown on request', async () => {
      const response = await send(
        '/v1/ask',
        postJson({ query: 'vraag 7' }, { accept: 'text/markdown' }),
      )
      expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
      expect(await response.text()).toMatch(
        /^\*Gezocht in vraag 7\.\*\n\n## .* \(gaat over uw vraag\)\n\nMinister .* · vraag 7 · /,
      )
    })

    it.each([
      ['text/html, text/markdown;q=0.9, application/json;q=0.5', 'text/markdown; charset=utf-8'],
      ['text/markdown;q=0.4, application/json', 'application/json'],
      ['text/markdown;q=0, */*', 'application/json'],
      ['*/*', 'application/json'],
    ])('returns %s for "%s"', async (accept, type) => {
      const response = await send('/v1/ask', postJson({ query: 'vraag 7' }, { accept }))
      expect(response.headers.get('content-type')).toBe(type)
    })

    it('says which words it corrected', async () => {
      const { readAs, answers } = await ask({
        query: 'wat zegt het kabinet over halfgelieders?',
        includeWeak: true,
      })
      expect(readAs).toEqual([{ word: 'halfgelieders', as: 'halfgeleider' }])
      expect(answers.map(({ id }) => id)).toContain('2022D35172.7')
      expect((await ask({ query: 'halfgeleiders' })).readAs).toEqual([])
      // Corrections in earlier queries are not reported again.
      const followUp = { query: 'en voor China?', history: ['halfgelieders'] }
      expect((await ask(followUp)).readAs).toEqual([])
    })

    it('counts the matches that it holds back, and returns them on request', async () => {
      const query = 'recept voor appeltaart'
      const { withheld } = await ask({ query })
      const shown = await ask({ query, includeWeak: true })
      expect(shown.answers.every(({ relevance }) => relevance === 'weak')).toBe(true)
      expect(shown.answers.length + shown.withheld).toBe(withheld)
    })

    it.each([
      ['no query', {}, 'query'],
      ['a query of spaces', { query: '  ' }, 'query'],
      ['an endless query', { query: 'a'.repeat(1_001) }, 'query'],
      ['a limit of 0', { query: 'a', limit: 0 }, 'limit'],
      ['a wrong date', { query: 'a', filters: { from: '2022-13-01' } }, 'filters.from'],
      ['a key that there is not', { query: 'a', limits: 3 }, 'limits'],
    ])('refuses %s with 400, naming the field', async (_, body, field) => {
      const response = await send('/v1/ask', postJson(body))
      expect(response.status).toBe(400)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      const problem = Problem.parse(await response.json())
      expect(problem).toMatchObject({ code: 'invalid_request', status: 400 })
      expect(problem.detail).toContain(field)
    })

    it.each([
      ['broken JSON', postJson('{"query": "'), 400],
      ['another content type', { method: 'POST', body: 'query=a' }, 415],
    ])('refuses %s', async (_, init, status) => {
      const response = await send('/v1/ask', init)
      expect(response.status).toBe(status)
      Problem.parse(await response.json())
    })

    it('refuses a body of 200 kB', async (context) => {
      context.skip(exceptions.largeBody !== undefined, exceptions.largeBody)
      const response = await send(
        '/v1/ask',
        postJson({ query: 'a', history: ['b'.repeat(200_000)] }),
      )
      expect(response.status).toBe(413)
      expect(Problem.parse(await response.json()).code).toBe('too_large')
    })

    it.each(['/v1/documents/nope', '/v1/documents/nope/source', '/v1/answers/nope', '/v1/nope'])(
      'answers 404 for %s',
      async (path) => {
        const response = await send(path)
        expect(response.status).toBe(404)
        expect(Problem.parse(await response.json()).code).toBe('not_found')
      },
    )

    it('states its version, and keeps answers to questions out of caches', async () => {
      const response = await send('/v1/ask', postJson({ query: 'vraag 7' }))
      expect(response.headers.get('api-version')).toMatch(/^\d+\.\d+\.\d+$/)
      expect(response.headers.get('cache-control')).toBe('no-store')
    })

    it('is ready, and says from which index', async () => {
      const health = Health.parse(await (await send('/v1/health')).json())
      expect(health).toMatchObject({ status: 'ready', index: { documents: 1 } })
    })

    it('describes itself in OpenAPI 3.1', async () => {
      const description = (await (await send('/v1/openapi.json')).json()) as {
        openapi: string
        paths: Record<string, unknown>
      }
      expect(description.openapi).toBe('3.1.0')
      expect(Object.keys(description.paths).sort()).toEqual(
        expect.arrayContaining([
          '/answers/{id}',
          '/ask',
          '/documents',
          '/documents/{id}',
          '/health',
        ]),
      )
    })

    it('handles each example of its description', async () => {
      const { paths } = (await (await send('/v1/openapi.json')).json()) as {
        paths: Record<string, Record<string, Described>>
      }
      let asked = 0
      for (const [path, methods] of Object.entries(paths)) {
        for (const [method, { parameters = [], requestBody }] of Object.entries(methods)) {
          const address = parameters
            .filter(({ in: place }) => place === 'path')
            .reduce((to, { name, schema }) => to.replace(`{${name}}`, schema.examples[0]!), path)
          const bodies = Object.values(requestBody?.content['application/json'].examples ?? {})
          const inits = bodies.map(({ value }) => postJson(value))
          for (const init of method === 'post' ? inits : [undefined]) {
            asked++
            const response = await send(`/v1${address}`, init)
            expect(response.status, `${method} ${address}`).toBe(200)
          }
        }
      }
      expect(asked).toBeGreaterThanOrEqual(11)
    })

    it.each([
      ['GET', '/v1/ask', 'POST'],
      ['DELETE', '/v1/documents/2022D35172', 'GET, HEAD'],
    ])('lists the allowed methods for %s %s', async (method, path, allowed) => {
      const response = await send(path, { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe(allowed)
      expect(Problem.parse(await response.json()).code).toBe('method_not_allowed')
    })

    it('does so for a page as well, in the form that its sender reads', async () => {
      const [program, browser] = await Promise.all(
        ['application/json', 'text/html'].map((accept) =>
          send('/documents/2022D35172', { method: 'PUT', headers: { accept } }),
        ),
      )
      for (const response of [program!, browser!]) {
        expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
      }
      expect(Problem.parse(await program!.json()).code).toBe('method_not_allowed')
      expect(await browser!.text()).toContain('<h1')
    })

    it('returns the same bytes for the same question', async () => {
      const answer = async () =>
        (await send('/v1/ask', postJson({ query: 'dual-use goods' }))).text()
      expect(await answer()).toBe(await answer())
    })
  })
}
