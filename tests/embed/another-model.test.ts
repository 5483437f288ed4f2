import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexDocuments } from '../../src/commands/index-documents.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { ask } from '../../src/engine/ask.ts'
import { openServed } from '../../src/open/wiring.ts'
import type { AskRequest } from '../../src/wire/ask.ts'

const shared =
  process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const MODEL = 'peer/multilingual-e5-small'
const hasModel = existsSync(join(shared, 'model', MODEL))

describe.skipIf(!hasModel)('multilingual-e5-small, which MODEL names', () => {
  let indexDir: string
  let config: Config
  beforeAll(async () => {
    indexDir = await mkdtemp(join(tmpdir(), 'letterlijk-e5-'))
    config = readConfig({ MODEL, MODEL_DIR: join(shared, 'model'), INDEX_DIR: indexDir })
    await indexDocuments(config, ['index/documents'])
  })
  afterAll(() => rm(indexDir, { recursive: true }))

  it('indexes and answers, with the lexicon beside it', async () => {
    const { served, model } = await openServed(config)
    expect([model.embedder.model, model.lexicon?.model]).toEqual([MODEL, 'letterlijk/nl-en-256'])
    const request = { query: 'sanctions on semiconductors', limit: 3 } as AskRequest
    const { answers, signals } = await ask(served, request, () => {})
    expect(['2022D35172.7', '2022D35172.10']).toContain(answers[0]!.id)
    expect(signals).toEqual(['encoder', 'lexicon', 'words'])
    // Nobody calibrated it for strong matches, nor for matters.
    expect(
      answers.every(({ relevance, newer }) => relevance === 'possible' && newer === null),
    ).toBe(true)
    await served.library.close()
  })

  it('is distinguished from the bundled encoder', async () => {
    await expect(openServed(readConfig({ INDEX_DIR: indexDir }))).rejects.toMatchObject({
      code: 'index_mismatch',
      message: expect.stringContaining(`MODEL=${MODEL}`),
    })
  })
})
