import { expect } from 'vitest'

/** Processor time of this process in milliseconds: a busy machine does not raise it. */
export async function costOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** In milliseconds: a growth that is not linear shows in a fraction of it. */
const SLOW = 150

/**
 * Expects that four times the length costs some four times as much, not sixteen times. The speed of
 * the machine does not matter; 50 ms do not either, since so much may a collection of garbage cost.
 */
export async function expectLinear(
  work: (length: number) => unknown,
  longest: number,
): Promise<void> {
  // What takes long shows in shorter texts how its time grows.
  const isSlow = (await costOf(() => work(longest))) > SLOW
  const length = isSlow ? longest >> 2 : longest
  const short = await costOf(() => work(length))
  expect(await costOf(() => work(4 * length))).toBeLessThan(8 * short + 50)
}
