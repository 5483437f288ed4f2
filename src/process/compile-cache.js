import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// The commands of package.json load this before the program. Node then caches what it compiles, and
// TypeScript stripped of its types, which saves later starts and runs some 0.5 s. It is JavaScript,
// since nothing is cached yet: Node would load its compiler of TypeScript for this file alone, .1 s
// in each thread. The cache is in the project's folder, since others can write to the system's
// temporary one. Where the folder is read-only there is no cache, and no complaint.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/letterlijk'))
