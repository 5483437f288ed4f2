import { LocalDocumentIndex, VirtualFileStorage, type EmbeddingsModel } from 'vectra'
import type { Embedder } from '../../src/embed/embed.ts'
import { textOf, type Peer, type Setting } from './peer.ts'

/** Vectra's document index as it finds by vectors alone. */
export const vectraVectors: Peer = {
  name: 'Vectra, vectors',
  configuration: 'vectors of the bundled model, one chunk an answer, files in memory',
  build: (setting) => build(setting, false),
}

/** Vectra's own hybrid search: BM25 (English stems and stop words) beside the vectors. */
export const vectraHybrid: Peer = {
  name: 'Vectra, hybrid',
  configuration: 'the same with `isBm25: true`',
  build: (setting) => build(setting, true),
}

async function build({ texts, embedder }: Setting, isBm25: boolean) {
  const index = new LocalDocumentIndex({
    folderPath: 'index',
    storage: new VirtualFileStorage(),
    embeddings: embeddingsOf(embedder),
    // No answer is cut in two: ours is returned whole as well.
    chunkingConfig: { chunkSize: 100_000, chunkOverlap: 0 },
  })
  await index.createIndex({ version: 1 })
  for (const text of texts) await index.upsertDocument(text.id, textOf(text), 'txt')
  return {
    async find(query: string, limit: number) {
      const found = await index.queryDocuments(query, {
        maxDocuments: limit,
        maxChunks: limit,
        isBm25,
      })
      return found.map(({ uri }) => uri)
    },
    close: async () => {},
  }
}

function embeddingsOf(embedder: Embedder): EmbeddingsModel {
  return {
    maxTokens: 100_000,
    async createEmbeddings(inputs) {
      const vectors = await embedder.embed([inputs].flat(), 'passage')
      return { status: 'success', output: vectors.map((vector) => [...vector]) }
    },
  }
}
