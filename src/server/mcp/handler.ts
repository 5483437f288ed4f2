import { createMcpHandler } from '@modelcontextprotocol/server'
import { mcpServer, type McpDeps } from './tools.ts'

const MAX_BODY = 128 * 1024

export type McpHandler = ReturnType<typeof createMcpHandler>

/** Answers calls of the tools over HTTP. */
export function mcpHandler(deps: McpDeps): McpHandler {
  // Node lets the signal of a request go deaf once nobody holds the request: this function does.
  return createMcpHandler(
    ({ requestInfo }) => mcpServer(deps, () => requestInfo?.signal.aborted === true),
    {
      maxRequestBodySize: MAX_BODY,
      // The tools never change while the server runs, so there is nothing to subscribe to.
      maxSubscriptions: 0,
      keepAliveMs: 0,
    },
  )
}
