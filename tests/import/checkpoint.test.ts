import { expect, it } from 'vitest'
import { checkpointOf } from '../../src/import/keep.ts'

it.each([
  [0, 20],
  [40, 20],
  [76_000, 152],
])('writes the state of a run of %i files every %i', (files, expected) => {
  expect(checkpointOf(files)).toBe(expected)
})
