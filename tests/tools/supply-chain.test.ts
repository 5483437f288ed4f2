import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  isAllowed,
  licencesOf,
  lockfileFaults,
  type LockedPackage,
  type PackageFile,
  type PackageLock,
} from '../../tools/supply-chain.ts'

const root = join(import.meta.dirname, '../..')
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))
const own = read('package-lock.json') as PackageLock

describe('the lockfiles', () => {
  it.each(['', 'bench/'])('of "%s" admit only requested packages', (folder) => {
    const lock = read(`${folder}package-lock.json`) as PackageLock
    expect(lockfileFaults(lock, read(`${folder}package.json`) as PackageFile)).toEqual([])
  })
})

describe('the examples', () => {
  it('are tested with the versions that they name', () => {
    const { dependencies } = read('examples/widget/package.json') as Required<PackageFile>
    expect(read('package.json')).toMatchObject({ devDependencies: dependencies })
  })
})

describe('the packages of production', () => {
  it('all have an allowed licence', () => {
    const licences = licencesOf(own)
    const { dependencies } = read('package.json') as { dependencies: Record<string, string> }
    const listed = new Set(licences.map(({ name, version }) => `${name}@${version}`))
    const asked = Object.entries(dependencies).map(([name, version]) =>
      version.startsWith('npm:') ? version.slice(4) : `${name}@${version}`,
    )
    expect(asked.filter((each) => !listed.has(each))).toEqual([])
    expect(licences.filter(({ licence }) => !isAllowed(licence))).toEqual([])
  })

  it.each([
    ['MIT', true],
    ['(BSD-3-Clause OR CC-BY-3.0)', true],
    ['(MIT AND ISC)', true],
    ['GPL-3.0-only', false],
    ['(MIT AND AGPL-3.0-only)', false],
    ['(LGPL-3.0-only OR GPL-2.0-only)', false],
    ['UNLICENSED', false],
    ['SEE LICENSE IN LICENSE', false],
    ['', false],
  ])('may be under "%s": %s', (licence, allowed) => {
    expect(isAllowed(licence)).toBe(allowed)
  })
})

describe('a lockfile', () => {
  const integrity = `sha512-${'a'.repeat(86)}==`
  const good: LockedPackage = { version: '1.2.3', integrity, license: 'MIT' }
  const at = (origin: string) => `${origin}/left-pad/-/left-pad-1.2.3.tgz`
  const project: PackageFile = {
    dependencies: { 'left-pad': '1.2.3', aka: 'npm:real@1.2.3' },
    overrides: { 'left-pad': { deep: 'npm:empty@1.2.3' } },
  }
  const faultsOf = (entry: LockedPackage, path = 'node_modules/left-pad') =>
    lockfileFaults({ packages: { '': {}, [path]: entry } }, project)

  it('may name an address, or leave it to the registry', () => {
    expect(faultsOf(good)).toEqual([])
    expect(faultsOf({ ...good, resolved: at('https://packages.example') })).toEqual([])
    expect(faultsOf({ ...good, name: 'real' }, 'node_modules/aka')).toEqual([])
    expect(faultsOf({ ...good, name: 'empty' }, 'node_modules/left-pad/node_modules/deep')).toEqual(
      [],
    )
  })

  const scoped = { ...good, resolved: 'https://packages.example/@a%2fb/-/b-1.2.3.tgz' }
  it('may name one with a scope', () => {
    expect(faultsOf(scoped, 'node_modules/@a/b')).toEqual([])
  })

  it.each<[string, LockedPackage]>([
    ['no digest', { version: '1.2.3' }],
    ['a digest that can be forged', { ...good, integrity: 'sha1-Fa1TyUg0ieohQ0+gS4uGbsKAbIM=' }],
    ['no version', { integrity }],
    ['http', { ...good, resolved: at('http://packages.example') }],
    ['a repository', { ...good, resolved: 'git+ssh://git@code.example/left-pad.git#1a2b3c' }],
    ['a file', { ...good, resolved: 'file:../left-pad-1.2.3.tgz' }],
    ['a password', { ...good, resolved: at('https://me:secret@packages.example') }],
    ['another package', { ...good, resolved: 'https://packages.example/evil/-/evil-1.2.3.tgz' }],
    [
      'another version',
      { ...good, resolved: at('https://packages.example').replace('2.3', '2.4') },
    ],
    ['another name', { ...good, name: 'left-pad-evil' }],
    ['a link', { ...good, link: true }],
  ])('with %s is refused', (_, entry) => {
    expect(faultsOf(entry)).toHaveLength(1)
  })

  it('with two registries is refused', () => {
    const packages = {
      'node_modules/left-pad': { ...good, resolved: at('https://packages.example') },
      'node_modules/a/node_modules/left-pad': { ...good, resolved: at('https://evil.example') },
    }
    expect(lockfileFaults({ packages }, project)).toHaveLength(1)
  })
})
