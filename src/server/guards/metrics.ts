import type { Context } from 'hono'
import { clientOf } from './client.ts'

/** The figures of a running server in Prometheus format, without a word of any query. */
export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
}

/**
 * Serves `/metrics` beside the pages, for programs on this machine only. Requests through a proxy
 * or from elsewhere get 404.
 */
export function metricsRoute(metrics: Metrics) {
  return async (c: Context): Promise<Response> => {
    return clientOf(c).local ? sendMetrics(c, metrics) : c.notFound()
  }
}

/** The figures as a response. */
export async function sendMetrics(c: Context, metrics: Metrics): Promise<Response> {
  return c.body(await metrics.text(), 200, {
    'content-type': metrics.contentType,
    'cache-control': 'no-store',
  })
}
