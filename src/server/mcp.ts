import { createMcpHandler } from '@modelcontextprotocol/server'
import { Hono, type Context } from 'hono'
import { cors } from 'hono/cors'
import { mcpServer, type McpDeps } from './mcp-tools.ts'

const MAX_BODY = 128 * 1024

export interface McpHttpDeps extends McpDeps {
  /** sites whose pages may call the tools, besides the server's own */
  readonly allowedOrigins: readonly string[]
  readonly publicUrl?: string
}

/**
 * `/mcp`: the Model Context Protocol over streamable HTTP. Stateless, each request by itself, so that
 * it works on a Worker and behind any proxy; it serves clients of the 2026 and of the 2025 protocol.
 * A browser may call it from the allowed origins only: that its page has the name of this server is no
 * proof, since a name can be made to point here (DNS rebinding).
 */
export function createMcp(deps: McpHttpDeps): Hono {
  const handler = createMcpHandler(() => mcpServer(deps), {
    maxRequestBodySize: MAX_BODY,
    // The tools never change while the server runs, so there is nothing to subscribe to.
    maxSubscriptions: 0,
    keepAliveMs: 0,
  })
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
  mcp.all('/mcp', (c) => handler.fetch(c.req.raw))
  return mcp
}

function refused(c: Context): Response {
  const message =
    'Pages of this origin may not call the tools. The people who run the server can allow it: ALLOWED_ORIGINS.'
  return c.json({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, 403)
}
