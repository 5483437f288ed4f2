import { create, insertMultiple, search } from '@orama/orama'
import { eachRow, type Engine } from './engine.ts'

/** Orama's vector search, which compares every vector. */
export const orama: Engine = {
  name: 'Orama',
  configuration: 'vectors alone, no floor of similarity; exact',
  async build(rows, dimensions) {
    const index = create({ schema: { vector: `vector[${dimensions}]` } as const })
    await insertMultiple(
      index,
      [...eachRow(rows, dimensions)].map((vector, row) => ({
        id: String(row),
        vector: [...vector],
      })),
      10_000,
    )
    return {
      async nearest(vector, limit) {
        const { hits }: { hits: { id: string }[] } = await search(index, {
          mode: 'vector',
          vector: { value: [...vector], property: 'vector' },
          similarity: -1,
          limit,
        })
        return hits.map(({ id }) => Number(id))
      },
      close: async () => {},
    }
  },
}
