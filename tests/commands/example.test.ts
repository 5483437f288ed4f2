import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLES, indexExamples } from '../../src/commands/example.ts'
import { readConfig } from '../../src/config.ts'
import type { SourceDocument } from '../../src/domain/document.ts'
import { openServed } from '../../src/open/wiring.ts'

const into = await mkdtemp(join(tmpdir(), 'letterlijk-examples-'))
const config = readConfig({
  INDEX_DIR: join(into, 'own'),
  MODEL_DIR: join(import.meta.dirname, '../../index/model'),
  MODEL: 'letterlijk/nl-en-256',
})
let documents: readonly SourceDocument[]

beforeAll(async () => {
  const report = await indexExamples(config, {}, { into })
  expect(report).toMatchObject({ failures: [], warnings: [] })
  const { served } = await openServed({ ...config, indexDir: into })
  documents = served.library.documents
  await served.library.close()
})
afterAll(() => rm(into, { recursive: true }))

describe('the examples', () => {
  it('are some fifty documents from different years, members, parties and ministries', () => {
    const answers = documents.filter(({ kind }) => kind === 'answers')
    expect(answers.length).toBeGreaterThanOrEqual(50)
    const distinct = (values: readonly (string | null | undefined)[]) => new Set(values).size
    expect(distinct(answers.map(({ answered }) => answered?.slice(0, 4)))).toBeGreaterThan(10)
    expect(
      distinct(answers.flatMap(({ askers }) => askers.map(({ party }) => party))),
    ).toBeGreaterThan(5)
    expect(
      distinct(answers.flatMap(({ ministers }) => ministers.map(({ portfolio }) => portfolio))),
    ).toBeGreaterThan(10)
    expect(distinct(documents.map(({ title }) => title))).toBeGreaterThan(50)
  })

  it('say in title, id and text that they are examples, and have no official address', () => {
    for (const { id, title, url, remarks } of documents) {
      expect(id).toMatch(/^voorbeeld-/)
      expect(title).toMatch(/\(voorbeeld\)$/)
      expect(url).toBeNull()
      expect(remarks.some(({ text }) => text.includes('de inhoud is verzonnen'))).toBe(true)
    }
  })

  it('name who asked, who answered and when', () => {
    for (const { id, kind, askers, ministers, asked, answered } of documents) {
      expect({ id, askers: askers.length > 0, asked: asked !== null }).toEqual({
        id,
        askers: true,
        asked: true,
      })
      if (kind === 'questions') continue
      expect({
        id,
        named: ministers.every(({ name }) => name !== null),
        answered: answered !== null,
      }).toEqual({ id, named: true, answered: true })
      expect(answered! > asked!).toBe(true)
    }
  })

  it('pair every question with its answer', () => {
    for (const { id, kind, questions, answers } of documents) {
      if (kind !== 'answers') continue
      const asked = questions.flatMap(({ numbers }) => numbers).sort()
      expect({ id, answered: answers.flatMap(({ numbers }) => numbers).sort() }).toEqual({
        id,
        answered: asked,
      })
    }
  })

  it('take at most 400 kB', async () => {
    const sizes = await Promise.all(
      (await readdir(EXAMPLES)).map(async (name) => (await stat(join(EXAMPLES, name))).size),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000)
  })

  it('are indexed again only if they changed, and leave when they are gone', async () => {
    const again = await indexExamples(config, {}, { into })
    expect(again).toMatchObject({ renewed: 0, removed: 0, documents: documents.length })
    const fewer = await mkdtemp(join(tmpdir(), 'letterlijk-fewer-'))
    const [name] = (await readdir(EXAMPLES)).filter((each) => each.endsWith('.xml'))
    await copyFile(join(EXAMPLES, name!), join(fewer, name!))
    const report = await indexExamples(config, {}, { from: fewer, into })
    expect(report).toMatchObject({ documents: 1, removed: documents.length - 1 })
    await rm(fewer, { recursive: true })
  })
})
