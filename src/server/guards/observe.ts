import type { QuoteVerdict } from '../../quote/check.ts'
import type { Served } from '../../engine/engine.ts'

/** Why a request was sent away before it was looked at. */
export type RefusalReason = 'overload' | 'rate_limit'

/**
 * A request that has ended; nothing in it comes from what the client wrote, but for a well-formed
 * id.
 */
export interface EndedRequest {
  readonly kind: 'request'
  readonly requestId: string
  readonly method: string
  /** the route's pattern, such as `/v1/documents/:id`, or `unmatched` */
  readonly route: string
  readonly status: number
  /** from its arrival until its answer was sent */
  readonly seconds: number
  /** sent to the client, headers included; null where the platform does not tell */
  readonly bytes: number | null
  /** false where the client went away before it had its answer */
  readonly complete: boolean
}

/** What happens in a server, for its log and its metrics: never a word of what was asked. */
export type Happened =
  | EndedRequest
  | { readonly kind: 'asked'; readonly outcome: 'found' | 'nothing_found' }
  | { readonly kind: 'verified'; readonly verdict: QuoteVerdict }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }

export type Observe = (happened: Happened) => void

/**
 * An index whose questions and quote checks are told of, whoever asks: page, API or another
 * interface. A question counts as found when something strong or possible was; weak matches shown
 * on demand do not.
 */
export function observed(served: Served, observe: Observe): Served {
  return {
    ...served,
    search: {
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
