/* eslint-disable no-console -- a command that prints what its parts found */
// `npm run check`: types, lint and formatting at once, since each uses one core and none needs
// another's result. Fails if one of them does, after all have finished.
//
// Types are checked by TypeScript 7, which takes a tenth of the processor time; `typescript` stays
// at 6 for typescript-eslint, which needs the JavaScript API of a compiler. Types take one thread:
// several check the same declarations again, in 1.6 times the processor time.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

const CHECKS = [
  ['types', 'typescript-7/bin/tsc', '-p', '.', '--singleThreaded'],
  ['lint', 'eslint/bin/eslint.js', '-c', '.eslint.config.js', '.'],
  ['formatting', 'prettier/bin/prettier.cjs', '--check', '.'],
] as const

const results = await Promise.all(
  CHECKS.map(async ([name, program, ...args]) => {
    const path = join(root, 'node_modules', program)
    const { status, output } = await run(process.execPath, [path, ...args])
    console.log(`${name}: ${status === 0 ? 'nothing found' : `failed\n${output.trimEnd()}`}`)
    return status
  }),
)
process.exitCode = results.every((status) => status === 0) ? 0 : 1

function run(command: string, args: string[]): Promise<{ status: number | null; output: string }> {
  const child = spawn(command, args, { cwd: root })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, output }))
  })
}
