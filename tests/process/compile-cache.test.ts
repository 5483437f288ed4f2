import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let project: string

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'letterlijk-compiled-'))
  mkdirSync(join(project, 'src/process'), { recursive: true })
  cpSync('src/process/compile-cache.js', join(project, 'src/process/compile-cache.js'))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(project, 'src/main.ts'), 'const text: string = "here"\nconsole.log(text)\n')
})
afterEach(() => rmSync(project, { recursive: true }))

const run = () => {
  const args = ['--import', './src/process/compile-cache.js', 'src/main.ts']
  // The tests' own cache would replace the project's.
  const env = { ...process.env }
  delete env['NODE_COMPILE_CACHE']
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project,
    encoding: 'utf8',
    env,
  })
  return { stdout, stderr }
}

it('stores compiled code in a folder of the project', () => {
  expect(run()).toEqual({ stdout: 'here\n', stderr: '' })
  expect(existsSync(join(project, 'node_modules/.cache/letterlijk'))).toBe(true)
  expect(run()).toEqual({ stdout: 'here\n', stderr: '' })
})

it('does without, silently, if that folder cannot be made', () => {
  // A file has its name: that stops any user, root included.
  writeFileSync(join(project, 'node_modules'), '')
  expect(run()).toEqual({ stdout: 'here\n', stderr: '' })
})
