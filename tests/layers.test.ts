import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/**
 * The house, from the ground up: each list is a floor, each folder below `src/` a room. A file
 * imports from its own room and from the floors below, never from its neighbours or from above, so
 * that no circle of rooms can be. Files that stand in `src/` itself are rooms of their own.
 */
const FLOORS = {
  facts: [
    ['domain'],
    ['text', 'vectors'],
    ['wire', 'words', 'store', 'config.ts'],
    ['embed', 'format'],
  ],
  product: [
    ['search/corpus', 'quote', 'cite', 'ingest/formats', 'ingest/parse'],
    ['search/query'],
    ['search/signals'],
    ['search'],
    ['ingest', 'answer'],
    ['engine', 'web'],
    ['server/http'],
    ['server/feeds', 'server/api', 'server/mcp'],
    ['server/pages'],
    ['server/guards', 'server/reference'],
    ['server'],
  ],
  adapters: [['store/assets', 'store/folder', 'store/postgres']],
  world: [
    ['open', 'process'],
    ['commands', 'worker.ts'],
    ['node.ts', 'cli.ts'],
  ],
}

/** Imports that break the order, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
}

/** Rooms that need Node or belong to it; a Worker and a browser run what all others hold. */
const NODE = ['ingest', 'commands', 'process', 'open', 'store/folder', 'store/postgres', 'web']
const NODE_FILES = ['embed/transformers.ts', 'embed/model-digest.ts', 'node.ts', 'cli.ts']
