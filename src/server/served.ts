import { createComposer, type Composer } from '../answer/compose.ts'
import type { Search } from '../search/search.ts'
import type { Library } from '../store/library.ts'

/** An index at work. A server swaps the whole of it when a new index arrives. */
export interface Served {
  readonly library: Library
  readonly search: Search
  readonly composer: Composer
}

export function serve(library: Library, search: Search): Served {
  return { library, search, composer: createComposer(library) }
}
