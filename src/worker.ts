import { given } from './domain/optional-fields.ts'
import { readConfig } from './config.ts'
import { NEIGHBOURS_FILE } from './embed/embed.ts'
import { staticModel } from './embed/static.ts'
import { readTable } from './embed/piece-table.ts'
import { readNeighbours } from './embed/token-neighbours.ts'
import { openTokenizer, type PackedTokenizer } from './embed/word-tokenizer.ts'
import { sha256 } from './domain/digest.ts'
import { AppError } from './domain/errors.ts'
import { searchDataIn, type SearchData } from './format/search-data.ts'
import { createApp } from './server/app.ts'
import type { LogEntry } from './domain/log.ts'
import type { Problem } from './wire/problem-details.ts'
import type { Served } from './engine/engine.ts'
import { assetFiles, type Assets } from './store/assets/asset-files.ts'
import { parseManifest } from './format/manifest.ts'
import { openIndex, type IndexFiles, type OpenedIndex } from './format/open.ts'
import { serveWith } from './open/serve-with.ts'
import { EDGE, PIECES, TOKENIZER, type Edge } from './format/edge.ts'
import { kindOfProblem } from './wire/problem.ts'

/** The part of Cloudflare's bindings that we use; see `wrangler.toml`. */
interface Env {
  readonly ASSETS: Assets
  readonly ALLOWED_ORIGINS?: string
  readonly CONTACT?: string
  readonly PUBLIC_URL?: string
  readonly SECURITY_CONTACT?: string
}

/** The part of a Worker's execution context that we use. */
interface Lifetime {
  waitUntil(promise: Promise<unknown>): void
}

type App = ReturnType<typeof createApp>

let app: Promise<App> | undefined

export default {
  async fetch(request: Request, env: Env, context: Lifetime): Promise<Response> {
    // Loaded once for all requests of this isolate; after a failure the next request tries again.
    app ??= start(env).catch((error: unknown) => {
      app = undefined
      throw error
    })
    // Others may wait for it, so it must go on if the first client leaves. A failure reaches the
    // waiting ones below.
    context.waitUntil(app.catch(() => {}))
    try {
      return (await app).fetch(request)
    } catch (error) {
      if (error instanceof AppError) return notStarted(request, error)
      throw error
    }
  },
}

/** Without the app nobody else can report the error, so this does it in the app's format. */
function notStarted(request: Request, { code, message }: AppError): Response {
  log({ level: 'error', event: 'not_started', error: `${code}: ${message}` })
  const { status, title, anchor } = kindOfProblem(code)
  const body: Problem = {
    type: `/reference#${anchor}`,
    title,
    status,
    detail: message,
    instance: new URL(request.url).pathname,
    code,
  }
  return Response.json(body, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

async function start(env: Env): Promise<App> {
  const edge = JSON.parse(decode(await required(assetFiles(env.ASSETS, {}), EDGE))) as Edge
  const assets = assetFiles(env.ASSETS, edge.parts)
  const [served, web] = await Promise.all([open(assets, edge), readWeb(assets, edge)])
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
    web,
    allowedOrigins,
    ...given({ contact, publicUrl, securityContact }),
  })
}

async function readWeb(assets: IndexFiles, { web }: Edge) {
  const read = web.map(async ({ path, type }) => {
    return [path, { body: await required(assets, `web${path}`), type }] as const
  })
  return new Map(await Promise.all(read))
}

async function open(assets: IndexFiles, edge: Edge): Promise<Served> {
  // Concurrently: most of a start is waiting for reads.
  const [lexicon, opened] = await Promise.all([openLexicon(assets, edge), openManifested(assets)])
  // ONNX Runtime does not start here, so the lexicon and the words rank answers, and the answers
  // say so.
  return serveWith(opened, { embedder: null, lexicon })
}

async function openManifested(assets: IndexFiles): Promise<OpenedIndex<SearchData>> {
  const manifest = await parseManifest(decode(await required(assets, 'manifest.json')))
  return openIndex(manifest, assets, { readSearchData: searchDataIn(assets) })
}

async function openLexicon(assets: IndexFiles, { model: { name, digest } }: Edge) {
  const [onnx, packed, pieces, neighbours] = await Promise.all([
    required(assets, 'model/onnx/model_quantized.onnx'),
    required(assets, TOKENIZER).then((bytes) => JSON.parse(decode(bytes)) as PackedTokenizer),
    required(assets, PIECES),
    // Packed only if the index is large enough to use it.
    assets.read(`model/${NEIGHBOURS_FILE}`).then(async (bytes) => {
      if (bytes === null) return null
      const listed = readNeighbours(bytes, digest)
      return { digest: await sha256(bytes), read: () => listed }
    }),
  ])
  const tokenizer = openTokenizer(packed, readTable(pieces, packed.pieces.length))
  const parts = { onnx, tokenizer, neighbours }
  return staticModel(parts, { model: name, digest }).lexicon
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

/** Workers Logs keeps the console's output. */
function log(entry: LogEntry): void {
  // eslint-disable-next-line no-console
  console.log(JSON.stringify(entry))
}
