import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { engines } from '../scale-stores.ts'

const installed = existsSync(join(import.meta.dirname, '../node_modules/usearch'))

/** Six directions of a plane, a sixth of a turn from each other. */
const DIRECTIONS = 6
const angleOf = (row: number) => (2 * Math.PI * row) / DIRECTIONS
const rows = Float32Array.from({ length: 8 * DIRECTIONS }, (_, at) => {
  const angle = angleOf(Math.floor(at / 8))
  return at % 8 === 0 ? Math.cos(angle) : at % 8 === 1 ? Math.sin(angle) : 0
})

describe.skipIf(!installed)('an engine to compare with (npm ci --prefix bench)', () => {
  it.each(Object.keys(engines))('%s finds the nearest rows, nearest first', async (name) => {
    const { build } = await engines[name]!()
    const engine = await build(rows, 8)
    // A little past the second direction, towards the third.
    const angle = angleOf(1) + 0.1
    const query = new Float32Array(8)
    query.set([Math.cos(angle), Math.sin(angle)])
    expect([...(await engine.nearest(query, 3))]).toEqual([1, 2, 0])
    await engine.close()
  })
})
