/* eslint-disable no-console -- a command that prints figures */
// `npm run bench:edge`: measures the Worker in workerd, on the index in INDEX_DIR (by default the
// committed one). `-- --starts <number> --questions <number>`.
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { madeUpQueries } from '../tests/support/made-up-queries.ts'
import { openApp } from '../tests/support/open-app.ts'
import { prepareWorker } from '../tests/support/workerd.ts'
import { measureEdge, type EdgeFigures, type Took } from './edge-figures.ts'
import { markdownTable, percentile } from './figures.ts'

const { values } = parseArgs({
  options: {
    starts: { type: 'string', default: '10' },
    questions: { type: 'string', default: '400' },
  },
})
const env = process.env.INDEX_DIR === undefined ? {} : { INDEX_DIR: process.env.INDEX_DIR }
const config = readConfig(env)
const folder = await mkdtemp(join(tmpdir(), 'letterlijk-edge-'))
try {
  const worker = await prepareWorker(join(folder, 'worker'), config)
  const empty = await prepareWorker(join(folder, 'empty'), config, {
    entry: 'tools/edge-empty.ts',
  })
  const app = await openApp(env)
  const figures = await measureEdge(worker, empty, {
    starts: Number(values.starts),
    queries: madeUpQueries(app.served.library.documents, Number(values.questions)),
    inNode: async (init) => app.request('/v1/ask', init),
  })
  await app.close()
  console.log(report(figures))
} finally {
  await rm(folder, { recursive: true })
}

function report(figures: EdgeFigures): string {
  const { firstAnswers, emptyAnswers, cpuPerQuestion, nodeCpuPerQuestion } = figures
  const row = (name: string, all: readonly Took[], of: 'clock' | 'cpu') => [
    name,
    ...[0, 0.5, 1].map((share) =>
      percentile(
        all.map((each) => each[of]),
        share,
      ).toFixed(0),
    ),
  ]
  const load = loadavg()[0]!.toFixed(1)
  return [
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, load ${load}; workerd is started ` +
      'afresh for each first answer',
    '',
    markdownTable([
      ['first answer, ms', 'least', 'median', 'most'],
      row('by the clock', firstAnswers, 'clock'),
      row('processor time', firstAnswers, 'cpu'),
      row('an empty Worker, by the clock', emptyAnswers, 'clock'),
      row('an empty Worker, processor time', emptyAnswers, 'cpu'),
    ]),
    '',
    `A question takes ${cpuPerQuestion.toFixed(2)} ms of processor time in workerd, ` +
      `${nodeCpuPerQuestion.toFixed(2)} ms in Node (x ` +
      `${(cpuPerQuestion / nodeCpuPerQuestion).toFixed(2)}).`,
    `workerd holds ${figures.memoryMb.toFixed(0)} MB, ${figures.emptyMemoryMb.toFixed(0)} MB ` +
      'with an empty Worker.',
  ].join('\n')
}
