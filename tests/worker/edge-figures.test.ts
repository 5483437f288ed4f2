import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { measureEdge } from '../../tools/edge-figures.ts'
import { madeUpQueries } from '../support/made-up-queries.ts'
import { openApp } from '../support/open-app.ts'
import { prepareWorker } from '../support/workerd.ts'

/** Processor time that Cloudflare's free plan gives a request, in milliseconds. */
const CPU_PER_REQUEST = 10

it('answers a question in workerd in less processor time than a free plan gives', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'letterlijk-edge-'))
  const config = readConfig({})
  const worker = await prepareWorker(join(folder, 'worker'), config)
  const entry = 'tools/edge-empty.ts'
  const empty = await prepareWorker(join(folder, 'empty'), config, { entry })
  const app = await openApp()
  const figures = await measureEdge(worker, empty, {
    starts: 1,
    queries: madeUpQueries(app.served.library.documents, 100),
    inNode: async (init) => app.request('/v1/ask', init),
  })
  await app.close()
  await rm(folder, { recursive: true })
  expect(figures.cpuPerQuestion).toBeGreaterThan(0)
  expect(figures.cpuPerQuestion).toBeLessThan(CPU_PER_REQUEST)
  // Loading, beyond workerd's own start: some 550 ms here, and a busy machine stretches it.
  expect(figures.firstAnswers[0]!.cpu - figures.emptyAnswers[0]!.cpu).toBeLessThan(1500)
})
