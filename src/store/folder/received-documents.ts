import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { writeDurably } from './durable.ts'
import {
  filesBelow,
  nullIfMissing,
  whyUnopened,
  type FoundFile,
  type UnreadFile,
} from './files-below.ts'
import { fullOr } from './generation-files.ts'
import { fileSha256, readOrNull } from './read-files.ts'

/**
 * The documents of an index folder as received, in `documents/`; `incoming/` has those on their way
 * in, and `leaving/` those on their way out, until `settle`.
 */
export function receivedDocuments(root: string) {
  const documents = join(root, 'documents')
  const incoming = join(root, 'incoming')
  const leaving = join(root, 'leaving')

  /** Once the new index counts, moves incoming files to their place and drops leaving ones. */
  async function settle(): Promise<void> {
    for (const { name, path } of await filesBelow(incoming)) {
      await mkdir(dirname(join(documents, name)), { recursive: true })
      await rename(path, join(documents, name))
    }
    await rm(incoming, { recursive: true, force: true })
    await rm(leaving, { recursive: true, force: true })
  }

  return {
    documents,
    incoming,
    leaving,
    settle,

    /** Reads a document as received; null if it is gone. */
    readReceived(name: string) {
      const path = resolve(documents, name)
      return path.startsWith(resolve(documents) + sep) ? readOrNull(path) : Promise.resolve(null)
    },

    /** Creates the folders that an index needs. */
    async prepare(): Promise<void> {
      await mkdir(documents, { recursive: true })
    },

    /**
     * Copies files to where `settle` takes them from, and returns those that cannot be read. If
     * they went straight into `documents/`, a command killed in between would leave documents there
     * that are in no index.
     */
    async take(added: readonly FoundFile[]): Promise<UnreadFile[]> {
      const unread: UnreadFile[] = []
      for (const { name, path } of added) {
        if (resolve(path) === resolve(documents, name)) continue
        if ((await isTaken(join(documents, name))) || (await isTaken(join(incoming, name)))) {
          unread.push({
            file: name,
            reason: 'documents/ has a folder of that name, or a file of the name of its folder',
          })
          continue
        }
        const content = await readFile(path).catch((error: unknown) => {
          unread.push({ file: name, reason: whyUnopened(error) })
          return null
        })
        if (content === null) continue
        try {
          await mkdir(dirname(join(incoming, name)), { recursive: true })
          await writeDurably(join(incoming, name), content)
        } catch (error) {
          await rm(incoming, { recursive: true, force: true })
          throw fullOr(error, root)
        }
      }
      return unread
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
      await settle()
    },
  }
}

/** Whether a folder is where a file is to go, or a file where its folder must be. */
function isTaken(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    (error: NodeJS.ErrnoException) => error.code === 'ENOTDIR',
  )
}
