import { facetsInSteps } from '../answer/facets.ts'
import { composerInSteps, type Composer } from '../answer/compose.ts'
import { checkQuote, type Checked } from '../quote/check.ts'
import { atOnce, inSlices, type Pace } from '../domain/slices.ts'
import { answersParsed } from '../format/document-lines.ts'
import { indexQuotes, quoteIndexing, type QuoteIndex } from '../quote/quote-index.ts'
import type { Search } from '../search/search.ts'
import { suggesterInSteps, type Suggester } from '../search/suggest.ts'
import type { Library } from '../format/library.ts'

/** A working index. A server replaces it as a whole when a new index arrives. */
export interface Served {
  readonly library: Library
  readonly search: Search
  readonly composer: Composer
  /**
   * prepares the comparison of quotes, yielding for long if nobody waits; without this the first
   * check does it, and everybody waits
   */
  readonly readyQuotes: (how?: { readonly inBackground: boolean }) => Promise<void>
  /** ends background preparation, now and later: another index has taken this one's place */
  readonly letGo: () => void
  /** compares a quote with ministers' words, in these documents or, by default, in all */
  readonly check: (quote: string, documents?: readonly string[]) => Checked
  /** members' own questions that fit the text typed so far, best first */
  readonly suggest: (typed: string, limit: number) => Promise<string[]>
  /**
   * prepares what documents are listed and browsed by, and parses their answers, with breaks;
   * without it the first list does, or the first question that needs them
   */
  readonly readyLists: () => Promise<void>
}

/** Milliseconds between two slices of work that nobody waits for: three quarters of the time. */
const IN_BACKGROUND = 60

function* listsInSteps(documents: Library['documents']): Generator<void, void> {
  yield* facetsInSteps(documents)
  yield* answersParsed(documents)
}

export function serve(library: Library, search: Search): Served {
  return atOnce(serveInSteps(library, search))
}

/** The same, with breaks. */
export function* serveInSteps(library: Library, search: Search): Generator<void, Served> {
  const composer = yield* composerInSteps(library)
  let quotes: QuoteIndex | undefined
  let readying: Promise<void> | undefined
  let suggester: Promise<Suggester> | undefined
  // A Worker may not look at one that another request made, and prepares nothing in the background.
  let background: AbortController | undefined
  let pace: Pace = { rest: 0 }
  let isReplaced = false

  async function makeQuotes(): Promise<void> {
    if (quotes !== undefined) return
    const made = await inSlices(quoteIndexing(library.documents), pace)
    quotes ??= made
  }

  return {
    library,
    search,
    composer,
    readyQuotes({ inBackground } = { inBackground: false }) {
      if (readying === undefined && inBackground) {
        if (isReplaced) return Promise.resolve()
        background = new AbortController()
        const { signal } = background
        pace = { rest: IN_BACKGROUND, signal }
        return (readying = makeQuotes().catch((error: unknown) => {
          if (!signal.aborted) throw error
        }))
      }
      if (background?.signal.aborted === true) {
        // What was begun in the background was given up.
        background = undefined
        pace = { rest: 0 }
        readying = makeQuotes()
      }
      pace.rest = 0
      return (readying ??= makeQuotes())
    },
    letGo() {
      isReplaced = true
      // Whoever waits for a check of this index still gets it.
      if (pace.rest > 0) background?.abort()
    },
    check(quote, documents = []) {
      // Built at the first check: most visitors ask questions, and a start should not wait for
      // this.
      quotes ??= indexQuotes(library.documents)
      return checkQuote(quotes, quote, { documents })
    },
    async suggest(typed, limit) {
      suggester ??= inSlices(suggesterInSteps(library.documents))
      return (await suggester).suggest(typed, limit)
    },
    readyLists: () => inSlices(listsInSteps(library.documents)),
  }
}
