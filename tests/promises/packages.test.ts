import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tidied, type Lockfile } from '../../tools/lock.ts'
import packageJson from '../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
}

const { lockfileVersion, packages } = JSON.parse(
  readFileSync(join(root, 'package-lock.json'), 'utf8'),
) as { lockfileVersion: number; packages: Record<string, Locked> }

/** Packages by install path; the project itself has the empty one. */
const installed = Object.entries(packages).filter(([path]) => path !== '')

/** "node_modules/a/node_modules/@b/c" -> "@b/c" */
const nameAt = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13)

it('pins every package to one version and one content', () => {
  expect(lockfileVersion).toBe(3)
  expect(installed.length).toBeGreaterThan(300)
  const loose = installed.filter(
    ([, { version, integrity }]) =>
      !/^\d+\.\d+\.\d+/.test(version ?? '') || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
  )
  expect(loose.map(([path]) => path)).toEqual([])
})

it('asks for exact versions', () => {
  const asked = { ...packageJson.dependencies, ...packageJson.devDependencies }
  const loose = Object.entries(asked).filter(
    ([, version]) => !/^(?:npm:(?:@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})

it('lets only named packages run an install script', () => {
  const decided: Record<string, boolean> = packageJson.allowScripts
  // Node itself: its package fetches nothing, and links the binary for this machine into place.
  expect(Object.keys(decided).filter((name) => decided[name])).toEqual(['node'])
  // npm 10 does not know `allowScripts`; it looks for a script if the lockfile says that one
  // exists.
  const withScript = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true)
  expect(withScript.map(([path]) => nameAt(path))).toEqual(['node'])
})

it('leaves out of the lockfiles what `node tools/lock.ts` leaves out', () => {
  for (const folder of ['', 'bench']) {
    const read = (name: string) => readFileSync(join(root, folder, name), 'utf8')
    const { allowScripts } = JSON.parse(read('package.json')) as typeof packageJson
    const lock = JSON.parse(read('package-lock.json')) as Lockfile
    expect(tidied(lock, allowScripts), join(folder, 'package-lock.json')).toEqual(lock)
  }
})

it('lists its components, as CycloneDX, without a network', () => {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'sbom'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9', npm_config_offline: 'true' },
  })
  expect(status).toBe(0)
  const bom = JSON.parse(stdout) as {
    bomFormat: string
    components: { name: string; group?: string; version: string; hashes?: object[] }[]
  }
  expect(bom.bomFormat).toBe('CycloneDX')
  const listed = new Set(bom.components.map(({ name, version }) => `${name}@${version}`))
  const missing = Object.entries(packageJson.dependencies)
    .filter(([, version]) => /^\d/.test(version))
    .map(([name, version]) => `${name}@${version}`)
    .filter((each) => !listed.has(each))
  expect(missing).toEqual([])
  expect(bom.components.filter(({ hashes }) => hashes === undefined)).toEqual([])
})
