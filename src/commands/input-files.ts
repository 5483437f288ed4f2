import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../domain/errors.ts'
import type { InputFile } from '../ingest/read-input.ts'
import { metadataName } from '../store/folder/differences.ts'
import type { IndexFolder } from '../store/folder/folder.ts'
import { filesBelow, fileSha256, type FoundFile } from '../store/folder/read-files.ts'

/**
 * The file that a path names, or every file below a folder. Throws `invalid_request` if it is
 * missing.
 */
export async function filesAt(path: string): Promise<FoundFile[]> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw new AppError('invalid_request', `There is no file or folder ${path}.`)
  return found.isDirectory() ? filesBelow(path) : [{ name: basename(path), path }]
}

/**
 * Documents with the metadata files beside them; of files with the same name, the last one counts.
 */
export async function inputsFrom(files: readonly FoundFile[]): Promise<InputFile[]> {
  const paths = new Map(files.map(({ name, path }) => [name, path]))
  const metadataNames = new Set(
    [...paths.keys()].filter((name) => !name.endsWith('.json')).map(metadataName),
  )
  const names = [...paths.keys()].filter((name) => !metadataNames.has(name))
  const inputs: InputFile[] = []
  // One by one, since a process may only have so many files open.
  for (const name of names) {
    const path = paths.get(name)!
    const beside = paths.get(metadataName(name))
    inputs.push({
      name,
      sha256: await fileSha256(path),
      read: async () => new Uint8Array(await readFile(path)),
      metadata: beside === undefined || beside === path ? null : readBeside(beside),
    })
  }
  return inputs
}

/** What the documents folder will hold: its files, replaced by incoming ones of the same name. */
export async function inputsOf(folder: IndexFolder): Promise<InputFile[]> {
  return inputsFrom([
    ...(await filesBelow(folder.documents)),
    ...(await filesBelow(folder.incoming)),
  ])
}

/** In this thread, as `fileSha256` does it: there may be as many files as documents. */
function readBeside(path: string): InputFile['metadata'] {
  const bytes = readFileSync(path)
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { sha256: digest, text: new TextDecoder().decode(bytes) }
}
