import { indexDocuments } from '../../src/commands/index-documents.ts'
import { readConfig } from '../../src/config.ts'

/** An index run for tests to kill: `npm run index`, without the imports of other commands. */
await indexDocuments(readConfig(process.env), process.argv.slice(2))
