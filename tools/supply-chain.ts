/* eslint-disable no-console -- a command that prints a list */
// `npm run licences`: lists the installed production packages with their licences, and fails if a
// licence is not allowed or the lockfile admits something that nobody asked for.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface LockedPackage {
  /** set if it differs from its path: the package of which that path holds a copy */
  readonly name?: string
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
}

export interface PackageLock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly overrides?: object
}

/**
 * Licences that let anybody use, change and redistribute the program, and require at most a notice.
 */
const ALLOWED: ReadonlySet<string> = new Set(
  '0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT Unlicense'.split(' '),
)

interface Licensed {
  readonly name: string
  readonly version: string
  readonly licence: string
}

/** The production packages, those for other systems included, by name. */
export function licencesOf({ packages }: PackageLock): Licensed[] {
  const all = installed(packages)
    .filter(([, { dev }]) => dev !== true)
    .map(([path, { name = nameAt(path), version = '', license = '' }]) => ({
      ...{ name, version, licence: license },
    }))
  const lines = new Map(all.map((each) => [`${each.name}@${each.version}`, each]))
  return [...lines.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** True for a licence of the list, or an expression of SPDX that one of them satisfies. */
export function isAllowed(licence: string): boolean {
  const bare = /^\((?<inside>[^()]*)\)$/.exec(licence)?.groups?.['inside'] ?? licence
  return bare.split(' OR ').some((either) => either.split(' AND ').every((id) => ALLOWED.has(id)))
}

/**
 * The faults of a lockfile, one sentence each. A right entry comes from the configured registry, or
 * from one address by https, and has a digest; it has another name than its own only if the project
 * or a package says so.
 */
export function lockfileFaults({ packages }: PackageLock, project: PackageFile): string[] {
  const entries = installed(packages)
  const declared = aliasesOf([project, ...entries.map(([, entry]) => entry)])
  const overridden = JSON.stringify(project.overrides ?? {})
  const origins = new Set(entries.flatMap(([, { resolved }]) => originOf(resolved)))
  const faults = entries.flatMap(([path, entry]) => {
    const { name, version = '', resolved, integrity = '', link } = entry
    const own = nameAt(path)
    const isAlias = name !== undefined && name !== own
    return [
      ...(path.includes('..') || !path.includes('node_modules/') || link
        ? [`${path} is no package of a registry`]
        : []),
      ...(/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version) ? [] : [`${path} has no version`]),
      ...(/^sha512-[\w+/]{86}==$/.test(integrity) ? [] : [`${path} has no SHA-512 digest`]),
      ...(resolved === undefined || isTarballOf(resolved, name ?? own, version)
        ? []
        : [`${path} comes from ${resolved}`]),
      ...(isAlias && !declared.has(name) && !overridden.includes(`"npm:${name}@${version}"`)
        ? [`${path} is ${name}, which nobody asked for under that name`]
        : []),
    ]
  })
  return origins.size > 1 ? [...faults, `packages come from ${[...origins].join(', ')}`] : faults
}

function installed(packages: PackageLock['packages']): [string, LockedPackage][] {
  return Object.entries(packages).filter(([path]) => path !== '')
}

/** "node_modules/a/node_modules/@b/c" -> "@b/c" */
function nameAt(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 13)
}

/** The names behind "npm:name@version". */
function aliasesOf(files: readonly PackageFile[]): Set<string> {
  const asked = files.flatMap(({ dependencies = {}, devDependencies = {} }) => [
    ...Object.values(dependencies),
    ...Object.values(devDependencies),
  ])
  return new Set(asked.flatMap((each) => /^npm:(.+)@[^@]+$/.exec(each)?.[1] ?? []))
}

function originOf(resolved: string | undefined): string[] {
  return resolved !== undefined && URL.canParse(resolved) ? [new URL(resolved).origin] : []
}

function isTarballOf(resolved: string, name: string, version: string): boolean {
  if (!URL.canParse(resolved)) return false
  const { protocol, username, password, search, pathname } = new URL(resolved)
  const file = `/${name}/-/${name.slice(name.indexOf('/') + 1)}-${version}.tgz`
  const path = pathname.replaceAll(/%2f/gi, '/')
  return protocol === 'https:' && username + password + search === '' && path.endsWith(file)
}

if (import.meta.main) {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'))
  const lock = read('package-lock.json') as PackageLock
  const licences = licencesOf(lock)
  for (const { name, version, licence } of licences) console.log(`${licence}\t${name}@${version}`)
  const faults = [
    ...lockfileFaults(lock, read('package.json') as PackageFile),
    ...licences
      .filter(({ licence }) => !isAllowed(licence))
      .map(
        ({ name, licence }) => `${name} is under ${licence || 'no licence'}, which is not allowed`,
      ),
  ]
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length === 0 ? 0 : 1
}
