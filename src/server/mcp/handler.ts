import { createMcpHandler } from '@modelcontextprotocol/server'
import { mcpServer, type McpDeps } from './tools.ts'

const MAX_BODY = 128 * 1024

export type McpHandler = ReturnType<typeof createMcpHandler>

/** Answers tool calls over HTTP. */
export function mcpHandler(deps: McpDeps): McpHandler {
  // Node stops a request's signal once nobody holds the request, so this function holds it.
  return createMcpHandler(
    ({ requestInfo }) => mcpServer(deps, () => requestInfo?.signal.aborted === true),
    {
      maxRequestBodySize: MAX_BODY,
      // The tools never change while the server runs, so clients have nothing to subscribe to.
      maxSubscriptions: 0,
      keepAliveMs: 0,
    },
  )
}
