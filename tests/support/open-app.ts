import { readConfig, type Config } from '../../src/config.ts'
import { given } from '../../src/domain/optional-fields.ts'
import { LEXICON } from '../../src/embed/embed.ts'
import type { Served } from '../../src/engine/engine.ts'
import { openIndex } from '../../src/format/open.ts'
import { searchDataIn } from '../../src/format/search-data.ts'
import { serveWith } from '../../src/open/serve-with.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { createApp, type AppDeps } from '../../src/server/app.ts'
import type { LogEntry } from '../../src/domain/log.ts'
import type { Happened } from '../../src/server/guards/observe.ts'
import { rateLimit } from '../../src/server/guards/rate-limit.ts'
import { openWithShared, sharedModel } from './shared-model.ts'
import { sharedWeb } from './shared-web.ts'

/**
 * The real app over the committed index, without a socket; `logged` collects its log and `happened`
 * its events. `RATE_LIMIT` applies if a test says who the client is. Without the encoder it opens
 * in a third of the time, for tests that do not depend on the ranking.
 */
export async function openApp(
  env: Record<string, string> = {},
  deps: Pick<AppDeps, 'client' | 'turns' | 'stopping' | 'metrics' | 'signInHeader'> = {},
  { encoder = true, now }: { readonly encoder?: boolean; readonly now?: () => number } = {},
) {
  const config = readConfig(env)
  const served = encoder ? (await openWithShared(config)).served : await withoutEncoder(config)
  const logged: LogEntry[] = []
  const happened: Happened[] = []
  const app = createApp({
    current: () => served,
    log: (entry) => logged.push(entry),
    version: '0.0.0-test',
    web: await sharedWeb(),
    allowedOrigins: config.allowedOrigins,
    ...(config.contact === undefined ? {} : { contact: config.contact }),
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    ...(config.securityContact === undefined ? {} : { securityContact: config.securityContact }),
    observe: (each) => happened.push(each),
    rateLimit: rateLimit({ ...config.rateLimit, ...given({ now }) }),
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

/** A Worker's service of the same index: ranked by the lexicon and by words. */
async function withoutEncoder(config: Config): Promise<Served> {
  const { files, manifest } = indexFolder(config.indexDir)
  const opened = await openIndex(await manifest(), files, { readSearchData: searchDataIn(files) })
  const { lexicon } = await sharedModel({ ...config.model, name: LEXICON })
  return serveWith(opened, { embedder: null, lexicon })
}

export type OpenApp = Awaited<ReturnType<typeof openApp>>
