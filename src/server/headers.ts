import type { MiddlewareHandler } from 'hono'

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/** Headers of every response: nothing runs that we did not send, nobody frames what is not for framing. */
export function securityHeaders(allowedOrigins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const ancestors = c.req.path === '/embed' ? ["'self'", ...allowedOrigins].join(' ') : "'none'"
    c.header('content-security-policy', [...CSP, `frame-ancestors ${ancestors}`].join('; '))
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    c.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    c.header('cross-origin-opener-policy', 'same-origin')
    if (c.req.path !== '/embed') c.header('x-frame-options', 'DENY')
    if (isSecure(c.req.url, c.req.header('x-forwarded-proto'))) {
      c.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    }
  }
}

function isSecure(url: string, forwarded: string | undefined): boolean {
  return url.startsWith('https:') || forwarded === 'https'
}
