import { extractBeside, type ExtractBeside } from '../../src/ingest/formats/extract-beside.ts'

let shared: ExtractBeside | undefined

/**
 * Extracts in one process for all tests of a process: an index run would start two of its own, each
 * of .15 s of processor time. It ends with the tests' process.
 */
export function sharedExtractor(): ExtractBeside {
  shared ??= extractBeside({ processes: 1 })
  return { ...shared, close: async () => {} }
}
