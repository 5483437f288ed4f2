import { facetsInSteps } from '../answer/facets.ts'
import { composerInSteps, type Composer } from '../answer/compose.ts'
import { checkQuote, type Checked } from '../quote/check.ts'
import { ministersIn, type FindMinisters } from '../quote/known-ministers.ts'
import { atOnce, inSlices, STEADY } from '../domain/slices.ts'
import { answersParsed } from '../format/stored-document.ts'
import type { StoredQuotes } from '../format/part-quotes.ts'
import { quoteIndexing } from '../quote/quote-index.ts'
import { asTyped } from '../search/query/as-typed.ts'
import type { Search } from '../search/search.ts'
import { suggesterInSteps } from '../search/suggest.ts'
import type { Library } from '../format/library.ts'
import { preparation, type Preparation } from './preparation.ts'

/** A working index. A server replaces it as a whole when a new index arrives. */
export interface Served {
  readonly library: Library
  readonly search: Search
  readonly composer: Composer
  /** does work that somebody waits for: what is prepared beside requests stands back meanwhile */
  readonly first: <T>(work: () => Promise<T>) => Promise<T>
  /** prepares the comparison of quotes; without this the first check does */
  readonly readyQuotes: Preparation<unknown>['ready']
  /** ends background preparation, now and later: another index has taken this one's place */
  readonly letGo: () => void
  /**
   * compares a quote with ministers' words, in these documents, under any of their ids, or by
   * default in all
   */
  readonly check: (quote: string, documents?: readonly string[]) => Checked
  /** where a text names ministers of the documents */
  readonly ministersIn: FindMinisters
  /** members' own questions that fit the text typed so far, best first */
  readonly suggest: (typed: string, limit: number) => Promise<string[]>
  /** prepares these suggestions; without this whoever types first waits for it */
  readonly readySuggestions: Preparation<unknown>['ready']
  /**
   * prepares what documents are listed and browsed by, and parses their answers, with breaks;
   * without it the first list does, or the first question that needs them
   */
  readonly readyLists: () => Promise<void>
}

/** Milliseconds after an answer in which the next question may come; it finds no slice begun. */
const NEXT_QUESTION = 100

function* listsInSteps(documents: Library['documents']): Generator<void, void> {
  yield* facetsInSteps(documents)
  yield* answersParsed(documents)
}

export function serve(library: Library, search: Search): Served {
  return atOnce(serveInSteps(library, search))
}

/** The same, with breaks; `stored` keys of quotes save reading all texts for them. */
export function* serveInSteps(
  library: Library,
  search: Search,
  stored?: readonly StoredQuotes[],
): Generator<void, Served> {
  const composer = yield* composerInSteps(library)
  // Most visitors ask questions, and a start should not wait for what only others need.
  let waiting = 0
  let lastAnswered = -Infinity
  const standsBack = () => waiting > 0 || performance.now() - lastAnswered < NEXT_QUESTION
  async function first<T>(work: () => Promise<T>): Promise<T> {
    waiting++
    try {
      return await work()
    } finally {
      waiting--
      lastAnswered = performance.now()
    }
  }
  const pace = { ...STEADY, standsBack }
  const quotes = preparation(() => quoteIndexing(library.documents, stored), standsBack)
  const suggester = preparation(() => suggesterInSteps(library.documents), standsBack)

  return {
    library,
    search: { ...search, ready: () => search.ready(pace) },
    composer,
    first,
    readyQuotes: (how) => (how?.inBackground === true ? quotes.ready(how) : first(quotes.ready)),
    readySuggestions: suggester.ready,
    letGo() {
      quotes.letGo()
      suggester.letGo()
    },
    check: (quote, documents = []) =>
      checkQuote(quotes.made(), quote, composer.byCurrentIds({ documents })),
    ministersIn: (text) => ministersIn(quotes.made(), text),
    async suggest(typed, limit) {
      await suggester.ready()
      // Nobody's question waits for one that may never be asked, and a fault shows when it is.
      if (!standsBack()) search.foresee(asTyped(typed)).catch(() => {})
      return suggester.made().suggest(typed, limit)
    },
    readyLists: () => inSlices(listsInSteps(library.documents), pace),
  }
}
