import type { Embedder, Lexicon } from '../src/embed/embed.ts'
import type { Calibrations } from '../src/search/calibration.ts'

/** One answer to be found: the MP's question and the minister's answer. */
export interface Text {
  readonly id: string
  readonly question: string
  readonly answer: string
}

/** What a peer may build on: the same embedder as ours, so that only the search differs. */
export interface Setting {
  readonly texts: readonly Text[]
  readonly embedder: Embedder
  /** what this project's search has besides */
  readonly lexicon: Lexicon | null
  readonly calibrations: Calibrations
}

/**
 * A search engine as it is meant to be used. Every peer promises:
 * - `build` makes everything ready from the texts, and is what the build time measures;
 * - `find` returns the ids of at most `limit` answers, best first, and does everything that a query
 *   needs, also embedding it;
 * - `configuration` tells what was set other than by default.
 */
export interface Peer {
  readonly name: string
  readonly configuration: string
  /** only every nth query is asked, because one takes so long; 1 where left out */
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
