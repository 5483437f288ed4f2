import { readConfig } from '../../src/config.ts'
import { createApp, type AppDeps } from '../../src/server/app.ts'
import type { LogEntry } from '../../src/domain/log.ts'
import type { Happened } from '../../src/server/guards/observe.ts'
import { rateLimit } from '../../src/server/guards/rate-limit.ts'
import { openServed } from '../../src/open/wiring.ts'
import { buildWeb } from '../../web/build.ts'

/**
 * The real app over the committed index, without a socket; `logged` collects what it logs and
 * `happened` what it tells of. `RATE_LIMIT` holds where a test says who the client is.
 */
export async function openApp(
  env: Record<string, string> = {},
  deps: Pick<AppDeps, 'client' | 'turns' | 'stopping' | 'metrics'> = {},
) {
  const config = readConfig(env)
  const { served } = await openServed(config)
  const logged: LogEntry[] = []
  const happened: Happened[] = []
  const app = createApp({
    current: () => served,
    log: (entry) => logged.push(entry),
    version: '0.0.0-test',
    web: await buildWeb(),
    allowedOrigins: config.allowedOrigins,
    ...(config.contact === undefined ? {} : { contact: config.contact }),
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    ...(config.securityContact === undefined ? {} : { securityContact: config.securityContact }),
    observe: (each) => happened.push(each),
    rateLimit: rateLimit(config.rateLimit),
    ...deps,
  })
  return {
    app,
    served,
    logged,
    happened,
    request: (path: string, init?: RequestInit) => app.request(path, init),
    close: () => served.library.close(),
  }
}

export type OpenApp = Awaited<ReturnType<typeof openApp>>
