import type { Context } from 'hono'
import { clientOf } from './client.ts'

/** The figures of a running server, as Prometheus reads them; not a word of what was asked. */
export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
}

/**
 * `/metrics` beside the pages: for programs on this machine only. Whoever comes through a proxy, or
 * from elsewhere, finds nothing there.
 */
export function metricsRoute(metrics: Metrics) {
  return async (c: Context): Promise<Response> => {
    return clientOf(c).local ? sendMetrics(c, metrics) : c.notFound()
  }
}

/** The figures as an answer. */
export async function sendMetrics(c: Context, metrics: Metrics): Promise<Response> {
  return c.body(await metrics.text(), 200, {
    'content-type': metrics.contentType,
    'cache-control': 'no-store',
  })
}
