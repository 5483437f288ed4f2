import { indexDocuments } from '../../src/commands/index-documents.ts'
import { readConfig } from '../../src/config.ts'

/** An index run that is there to be killed: `npm run index`, without what other commands import. */
await indexDocuments(readConfig(process.env), process.argv.slice(2))
