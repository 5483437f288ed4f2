import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LocalIndex } from 'vectra'
import { writeVectra } from '../src/store/vectra/vectra.ts'
import { byDocument, int8Of } from '../src/vectors/int8.ts'
import { eachRow, type Engine } from './engine.ts'

/** Vectra itself, on the file that this project writes for it. */
export const vectra: Engine = {
  name: 'Vectra',
  configuration:
    'its JSON, written with its codec (its own insertion scans all items for each new one)',
  async build(rows, dimensions) {
    const folder = await mkdtemp(join(tmpdir(), 'letterlijk-vectra-'))
    const entries = [...eachRow(rows, dimensions)].map((vector, row) => ({
      paragraphId: String(row),
      documentId: String(row >> 3),
      vector,
    }))
    const bytes = writeVectra([...byDocument(int8Of(entries, dimensions)).values()])
    await writeFile(join(folder, 'index.json'), bytes)
    const index = new LocalIndex(folder)
    await index.getIndexStats()
    return {
      nearest: async (vector, limit) =>
        (await index.queryItems([...vector], '', limit)).map(({ item }) => Number(item.id)),
      close: () => rm(folder, { recursive: true }),
    }
  },
}
