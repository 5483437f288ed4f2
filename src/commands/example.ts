import { filesOf } from '../format/listed-files.ts'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { indexFolder } from '../store/folder/folder.ts'
import { filesBelow } from '../store/folder/files-below.ts'
import { indexDocuments, type IndexOptions, type IndexReport } from './index-documents.ts'

const ROOT = join(import.meta.dirname, '../..')
export const EXAMPLES = join(ROOT, 'examples/documents')
/** Separate from `INDEX_DIR`, so that no invented answer gets into a real index. */
export const EXAMPLE_INDEX = join(ROOT, 'examples/index')

/** The notice that `npm run example` prints before it begins. */
export const ABOUT = [
  'Letterlijk with examples: invented documents in the official form, from examples/documents.',
  'No real minister or member wrote any of it, and every title says "(voorbeeld)".',
  'Their index goes into examples/index, which takes a minute or two the first time;',
  'your own index stays as it is.',
].join('\n')

/** Makes the index of the examples hold exactly the examples. */
export async function indexExamples(
  config: Config,
  options: Omit<IndexOptions, 'remove'> = {},
  { from = EXAMPLES, into = EXAMPLE_INDEX } = {},
): Promise<IndexReport> {
  const present = new Set((await filesBelow(from)).map(({ name }) => name))
  const known = await indexedFiles(into)
  const remove = known.filter((name) => !present.has(name))
  const own: Config = { ...config, indexDir: into, store: { kind: 'vectra' } }
  return indexDocuments(own, [from], { ...options, remove })
}

async function indexedFiles(folder: string): Promise<string[]> {
  try {
    return filesOf(await indexFolder(folder).listed()).map(({ file }) => file)
  } catch (error) {
    // The first time there is no index, and a damaged one is rebuilt.
    if (error instanceof AppError) return []
    throw error
  }
}

/** Starts the server on the examples, as `npm start` does. Returns its exit status. */
export function serveExamples(): Promise<number> {
  const child = spawn(process.execPath, [join(ROOT, 'src/node.ts')], {
    stdio: 'inherit',
    env: { ...process.env, INDEX_DIR: EXAMPLE_INDEX, STORE: 'vectra' },
  })
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status) => resolve(status ?? 1))
  })
}
