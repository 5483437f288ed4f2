import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../domain/errors.ts'
import { ENTRIES, readEntries } from '../../format/entries.ts'
import type { Listed } from '../../format/listed-files.ts'
import { generationOf, parseManifest, type Manifest } from '../../format/manifest.ts'
import { pathIn, SOURCES, type IndexFiles } from '../../format/open.ts'
import { partsOf } from '../../format/parts.ts'
import { SIGNATURES } from '../../format/signatures.ts'
import { differences } from './differences.ts'
import { replaceDurably, writeDurably } from './durable.ts'
import { nullIfMissing } from './files-below.ts'
import {
  compareFiles,
  writeGeneration,
  type ComparedFiles,
  type Contents,
  type Others,
} from './generation-files.ts'
import { codesApart, differencesApart, hashesOf, MANY } from './hashing.ts'
import {
  digestOrNull,
  namesIn,
  openOrNull,
  readHashedOrNull,
  readOrNull,
  readSearchDataOrNull,
  readSharedOrNull,
  stampOf,
} from './read-files.ts'
import { readHashed } from './read-hashed.ts'
import { receivedDocuments } from './received-documents.ts'
import { SEEN } from './seen-files.ts'
import { readWritten, rememberWritten, WRITTEN, type WrittenFiles } from './written-files.ts'

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
 *  .written digests of a large index's own files, see `rememberWritten`; may be removed
 */
export function indexFolder(root: string) {
  const at = (...parts: string[]) => join(root, ...parts)
  const manifestPath = at('manifest.json')
  const received = receivedDocuments(root)
  const { documents, incoming, leaving } = received

  /** Readers; without `written` they hash all that they read. */
  function readers(written?: WrittenFiles) {
    const files: IndexFiles = {
      read: (path) => readOrNull(at(path)),
      readHashed: (path) => readHashedOrNull(at(path), written),
      readHashedNow: (path) => readHashed(at(path)),
      digestOf: (path) => digestOrNull(at(path), written),
      open: (path) => openOrNull(at(path)),
    }
    return {
      files,
      /** Reads a file in another thread, which can look at its bytes again; null if missing. */
      readShared: (path: string) => readSharedOrNull(at(path), written),
    }
  }

  const { files, readShared } = readers()

  const folderOf = (manifest: Manifest) => at('generations', generationOf(manifest))
  /** content stamps of files that this process has compared or written, by their digest */
  let checked: ReadonlyMap<string, string> = new Map()
  /** the digest of an index of which this process has read and compared all files */
  let wholeAnew: string | null = null

  /** Compares files of a generation; those of a large index only if somebody touched them. */
  function compare(manifest: Manifest, { anew = true } = {}): Promise<ComparedFiles> {
    const seen =
      anew || manifest.parts === undefined ? undefined : { seen: at(WRITTEN), keep: false }
    return compareFiles(folderOf(manifest), manifest.files, seen)
  }

  /** Where the previous generation has the files that `contents` lacks. */
  function othersOf(manifest: Manifest, contents: Contents, previous: Manifest | null): Others {
    const before = previous && folderOf(previous)
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
    ...received,
    root,
    files,
    manifestPath,

    /** Reads search data, large files in another thread; null if the file is missing. */
    readSearchData: (path: string) => readSearchDataOrNull(path, { root, files }),

    readShared,

    /** Readers that do not hash a file again which nobody has touched since it was written. */
    asWritten: () => readers(readWritten(root)),

    /** Makes the codes of such rows in that thread. */
    codesOf: codesApart,

    /**
     * SHA-256 of documents, in hex and in order; of many, those that were not touched since a
     * command with `keep` hashed them are not read.
     */
    digestsOf: (paths: readonly string[], { keep = false } = {}) =>
      hashesOf(paths, paths.length < MANY ? {} : { seen: { seen: at(SEEN), keep } }),

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
      if (wholeAnew !== manifest.digest && (await compare(manifest)).damage !== null) {
        const others = othersOf(manifest, contents, previous)
        const folder = folderOf(manifest)
        const written = await writeGeneration(root, folder, { contents, others })
        checked = new Map([
          ...checked,
          ...[...written].map(([name, stamp]) => [manifest.files[name]!, stamp] as const),
        ])
      }
      const text = `${JSON.stringify(manifest, null, 1)}\n`
      await replaceDurably(manifestPath, (path) => writeDurably(path, text))
    },

    /**
     * Compares the source texts of the generation that a manifest names; `openIndex` leaves their
     * digest to be compared one text at a time. Throws `index_damaged` if their file is missing or
     * has changed. `anew` also reads files that nobody touched since they were written.
     */
    async expectSources({ files, ...manifest }: Manifest, { anew = false } = {}): Promise<void> {
      const names = partsOf(manifest).map(({ name }) => name(SOURCES))
      const some = Object.fromEntries(names.map((name) => [name, files[name]!]))
      const { damage } = await compare({ ...manifest, files: some }, { anew })
      if (damage !== null) throw damagedBy(root, damage)
    },

    /**
     * Whether all files of the generation that a manifest names are as they were written. `anew`
     * also reads files that nobody touched since.
     */
    async isWhole(manifest: Manifest, { anew = true } = {}): Promise<boolean> {
      return (await this.damagedFiles(manifest, { anew })).length === 0
    },

    /** The names of files that are not as they were written, likewise. */
    async damagedFiles(manifest: Manifest, { anew = true } = {}): Promise<readonly string[]> {
      const { damaged, stamps } = await compare(manifest, { anew })
      checked = new Map([...checked, ...stamps])
      if (damaged.length === 0 && anew) wholeAnew = manifest.digest
      return damaged
    },

    /**
     * Reads all files of the generation that a manifest names, one after the other, and as long as
     * one took leaves the machine to others. Throws `index_damaged` if one is missing or changed.
     */
    async expectWhole(manifest: Manifest): Promise<void> {
      for (const [name, sha256] of Object.entries(manifest.files)) {
        const began = performance.now()
        const digest = await digestOrNull(join(folderOf(manifest), name))
        if (digest === null) throw damagedBy(root, `${name} is missing`)
        if (digest !== sha256) throw damagedBy(root, `${name} was changed`)
        await wait(performance.now() - began, undefined, { ref: false })
      }
    },

    /**
     * Remembers the digests of a large index's files, so that the next start and the next run need
     * not read those that nobody touches. Call it once nothing else links them, after `tidy`.
     */
    async remember(manifest: Manifest): Promise<void> {
      if (manifest.parts === undefined) return
      const files = Object.entries(manifest.files).flatMap(([name, sha256]) => {
        const stamp = checked.get(sha256)
        return stamp === undefined ? [] : { path: join(folderOf(manifest), name), sha256, stamp }
      })
      await rememberWritten(root, files)
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

function damagedBy(root: string, damage: string): AppError {
  return new AppError(
    'index_damaged',
    `The index in ${root} is damaged: ${damage}. Run \`npm run index\` to build it anew.`,
  )
}
