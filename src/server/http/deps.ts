import type { Log } from '../../domain/log.ts'
import type { Served } from '../../engine/engine.ts'

/** The contact for users of the API: the people who run this server. */
export interface Contact {
  readonly name: string
  readonly email: string
}

export interface ServerDeps {
  /** the current index; throws `unavailable` while none is open */
  readonly current: () => Served
  readonly log: Log
  /** version of the program */
  readonly version: string
  /** the public origin of the server, if configured */
  readonly publicUrl?: string
  readonly contact?: Contact
  /** true once the server has been told to stop: it is then alive but not ready */
  readonly stopping?: () => boolean
}
