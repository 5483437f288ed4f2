import { createHash } from 'node:crypto'
import type { BuildDeps } from '../../src/ingest/build.ts'
import { noWords } from '../../src/ingest/parse/hyphens.ts'
import type { InputFile } from '../../src/ingest/read-input.ts'
import { writeVectra } from '../../src/store/vectra/vectra.ts'
import { bundledModel } from './kamerqa.ts'

/** What an index is built with, without a word list, calibrations and an index before it. */
export const buildDeps: BuildDeps = {
  ...bundledModel(),
  calibrations: { whole: null, words: null },
  words: noWords,
  writeVectors: writeVectra,
  previous: null,
}

/** A file to index, without metadata. */
export function inputFile(name: string, text: string): InputFile {
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { name, sha256, metadata: null, read: async () => new TextEncoder().encode(text) }
}
