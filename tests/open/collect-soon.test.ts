import { setTimeout as wait } from 'node:timers/promises'
import { constants, PerformanceObserver } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { collectSoon } from '../../src/open/collect-soon.ts'

/** An entry of `gc`, whose type names no detail. */
interface Collection {
  readonly detail: { readonly kind: number }
}

it('has V8 begin to collect garbage, and takes no memory for it', async () => {
  const begun = Promise.withResolvers<void>()
  const observer = new PerformanceObserver((list) => {
    const entries = list.getEntries() as unknown as readonly Collection[]
    const isMinor = ({ detail }: Collection) => detail.kind === constants.NODE_PERFORMANCE_GC_MINOR
    if (!entries.every(isMinor)) begun.resolve()
  })
  observer.observe({ entryTypes: ['gc'] })
  const before = process.memoryUsage.rss()
  collectSoon()
  expect(process.memoryUsage.rss() - before).toBeLessThan(32 * 2 ** 20)
  // What a server does meanwhile.
  const working = setInterval(() => Array.from({ length: 10_000 }, (_, at) => ({ at })), 5)
  await Promise.race([
    begun.promise,
    wait(2_000).then(() => Promise.reject(new Error('nothing is collected'))),
  ])
  clearInterval(working)
  observer.disconnect()
})
