import { isIP } from 'node:net'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/**
 * A listener that refuses requests no client means: TRACE, which would echo headers; two `Host`
 * headers, since a proxy may have used the other one; and, if `publicUrl` gives the server's name,
 * another name.
 */
export function orRefused(listener: RequestListener, publicUrl?: string): RequestListener {
  const name = publicUrl === undefined ? null : new URL(publicUrl).hostname
  return (request, response) => {
    if (request.method === 'TRACE' || request.method === 'TRACK') {
      return refuse(response, 405, `${request.method} is not answered.`, {
        allow: 'GET, HEAD, POST',
      })
    }
    // HTTP/1.0 has no such header, and some balancers ask about health in it.
    if (request.httpVersion === '1.0') request.headers.host ??= 'localhost'
    if (hostsOf(request) > 1) return refuse(response, 400, 'A request has one Host header.')
    if (name !== null && !isMeant(request, name)) {
      return refuse(response, 421, 'This server has another name: see PUBLIC_URL.')
    }
    return listener(request, response)
  }
}

function hostsOf({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.filter((each, at) => at % 2 === 0 && each.toLowerCase() === 'host').length
}

/**
 * Whether a request names this server. An IP address counts too: probes and proxies use it, and it
 * is no other site's name. The port does not matter.
 */
function isMeant({ headers, url = '' }: IncomingMessage, name: string): boolean {
  // A whole address in the request line overrides the header.
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(url)
  const address = whole ? url : `http://${headers.host ?? ''}`
  if (!URL.canParse(address)) return false
  const host = new URL(address).hostname.replace(/\.$/, '')
  return host === name || host === 'localhost' || isIP(host.replace(/^\[|\]$/g, '')) !== 0
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
