import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prune, unusedOn } from '../../tools/prune-packages.ts'

const systems = ['darwin/arm64', 'linux/arm64', 'linux/x64', 'win32/arm64', 'win32/x64']

let packages: string

beforeEach(async () => {
  packages = await mkdtemp(join(tmpdir(), 'letterlijk-packages-'))
  for (const system of systems) add(`onnxruntime-node/bin/napi-v6/${system}/runtime.node`)
  for (const file of ['bin/node', 'include/node/v8.h', 'share/man/node.1', 'LICENSE']) {
    add(`node/node_modules/node-of-a-system/${file}`)
  }
  add('include/share/index.js')
})

afterEach(() => rm(packages, { recursive: true }))

function add(path: string): void {
  mkdirSync(join(packages, path, '..'), { recursive: true })
  writeFileSync(join(packages, path), '')
}

const files = () =>
  readdirSync(packages, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(packages, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()

describe('an installation', () => {
  it.each(systems)('on %s keeps the runtime of that system alone', (system) => {
    const [platform, arch] = system.split('/') as [string, string]
    prune({ platform, arch }, packages)
    expect(files()).toEqual([
      'include/share/index.js',
      'node/node_modules/node-of-a-system/LICENSE',
      'node/node_modules/node-of-a-system/bin/node',
      `onnxruntime-node/bin/napi-v6/${system}/runtime.node`,
    ])
  })

  it('keeps every runtime if none is for its system', () => {
    prune({ platform: 'sunos', arch: 'x64' }, packages)
    expect(files().filter((file) => file.startsWith('onnxruntime'))).toHaveLength(systems.length)
  })

  it('without those packages is left unchanged', () => {
    expect(unusedOn({ platform: 'linux', arch: 'x64' }, join(packages, 'nothing'))).toEqual([])
  })
})

it('has been applied to the packages of these tests', () => {
  expect(unusedOn(process, join(import.meta.dirname, '../../node_modules'))).toEqual([])
})
