import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../src/config.ts'
import { createApp } from '../../src/server/app.ts'
import type { LogEntry } from '../../src/domain/log.ts'
import { indexWithShared, openWithShared } from '../support/shared-model.ts'
import { sharedWeb } from '../support/shared-web.ts'

/** The real server on a free port, with the committed index. */
export interface Site {
  readonly address: string
  readonly logged: readonly LogEntry[]
  close(): Promise<void>
}

/** A path in this project. */
export const root = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url))

export async function startSite(
  allowedOrigins: readonly string[] = [],
  indexDir = root('index'),
): Promise<Site> {
  const config = readConfig({ INDEX_DIR: indexDir, MODEL_DIR: root('index/model') })
  const { served } = await openWithShared(config)
  const logged: LogEntry[] = []
  const deps = { current: () => served, log: (entry: LogEntry) => void logged.push(entry) }
  const web = await sharedWeb()
  const app = createApp({ ...deps, version: 'test', web, allowedOrigins })
  const { address, close } = await listen(app)
  return {
    ...{ address, logged },
    async close() {
      await close()
      await served.library.close()
    },
  }
}

/** Makes an index of these files and folders, as `npm run index` does. */
export function makeIndex(indexDir: string, paths: readonly string[]) {
  const config = readConfig({ INDEX_DIR: indexDir, MODEL_DIR: root('index/model') })
  return indexWithShared(config, paths)
}

/** Serves an app on a free port, for pages elsewhere that embed the widget. */
export async function listen(app: {
  fetch: ReturnType<typeof createApp>['fetch']
}): Promise<Omit<Site, 'logged'>> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
