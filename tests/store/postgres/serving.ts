import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexPostgres } from '../../../src/commands/index-postgres.ts'
import { signIndex } from '../../../src/commands/sign-index.ts'
import { verifyIndex } from '../../../src/commands/verify-index.ts'
import { readConfig, type Config } from '../../../src/config.ts'
import { answerIdOf } from '../../../src/domain/find-answer.ts'
import { isSigned } from '../../../src/domain/signature.ts'
import { LEXICON } from '../../../src/embed/embed.ts'
import type { LoadedModel } from '../../../src/open/model.ts'
import { meets } from '../../../src/search/filter.ts'
import type { Filters } from '../../../src/search/search.ts'
import { openPostgres } from '../../../src/open/postgres.ts'
import { ask } from '../../../src/engine/ask.ts'
import type { AskRequest } from '../../../src/wire/ask.ts'
import type { Served } from '../../../src/engine/engine.ts'
import { postgresCandidates } from '../../../src/store/postgres/candidates.ts'
import { openDatabase, type Database } from '../../../src/store/postgres/database.ts'
import { readSnapshot } from '../../../src/store/postgres/library.ts'
import { prepareIndex } from '../../../src/store/postgres/schema.ts'
import { postgresStore } from '../../../src/store/postgres/store.ts'
import { describeHttp } from '../../contracts/http.contract.ts'
import { inventDocument } from '../../support/invent-document.ts'
import { openApp, type OpenApp } from '../../support/open-app.ts'
import { indexWithShared, openWithShared, sharedModel } from '../../support/shared-model.ts'
import { startBreaker, type TestServer } from '../../support/postgres-server.ts'
import type { PhraseStems } from '../../../src/store/candidates.ts'
import { describeStore } from '../../contracts/store.contract.ts'
import { postJson } from '../../support/post-json.ts'

/**
 * Digits after the point that scores share: a database's vectors have numbers of 16 bits, so
 * answers whose scores are that near to each other may change places.
 */
const SCORE_DIGITS = 2

/** What an index in a database promises to those who query it. */
export function describeServing(server: () => TestServer) {
  describe('as a store', () => {
    describeStore(
      'Postgres',
      async (dimensions) => {
        await server().reset()
        const database = openDatabase(server().url)
        const model = { model: 'a/b', digest: '0', dimensions, calibration: 'null' }
        await prepareIndex(database, model)
        return postgresStore(database, dimensions)
      },
      { digits: 3 },
    )
  })

  describe('the committed index', () => {
    let app: OpenApp
    let filesApp: OpenApp
    let folder: string
    beforeAll(async () => {
      await server().reset()
      await indexPostgres(readConfig({}), ['index/documents'], { url: server().url })
      app = await openApp({ STORE: 'postgres', DATABASE_URL: server().url })
      // Vectors of another processor than the one that wrote the committed index differ a little.
      folder = await mkdtemp(join(tmpdir(), 'letterlijk-committed-'))
      const env = { INDEX_DIR: folder, MODEL_DIR: 'index/model' }
      await indexWithShared(readConfig(env), ['index/documents'])
      filesApp = await openApp(env)
    })
    afterAll(async () => {
      await Promise.all([app.close(), filesApp.close()])
      await rm(folder, { recursive: true })
    })

    describeHttp('Postgres', async (path, init) => app.request(path, init))

    it.each([
      'what does the cabinet say about semiconductors?',
      'wat doet de ambassade op Weibo?',
      'vraag 3',
      'sancties',
      'recept voor appeltaart',
    ])('answers "%s" as the files do', async (query) => {
      const request = { query, limit: 10, includeWeak: true, explain: true } as AskRequest
      const [own, files] = [
        await answerOf(app.served, request),
        await answerOf(filesApp.served, request),
      ]
      const byId = ({ answers }: typeof own) => new Map(answers.map((each) => [each.id, each]))
      expect(byId(own)).toEqual(byId(files))
      const without = { answers: null, explanation: null }
      expect({ ...own, ...without }).toEqual({ ...files, ...without })
      const ranked = files.explanation?.answers ?? []
      const scores = new Map(ranked.map(({ answerId, score }) => [answerId, score]))
      for (const [at, id] of idsOf(own).entries()) {
        // What is named by its number has no score.
        const there = idsOf(files)[at]!
        if (id !== there) expect(scores.get(id)).toBeCloseTo(scores.get(there)!, SCORE_DIGITS)
      }
    })

    it('keeps answering over a lost connection, or says 503 without any', async () => {
      const breaker = await startBreaker(server().url)
      const broken = await openApp({ STORE: 'postgres', DATABASE_URL: breaker.url })
      const send = () => broken.request('/v1/ask', postJson({ query: 'xyzzy semiconductors' }))
      try {
        const whole = await (await send()).text()
        breaker.breakOn('letterlijk.paragraphs', 1)
        expect(await (await send()).text()).toBe(whole)
        expect(breaker.broken).toBe(1)
        breaker.breakOn('letterlijk.sources', 1)
        expect(await (await send()).text()).toBe(whole)
        expect(breaker.broken).toBe(1)
        breaker.breakOn('letterlijk.paragraphs')
        const response = await send()
        expect(response.status).toBe(503)
        expect(await response.json()).toMatchObject({ code: 'unavailable' })
        breaker.breakOn('', 0)
        expect(await (await send()).text()).toBe(whole)
        expect(JSON.stringify(broken.logged)).not.toMatch(/xyzzy|postgres:/)
      } finally {
        await broken.close()
        await breaker.stop()
      }
    })
  })

  describe('several documents', () => {
    let folder: string
    let config: Config
    let files: Served
    let database: Database
    let model: LoadedModel
    beforeAll(async () => {
      await server().reset()
      folder = await mkdtemp(join(tmpdir(), 'letterlijk-serving-'))
      const input = join(folder, 'input')
      await mkdir(input)
      for (let seed = 1; seed <= 12; seed++) {
        await writeFile(join(input, `d${seed}.txt`), variant(seed))
      }
      const env = { INDEX_DIR: join(folder, 'index'), MODEL_DIR: 'index/model', MODEL: LEXICON }
      config = readConfig(env)
      await indexWithShared(config, [input])
      await indexPostgres(config, [input], { url: server().url })
      files = (await openWithShared(config)).served
      model = await sharedModel(config.model)
      database = openDatabase(server().url)
    })
    afterAll(async () => {
      await files.library.close()
      await database.close()
      await rm(folder, { recursive: true })
    })

    /** Scores all pairs, or those that the database picks. */
    const WAYS = [
      ['scoring all', 2_000],
      ['picking candidates', 0],
    ] as const
    const FILTERS: AskRequest['filters'][] = [
      undefined,
      { documents: ['d3', 'd4', 'no such'] },
      { ministers: ['PROEFZAKEN2'] },
      { ministers: ['zaken1', 'boer'] },
      { ministers: ['Q.X. boer', 'minister de BOER (Proefzaken2)'] },
      { parties: ['abc'] },
      { parties: [] },
      { from: '2024-03-05', to: '2024-03-09' },
      { from: '2024-03-05', documents: ['d9'], parties: ['P1', 'p2'] },
    ]
    const QUERIES = [
      'stikstof in de gemeente',
      'what about housing subsidies?',
      'vraag 2 over energie, water en subsidie',
      'vraag 1',
    ]

    it.each(WAYS)('passes what the file store’s filters pass, %s', async (_, everything) => {
      const { served } = await openPostgres(database, model, { everything })
      const readApart: string[] = []
      for (const filters of FILTERS) {
        for (const query of QUERIES) {
          const request = { query, limit: 20, includeWeak: true, filters } as AskRequest
          const [own, theirs] = [await answerOf(served, request), await answerOf(files, request)]
          // "vraag 2" with a topic is a filter only if something likely is within it, and for
          // candidates that the database picks, the chance is an estimate.
          if (own.readFilters.length === theirs.readFilters.length) {
            expect(idsOf(own).sort()).toEqual(idsOf(theirs).sort())
          } else readApart.push(query)
        }
      }
      expect(readApart.length).toBeLessThanOrEqual(everything === 0 ? 2 : 0)
    })

    it('filters in the database, before it cuts', async () => {
      const source = postgresCandidates(database, new Map())
      const { documents } = files.library
      const [vector] = await model.embedder.embed(['stikstof in de gemeente'], 'query')
      for (const filters of [...FILTERS, { answers: ['d3.1', 'd4.2'] }]) {
        const { answers, ...rest } = (filters ?? {}) as Filters & { answers?: string[] }
        const eligible = documents
          .filter((document) => meets(document, rest))
          .flatMap((document) => document.answers.map(({ id }) => id))
          .filter((id) => answers?.includes(id) ?? true)
        const find = (limit: number, exact: boolean) =>
          source.find({
            ...{
              vector: vector!,
              stems: new Map([['het', 1]]),
              common: new Map(),
              nearest: limit,
              worded: limit,
              exact,
            },
            bm25: { k1: 1.2, b: 0.75, meanLength: 50 },
            filters: { ...rest, ...(answers === undefined ? {} : { answers }) },
          })
        for (const exact of [true, false]) {
          const { nearest, worded } = await find(1_000, exact)
          expect(new Set(nearest.map(({ paragraphId }) => answerIdOf(paragraphId)))).toEqual(
            new Set(eligible),
          )
          expect(worded.filter((id) => !eligible.includes(id))).toEqual([])
          const few = await find(2, exact)
          expect(few.nearest).toEqual(nearest.slice(0, 2))
          expect(few.worded).toEqual(worded.slice(0, 2))
        }
      }
    })

    it('adds common stems to the scores of the pairs with the others', async () => {
      const source = postgresCandidates(database, new Map())
      const rare = (await server().run(
        `select stem from letterlijk.postings where stem not in ('de', 'het')
         group by stem order by count(*), stem limit 6`,
      )) as { stem: string }[]
      const stems = new Map(rare.map(({ stem }, nth) => [stem, 3 + nth]))
      const common = new Map([
        ['de', 0.7],
        ['het', 0.4],
      ])
      const find = (one: Map<string, number>, two: Map<string, number>) =>
        source.find({
          ...{ vector: new Float32Array(1), stems: one, common: two, nearest: 1, worded: 9 },
          ...{ exact: true, bm25: { k1: 1.2, b: 0.75, meanLength: 50 } },
          filters: { from: '2024-03-02', to: '2024-03-11' },
        })
      const all = await find(new Map([...stems, ...common]), new Map())
      const apart = await find(stems, common)
      expect(apart.worded).toHaveLength(9)
      expect(apart.worded).toEqual(all.worded)
      expect(apart.worded).not.toEqual((await find(stems, new Map())).worded)
    })

    it('says nothing of a document that is not the one that was loaded', async () => {
      const { contents } = await readSnapshot(database)
      const known = new Map([...contents].filter(([id]) => id !== 'd4'))
      const source = postgresCandidates(database, known.set('d5', 'another'))
      const terms = await source.terms(['d3.1', 'd4.1', 'd5.1', 'd6.2', 'nothing'])
      expect([...terms.keys()].sort()).toEqual(['d3.1', 'd6.2'])
    })

    it('finds the pairs with all stretches of a phrase', async () => {
      const held = (await server().run(`
        select pair.id, array_agg(stem) as stems from letterlijk.pairs pair
        join letterlijk.postings on pair = key group by pair.id`)) as {
        id: string
        stems: string[]
      }[]
      const shared = held.find(({ id }) => id === 'd3.1')!.stems.slice(0, 3)
      const others = held.find(({ id }) => id === 'd7.2')!.stems
      const phrases: PhraseStems[] = [
        [[[shared]]],
        [[[[shared[0]!]], [[shared[1]!], [others[4]!]]]],
        [[[[others[0]!], [others[1]!]]], [[shared]], [[[others[2]!], ["'"]], [[others[3]!]]]],
        [[[["'"]]]],
      ]
      for (const phrase of phrases) {
        const found = await postgresCandidates(database, new Map()).withPhrase(phrase)
        const expected = held.filter(({ stems }) =>
          phrase.every((ways) =>
            ways.some((way) => way.every((word) => word.some((stem) => stems.includes(stem)))),
          ),
        )
        expect(found.sort()).toEqual(expected.map(({ id }) => id).sort())
      }
      const source = postgresCandidates(database, new Map())
      const having = held.filter(({ stems }) => stems.includes(shared[0]!)).map(({ id }) => id)
      expect((await source.firstWith(shared[0]!, having.length + 1)).sort()).toEqual(having.sort())
      expect(await source.firstWith(shared[0]!, 1)).toHaveLength(1)
    })

    it('finds a quoted phrase as the files do', async () => {
      const { served } = await openPostgres(database, model, { everything: 0 })
      const [pair] = files.library.documents[4]!.answers
      const words = pair!.paragraphs[0]!.reading.text.split(' ')
      for (const phrase of [words.slice(0, 6).join(' '), words.slice(2, 4).join('-')]) {
        const request = { query: `"${phrase}"`, limit: 20 } as AskRequest
        const [own, theirs] = [await answerOf(served, request), await answerOf(files, request)]
        expect(own.readFilters).toEqual(theirs.readFilters)
        expect(idsOf(own).sort()).toEqual(idsOf(theirs).sort())
      }
    })

    it.each(WAYS)('answers as the files do, %s', async (_, everything) => {
      const { served } = await openPostgres(database, model, { everything })
      for (const query of [...QUERIES, 'en de volgende?']) {
        const request = { query, history: ['vraag 2 in d4'], limit: 3 } as AskRequest
        expect(await answerOf(served, request)).toEqual(await answerOf(files, request))
      }
    })

    it.each(WAYS)('takes every word literally, %s', async (_, everything) => {
      const { served } = await openPostgres(database, model, { everything })
      const before = await server().run('select count(*) from letterlijk.documents')
      const evil = [
        `'; drop table letterlijk.facts; --`,
        `' or true --`,
        '$1 \\ "',
        '\0',
        '%_',
        '\ud800',
      ]
      for (const text of evil) {
        const request = (filters: AskRequest['filters']) =>
          ({ query: `${text} stikstof`, limit: 5, includeWeak: true, filters }) as AskRequest
        for (const filters of [{ documents: [text] }, { ministers: [text] }, { parties: [text] }]) {
          expect(idsOf(await answerOf(served, request(filters)))).toEqual([])
        }
        expect(idsOf(await answerOf(served, request(undefined)))).toHaveLength(5)
        expect(served.check(text).verdict).toBe('not_found')
      }
      expect(await server().run('select count(*) from letterlijk.documents')).toEqual(before)
    })

    it('takes up what others wrote, while answers from the previous state stay whole', async () => {
      const index = await openPostgres(database, model)
      expect(await index.newer()).toBeNull()
      const old = await index.served.library.sourceOf('d1')
      await writeFile(join(folder, 'd1.txt'), variant(99))
      await indexPostgres(config, [join(folder, 'd1.txt')], { url: server().url })
      await indexPostgres(config, [], { url: server().url, remove: ['d2'] })
      const served = (await index.newer())!
      expect(served.library.digest).not.toBe(index.served.library.digest)
      expect(served.library.documents.map(({ id }) => id)).not.toContain('d2')
      expect(await served.library.sourceOf('d1')).toBe(variant(99))
      expect(await index.served.library.sourceOf('d1')).toBe(old)
      const request = { query: 'stikstof', limit: 5, includeWeak: true } as AskRequest
      expect((await answerOf(index.served, request)).refused).toEqual([])
      expect(await index.newer()).toBeNull()
    })

    it('carries signatures in its proofs until documents change', async () => {
      const { privateKey } = generateKeyPairSync('ed25519')
      await writeFile(join(folder, 'key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }))
      const { publicKey: others } = generateKeyPairSync('ed25519')
      await writeFile(join(folder, 'other.pub'), others.export({ format: 'pem', type: 'spki' }))
      const signing = (key: string) =>
        readConfig({
          ...{ STORE: 'postgres', DATABASE_URL: server().url },
          SIGNING_KEY: join(folder, key),
        })
      const mismatches = async (key = 'key.pem') => (await verifyIndex(signing(key))).mismatches
      const index = await openPostgres(database, model)
      expect(index.served.library.signatureOf!('d1')).toBeNull()
      expect(await mismatches()).toEqual([expect.stringMatching(/not signed/)])
      const digest = await signIndex(signing('key.pem'))
      expect(await mismatches()).toEqual([])
      expect(await mismatches('other.pub')).toContainEqual(expect.stringMatching(/signature of d1/))
      const { library, composer } = (await index.newer())!
      expect(library.digest).toBe(`sha256:${digest}`)
      const { answers } = library.documents.find(({ id }) => id === 'd1')!
      const { paragraphs } = await composer.answer(composer.locate(answers[0]!.id)!)
      const { proof } = paragraphs[0]!
      const vouched = { ...proof, indexDigest: library.digest }
      expect(await isSigned(vouched, proof.signature!)).toBe(true)
      expect(await isSigned({ ...vouched, documentId: 'd2' }, proof.signature!)).toBe(false)
      await writeFile(join(folder, 'd4.txt'), variant(98))
      await indexPostgres(config, [join(folder, 'd4.txt')], { url: server().url })
      expect(await mismatches()).toContainEqual(expect.stringMatching(/signature of d4/))
      const later = await openPostgres(database, model)
      expect(later.served.library.signatureOf!('d1')).toBeNull()
    })

    it('refuses an altered source, and shows the other answers', async () => {
      const { served } = await openPostgres(database, model)
      const digest = served.library.documents.find(({ id }) => id === 'd5')!.source.sha256
      await server().run(
        `update letterlijk.sources set text = text || ' '::bytea where sha256 = $1`,
        [digest],
      )
      const request = { query: 'stikstof', limit: 20, includeWeak: true } as AskRequest
      const { answers, refused } = await answerOf(served, request)
      expect(refused.map(({ code }) => code)).toContain('index_damaged')
      expect(new Set(refused.map(({ answerId }) => answerId.split('.')[0]))).toEqual(
        new Set(['d5']),
      )
      expect(answers.length).toBeGreaterThan(0)
    })

    it('serves what an earlier version wrote, until it is made again', async () => {
      await server().run(
        `update letterlijk.documents set content = (content::jsonb - 'zaken' - 'supersedes' -
           'license' - 'alsoIn' - 'amends' - 'words')::text where id = 'd7'`,
      )
      await server().run(
        'update letterlijk.documents set content_sha256 = encode(sha256(convert_to(content, ' +
          "'UTF8')), 'hex') where id = 'd7'",
      )
      const { served } = await openPostgres(database, model)
      const request = { query: 'vraag 1', filters: { documents: ['d7'] } } as AskRequest
      const { answers } = await answerOf(served, request)
      expect(answers).toEqual((await answerOf(files, request)).answers)
    })

    it('serves no altered document, even with an altered digest', async () => {
      const { reading } = files.library.documents.find(({ id }) => id === 'd6')!.answers[0]!
        .paragraphs[0]!
      const [word] = /[a-z]{7,}/.exec(reading.text)!
      const altered = word.toUpperCase()
      await server().run(
        `update letterlijk.documents set content = replace(content, $1, $2) where id = 'd6'`,
        [word, altered],
      )
      await expect(openPostgres(database, model)).rejects.toThrow(/document d6 was changed/)
      await server().run(
        'update letterlijk.documents set content_sha256 = encode(sha256(convert_to(content, ' +
          "'UTF8')), 'hex') where id = 'd6'",
      )
      const { served } = await openPostgres(database, model)
      const request = {
        query: word,
        limit: 20,
        includeWeak: true,
        filters: { documents: ['d6'] },
      }
      const { answers, refused } = await answerOf(served, request as AskRequest)
      expect(refused.map(({ code }) => code)).toContain('not_verbatim')
      const texts = answers.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
      expect(texts.join(' ')).not.toContain(altered)
    })
  })
}

/** The wire response without the index's digest, its proofs included: each store has another. */
async function answerOf(served: Served, request: AskRequest) {
  const response = await ask(served, request, () => {})
  const bare = JSON.stringify(response).replaceAll(response.index.digest, '')
  return JSON.parse(bare) as typeof response
}

function idsOf({ answers }: Awaited<ReturnType<typeof answerOf>>): string[] {
  return answers.map(({ id }) => id)
}

/** Documents with different days, ministers and parties. */
function variant(seed: number): string {
  return inventDocument({ seed, answers: 3 })
    .replace('(ABC)', seed % 4 === 0 ? '(ABC)' : `(P${seed % 3})`)
    .replaceAll('Proefzaken', `Proefzaken${seed % 3}`)
    .replace('20 maart', `${seed} maart`)
}
