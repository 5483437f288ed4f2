import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Embedder, Role } from '../src/embed/embed.ts'

/** Bytes of a text's digest in the cache file. */
const KEY = 16

/**
 * The same embedder with its vectors cached in a file, so that repeated measurements embed a text
 * once. The model's digest names the file, so that no other model gets these vectors, and that of
 * the network for queries, if it has its own, is part of their keys.
 */
export function cachedEmbedder(embedder: Embedder): Embedder {
  const folder = fileURLToPath(new URL('../node_modules/.cache/letterlijk/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const path = `${folder}vectors-${embedder.digest.slice(0, 16)}.bin`
  const size = KEY + 4 * embedder.dimensions
  const known = new Map<string, Float32Array>()
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  for (let at = 0; at + size <= bytes.length; at += size) {
    const vector = new Float32Array(embedder.dimensions)
    new Uint8Array(vector.buffer).set(bytes.subarray(at + KEY, at + size))
    known.set(bytes.toString('hex', at, at + KEY), vector)
  }

  const network = { query: embedder.queriesDigest ?? '', passage: '' }
  const keyOf = (text: string, role: Role): string =>
    createHash('sha256')
      .update(`${role}${network[role]}\0${text}`)
      .digest('hex')
      .slice(0, 2 * KEY)

  return {
    ...embedder,
    async embed(texts, role) {
      const vectors: Float32Array[] = []
      for (const text of texts) {
        const key = keyOf(text, role)
        let vector = known.get(key)
        if (vector === undefined) {
          vector = (await embedder.embed([text], role))[0]!
          known.set(key, vector)
          appendFileSync(path, Buffer.concat([Buffer.from(key, 'hex'), Buffer.from(vector.buffer)]))
        }
        vectors.push(vector)
      }
      return vectors
    },
  }
}
