import { fillVectorize } from '../../src/commands/fill-vectorize.ts'
import { readConfig } from '../../src/config.ts'

/** An upload that is there to be killed: what `npm run index` does with STORE=vectorize, without the indexing. */
await fillVectorize(readConfig(process.env))
