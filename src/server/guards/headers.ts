import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Meets the ten rules of Internet.nl's test; `tests/server/guards/headers.test.ts` lists them. */
const CSP = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'"],
  frameSrc: ["'none'"],
  objectSrc: ["'none'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
}

/** Features that none of our pages uses, and that nothing on them may use. */
const DENIED = {
  accelerometer: [],
  autoplay: [],
  browsingTopics: [],
  camera: [],
  displayCapture: [],
  encryptedMedia: [],
  geolocation: [],
  gyroscope: [],
  hid: [],
  magnetometer: [],
  microphone: [],
  midi: [],
  payment: [],
  publickeyCredentialsGet: [],
  screenWakeLock: [],
  serial: [],
  usb: [],
  xrSpatialTracking: [],
}

/** A year, the minimum of ASVS 5.0 3.4.1. */
const HSTS = 'max-age=31536000; includeSubDomains'

/** The page that other sites may frame. */
const FRAMED = '/embed'

/** The modules of the widget and the client, which any site may import. */
export const MODULES_ELSEWHERE = [
  '/widget.js',
  '/client.js',
  '/beside.js',
  '/evidence.js',
  '/theme.js',
  '/transcript.js',
  '/word-file.js',
] as const

/**
 * What other sites load to embed the chat, or to tell an absent server from one that refuses them.
 */
const LOADED_ELSEWHERE = new Set<string>([FRAMED, ...MODULES_ELSEWHERE, '/embed.js', '/v1/health'])

interface HeaderOptions {
  /** origins that may frame `/embed` */
  readonly allowedOrigins: readonly string[]
  /** an https: address means that people come by TLS, so browsers are told to keep using it */
  readonly publicUrl?: string
}

/**
 * Sets security headers on every response: only our own scripts run, and only the embeddable page
 * can be framed.
 */
export function securityHeaders({ allowedOrigins, publicUrl }: HeaderOptions): MiddlewareHandler {
  const headersFor = (path: string) => {
    const sent = (strictTransportSecurity: string | false) =>
      secureHeaders({
        contentSecurityPolicy: {
          ...CSP,
          frameAncestors: path === FRAMED ? ["'self'", ...allowedOrigins] : ["'none'"],
        },
        crossOriginResourcePolicy: LOADED_ELSEWHERE.has(path) ? 'cross-origin' : 'same-origin',
        permissionsPolicy: DENIED,
        strictTransportSecurity,
        xFrameOptions: path !== FRAMED && 'DENY',
        // Headers that only obsolete browsers read.
        originAgentCluster: false,
        xDnsPrefetchControl: false,
        xDownloadOptions: false,
        xPermittedCrossDomainPolicies: false,
        xXssProtection: false,
      })
    return { plain: sent(false), tls: sent(HSTS) }
  }
  const usual = headersFor('')
  const special = new Map([...LOADED_ELSEWHERE].map((path) => [path, headersFor(path)]))
  return (c, next) => {
    const { plain, tls } = special.get(c.req.path) ?? usual
    // Anybody can send `X-Forwarded-Proto`; only the operator can set this.
    const overTls = c.req.url.startsWith('https:') || publicUrl?.startsWith('https:') === true
    return (overTls ? tls : plain)(c, next)
  }
}

/**
 * Keeps answers to questions out of every cache, and has everything else revalidated before reuse.
 * A route that sets `cache-control` for a GET keeps its own.
 */
export const cacheHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  const { path, method } = c.req
  if ((method !== 'GET' && method !== 'HEAD') || c.res.status >= 400) {
    c.header('cache-control', 'no-store')
  } else if (!c.res.headers.has('cache-control')) {
    c.header('cache-control', path.startsWith('/v1/') ? 'no-store' : 'no-cache')
  }
}
