import { Hono, type Context } from 'hono'
import { cors } from 'hono/cors'
import { charge, deadlineOf } from '../http/work.ts'
import type { McpHandler, McpHandlerDeps } from './handler.ts'

interface McpHttpDeps extends McpHandlerDeps {
  /** origins whose pages may call the tools, besides the server's own */
  readonly allowedOrigins: readonly string[]
  readonly publicUrl?: string
}

/**
 * `/mcp`: the Model Context Protocol over streamable HTTP. Stateless, so that it works on a Worker
 * and behind any proxy; it serves clients of the 2026 and the 2025 protocol. Browsers may call it
 * from the allowed origins only: a page under this server's name proves nothing, since a name can
 * be made to point here (DNS rebinding).
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
    // Load at the first call: building the protocol's schemas takes a tenth of a second, and nobody
    // else should wait for that.
    const { mcpHandler } = await import('./handler.ts')
    handler ??= mcpHandler(deps)
    // A batch of 100 calls costs as much as 100 requests.
    charge(c, (await callsIn(c.req.raw)) - 1)
    const signal = deadlineOf(c)
    if (signal === undefined) return handler.fetch(c.req.raw)
    const request = new Request(c.req.raw, { signal })
    // Hold the request until its deadline: otherwise Node stops its signal.
    signal.addEventListener('abort', () => void request, { once: true })
    return handler.fetch(request)
  })
  return mcp
}

/** Counts the messages in a body; 1 if it is no batch. */
async function callsIn(request: Request): Promise<number> {
  if (request.method !== 'POST') return 1
  try {
    const body: unknown = await request.clone().json()
    return Array.isArray(body) ? body.length : 1
  } catch {
    // The SDK parses the body again and reports what is wrong with it.
    return 1
  }
}

function refused(c: Context): Response {
  const message =
    'Pages of this origin may not call the tools. The people who run the server can allow it: ' +
    'ALLOWED_ORIGINS.'
  return c.json({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, 403)
}
