import type { Served } from '../engine/engine.ts'
import type { LoadedModel } from './model.ts'

/** An index that is open, and that knows when there is a newer one. */
export interface IndexSource {
  /** the index that was there when it was opened */
  readonly served: Served
  readonly model: LoadedModel
  /**
   * The index that is there now, or null where it is the one given last. A newer one that cannot be
   * used throws once, and is then passed over until it changes. Older ones go on working until
   * their library is closed.
   */
  newer(): Promise<Served | null>
  /** releases what the indexes share, but not their libraries */
  close(): Promise<void>
}
