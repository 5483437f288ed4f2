import { memoryStore } from '../../src/store/memory.ts'
import { eachRow, type Engine } from './engine.ts'

/** This project's embedded store. */
export const memory: Engine = {
  name: 'Letterlijk, in memory',
  configuration: 'as the server is started without settings: exact',
  async build(rows, dimensions) {
    const entries = [...eachRow(rows, dimensions)].map((vector, row) => ({
      paragraphId: String(row),
      documentId: String(row >> 3),
      vector,
    }))
    const store = memoryStore({ dimensions, entries })
    return {
      nearest: async (vector, limit) =>
        (await store.nearest(vector, { limit })).map(({ paragraphId }) => Number(paragraphId)),
      close: () => store.close(),
    }
  },
}
