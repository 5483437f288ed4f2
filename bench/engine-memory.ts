import { int8Of } from '../src/vectors/int8.ts'
import { memoryStore } from '../src/store/memory.ts'
import { eachRow, type Engine } from './engine.ts'

/** This project's embedded store. */
export const memory: Engine = {
  name: 'Letterlijk, in memory',
  configuration: 'vectors in 8 bits, all of them looked at',
  async build(rows, dimensions) {
    const entries = [...eachRow(rows, dimensions)].map((vector, row) => ({
      paragraphId: String(row),
      documentId: String(row >> 3),
      vector,
    }))
    const store = memoryStore(int8Of(entries, dimensions))
    return {
      nearest: async (vector, limit) =>
        (await store.nearest(vector, { limit })).map(({ paragraphId }) => Number(paragraphId)),
      close: () => store.close(),
    }
  },
}
