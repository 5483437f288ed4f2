import { expect, it } from 'vitest'
import { atOnce, inSlices, STEADY } from '../../src/domain/slices.ts'

function* work(steps: number, ms: number): Generator<void, number> {
  for (let step = 0; step < steps; step++) {
    for (const began = performance.now(); performance.now() - began < ms;);
    yield
  }
  return steps
}

it('returns the same in slices, and yields to others meanwhile', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  expect(await inSlices(work(20, 10))).toBe(20)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(3)
  expect(atOnce(work(3, 0))).toBe(3)
})

it('fails as the work does', async () => {
  function* failing(): Generator<void> {
    yield
    throw new Error('broken')
  }
  await expect(inSlices(failing())).rejects.toThrow('broken')
  expect(() => atOnce(failing())).toThrow('broken')
})

it('stands back while others come first, but not for ever', async () => {
  let done = 0
  let isBusy = true
  function* counted(): Generator<void> {
    for (; done < 6; done++) {
      for (const began = performance.now(); performance.now() - began < 3;);
      yield
    }
  }
  const working = inSlices(counted(), { work: 2, rest: 0, standsBack: () => isBusy })
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(done).toBe(0)
  isBusy = false
  await working
  expect(done).toBe(6)
  done = 5
  await inSlices(counted(), { work: 2, rest: 0, standsBack: () => true })
  expect(done).toBe(6)
})

it('ends before it is done where it is told to, and not before others had their turn', async () => {
  const told = new AbortController()
  const working = inSlices(work(1_000, 5), { ...STEADY, signal: told.signal })
  told.abort(new Error('enough'))
  await expect(working).rejects.toThrow('enough')
})
