import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { QUERIES_FILE } from '../../src/embed/embed.ts'
import type { PackageLock } from '../supply-chain.ts'
import { filesOf } from './files.ts'
import type { SystemLibrary } from './libraries.ts'

export interface Contents {
  readonly lock: PackageLock
  /** paths of the packages in the image, as in the lockfile */
  readonly packages: readonly string[]
  readonly libraries: readonly SystemLibrary[]
  /** the project's folder */
  readonly root: string
  /** the program `node` */
  readonly node: string
}

/** The fields of a CycloneDX component that we write. */
export interface Component {
  readonly type: 'application' | 'library' | 'machine-learning-model' | 'data'
  readonly name: string
  readonly version?: string
  readonly purl?: string
  readonly licenses?: readonly { readonly expression: string }[]
  readonly hashes: readonly { readonly alg: 'SHA-256' | 'SHA-512'; readonly content: string }[]
}

/** The contents of the image, as CycloneDX 1.6; the same contents always yield the same file. */
export function billOf({ lock, packages, libraries, root, node }: Contents) {
  const { version, license } = json(join(root, 'package.json')) as Record<string, string>
  const index = json(join(root, 'index/manifest.json')) as IndexManifest
  const models = [index.model, ...(index.lexicon === null ? [] : [index.lexicon])]
  // No part of the model's digest.
  const queries = join('index/model', index.model.name, QUERIES_FILE)
  const components: Component[] = [
    ...packages.map((path) => componentOf(path, lock)),
    {
      ...{ type: 'application', name: 'node', version: process.versions.node },
      ...{ purl: `pkg:generic/node@${process.versions.node}`, hashes: [hashOf(node)] },
    },
    ...libraries.map(({ path, debian }): Component => {
      const hashes = [hashOf(path)]
      if (debian === null) return { type: 'library', name: basename(path), hashes }
      const purl = `pkg:deb/debian/${encodeURIComponent(debian.name)}@${encodeURIComponent(
        debian.version,
      )}`
      return { type: 'library', name: basename(path), version: debian.version, purl, hashes }
    }),
    ...models.map(({ name, digest }): Component => ({
      ...{ type: 'machine-learning-model', name, hashes: [{ alg: 'SHA-256', content: digest }] },
    })),
    ...(existsSync(join(root, queries))
      ? [
          {
            ...{ type: 'machine-learning-model' as const, name: queries },
            hashes: [hashOf(join(root, queries))],
          },
        ]
      : []),
    { type: 'data', name: 'index', hashes: [{ alg: 'SHA-256', content: index.digest }] },
  ]
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        ...{ type: 'container', name: 'letterlijk', version },
        licenses: [{ expression: license }],
      },
    },
    components,
  }
}

interface IndexManifest {
  readonly digest: string
  readonly model: { readonly name: string; readonly digest: string }
  readonly lexicon: { readonly name: string; readonly digest: string } | null
}

function componentOf(path: string, { packages }: PackageLock): Component {
  const entry = packages[path]!
  const { name = path.slice(path.lastIndexOf('node_modules/') + 13), version = '' } = entry
  const digest = Buffer.from(entry.integrity!.replace('sha512-', ''), 'base64').toString('hex')
  return {
    ...{ type: 'library', name, version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` },
    licenses: [{ expression: entry.license! }],
    hashes: [{ alg: 'SHA-512', content: digest }],
  }
}

/**
 * The origin of the image: an in-toto statement with SLSA provenance. Its subject is the digest of
 * all files of the image except itself.
 */
export function provenanceOf(image: string, source: { root: string; revision: string }) {
  const { root, revision } = source
  const file = (name: string) => ({
    ...{ name, digest: { sha256: sha256(readFileSync(join(root, name))) } },
  })
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'files', digest: { sha256: filesDigest(image) } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:letterlijk:image:1',
        externalParameters: { containerfile: 'Containerfile', revision },
        resolvedDependencies: ['package-lock.json', 'package.json', 'index/manifest.json'].map(
          file,
        ),
      },
      runDetails: { builder: { id: `urn:letterlijk:node:${process.versions.node}` } },
    },
  }
}

/**
 * SHA-256 of the lines "<digest> <path>" of all files, ordered by path, in the format of
 * `sha256sum`, without `app/provenance.json`.
 */
export function filesDigest(image: string): string {
  const lines = filesOf(image)
    .map((path) => ({ path, name: path.slice(image.length + 1).replaceAll('\\', '/') }))
    .filter(({ name }) => name !== 'app/provenance.json')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ path, name }) => `${sha256(readFileSync(path))}  ${name}\n`)
  return sha256(lines.join(''))
}

function hashOf(path: string): Component['hashes'][number] {
  return { alg: 'SHA-256', content: sha256(readFileSync(path)) }
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
