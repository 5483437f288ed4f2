import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LEXICON } from '../../src/embed/embed.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { inventDocument, seeded } from '../support/invent-document.ts'
import { indexWithShared, verifyWithShared } from '../support/shared-model.ts'

const root = join(import.meta.dirname, '../..')
const env = { MODEL_DIR: join(root, 'index/model'), MODEL: LEXICON }
let folder: string
let input: string
let config: Config

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-killed-'))
  input = join(folder, 'input')
  await mkdir(input)
  await writeFile(join(input, 'old.txt'), inventDocument({ seed: 1 }))
  config = readConfig({ ...env, INDEX_DIR: join(folder, 'before') })
  await indexWithShared(config, [input])
  await rm(join(input, 'old.txt'))
  for (const seed of [2, 3]) {
    await writeFile(join(input, `new${seed}.txt`), inventDocument({ seed }))
  }
})
afterAll(() => rm(folder, { recursive: true }))

const RUNS = 12

it('killed at any moment, npm run index leaves the old index or the new one', async () => {
  const random = seeded(11)
  const seen = new Set<string>()
  // The latest duration of a run from its first write to its end, in milliseconds.
  let working = 1_500

  async function killOne(run: number): Promise<void> {
    const indexDir = join(folder, `run-${run}`)
    await cp(config.indexDir, indexDir, { recursive: true })
    const child = start(indexDir)
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    await firstWrite(child, indexDir)
    const began = performance.now()
    const timer = setTimeout(() => child.kill('SIGKILL'), random() * working * 1.5)
    await ended
    clearTimeout(timer)
    if (child.exitCode === 0) working = performance.now() - began
    else working *= 1.2

    const { mismatches, ids } = await verifyWithShared(
      { ...config, indexDir },
      { again: run % 6 === 0 },
    )
    expect(mismatches).toEqual([])
    expect(['old', 'new2,new3,old']).toContain(ids.join())
    seen.add(ids.join())
    if (run % 6 === 0) {
      const after = await indexWithShared({ ...config, indexDir }, [input])
      expect(after).toMatchObject({ documents: 3, failures: [] })
    }
    await rm(indexDir, { recursive: true })
  }

  for (let run = 0; run < RUNS; run += 2) await Promise.all([killOne(run), killOne(run + 1)])
  expect(seen.size).toBe(2)
}, 400_000)

function start(indexDir: string): ChildProcess {
  return spawn(process.execPath, [join(root, 'tests/support/kill-target.ts'), input], {
    env: { ...process.env, ...env, INDEX_DIR: indexDir },
    stdio: 'ignore',
  })
}

/** Nothing can be half done before that, and loading the model takes most of a short run. */
async function firstWrite(child: ChildProcess, indexDir: string): Promise<void> {
  while (!existsSync(join(indexDir, 'incoming')) && child.exitCode === null) await wait(1)
}
