import { createComposer, type Composer } from '../answer/compose.ts'
import { checkQuote, type Checked } from '../quote/check.ts'
import { inSlices, type Pace } from '../domain/slices.ts'
import { indexQuotes, quoteIndexing, type QuoteIndex } from '../quote/quote-index.ts'
import type { Search } from '../search/search.ts'
import { createSuggester, type Suggester } from '../search/suggest.ts'
import type { Library } from '../format/library.ts'

/** An index at work. A server swaps the whole of it when a new index arrives. */
export interface Served {
  readonly library: Library
  readonly search: Search
  readonly composer: Composer
  /**
   * makes ready what quotes are compared by, with breaks for others, long ones where nobody waits;
   * without it the first check does, and everybody waits for it
   */
  readonly readyQuotes: (how?: { readonly inBackground: boolean }) => Promise<void>
  /** compares a quote with what ministers wrote, in these documents or, by default, in all */
  readonly check: (quote: string, documents?: readonly string[]) => Checked
  /** members' own questions that fit what is being typed, best first */
  readonly suggest: Suggester['suggest']
}

/** Milliseconds between two slices of work that nobody waits for: three quarters of the time. */
const IN_BACKGROUND = 60

export function serve(library: Library, search: Search): Served {
  let quotes: QuoteIndex | undefined
  let readying: Promise<void> | undefined
  const pace: Pace = { rest: 0 }
  let suggester: Suggester | undefined

  return {
    library,
    search,
    composer: createComposer(library),
    readyQuotes({ inBackground } = { inBackground: false }) {
      pace.rest = inBackground && readying === undefined ? IN_BACKGROUND : 0
      return (readying ??= inSlices(quoteIndexing(library.documents), pace).then((made) => {
        quotes ??= made
      }))
    },
    check(quote, documents = []) {
      // Made at the first check: most visitors ask, and a start should not wait for this.
      quotes ??= indexQuotes(library.documents)
      return checkQuote(quotes, quote, { documents })
    },
    suggest(typed, limit) {
      suggester ??= createSuggester(library.documents)
      return suggester.suggest(typed, limit)
    },
  }
}
