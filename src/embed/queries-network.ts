import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { NETWORK_FILE, QUERIES_DIGEST_FILE, QUERIES_FILE } from './embed.ts'
import { digestOfFile } from './model-digest.ts'
import type { Network, NetworkOptions } from './network.ts'
import { networkBeside } from './network-beside.ts'

/**
 * The digest of the network for queries in a model's folder, as the file beside it says; undefined
 * if the folder has neither.
 */
export async function queriesDigestIn(folder: string): Promise<string | undefined> {
  // Without a folder for networks, loading the model says what is missing.
  const files = await readdir(join(folder, 'onnx')).catch((): string[] => [])
  const names = [QUERIES_FILE, QUERIES_DIGEST_FILE]
  if (!names.some((name) => files.includes(name.replace('onnx/', '')))) return undefined
  return (await readFile(join(folder, QUERIES_DIGEST_FILE), 'utf8')).trim()
}

/**
 * Threads that share a question: 60 tokens take two of them 7.6 ms instead of 12.9, at the price of
 * an eighth more processor time, and 25 tokens 3.9 instead of 6.3, at the price of a fifth more.
 */
const SHARING = Math.min(2, availableParallelism())

/**
 * Loads the network for queries, whose word table may stand in the file of the one for passages.
 * Throws if it does not have the digest.
 */
export async function queriesNetwork(where: NetworkOptions, digest: string): Promise<Network> {
  const [found, network] = await Promise.all([
    digestOfFile(join(where.folder, where.model, QUERIES_FILE)),
    networkBeside({ ...where, file: 'query', table: basename(NETWORK_FILE), sharing: SHARING }),
  ])
  if (found === digest) return network
  throw new Error(`${QUERIES_FILE} does not have the digest in ${QUERIES_DIGEST_FILE}`)
}
