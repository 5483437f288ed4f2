import { expect, it } from 'vitest'
import type { Network } from '../../src/embed/network.ts'
import { networkPool } from '../../src/embed/network-pool.ts'

const TEXT = [1, 2, 3]

/** A network that answers with its name, once the turn is over. */
function answering(name: number): Network {
  return async () => {
    await new Promise(setImmediate)
    return Float32Array.of(name)
  }
}

async function namesOf(run: Network, texts: number): Promise<number[]> {
  const vectors = await Promise.all(Array.from({ length: texts }, () => run(TEXT)))
  return vectors.map(([name]) => name!)
}

it('runs a few texts in one thread, and many in as many as it may', async () => {
  let made = 0
  const run = networkPool(answering(0), () => Promise.resolve(answering(++made)), 3)
  expect(new Set(await namesOf(run, 30))).toEqual(new Set([0]))
  expect(made).toBe(0)
  await namesOf(run, 100)
  expect(made).toBe(2)
  const names = await namesOf(run, 30)
  for (const name of [0, 1, 2]) expect(names.filter((each) => each === name)).toHaveLength(10)
})

it('goes on with the threads that it has if another one cannot start', async () => {
  let tried = 0
  const run = networkPool(
    answering(0),
    () => {
      tried++
      return Promise.reject(new Error('no memory'))
    },
    4,
  )
  expect(new Set(await namesOf(run, 300))).toEqual(new Set([0]))
  await namesOf(run, 300)
  expect(tried).toBeLessThan(4)
})

it('fails the text that its thread fails, and no other', async () => {
  const run = networkPool(
    (tokens) => (tokens.length === 0 ? Promise.reject(new Error('empty')) : answering(0)(tokens)),
    () => Promise.reject(new Error('one is enough')),
    1,
  )
  const [failed, done] = await Promise.allSettled([run([]), run(TEXT)])
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'empty' } })
  expect(done).toMatchObject({ value: Float32Array.of(0) })
})
