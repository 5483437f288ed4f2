import { createRequire } from 'node:module'
import type * as Usearch from 'usearch'
import { eachRow, type Engine } from './engine.ts'

// Its ESM entry overflows the stack.
const { Index, MetricKind, ScalarKind } = createRequire(import.meta.url)(
  'usearch',
) as typeof Usearch

/** usearch's HNSW over floats. */
export const usearchFloat: Engine = {
  name: 'usearch, HNSW',
  configuration:
    'connectivity 16, expansion 128 adding and 64 searching (the defaults), one thread',
  build: (rows, dimensions) => build(rows, dimensions, ScalarKind.F32),
}

/** The same with whole numbers of 8 bits. */
export const usearchInt8: Engine = {
  name: 'usearch, HNSW int8',
  configuration: 'the same with `i8` vectors',
  build: (rows, dimensions) => build(rows, dimensions, ScalarKind.I8),
}

async function build(rows: Float32Array, dimensions: number, quantization: string) {
  const index = new Index({
    dimensions,
    metric: MetricKind.Cos,
    quantization,
    connectivity: 16,
    expansion_add: 128,
    expansion_search: 64,
    multi: false,
  })
  let key = 0n
  for (const row of eachRow(rows, dimensions)) index.add(key++, row, 1)
  return {
    nearest: async (vector: Float32Array, limit: number) =>
      [...index.search(vector, limit, 1).keys].map(Number),
    close: async () => {},
  }
}
