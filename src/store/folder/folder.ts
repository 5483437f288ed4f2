import { readFileSync } from 'node:fs'
import { copyFile, link, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { AppError } from '../../domain/errors.ts'
import { blocksOf, replaceDurably, syncFolder, writeDurably } from './durable.ts'
import { differences } from './differences.ts'
import { filesBelow, nullIfMissing, type FoundFile } from './files-below.ts'
import { codesApart, differencesApart, hashesOf, readSharedApart } from './hashing.ts'
import { ENTRIES, readEntries } from '../../format/entries.ts'
import type { Listed } from '../../format/listed-files.ts'
import { generationOf, parseManifest, type Manifest } from '../../format/manifest.ts'
import { SEEN } from './seen-files.ts'
import { SIGNATURES } from '../../format/signatures.ts'
import { pathIn, SOURCES, type IndexFiles } from '../../format/open.ts'
import { partsOf } from '../../format/parts.ts'
import {
  fileSha256,
  isFile,
  namesIn,
  openOrNull,
  readHashedOrNull,
  readOrNull,
  readSearchDataOrNull,
  stampOf,
} from './read-files.ts'

/**
 * An index folder:
 *
 *  documents/ the documents as received, with a metadata file beside each where needed
 *  incoming/ documents on their way into documents/, see `settle`
 *  leaving/ documents on their way out of documents/, see `settle`
 *  generations/<n>/ the files of the index; written whole, then never changed
 *  manifest.json names the generation that counts; replaced atomically
 *  .writer locked by the command that writes
 *  .seen digests of many documents, see `hashUnseen`; may be removed
 */
export function indexFolder(root: string) {
  const at = (...parts: string[]) => join(root, ...parts)
  const manifestPath = at('manifest.json')
  const documents = at('documents')
  const incoming = at('incoming')
  const leaving = at('leaving')

  const files: IndexFiles = {
    read: (path) => readOrNull(at(path)),
    readHashed: (path) => readHashedOrNull(at(path)),
    readNow: (path) => new Uint8Array(readFileSync(at(path))),
    open: (path) => openOrNull(at(path)),
  }

  async function writeGeneration(folder: string, contents: Contents, others: Others) {
    const building = at('generations', `.building-${process.pid}`)
    try {
      await mkdir(building, { recursive: true })
      for (const [name, path] of others) await linkOrCopy(path, join(building, name))
      // Concurrently: most of the time goes into waiting for the disk to store them.
      const writes = [...contents].map(([name, content]) =>
        writeDurably(join(building, name), blocksOf(content)),
      )
      const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected')
      if (failed?.status === 'rejected') throw failed.reason
      await rm(folder, { recursive: true, force: true })
      await rename(building, folder)
    } catch (error) {
      await rm(building, { recursive: true, force: true })
      throw fullOr(error, root)
    }
    await syncFolder(at('generations'))
  }

  /** Where the previous generation has the files that `contents` lacks. */
  function othersOf(manifest: Manifest, contents: Contents, previous: Manifest | null): Others {
    const before = previous && at('generations', generationOf(previous))
    const names = new Map(
      Object.entries(previous?.files ?? {}).map(([name, digest]) => [digest, name]),
    )
    return new Map(
      Object.entries(manifest.files)
        .filter(([name]) => !contents.has(name))
        .map(([name, digest]) => [name, join(before!, names.get(digest)!)]),
    )
  }

  return {
    root,
    files,
    documents,
    incoming,
    leaving,
    manifestPath,

    /** Reads search data, large files in another thread; null if the file is missing. */
    readSearchData: (path: string) => readSearchDataOrNull(path, { root, files }),

    /**
     * Reads a file in another thread, which can look at its bytes again; null if it is missing.
     */
    readShared: (path: string) => readSharedApart(at(path)).catch(nullIfMissing),

    /** Makes the codes of such rows in that thread. */
    codesOf: codesApart,

    /** Reads a document as received; null if it is gone. */
    readReceived(name: string) {
      const path = resolve(documents, name)
      return path.startsWith(resolve(documents) + sep) ? readOrNull(path) : Promise.resolve(null)
    },

    /**
     * SHA-256 of documents, in hex and in order; of many, those that were not touched since a
     * command with `keep` hashed them are not read.
     */
    digestsOf: (paths: readonly string[], { keep = false } = {}) =>
      hashesOf(paths, { seen: { seen: at(SEEN), keep } }),

    /** The entries of the index and the files that it could not read. Throws as `manifest`. */
    async listed(): Promise<Listed> {
      const manifest = await this.manifest()
      return { entries: await readEntries(manifest, files), failures: manifest.failures }
    },

    /**
     * Where `documents/` differs from the index that a manifest describes, see `differences`; for
     * a large one in another thread. `anew` also reads documents that nobody touched since they
     * were hashed. Throws `index_damaged` if the entries of a part were changed.
     */
    async differences(manifest: Manifest, { anew = false } = {}): Promise<string[]> {
      const folders = { documents, incoming, leaving }
      const { failures } = manifest
      if (manifest.documents !== undefined) {
        const digestsOf = anew ? hashesOf : this.digestsOf
        const listed = { entries: manifest.documents, failures }
        return differences(listed, folders, (paths) => digestsOf(paths))
      }
      const parts = partsOf(manifest).map(({ name }) => {
        const path = at(pathIn(manifest, name(ENTRIES)))
        return { path, sha256: manifest.files[name(ENTRIES)]! }
      })
      const seen = anew ? undefined : { seen: at(SEEN), keep: false }
      const found = await differencesApart(folders, { parts, failures, seen }).catch(nullIfMissing)
      if (found === null) throw damagedBy(root, 'the entries of a part are missing')
      if (found.damaged === undefined) return [...found.different]
      throw damagedBy(root, `${basename(found.damaged)} was changed`)
    },

    /** Creates the folders that an index needs. */
    async prepare(): Promise<void> {
      await mkdir(documents, { recursive: true })
    },

    /**
     * Copies files to where `settle` takes them from. If they went straight into `documents/`, a
     * command killed in between would leave documents there that are in no index.
     */
    async take(added: readonly FoundFile[]): Promise<void> {
      for (const { name, path } of added) {
        if (resolve(path) === resolve(documents, name)) continue
        try {
          await mkdir(dirname(join(incoming, name)), { recursive: true })
          await writeDurably(join(incoming, name), await readFile(path))
        } catch (error) {
          await rm(incoming, { recursive: true, force: true })
          throw fullOr(error, root)
        }
      }
    },

    /** Moves files out of `documents/`, where they wait until the index no longer has them. */
    async release(names: readonly string[]): Promise<void> {
      for (const name of names) {
        await mkdir(dirname(join(leaving, name)), { recursive: true })
        await rename(join(documents, name), join(leaving, name)).catch(nullIfMissing)
      }
    },

    /**
     * Clears up after a command that was killed. Files that the index already has (`expected`, name
     * and SHA-256) go to their place; the others are dropped, since their originals are still in
     * their old place.
     */
    async recover(expected: readonly (readonly [string, string])[]): Promise<void> {
      const digests = new Map(expected)
      for (const { name, path } of await filesBelow(incoming)) {
        if (digests.get(name) !== (await fileSha256(path))) await rm(path)
      }
      for (const { name, path } of await filesBelow(leaving)) {
        if (digests.get(name) === (await fileSha256(path)))
          await rename(path, join(documents, name))
      }
      await this.settle()
    },

    /** Once the new index counts, moves incoming files to their place and drops leaving ones. */
    async settle(): Promise<void> {
      for (const { name, path } of await filesBelow(incoming)) {
        await mkdir(dirname(join(documents, name)), { recursive: true })
        await rename(path, join(documents, name))
      }
      await rm(incoming, { recursive: true, force: true })
      await rm(leaving, { recursive: true, force: true })
    },

    /** Throws `index_missing` or `index_damaged`. */
    async manifest(): Promise<Manifest> {
      const bytes = await readOrNull(manifestPath)
      if (bytes === null) {
        throw new AppError(
          'index_missing',
          `There is no index in ${root}. Put documents into ${documents} and run \`npm run ` +
            'index`, or set INDEX_DIR to a folder that holds one.',
        )
      }
      return parseManifest(new TextDecoder().decode(bytes))
    },

    /**
     * Writes a generation, then the manifest that names it. Killed at any moment, this leaves the
     * old index or the new one. A complete generation that already exists is kept: its digest
     * proves that it is the same. Files that `contents` lacks are those of the previous generation
     * with the same digest.
     */
    async write(
      manifest: Manifest,
      contents: Contents,
      previous: Manifest | null = null,
    ): Promise<void> {
      const folder = at('generations', generationOf(manifest))
      if ((await damageIn(folder, manifest.files)) !== null) {
        await writeGeneration(folder, contents, othersOf(manifest, contents, previous))
      }
      const text = `${JSON.stringify(manifest, null, 1)}\n`
      await replaceDurably(manifestPath, (path) => writeDurably(path, text))
    },

    /**
     * Reads the source texts of the generation that a manifest names; `openIndex` leaves their
     * digest to be compared one text at a time. Throws `index_damaged` if their file is missing or
     * has changed.
     */
    async expectSources({ files, ...manifest }: Manifest): Promise<void> {
      const folder = at('generations', generationOf(manifest))
      const names = partsOf(manifest).map(({ name }) => name(SOURCES))
      const damage = await damageIn(
        folder,
        Object.fromEntries(names.map((name) => [name, files[name]!])),
      )
      if (damage !== null) throw damagedBy(root, damage)
    },

    /** Whether all files of the generation that a manifest names are as they were written. */
    async isWhole(manifest: Manifest): Promise<boolean> {
      const folder = at('generations', generationOf(manifest))
      return (await damageIn(folder, manifest.files)) === null
    },

    /** A stamp that changes whenever the manifest is replaced or altered. */
    manifestStamp: () => stampOf(manifestPath),

    /**
     * Stamps that change whenever the manifest, or a file that it names, is replaced or altered.
     */
    async stamp(manifest: Manifest): Promise<{ manifest: string; files: string }> {
      const names = Object.keys(manifest.files)
      const paths = names.map((name) => at('generations', generationOf(manifest), name))
      // Signing an index that is being served adds signatures to its proofs from then on.
      const stamps = await Promise.all([manifestPath, at(SIGNATURES), ...paths].map(stampOf))
      return { manifest: stamps[0]!, files: stamps.slice(1).join('; ') }
    },

    /** Removes earlier and unfinished generations, which the manifest does not name. */
    async tidy(manifest: Manifest): Promise<void> {
      for (const name of await namesIn(at('generations'))) {
        if (name === generationOf(manifest)) continue
        await rm(at('generations', name), { recursive: true, force: true })
      }
    },
  }
}

export type IndexFolder = ReturnType<typeof indexFolder>

/** Files by name, each in consecutive pieces. */
type Contents = ReadonlyMap<string, readonly Uint8Array[]>

/** Paths of existing files by their name in a new generation. */
type Others = ReadonlyMap<string, string>

/** A generation's files never change, so two generations can have the same one. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  // Some file systems have no links.
  await link(from, to).catch(() => copyFile(from, to))
}

/**
 * Describes the first of these files (name -> SHA-256) that is missing or changed; null if none is.
 */
async function damageIn(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<string | null> {
  const names = Object.keys(files)
  for (const name of names) {
    if (!(await isFile(join(folder, name)))) return `${name} is missing`
  }
  const digests = await hashesOf(names.map((name) => join(folder, name)))
  const changed = names.find((name, at) => digests[at] !== files[name])
  return changed === undefined ? null : `${changed} was changed`
}

function damagedBy(root: string, damage: string): AppError {
  return new AppError(
    'index_damaged',
    `The index in ${root} is damaged: ${damage}. Run \`npm run index\` to build it anew.`,
  )
}

/** Error codes for a full disk, a full quota and a file that is too large. */
const FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG'])

function fullOr(error: unknown, root: string): unknown {
  if (!(error instanceof Error && 'code' in error && FULL.has(error.code))) return error
  return new AppError(
    'unavailable',
    `There is no room left on the disk of ${root} (${String(error.code)}). The index is as it ` +
      'was. Make room and run the command again.',
    { cause: error },
  )
}
