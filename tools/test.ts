/* eslint-disable no-console -- a command that prints what its parts found */
// `npm test`: the checks of `npm run check` beside the tests, which wait for servers, browsers and
// disks half of the time. Checks that fail end the tests. Arguments go to vitest.
import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Below that of the tests, some of which have to be in time. */
const PRIORITY_OF_CHECKS = 10

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
const statuses = await Promise.all([checks.ended, tests.ended])
process.exitCode = statuses.every((status) => status === 0) ? 0 : 1

function run(program: string, args: string[]) {
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, ended }
}
