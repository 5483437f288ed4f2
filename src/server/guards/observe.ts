import type { QuoteVerdict } from '../../quote/check.ts'
import type { Served } from '../../engine/engine.ts'

/** Why a guard refused a request before any handler saw it. */
type RefusalReason = 'overload' | 'rate_limit'

/** A finished request; the client wrote nothing of it except a well-formed id. */
interface EndedRequest {
  readonly kind: 'request'
  readonly requestId: string
  readonly method: string
  /** the route's pattern, such as `/v1/documents/:id`, or `unmatched` */
  readonly route: string
  readonly status: number
  /** from arrival until the answer was sent */
  readonly seconds: number
  /** sent to the client, headers included; null if the platform does not tell */
  readonly bytes: number | null
  /** false if the client left before it had its answer */
  readonly complete: boolean
}

/** Events in a server for its log and metrics: never a word of any query. */
export type Happened =
  | EndedRequest
  | { readonly kind: 'asked'; readonly outcome: 'found' | 'nothing_found' }
  | { readonly kind: 'verified'; readonly verdict: QuoteVerdict }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }

export type Observe = (happened: Happened) => void

/**
 * Wraps an index to report its questions and quote checks, whoever asks: page, API or another
 * interface. A question counts as found if something strong or possible was; weak matches shown on
 * demand do not count.
 */
export function observed(served: Served, observe: Observe): Served {
  return {
    ...served,
    search: {
      ...served.search,
      async search(query) {
        const found = await served.search.search(query)
        observe({ kind: 'asked', outcome: found.passages.length > 0 ? 'found' : 'nothing_found' })
        return found
      },
    },
    check(quote, documents) {
      const checked = served.check(quote, documents)
      observe({ kind: 'verified', verdict: checked.verdict })
      return checked
    },
  }
}
