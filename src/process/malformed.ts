import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/**
 * A listener that is not asked what no client means: TRACE, which would echo headers, and two `Host` headers, of which a
 * proxy may have looked at the other one.
 */
export function orRefused(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (request.method === 'TRACE' || request.method === 'TRACK') {
      return refuse(response, 405, `${request.method} is not answered.`, {
        allow: 'GET, HEAD, POST',
      })
    }
    if (hostsOf(request) > 1) return refuse(response, 400, 'A request has one Host header.')
    return listener(request, response)
  }
}

function hostsOf({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.filter((each, at) => at % 2 === 0 && each.toLowerCase() === 'host').length
}

function refuse(
  response: ServerResponse,
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ type: 'about:blank', status, detail })
  response
    .writeHead(status, {
      ...headers,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(body)
}
