import type { Embedder, Lexicon } from '../src/embed/embed.ts'
import type { Calibrations } from '../src/search/calibration.ts'

/** One answer to find: the MP's question and the minister's answer. */
export interface Text {
  readonly id: string
  readonly question: string
  readonly answer: string
}

/** What a peer may use: the same embedder as ours, so that only the search differs. */
export interface Setting {
  readonly texts: readonly Text[]
  readonly embedder: Embedder
  /** what this project's search uses in addition */
  readonly lexicon: Lexicon | null
  readonly calibrations: Calibrations
}

/**
 * A search engine used as intended. Every peer promises:
 * - `build` prepares everything from the texts, and the build time measures it;
 * - `find` returns the ids of at most `limit` answers, best first, and does everything that a query
 *   needs, embedding included;
 * - `configuration` lists settings that differ from the defaults.
 */
export interface Peer {
  readonly name: string
  readonly configuration: string
  /** ask only every nth query of a slow peer; default 1 */
  readonly every?: number
  build(setting: Setting): Promise<Built>
}

export interface Built {
  find(query: string, limit: number): Promise<readonly string[]>
  close(): Promise<void>
}

/** The text that a peer indexes: question and answer together, the unit that ours searches too. */
export function textOf({ question, answer }: Text): string {
  return `${question} ${answer}`
}
