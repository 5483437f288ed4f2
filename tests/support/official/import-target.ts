import { importFrom } from './import-run.ts'

/** An import in a process of its own, for tests to kill: `import-target.ts <dir>`. */
await importFrom(process.env as Record<string, string>, { dir: process.argv[2]! })
