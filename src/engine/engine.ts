import { createComposer, type Composer } from '../answer/compose.ts'
import { checkQuote, type Checked } from '../quote/check.ts'
import { indexQuotes, type QuoteIndex } from '../quote/quote-index.ts'
import type { Search } from '../search/search.ts'
import type { Library } from '../format/library.ts'

/** An index at work. A server swaps the whole of it when a new index arrives. */
export interface Served {
  readonly library: Library
  readonly search: Search
  readonly composer: Composer
  /** compares a quote with what ministers wrote, in these documents or, by default, in all */
  readonly check: (quote: string, documents?: readonly string[]) => Checked
}

export function serve(library: Library, search: Search): Served {
  let quotes: QuoteIndex | undefined

  return {
    library,
    search,
    composer: createComposer(library),
    check(quote, documents = []) {
      // Made at the first check: most visitors ask, and a start should not wait for this.
      quotes ??= indexQuotes(library.documents)
      return checkQuote(quotes, quote, { documents })
    },
  }
}
