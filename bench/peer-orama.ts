import { create, insertMultiple, search } from '@orama/orama'
import { stemmer } from '@orama/stemmers/dutch'
import { stopwords } from '@orama/stopwords/dutch'
import { textOf, type Peer, type Setting } from './peer.ts'

/** Without stop words Orama does far worse: it takes each word of a query as a prefix. */
const tokenizer = { language: 'dutch', stemming: true, stemmer, stopWords: stopwords } as const

interface Hit {
  readonly document: { readonly id: string }
}

/** Orama's full text search. */
export const oramaText: Peer = {
  name: 'Orama, full text',
  configuration: 'Dutch stemmer and stop words, defaults',
  async build({ texts }) {
    const index = create({
      schema: { id: 'string', text: 'string' },
      components: { tokenizer },
    })
    await insertMultiple(
      index,
      texts.map((text) => ({ id: text.id, text: textOf(text) })),
    )
    return {
      async find(query, limit) {
        const { hits } = await search(index, { term: query, properties: ['text'], limit })
        return hits.map(({ document }: Hit) => document.id)
      },
      close: async () => {},
    }
  },
}

/** Orama's hybrid search with our vectors. */
export const oramaHybrid: Peer = {
  name: 'Orama, hybrid',
  configuration:
    'Dutch stemmer and stop words, vectors of the bundled model, weights 0.5 and 0.5 (the ' +
    'default), no floor of similarity',
  build: buildHybrid,
}

async function buildHybrid({ texts, embedder }: Setting) {
  const vectors = await embedder.embed(texts.map(textOf), 'passage')
  const index = create({
    schema: { id: 'string', text: 'string', vector: `vector[${embedder.dimensions}]` as const },
    components: { tokenizer },
  })
  await insertMultiple(
    index,
    texts.map((text, row) => ({ id: text.id, text: textOf(text), vector: [...vectors[row]!] })),
  )
  return {
    async find(query: string, limit: number) {
      const [vector] = await embedder.embed([query], 'query')
      const { hits } = await search(index, {
        mode: 'hybrid',
        term: query,
        properties: ['text'],
        vector: { value: [...vector!], property: 'vector' },
        similarity: 0,
        limit,
      })
      return hits.map(({ document }: Hit) => document.id)
    },
    close: async () => {},
  }
}
