/**
 * Finds the nearest of many vectors. Every engine promises:
 * - `build` takes all rows, `dimensions` numbers each at unit length, and is what "ready" measures;
 * - `nearest` returns the numbers of at most `limit` rows, nearest first by cosine;
 * - `configuration` lists settings that differ from the defaults.
 */
export interface Engine {
  readonly name: string
  readonly configuration: string
  build(rows: Float32Array, dimensions: number): Promise<BuiltEngine>
}

export interface BuiltEngine {
  nearest(vector: Float32Array, limit: number): Promise<readonly number[]>
  close(): Promise<void>
}

/** The rows one by one, without copying them. */
export function* eachRow(rows: Float32Array, dimensions: number): Generator<Float32Array> {
  for (let at = 0; at < rows.length; at += dimensions) yield rows.subarray(at, at + dimensions)
}
