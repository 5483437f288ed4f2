import type { Served } from '../engine/engine.ts'
import type { LoadedModel } from './model.ts'

/** An open index that notices a newer one. */
export interface IndexSource {
  /** the index at the time of opening */
  readonly served: Served
  readonly model: LoadedModel
  /**
   * The current index, or null if it is the one returned last. A newer one that cannot be used
   * throws once, and is then ignored until it changes. Older ones keep working until their library
   * is closed.
   */
  newer(): Promise<Served | null>
  /**
   * Reads everything that the start believed since nobody had touched it; absent if that is
   * nothing. Throws `index_damaged`.
   */
  expectWhole?(): Promise<void>
  /** releases resources that the indexes share, but not their libraries */
  close(): Promise<void>
}
