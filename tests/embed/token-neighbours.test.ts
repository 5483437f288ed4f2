import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import {
  LEXICON,
  NEIGHBOURS_FILE,
  type Lexicon,
  type TokenNeighbours,
} from '../../src/embed/embed.ts'
import { readNeighbours, writeNeighbours } from '../../src/embed/token-neighbours.ts'
import { LEAST_COSINE } from '../../src/search/signals/chance.ts'
import { neighboursAmong, normOf } from '../../src/search/signals/neighbours.ts'
import { inventDocument, seeded } from '../support/invent-document.ts'
import { bundledModel } from '../support/kamerqa.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { askedOfBoth, prepareWorker, startWorkerd, type Workerd } from '../support/workerd.ts'
import { indexWithShared, sharedModel } from '../support/shared-model.ts'

/** The bundled model's, as a server has it, and without its list. */
const { lexicon } = (await sharedModel(readConfig({}).model)) as { lexicon: Lexicon }
const unlisted = bundledModel().lexicon

describe('the list of the bundled model', () => {
  const { size, neighbours } = lexicon

  it('has all tokens, each nearest to itself, except those without a vector', () => {
    const { starts, tokens, nearnesses } = neighbours!
    expect(starts).toHaveLength(size + 1)
    const others = Array.from({ length: size }, (_, token) => token).filter((token) => {
      const first = starts[token]!
      const own = tokens.subarray(first, starts[token + 1]).indexOf(token)
      return own < 0 || nearnesses[first + own] !== 255
    })
    expect(others.map((token) => normOf(token, unlisted))).toEqual(others.map(() => 0))
    expect(others.length).toBeLessThan(4)
  })

  it.each([
    ['the least cosine that is listed', LEAST_COSINE],
    ['a lower one, which is not', 0.3],
  ])('equals a search, for %s', (_, least) => {
    const random = seeded(7)
    const among = Uint32Array.from({ length: size }, (_, token) => token).filter(
      () => random() < 0.2,
    )
    const asked = Array.from({ length: 200 }, () => Math.floor(random() * size))
    const expected = neighboursAmong(unlisted, among, least)(asked)
    expect(neighboursAmong(lexicon, among, least)(asked)).toEqual(expected)
    expect(expected.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(500)
  })
})

describe('a file of neighbours', () => {
  const neighbours: TokenNeighbours = {
    least: 0.35,
    starts: Uint32Array.of(0, 2, 2, 3),
    tokens: Uint16Array.of(0, 2, 65_535),
    nearnesses: Uint8Array.of(255, 90, 255),
  }
  const bytes = writeNeighbours(neighbours, 'abc')

  it('reads back what was written', () => {
    expect(readNeighbours(bytes, 'abc')).toEqual(neighbours)
  })

  it.each([
    ['another model', bytes, 'abd', /belongs to another model.*npm run neighbours/],
    ['a list that was cut off', bytes.subarray(0, bytes.length - 1), 'abc', /cannot be read/],
    ['nothing', new Uint8Array(), 'abc', /cannot be read/],
    ['a web page', new TextEncoder().encode('<html></html>'), 'abc', /cannot be read/],
  ])('is refused if it is %s', (_, damaged, digest, message) => {
    expect(() => readNeighbours(damaged, digest)).toThrow(
      expect.objectContaining({ code: 'model_damaged', message: expect.stringMatching(message) }),
    )
  })
})

describe('an index large enough to use the list', () => {
  let folder: string
  let worker: Workerd
  let app: OpenApp
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-listed-'))
    const input = join(folder, 'input')
    await mkdir(input)
    for (let seed = 1; seed <= 100; seed++) {
      await writeFile(join(input, `d${seed}.txt`), inAnyWords(seed))
    }
    const env = { INDEX_DIR: join(folder, 'index'), MODEL_DIR: 'index/model', MODEL: LEXICON }
    await indexWithShared(readConfig(env), [input])
    worker = await startWorkerd(await prepareWorker(folder, readConfig(env)))
    app = await openApp(env, {}, { encoder: false })
  })
  afterAll(async () => {
    await worker.end()
    await app.close()
    await rm(folder, { recursive: true })
  })

  it('takes the list along to the Worker', async () => {
    expect(await readdir(join(folder, 'assets/model'))).toContain(NEIGHBOURS_FILE)
  })

  it.each(['bescherming van kinderen', 'what about fishing boats and harbours?', 'd7 vraag 2'])(
    'answers "%s" there with the same bytes as Node',
    async (query) => {
      const { ours, theirs } = await askedOfBoth(query, app, worker)
      expect(ours).toContain('answers')
      expect(theirs).toBe(ours)
    },
  )
})

/** An invented document of five answers whose words are any that the model knows. */
function inAnyWords(seed: number): string {
  const random = seeded(seed)
  const known = unlisted.words.filter((word) => /^[a-z]{4,}$/.test(word))
  const [head, ...rest] = inventDocument({ seed }).split('\nVraag 1\n')
  const text = rest.join('').replace(/(?<=\s)[a-z]{4,}/g, () => {
    return known[Math.floor(random() * known.length)]!
  })
  return `${head}\nVraag 1\n${text}`
}
