import { createRequire } from 'node:module'
import { LocalIndex, VirtualFileStorage } from 'vectra'
import { textOf, type Peer, type Setting } from './peer.ts'

/** Vectra with vectors alone. */
export const vectraVectors: Peer = {
  name: 'Vectra, vectors',
  configuration: 'vectors of the bundled model, one item an answer, index and texts in memory',
  build: (setting) => build(setting, { isBm25: false }),
}

/**
 * Vectra's own hybrid search: BM25 (English stems and stop words, rebuilt for each query) beside
 * the vectors, ordered like its document index: by score, whichever of the two it comes from.
 */
export const vectraHybrid: Peer = {
  name: 'Vectra, hybrid',
  configuration:
    'the same with `isBm25: true`, and its language model kept from growing: as shipped, the ' +
    '21st query of a process fails with "Invalid string length"',
  every: 25,
  build: (setting) => build(setting, { isBm25: true }),
}

/**
 * Vectra's BM25 reloads its language model for each query, and each time turns the previous result
 * into a string of a string, until that is too long. This keeps the first.
 */
function keepLanguageModel(): void {
  const fromVectra = createRequire(import.meta.resolve('vectra'))
  const model = fromVectra('wink-eng-lite-web-model') as { metaCER: () => unknown }
  const first = model.metaCER()
  model.metaCER = () => first
}

async function build({ texts, embedder }: Setting, { isBm25 }: { isBm25: boolean }) {
  if (isBm25) keepLanguageModel()
  const bodies = new Map(texts.map((text) => [text.id, textOf(text)]))
  const index = new LocalIndex('index', undefined, new VirtualFileStorage(), undefined, {
    docReader: async (id) => bodies.get(id)!,
  })
  const vectors = await embedder.embed([...bodies.values()], 'passage')
  await index.createIndex({ version: 1 })
  // Not `upsertDocument`: it writes the whole index for each document.
  await index.batchInsertItems(
    [...bodies].map(([id, body], row) => ({
      id,
      vector: [...vectors[row]!],
      metadata: { documentId: id, startPos: 0, endPos: body.length },
    })),
  )
  return {
    async find(query: string, limit: number) {
      const [vector] = await embedder.embed([query], 'query')
      const found = await index.queryItems([...vector!], query, limit, undefined, isBm25)
      return found
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ item }) => item.id)
    },
    close: async () => {},
  }
}
