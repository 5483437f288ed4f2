import type { MiddlewareHandler } from 'hono'

/** Passes the ten rules of Internet.nl's test; `tests/server/guards/headers.test.ts` has them. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/** What no page of ours asks for, and so nothing on one may. */
const DENIED = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture'],
  ...['encrypted-media', 'geolocation', 'gyroscope', 'hid', 'magnetometer', 'microphone', 'midi'],
  ...[
    'payment',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ],
]

const PERMISSIONS = DENIED.map((feature) => `${feature}=()`).join(', ')

/** A year, as ASVS 5.0 3.4.1 wants at least. */
const HSTS = 'max-age=31536000; includeSubDomains'

/** The page that other sites may frame. */
const FRAMED = '/embed'

/**
 * What pages of other sites load to embed the chat, or to tell an absent server from one that
 * refuses them.
 */
const LOADED_ELSEWHERE = new Set([
  FRAMED,
  '/embed.js',
  '/widget.js',
  '/client.js',
  '/word-file.js',
  '/v1/health',
])

export interface HeaderOptions {
  /** sites that may frame `/embed` */
  readonly allowedOrigins: readonly string[]
  /** where it begins with https:, people reach the server by TLS, and are told to keep to it */
  readonly publicUrl?: string
}

/**
 * Headers of every response: nothing runs that we did not send, nobody frames what is not for
 * framing, and nothing that answers a question is kept by a cache. A route that sets
 * `cache-control` for something that it was asked by GET is left its own.
 */
export function securityHeaders({ allowedOrigins, publicUrl }: HeaderOptions): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { path, method, url } = c.req
    const ancestors = path === FRAMED ? ["'self'", ...allowedOrigins].join(' ') : "'none'"
    c.header('content-security-policy', [...CSP, `frame-ancestors ${ancestors}`].join('; '))
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    c.header('permissions-policy', PERMISSIONS)
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header(
      'cross-origin-resource-policy',
      LOADED_ELSEWHERE.has(path) ? 'cross-origin' : 'same-origin',
    )
    if (path !== FRAMED) c.header('x-frame-options', 'DENY')
    // The proxy's word for it (`X-Forwarded-Proto`) would be anybody's word: the setting is the
    // operator's.
    if (url.startsWith('https:') || publicUrl?.startsWith('https:')) {
      c.header('strict-transport-security', HSTS)
    }
    if ((method !== 'GET' && method !== 'HEAD') || c.res.status >= 400) {
      c.header('cache-control', 'no-store')
    } else if (!c.res.headers.has('cache-control')) {
      c.header('cache-control', path.startsWith('/v1/') ? 'no-store' : 'no-cache')
    }
  }
}
