import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { LEXICON } from '../../src/embed/embed.ts'
import { indexWithShared } from './shared-model.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Indexes the committed documents by the lexicon, within `folder`, and returns the settings of the
 * index. A program opens it in a third of the time that the encoder takes, for tests of programs
 * that do not depend on the ranking.
 */
export async function lexiconIndex(folder: string): Promise<{ INDEX_DIR: string; MODEL: string }> {
  const env = { INDEX_DIR: join(folder, 'index'), MODEL: LEXICON }
  await indexWithShared(readConfig(env), [join(root, 'index/documents')])
  return env
}
