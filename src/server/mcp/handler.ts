import { createMcpHandler } from '@modelcontextprotocol/server'
import { mcpServer, type McpDeps } from './tools.ts'

const MAX_BODY = 128 * 1024

export type McpHandler = ReturnType<typeof createMcpHandler>

export interface McpHandlerDeps extends McpDeps {
  /** milliseconds for all calls of a request; none begins after them */
  readonly requestTimeout?: number
}

/** Answers tool calls over HTTP. */
export function mcpHandler(deps: McpHandlerDeps): McpHandler {
  return createMcpHandler(
    ({ requestInfo }) => {
      // The signal tells of clients that went away. It does not keep time: Node may collect what
      // links it to the deadline's own signal.
      const end = performance.now() + (deps.requestTimeout ?? Infinity)
      const isOver = () => requestInfo?.signal.aborted === true || performance.now() > end
      return mcpServer(deps, isOver)
    },
    {
      maxRequestBodySize: MAX_BODY,
      // The tools never change while the server runs, so clients have nothing to subscribe to.
      maxSubscriptions: 0,
      keepAliveMs: 0,
    },
  )
}
