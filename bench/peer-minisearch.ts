import { stemmer } from '@orama/stemmers/dutch'
import MiniSearch from 'minisearch'
import { textOf, type Peer } from './peer.ts'

/** MiniSearch: BM25+ over Dutch stems. */
export const miniSearch: Peer = {
  name: 'MiniSearch',
  configuration: 'Dutch Snowball stems, words joined by OR, BM25+ defaults',
  async build({ texts }) {
    const index = new MiniSearch({
      fields: ['text'],
      processTerm: (term: string) => stemmer(term.toLowerCase()),
    })
    index.addAll(texts.map((text) => ({ id: text.id, text: textOf(text) })))
    return {
      find: async (query, limit) =>
        index
          .search(query)
          .slice(0, limit)
          .map(({ id }: { id: string }) => id),
      close: async () => {},
    }
  },
}
