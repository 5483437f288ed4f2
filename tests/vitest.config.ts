import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import SlowFirst from './support/slow-first.ts'

const root = join(import.meta.dirname, '..')

export default defineConfig({
  root,
  test: {
    // Hundreds of tests start the program again: let Node strip and compile its files once for all
    // of them.
    env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/letterlijk-tests') },
    include: ['tests/**/*.test.ts', 'bench/tests/*.test.ts'],
    // Modules are loaded once for all files of a worker: no test changes what they hold. Starting a
    // process and loading the program for each file took a third of the time.
    isolate: false,
    // Tests wait a third of their time for servers, browsers, disks and deadlines: three at once
    // keep two cores busy.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A browser or a process may stumble once on a busy machine; a real fault fails twice.
    retry: 1,
    reporters: ['default', './tests/support/closing-line.ts'],
  },
})
