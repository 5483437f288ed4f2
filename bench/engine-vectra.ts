import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LocalIndex } from 'vectra'
import { int8Codec, writeVectraFile } from '../src/format/vectra.ts'
import { eachRow, type Engine } from './engine.ts'

/** Vectra itself, on the file that this project writes for it. */
export const vectra: Engine = {
  name: 'Vectra',
  configuration:
    'file in 8 bits written by this project (its own insertion looks through all items for each), loaded by Vectra with our codec',
  async build(rows, dimensions) {
    const folder = await mkdtemp(join(tmpdir(), 'letterlijk-vectra-'))
    const entries = [...eachRow(rows, dimensions)].map((vector, row) => ({
      paragraphId: String(row),
      documentId: String(row >> 3),
      vector,
    }))
    await writeFile(join(folder, 'index.int8.pb'), writeVectraFile(entries))
    const index = new LocalIndex(folder, undefined, undefined, int8Codec)
    await index.getIndexStats()
    return {
      nearest: async (vector, limit) =>
        (await index.queryItems([...vector], '', limit)).map(({ item }) => Number(item.id)),
      close: () => rm(folder, { recursive: true }),
    }
  },
}
