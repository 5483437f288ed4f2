import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one line that any log reader understands: "212 passed, 0 failed, 3 skipped". */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      // Files that cannot be loaded, and hooks that fail: the tests behind them count as skipped.
      const broken = [module, ...module.children.allSuites()]
      counts.failed += broken.filter((each) => each.errors().length > 0).length
      for (const test of module.children.allTests()) counts[test.result().state]++
    }
    const failed = counts.failed + counts.pending + errors.length
    // After the default reporter's summary, which is written in the same turn.
    setImmediate(() => {
      process.stdout.write(
        `\n${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped\n`,
      )
    })
  }
}
