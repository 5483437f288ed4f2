import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['tests/**/*.test.ts', 'bench/tests/*.test.ts'],
    // Most tests wait for servers, browsers and disks, so that two do not get in each other's way.
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A browser or a process stumbles once on a busy machine; what is wrong fails twice.
    retry: 1,
    reporters: ['default', './tests/support/closing-line.ts'],
  },
})
