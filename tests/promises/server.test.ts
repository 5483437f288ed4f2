import type { ChildProcess } from 'node:child_process'
import { request } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { LEXICON } from '../../src/embed/embed.ts'
import { lexiconIndex } from '../support/lexicon-index.ts'
import { openApp } from '../support/open-app.ts'
import { startServer, type StartedServer } from '../support/start-server.ts'

const root = join(import.meta.dirname, '../..')
const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

async function start(env: Record<string, string>): Promise<StartedServer> {
  const server = await startServer(env)
  children.push(server.child)
  return server
}

/** The app without a socket: what it sends as files and headers depends on no model. */
const openStill = (env: Record<string, string> = {}) => openApp(env, {}, { encoder: false })

describe('npm start', () => {
  it('prints its address once it answers', async () => {
    const { stdout, address } = await start({ PORT: '0' })
    expect(stdout()).toMatch(/^Letterlijk is ready at http:\/\/127\.0\.0\.1:\d+\n$/)
    const response = await fetch(`${address}/v1/health`)
    expect(response.status).toBe(200)
    // Otherwise a proxy that keeps connections for a minute would occasionally send a question on a
    // closed one.
    expect(response.headers.get('keep-alive')).toBe('timeout=75')
  })

  it('answers accepted requests when told to stop, and logs no question', async () => {
    const { child, stdout, address, ended, stderr } = await start({ PORT: '0' })
    const body = JSON.stringify({ query: 'weibo xyzzy' })
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    const half = request(`${address}/v1/ask`, { method: 'POST', headers })
    const status = new Promise((resolve, reject) => {
      half
        .once('response', (response) => resolve(response.resume().statusCode))
        .once('error', reject)
    })
    half.write(body.slice(0, 10))
    // Connections are accepted in order: if this one has its answer, the other was accepted.
    await fetch(`${address}/v1/health`)
    child.kill('SIGTERM')
    await setTimeout(300)
    half.end(body.slice(10))
    expect(await status).toBe(200)
    expect(await ended).toBe(0)
    expect(stdout() + stderr()).not.toContain('xyzzy')
  })

  it.each([
    [{ PORT: 'x' }, /PORT=x/],
    [{ INDEX_DIR: 'docs' }, /no index in docs.*npm run index/s],
    [{ MODEL: 'nobody/nothing', MODEL_OFFLINE: 'true' }, /nobody\/nothing is not in .*MODEL_DIR/s],
  ])('does not start with %j, and says why', async (env, message) => {
    const { ended, stderr, stdout } = await start({ PORT: '0', ...env })
    expect(await ended).toBe(1)
    expect(stderr()).toMatch(message)
    expect(stdout()).toBe('')
  })
})

describe('a server that cannot serve', () => {
  let scratch: string
  let made: { INDEX_DIR: string; MODEL: string }
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'letterlijk-spoilt-'))
    made = await lexiconIndex(scratch)
  })
  afterAll(() => rm(scratch, { recursive: true }))

  it.each([
    [
      'a document was altered',
      async (index: string) => appendFile(join(index, 'documents/2022D35172.txt'), ' '),
      /2022D35172\.txt was changed.*npm run index/s,
    ],
    [
      'a document was added',
      async (index: string) => writeFile(join(index, 'documents/new.txt'), 'Vraag 1'),
      /new\.txt is not in the index.*npm run index/s,
    ],
    [
      'a document was taken away',
      async (index: string) => rm(join(index, 'documents/2022D35172.txt')),
      /2022D35172\.txt is missing.*npm run index/s,
    ],
    [
      'the model is another one',
      async (index: string) => {
        const model = join('model', LEXICON)
        await rm(join(index, 'model'))
        await cp(join(root, 'index', model), join(index, model), { recursive: true })
        await appendFile(join(index, model, 'tokenizer_config.json'), '\n')
      },
      /built with letterlijk\/nl-en-256 .*npm run index/s,
    ],
    [
      'the manifest was altered',
      async (index: string) => {
        const path = join(index, 'manifest.json')
        await writeFile(
          path,
          (await readFile(path, 'utf8')).replace('"answers": 10', '"answers": 11'),
        )
      },
      /digest does not fit.*npm run index/s,
    ],
  ])('says so and ends when %s', async (_, spoil, message) => {
    const index = await mkdtemp(join(scratch, 'copy-'))
    await cp(made.INDEX_DIR, index, { recursive: true })
    await symlink(join(root, 'index/model'), join(index, 'model'))
    await spoil(index)
    const env = { ...made, PORT: '0', INDEX_DIR: index, MODEL_DIR: join(index, 'model') }
    const { ended, stderr } = await start(env)
    expect(await ended).toBe(1)
    expect(stderr()).toMatch(message)
  })

  it.each(['nowhere.invalid', '192.0.2.1'])(
    'reports a HOST that is no address of this machine: %s',
    async (host) => {
      const { ended, stderr } = await start({ ...made, PORT: '0', HOST: host })
      expect(await ended).toBe(1)
      expect(stderr()).toMatch(`HOST=${host}: is no address of this machine`)
      expect(stderr()).not.toContain('crashed')
    },
  )

  it('reports a port that is taken with the setting that names it', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    for (const taken of [{ PORT: String(port) }, { PORT: '0', METRICS_PORT: String(port) }]) {
      const { ended, stderr } = await start({ ...made, ...taken })
      expect(await ended).toBe(1)
      const name = Object.keys(taken).at(-1)!
      expect(stderr()).toMatch(`Port ${port} of 127.0.0.1 is taken`)
      expect(stderr()).toContain(`${name}=${port + 1} npm start`)
    }
    await new Promise((resolve) => other.close(resolve))
  })
})

describe('the files of the pages', () => {
  it('are revalidated, and sent once', async () => {
    const app = await openStill()
    const first = await app.request('/widget.js')
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const etag = first.headers.get('etag')!
    const second = await app.request('/widget.js', { headers: { 'if-none-match': etag } })
    expect(second.status).toBe(304)
    await app.close()
  })

  it('name the configured origin, not the one behind the proxy', async () => {
    const app = await openStill({ PUBLIC_URL: 'https://antwoorden.example.nl' })
    const page = await (await app.request('http://10.0.0.1:8787/')).text()
    expect(page).toContain('<link rel="canonical" href="https://antwoorden.example.nl/"')
    expect(page).not.toContain('10.0.0.1')
    await app.close()
  })
})

describe('headers', () => {
  it('let only the server’s own scripts run, and only the embedded page be framed', async () => {
    const app = await openStill({ ALLOWED_ORIGINS: 'https://intranet.example.nl' })
    const policy = async (path: string) =>
      (await app.request(path)).headers.get('content-security-policy')!
    for (const path of ['/', '/v1/health', '/nope', '/embed']) {
      expect(await policy(path)).toContain("default-src 'none'; script-src 'self'")
      expect(await policy(path)).not.toContain('unsafe')
    }
    expect(await policy('/')).toContain("frame-ancestors 'none'")
    expect(await policy('/embed')).toContain("frame-ancestors 'self' https://intranet.example.nl")
    await app.close()
  })

  it('let allowed sites ask, and no others', async () => {
    const app = await openStill({ ALLOWED_ORIGINS: 'https://intranet.example.nl' })
    const allowed = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': 'POST' }
      const response = await app.request('/v1/ask', { method: 'OPTIONS', headers })
      return response.headers.get('access-control-allow-origin')
    }
    expect(await allowed('https://intranet.example.nl')).toBe('https://intranet.example.nl')
    expect(await allowed('https://elsewhere.example.nl')).toBe(null)
    await app.close()
  })
})
