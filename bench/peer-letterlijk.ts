import type { SourceDocument } from '../src/domain/document.ts'
import { createSearch } from '../src/search/create.ts'
import { int8Of } from '../src/vectors/int8.ts'
import { memoryStore } from '../src/store/memory.ts'
import { entriesOf } from '../tests/support/kamerqa.ts'
import { answering } from '../tests/support/quote-documents.ts'
import type { Peer, Text } from './peer.ts'

/** This project's search, assembled as in the server. */
export const letterlijk: Peer = {
  name: 'Letterlijk',
  configuration: 'as the server is started without settings; highlights are part of a query',
  async build({ texts, embedder, lexicon, calibrations }) {
    const documents = texts.map(documentOf)
    const entries = await entriesOf(documents, embedder)
    const search = createSearch({
      documents,
      embedder,
      lexicon,
      store: memoryStore(int8Of(entries, embedder.dimensions)),
      calibrations,
    })
    return {
      async find(query, limit) {
        // Answers below the floor count as found here: the peers have no floor.
        const { passages, weak } = await search.search({ query, limit })
        return [...passages, ...weak].map(({ answerId }) => answerId.replace(/\.1$/, ''))
      },
      close: async () => {},
    }
  },
}

function documentOf({ id, question, answer }: Text): SourceDocument {
  return answering(id, { question, paragraphs: [answer] })
}
