import { readdirSync, readFileSync } from 'node:fs'
import type { SourceDocument } from '../src/domain/document.ts'
import { extract } from '../src/ingest/formats/extract.ts'
import { dutchWords } from '../src/ingest/parse/dictionary.ts'
import { identify } from '../src/ingest/parse/identify.ts'
import { parseDocument } from '../src/ingest/parse/parse.ts'

/** The documents in folders, in order of name; of several with one id the first. */
export async function documentsIn(...folders: readonly string[]): Promise<SourceDocument[]> {
  const found = new Map<string, SourceDocument>()
  for (const folder of folders) {
    for (const file of readdirSync(folder).sort()) {
      if (!/\.(?:pdf|docx|xml|txt)$/.test(file)) continue
      const extracted = await extract(readFileSync(`${folder}/${file}`), file)
      const options = { file, sha256: '', fileSha256: '', words: dutchWords }
      const id = identify(extracted, file)
      if (!found.has(id)) found.set(id, parseDocument(extracted, { id, ...options }))
    }
  }
  return [...found.values()]
}
