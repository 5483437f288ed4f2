import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ProtobufCodec } from 'vectra'
import type { Entry } from './store.ts'

/**
 * The bytes of a Vectra index (protobuf codec, `index.pb` in its folder) with these entries. Goes
 * through Vectra's codec rather than its `LocalIndex`: that one looks through all items for every
 * item that it adds, and saves by writing over the old file. The same entries in the same order give
 * the same bytes, and files one after the other are one file with the entries of all.
 */
export function writeVectraFile(entries: readonly Entry[]): Uint8Array {
  codec ??= loadCodec()
  return codec.serializeIndex({
    version: 1,
    metadata_config: {},
    items: entries.map(({ paragraphId, documentId, vector }) => {
      const numbers = [...vector]
      return { id: paragraphId, metadata: { documentId }, vector: numbers, norm: normOf(numbers) }
    }),
  })
}

let codec: ProtobufCodec | undefined

/**
 * Vectra's codec alone: importing all of Vectra (tokenizers, web clients) takes more than a second of
 * processor time, the codec some 60 ms, and an index run of one document should not wait for it.
 */
function loadCodec(): ProtobufCodec {
  const require = createRequire(import.meta.url)
  const path = join(dirname(require.resolve('vectra')), 'codecs/ProtobufCodec.js')
  return new (require(path) as { ProtobufCodec: typeof ProtobufCodec }).ProtobufCodec()
}

/** The Euclidean length that Vectra keeps beside a vector. */
function normOf(numbers: readonly number[]): number {
  return Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0))
}
