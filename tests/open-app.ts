import { readConfig } from '../src/config.ts'
import { createApp } from '../src/server/app.ts'
import type { LogEntry } from '../src/server/log.ts'
import { openServed } from '../src/wiring.ts'
import { buildWeb } from '../web/build.ts'

/** The real app over the committed index, without a socket; `logged` collects what it logs. */
export async function openApp(env: Record<string, string> = {}) {
  const config = readConfig(env)
  const { served } = await openServed(config)
  const logged: LogEntry[] = []
  const app = createApp({
    current: () => served,
    log: (entry) => logged.push(entry),
    version: '0.0.0-test',
    web: await buildWeb(),
    allowedOrigins: config.allowedOrigins,
    ...(config.contact === undefined ? {} : { contact: config.contact }),
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
  })
  return {
    app,
    served,
    logged,
    request: (path: string, init?: RequestInit) => app.request(path, init),
    close: () => served.library.close(),
  }
}

export type OpenApp = Awaited<ReturnType<typeof openApp>>
