import { expect } from 'vitest'

/** Processor time of this process in milliseconds: a busy machine does not raise it. */
export async function costOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * Expects that four times the length costs some four times as much, not sixteen times. The speed of
 * the machine does not matter; 50 ms do not either, since so much may a collection of garbage cost.
 */
export async function expectLinear(
  work: (length: number) => unknown,
  length: number,
): Promise<void> {
  await work(length)
  const short = await costOf(() => work(length))
  expect(await costOf(() => work(4 * length))).toBeLessThan(8 * short + 50)
}
