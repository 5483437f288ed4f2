import { readConfig } from './config.ts'
import { staticModel, wordTokenizer } from './embed/static.ts'
import { AppError } from './errors.ts'
import { createApp } from './server/app.ts'
import type { LogEntry } from './server/log.ts'
import type { Served } from './server/served.ts'
import { parseManifest } from './store/manifest.ts'
import { openIndex, type IndexFiles } from './store/open.ts'
import { serveWith } from './serve-index.ts'
import { EDGE, type Edge } from './edge.ts'

/** The part of Cloudflare's bindings that we use; see `wrangler.toml`. */
interface Env {
  readonly ASSETS: { fetch(request: Request): Promise<Response> }
  readonly ALLOWED_ORIGINS?: string
  readonly CONTACT?: string
  readonly PUBLIC_URL?: string
  readonly SECURITY_CONTACT?: string
}

type App = ReturnType<typeof createApp>

let app: Promise<App> | undefined

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    // What is loaded once serves all requests of this isolate; a failure is tried anew.
    app ??= start(env).catch((error: unknown) => {
      app = undefined
      throw error
    })
    return (await app).fetch(request)
  },
}

async function start(env: Env): Promise<App> {
  const assets = assetFiles(env)
  const edge = JSON.parse(decode(await required(assets, EDGE))) as Edge
  const served = await open(assets, edge)
  const web = await Promise.all(
    edge.web.map(async ({ path, type }) => {
      return [path, { body: await required(assets, `web${path}`), type }] as const
    }),
  )
  const { ALLOWED_ORIGINS, CONTACT, PUBLIC_URL, SECURITY_CONTACT } = env
  const { allowedOrigins, contact, publicUrl, securityContact } = readConfig({
    ALLOWED_ORIGINS,
    CONTACT,
    PUBLIC_URL,
    SECURITY_CONTACT,
  })
  return createApp({
    current: () => served,
    log,
    version: edge.version,
    web: new Map(web),
    allowedOrigins,
    ...(contact === undefined ? {} : { contact }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(securityContact === undefined ? {} : { securityContact }),
  })
}

async function open(assets: IndexFiles, { model }: Edge): Promise<Served> {
  const manifest = await parseManifest(decode(await required(assets, 'manifest.json')))
  const part = (name: string) => required(assets, `model/${name}`)
  const [opened, onnx, tokenizer, tokenizerConfig] = await Promise.all([
    openIndex(manifest, assets),
    part('onnx/model_quantized.onnx'),
    part('tokenizer.json'),
    part('tokenizer_config.json'),
  ])
  const parse = (bytes: Uint8Array) => JSON.parse(decode(bytes)) as object
  const words = wordTokenizer(parse(tokenizer), parse(tokenizerConfig))
  const { embedder, lexicon } = staticModel(
    { onnx, ...words },
    { model: model.name, digest: model.digest },
  )
  return serveWith(opened, { embedder, lexicon })
}

/** Assets are read whole; parts of them are cut out of what was read. */
function assetFiles({ ASSETS }: Env): IndexFiles {
  async function read(path: string) {
    const address = new URL(encodeURI(path), 'https://assets.invalid/')
    const response = await ASSETS.fetch(new Request(address))
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
  }
  return {
    read,
    async open(path) {
      const bytes = await read(path)
      if (bytes === null) return null
      return {
        slice: async (start, end) => bytes.slice(start, end),
        close: async () => {},
      }
    },
  }
}

async function required(assets: IndexFiles, path: string) {
  const bytes = await assets.read(path)
  if (bytes === null) {
    throw new AppError(
      'index_missing',
      `The asset ${path} is missing. Deploy with \`npm run deploy\`.`,
    )
  }
  return bytes
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** Workers Logs keeps what goes to the console. */
function log(entry: LogEntry): void {
  // eslint-disable-next-line no-console
  console.log(JSON.stringify(entry))
}
