import type { Log } from '../../domain/log.ts'
import type { Served } from '../../engine/engine.ts'

/** Whom users of the API can write to: the people who run this server. */
export interface Contact {
  readonly name: string
  readonly email: string
}

export interface ServerDeps {
  /** the index that is served now; throws `unavailable` while there is none */
  readonly current: () => Served
  readonly log: Log
  /** version of the program */
  readonly version: string
  /** the origin that people know the server by, where a setting says so */
  readonly publicUrl?: string
  readonly contact?: Contact
  /** true once the server was told to stop: it is alive then, but not ready */
  readonly stopping?: () => boolean
}
