import { Hono, type Context } from 'hono'
import { cors } from 'hono/cors'
import { charge, deadlineOf } from '../http/work.ts'
import type { McpHandler } from './handler.ts'
import type { McpDeps } from './tools.ts'

export interface McpHttpDeps extends McpDeps {
  /** sites whose pages may call the tools, besides the server's own */
  readonly allowedOrigins: readonly string[]
  readonly publicUrl?: string
}

/**
 * `/mcp`: the Model Context Protocol over streamable HTTP. Stateless, each request by itself, so
 * that it works on a Worker and behind any proxy; it serves clients of the 2026 and of the 2025
 * protocol. A browser may call it from the allowed origins only: that its page has the name of this
 * server is no proof, since a name can be made to point here (DNS rebinding).
 */
export function createMcp(deps: McpHttpDeps): Hono {
  const allowed = [
    ...deps.allowedOrigins,
    ...(deps.publicUrl === undefined ? [] : [deps.publicUrl]),
  ]
  const mcp = new Hono()

  mcp.use('/mcp', async (c, next) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && !allowed.includes(origin)) return refused(c)
    await next()
  })
  mcp.use(
    '/mcp',
    cors({
      origin: allowed,
      allowMethods: ['POST'],
      allowHeaders: ['Content-Type', 'Accept', 'MCP-Protocol-Version', 'Mcp-Method', 'Mcp-Name'],
      exposeHeaders: ['MCP-Protocol-Version'],
      maxAge: 600,
    }),
  )
  let handler: McpHandler | undefined
  mcp.all('/mcp', async (c) => {
    // With the first call: the protocol's schemas take a tenth of a second, which nobody else
    // should wait for.
    const { mcpHandler } = await import('./handler.ts')
    handler ??= mcpHandler(deps)
    // A batch of 100 calls is the work of 100 requests.
    charge(c, (await callsIn(c.req.raw)) - 1)
    const signal = deadlineOf(c)
    if (signal === undefined) return handler.fetch(c.req.raw)
    const request = new Request(c.req.raw, { signal })
    // Holds the request until its time is over: without it, Node lets its signal go deaf.
    signal.addEventListener('abort', () => void request, { once: true })
    return handler.fetch(request)
  })
  return mcp
}

/** How many messages a body holds; 1 for whatever is no batch. */
async function callsIn(request: Request): Promise<number> {
  if (request.method !== 'POST') return 1
  try {
    const body: unknown = await request.clone().json()
    return Array.isArray(body) ? body.length : 1
  } catch {
    // The protocol's own reader says what is wrong with it.
    return 1
  }
}

function refused(c: Context): Response {
  const message =
    'Pages of this origin may not call the tools. The people who run the server can allow it: ' +
    'ALLOWED_ORIGINS.'
  return c.json({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, 403)
}
