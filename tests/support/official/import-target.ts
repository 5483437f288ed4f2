import { importFrom } from './import-run.ts'

/** An import in a process of its own, that is there to be killed: `import-target.ts <dir>`. */
await importFrom(process.env as Record<string, string>, { dir: process.argv[2]! })
