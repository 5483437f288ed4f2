import { ItemSelector, ProtobufCodec } from 'vectra'
import type { Entry } from './store.ts'

/**
 * The bytes of a Vectra index (protobuf codec, `index.pb` in its folder) with these entries. Goes
 * through Vectra's codec rather than its `LocalIndex`: that one looks through all items for every
 * item that it adds, and saves by writing over the old file. The same entries in the same order give
 * the same bytes.
 */
export function writeVectraFile(entries: readonly Entry[]): Uint8Array {
  return new ProtobufCodec().serializeIndex({
    version: 1,
    metadata_config: {},
    items: entries.map(({ paragraphId, documentId, vector }) => {
      const numbers = [...vector]
      return {
        id: paragraphId,
        metadata: { documentId },
        vector: numbers,
        norm: ItemSelector.normalize(numbers),
      }
    }),
  })
}
