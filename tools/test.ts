/* eslint-disable no-console -- a command that prints what its parts found */
// `npm test`: the checks of `npm run check` beside the tests, which wait for servers, browsers and
// disks half of the time. Checks that fail end the tests. Arguments go to vitest. What tests write
// stands in memory where there is room, which takes a fifth less time, and is gone afterwards.
import { spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Below that of the tests, some of which have to be in time. */
const PRIORITY_OF_CHECKS = 10

/** Linux's folder in memory, and the bytes that must be free there. */
const IN_MEMORY = '/dev/shm'
const ENOUGH = 4 * 2 ** 30

const scratch = mkdtempSync(join(hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'letterlijk-tests-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const checks = run('tools/check.ts', [])
setPriority(checks.child.pid!, PRIORITY_OF_CHECKS)
const tests = run('node_modules/vitest/vitest.mjs', [
  ...['run', '-c', 'tests/vitest.config.ts'],
  ...process.argv.slice(2),
])
void checks.ended.then((status) => {
  if (status === 0) return
  console.log('The checks failed, so the tests are ended.')
  tests.child.kill('SIGINT')
})
// Whoever ends this program ends its parts, and waits for them: then nothing is left in memory.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const { child } of [checks, tests]) child.kill(signal)
  })
}
const statuses = await Promise.all([checks.ended, tests.ended])
process.exitCode = statuses.every((status) => status === 0) ? 0 : 1

function run(program: string, args: string[]) {
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TMPDIR: scratch },
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, ended }
}

/** Whether the tests, which copy indexes and start browsers, can write there. */
function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ENOUGH
  } catch {
    return false
  }
}
