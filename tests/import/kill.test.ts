import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { replaceFile } from '../../src/import/state.ts'
import { filesBelow } from '../../src/store/folder/files-below.ts'
import { officialArchive } from '../support/official/archive.ts'
import { filesOf, importFrom } from '../support/official/import-run.ts'
import { serveOfficial } from '../support/official/serve.ts'

const root = join(import.meta.dirname, '../..')
const folder = await mkdtemp(join(tmpdir(), 'letterlijk-import-killed-'))
afterAll(() => rm(folder, { recursive: true }))

/** A run is killed at one of every eight requests: each takes a second of a processor. */
const POINTS = 16

/** Its feed has two pages, and every source has documents. */
const smallArchive = () => officialArchive({ matters: 7, papers: 260 })

it('killed at any request, an import reaches the same files in its next run', async () => {
  const whole = await mkdtemp(join(folder, 'whole-'))
  const archive = smallArchive()
  const first = await serveOfficial(archive.world)
  await importFrom(first.env, { dir: whole })
  const expected = await filesOf(whole)
  const requests = first.asked.length
  await first.close()
  const { answers, questions, notices } = archive
  const documents = answers.length + questions.length + notices.length
  expect(Object.keys(expected)).toHaveLength(2 * documents)
  expect(requests / POINTS).toBeLessThanOrEqual(8)

  const killed: number[] = []
  async function killOne(point: number): Promise<void> {
    const dir = await mkdtemp(join(folder, `${point}-`))
    const services = await serveOfficial(smallArchive().world)
    // Evenly over a run: while it searches for the feed's end, lists, fetches, and reads the feeds.
    const at = Math.ceil(((point + 0.5) / POINTS) * requests)
    const target = join(root, 'tests/support/official/import-target.ts')
    const child = spawn(process.execPath, [target, dir], {
      env: { ...process.env, ...services.env },
      stdio: 'ignore',
    })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    // Some kills come slightly later, during the write of a file.
    services.watch((count) => {
      if (count === at) setTimeout(() => child.kill('SIGKILL'), point % 4)
    })
    await ended
    if (child.signalCode === 'SIGKILL') killed.push(point)
    await importFrom(services.env, { dir })
    expect(await filesOf(dir)).toEqual(expected)
    const asked = services.asked.length
    await importFrom(services.env, { dir })
    expect(services.asked.length - asked).toBeLessThanOrEqual(6)
    await services.close()
    await rm(dir, { recursive: true })
  }

  for (let point = 0; point < POINTS; point += 2) {
    await Promise.all([killOne(point), killOne(point + 1)])
  }
  // The last ones may end before they are killed.
  expect(killed.length).toBeGreaterThan(POINTS - 5)
}, 600_000)

it('shows no half file to an index run at the same time', async () => {
  const dir = await mkdtemp(join(folder, 'half-'))
  const written = replaceFile(join(dir, 'a.xml'), new Uint8Array(30_000_000)).then(() => true)
  const seen = new Set<string>()
  for (let done = false; !done; done = await Promise.race([written, setImmediate(false)])) {
    for (const { name } of await filesBelow(dir)) seen.add(name)
  }
  for (const { name } of await filesBelow(dir)) seen.add(name)
  expect([...seen]).toEqual(['a.xml'])
})

// A limit on file sizes stands in for a full disk: the state no longer fits. The system then
// reports EFBIG, where a full disk reports ENOSPC.
it.skipIf(process.platform === 'win32')(
  'on a full disk, an import says so, and its next run does the rest',
  async () => {
    const full = join(folder, 'full')
    const services = await serveOfficial(officialArchive().world)
    const target = join(root, 'tests/support/official/import-target.ts')
    const limited = `trap '' XFSZ; ulimit -f 16; exec "$0" "$@"`
    const child = spawn('sh', ['-c', limited, process.execPath, target, full], {
      env: { ...process.env, ...services.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const status = await new Promise((resolve) => child.once('close', resolve))
    expect(status).not.toBe(0)
    expect(said).toMatch(/no room left.*Make room and run the command again/s)
    await importFrom(services.env, { dir: full })
    expect(Object.keys(await filesOf(full))).toHaveLength(80)
    await services.close()
  },
)
