import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Passes the ten rules of Internet.nl's test; `tests/server/guards/headers.test.ts` has them. */
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

/** What no page of ours asks for, and so nothing on one may. */
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

/** A year, as ASVS 5.0 3.4.1 wants at least. */
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
 * What pages of other sites load to embed the chat, or to tell an absent server from one that
 * refuses them.
 */
const LOADED_ELSEWHERE = new Set<string>([FRAMED, ...MODULES_ELSEWHERE, '/embed.js', '/v1/health'])

export interface HeaderOptions {
  /** sites that may frame `/embed` */
  readonly allowedOrigins: readonly string[]
  /** an address with https: means that people come by TLS: browsers are told to keep to it */
  readonly publicUrl?: string
}

/**
 * Headers of every response: nothing runs that we did not send, and nobody frames what is not for
 * framing.
 */
export function securityHeaders({ allowedOrigins, publicUrl }: HeaderOptions): MiddlewareHandler {
  const headersFor = (path: string, overTls: boolean) =>
    secureHeaders({
      contentSecurityPolicy: {
        ...CSP,
        frameAncestors: path === FRAMED ? ["'self'", ...allowedOrigins] : ["'none'"],
      },
      crossOriginResourcePolicy: LOADED_ELSEWHERE.has(path) ? 'cross-origin' : 'same-origin',
      permissionsPolicy: DENIED,
      strictTransportSecurity: overTls && HSTS,
      xFrameOptions: path !== FRAMED && 'DENY',
      // Headers of browsers that are gone.
      originAgentCluster: false,
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    })
  const usual = { plain: headersFor('', false), tls: headersFor('', true) }
  const special = new Map(
    [...LOADED_ELSEWHERE].map((path) => [
      path,
      { plain: headersFor(path, false), tls: headersFor(path, true) },
    ]),
  )
  return (c, next) => {
    const { plain, tls } = special.get(c.req.path) ?? usual
    // The proxy's word for it (`X-Forwarded-Proto`) would be anybody's word: the setting is the
    // operator's.
    const overTls = c.req.url.startsWith('https:') || publicUrl?.startsWith('https:') === true
    return (overTls ? tls : plain)(c, next)
  }
}

/**
 * Keeps what answers a question out of every cache, and has the rest checked before it is used
 * again. A route that sets `cache-control` for a GET keeps its own.
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
