import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { readArguments } from '../../src/commands/arguments.ts'
import { importArchive } from '../../src/commands/import-archive.ts'
import type { ImportCommand } from '../../src/commands/import-arguments.ts'
import { readConfig } from '../../src/config.ts'
import { openLiveIndex } from '../../src/open/live.ts'
import { FIRST_YEAR, officialArchive } from '../support/official/archive.ts'
import { serveOfficial } from '../support/official/serve.ts'
import { withShared } from '../support/shared-model.ts'

const folder = await mkdtemp(join(tmpdir(), 'letterlijk-beside-'))
const { world, answers } = officialArchive()
const services = await serveOfficial(world)
afterAll(async () => {
  await services.close()
  await rm(folder, { recursive: true })
})

it('brings changes to a running server without a restart', async () => {
  const config = readConfig({
    ...services.env,
    INDEX_DIR: join(folder, 'index'),
    MODEL_DIR: join(import.meta.dirname, '../../index/model'),
    MODEL: 'letterlijk/nl-en-256',
  })
  const places = ['--dir', join(folder, 'import'), '--since', `${FIRST_YEAR}-01-01`]
  const command = readArguments(['import', ...places, '--rate', '1000']) as ImportCommand
  await importArchive(config, command, { version: 'test', ...withShared })
  const live = await openLiveIndex(config, () => {}, { lookEvery: 50 })
  const idsNow = () => live.current().library.documents.map(({ id }) => id)
  const before = idsNow()

  world.remove('Document', answers[0]!)
  await importArchive(config, command, { version: 'test', ...withShared })
  const ended = performance.now()
  while (idsNow().length === before.length && performance.now() - ended < 60_000) await wait(20)
  expect(before.filter((id) => !idsNow().includes(id))).toEqual(['ah-tk-20162017-1000'])
  await live.close()
})
