import { Hono, type MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'
import { sha256 } from '../../domain/digest.ts'

/** A file for the browser: the widget, a style sheet. */
export interface WebFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
}

const KEPT = 'public, max-age=31536000, immutable'

/** Revalidated each time, mostly with a 304, so that an update reaches every page at once. */
const ASKED_ANEW = 'no-cache'

/**
 * Serves the browser's files at stable addresses for other sites, and under `?v=<digest>` for our
 * own pages, which browsers then cache. A folder named by digest would not do: the widget finds its
 * server by the folder it was loaded from.
 */
export function createAssets(web: ReadonlyMap<string, WebFile>): Hono {
  const app = new Hono()
  let digests: Promise<ReadonlyMap<string, string>> | undefined
  // At the first request: a Worker may not compute before it has one.
  const versions = () => (digests ??= versionsOf(web))

  // What other sites frame needs a stable address too.
  app.use('/embed', etag())
  app.use(namingVersions(versions))
  for (const [path, file] of web) {
    app.get(path, etag(), async (c) => {
      const isCurrent = c.req.query('v') === (await versions()).get(path)
      const caching = isCurrent ? KEPT : ASKED_ANEW
      return c.body(file.body, 200, { 'content-type': file.type, 'cache-control': caching })
    })
  }
  return app
}

/** The first 16 hexadecimal digits of the SHA-256. */
async function versionsOf(web: ReadonlyMap<string, WebFile>): Promise<Map<string, string>> {
  const digests = await Promise.all([...web.values()].map(({ body }) => sha256(body)))
  return new Map([...web.keys()].map((path, at) => [path, digests[at]!.slice(0, 16)]))
}

/**
 * Pages name files by their stable address; this adds the version on the way out. Only markup can
 * contain `="/page.css"`: in text and attribute values the quotation mark is escaped.
 */
function namingVersions(versions: () => Promise<ReadonlyMap<string, string>>): MiddlewareHandler {
  return async (c, next) => {
    await next()
    if (!(c.res.headers.get('content-type') ?? '').startsWith('text/html')) return
    let page = await c.res.text()
    for (const [path, version] of await versions()) {
      page = page.replaceAll(`="${path}"`, `="${path}?v=${version}"`)
    }
    c.res = new Response(page, c.res)
  }
}
