import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clients } from '../../src/process/clients.ts'
import { listen } from '../e2e/site.ts'
import { identityProvider, type IdentityProvider } from '../support/identity-provider.ts'
import { openApp } from '../support/open-app.ts'
import { visitor } from '../support/visitor.ts'
import { freePort } from '../support/free-port.ts'

const deploy = join(import.meta.dirname, '../../deploy')
const ORIGIN = 'https://antwoorden.example.nl'
const MODULES = '/usr/lib/apache2/modules'

const runs = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
const hasTls = runs('openssl', 'version')
const hasNginx = hasTls && runs('nginx', '-v') && runs('oauth2-proxy', '--version')
const hasApache = hasTls && existsSync(`${MODULES}/mod_auth_openidc.so`)

/** Each way to sign in: the files of `deploy/`, with the ports, names and secrets of this test. */
const WAYS = { nginx: [hasNginx, startNginx], apache: [hasApache, startApache] } as const

const folder = await mkdtemp(join(tmpdir(), 'letterlijk-sign-in-'))
const children: ChildProcess[] = []
let provider: IdentityProvider
let backend: { address: string; close(): Promise<void> }
let opened: Awaited<ReturnType<typeof openApp>>

beforeAll(async () => {
  if (!hasNginx && !hasApache) return
  provider = await identityProvider('j.jansen@example.nl')
  opened = await openApp(
    { PUBLIC_URL: ORIGIN },
    { client: clients(['127.0.0.1']), signInHeader: 'X-Auth-Request-User' },
    { encoder: false },
  )
  backend = await listen(opened.app)
  const subject = ['-subj', '/CN=antwoorden.example.nl', '-days', '2', '-nodes']
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...subject, ...files], {
    stdio: 'ignore',
  })
  await writeFile(join(folder, 'client-secret'), 'secret')
  await writeFile(join(folder, 'cookie-secret'), '0123456789abcdef0123456789abcdef')
  await writeFile(join(folder, 'session-secret'), '0123456789abcdef0123456789abcdef')
})

afterAll(async () => {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(
    children.map((child) => child.exitCode ?? new Promise((done) => child.once('exit', done))),
  )
  await backend?.close()
  await opened?.close()
  await provider?.close()
  await rm(folder, { recursive: true })
})

describe.each(Object.entries(WAYS))('the sign-in by %s', (_, [isHere, start]) => {
  it.skipIf(!isHere)(
    'lets in people whom the provider names, and nobody else',
    async () => {
      const port = await start()
      const stranger = visitor(ORIGIN, port)
      const question = JSON.stringify({ query: 'wat doet de ambassade op Weibo?' })
      const ask = { method: 'POST', headers: { 'content-type': 'application/json' } }
      const forged = { 'X-Auth-Request-User': 'j.jansen@example.nl' }

      // A person is redirected to sign in; a program is told that nobody is signed in.
      const sent = await stranger.visit('/documents/2022D35172?lang=nl&woord=geheim')
      expect(sent.status).toBe(302)
      expect(sent.location).not.toContain('geheim')
      for (const headers of [ask.headers, { ...ask.headers, ...forged }]) {
        const told = await stranger.visit('/v1/ask', { ...ask, headers, body: question })
        expect(told.status).toBe(401)
        expect(told.body).not.toContain('Weibo')
      }
      expect((await stranger.visit('/v1/documents', { headers: forged })).status).toBe(401)
      expect((await stranger.visit('/', { headers: forged })).status).toBe(302)
      expect([401, 403, 404]).toContain((await stranger.visit('/metrics')).status)

      // Signed in, the same person reads and asks.
      const person = visitor(ORIGIN, port)
      const { way, end } = await person.follow('/documents/2022D35172')
      expect(way, said).toContainEqual(expect.stringContaining(provider.issuer))
      expect(way.at(-1)!.replace(/:\d+\//, '/')).toBe(`${ORIGIN}/documents/2022D35172`)
      expect(end).toMatchObject({ status: 200, body: expect.stringContaining('Antwoord') })
      const answered = await person.visit('/v1/ask', { ...ask, body: question })
      expect(JSON.parse(answered.body)).toMatchObject({ outcome: 'found' })
      expect((await person.visit('/metrics')).status).not.toBe(200)

      // Somebody of another organisation can sign in there, but may not enter here.
      provider.person = 'iemand@exampleanl'
      const outsider = visitor(ORIGIN, port)
      const refused = await outsider.follow('/documents/2022D35172')
      expect(refused.end.status).toBeGreaterThanOrEqual(400)
      expect((await outsider.visit('/v1/documents')).status).toBeGreaterThanOrEqual(400)
      provider.person = 'j.jansen@example.nl'

      // Requests that bypass the proxy are refused, whatever they claim.
      for (const headers of [{}, { 'x-forwarded-for': '127.0.0.1' }]) {
        expect((await fetch(`${backend.address}/v1/documents`, { headers })).status).toBe(403)
      }
      expect(JSON.stringify(opened.logged)).not.toMatch(/jansen|Weibo/)
    },
    60_000,
  )
})

/** A file of `deploy/`, with some of its texts replaced. */
async function placed(name: string, changes: readonly (readonly [string, string])[]) {
  let text = await readFile(join(deploy, name), 'utf8')
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`)
    text = text.replaceAll(from, to)
  }
  return text
}

async function startNginx(): Promise<number> {
  const [plain, port, proxy] = [await freePort(), await freePort(), await freePort()]
  const server = await placed('nginx-sign-in.conf', [
    ['  listen [::]:80;\n', ''],
    ['  listen [::]:443 ssl http2;\n', ''],
    ['listen 80;', `listen 127.0.0.1:${plain};`],
    ['listen 443', `listen 127.0.0.1:${port}`],
    ['/etc/letsencrypt/live/antwoorden.example.nl', folder],
    ['http://127.0.0.1:8787', backend.address],
    ['127.0.0.1:4180', `127.0.0.1:${proxy}`],
  ])
  const conf = join(folder, 'nginx.conf')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((each) => `${each}_temp_path ${join(folder, each)};`)
    .join('\n')
  await writeFile(
    conf,
    `daemon off; pid ${folder}/nginx.pid; error_log stderr warn;\nevents {}\nhttp ` +
      `{\n${temporary}\n${server}}\n`,
  )
  execFileSync('nginx', ['-t', '-c', conf, '-p', folder], { stdio: 'pipe' })
  const oauth = await placed('oauth2-proxy.cfg', [
    ['127.0.0.1:4180', `127.0.0.1:${proxy}`],
    ['https://login.example.nl', provider.issuer],
    ['/etc/oauth2-proxy/', `${folder}/`],
  ])
  await writeFile(join(folder, 'oauth2-proxy.cfg'), oauth)
  run('oauth2-proxy', ['--config', join(folder, 'oauth2-proxy.cfg')])
  run('nginx', ['-c', conf, '-p', folder])
  await Promise.all([opens(port), opens(proxy)])
  return port
}

async function startApache(): Promise<number> {
  const port = await freePort()
  const host = await placed('apache-sign-in.conf', [
    ['<VirtualHost *:443>', `<VirtualHost 127.0.0.1:${port}>`],
    ['/etc/letsencrypt/live/antwoorden.example.nl', folder],
    ['/etc/letterlijk/', `${folder}/`],
    ['https://login.example.nl', provider.issuer],
    ['http://127.0.0.1:8787', backend.address],
  ])
  const root = join(folder, 'apache')
  await mkdir(root, { recursive: true })
  const modules = 'mpm_event authn_core authz_core authz_user ssl proxy proxy_http headers unixd'
  const loads = [...modules.split(' '), 'socache_shmcb', 'auth_openidc']
    .map((each) => `LoadModule ${each}_module ${MODULES}/mod_${each}.so`)
    .filter((line) => existsSync(line.split(' ').at(-1)!))
  const conf = join(root, 'apache.conf')
  const own = [
    `ServerRoot ${root}`,
    `PidFile ${root}/pid`,
    `DefaultRuntimeDir ${root}`,
    `ErrorLog ${root}/error.log`,
    `ServerName localhost`,
    `Listen 127.0.0.1:${port}`,
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
  ]
  await writeFile(conf, [...loads, ...own, host].join('\n'))
  execFileSync('apache2', ['-t', '-f', conf], { stdio: 'pipe' })
  run('apache2', ['-D', 'FOREGROUND', '-f', conf])
  await opens(port)
  return port
}

let said = ''

function run(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  }
  children.push(child)
}

async function opens(port: number): Promise<void> {
  for (const until = performance.now() + 20_000; performance.now() < until; await wait(50)) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (open) return
  }
  throw new Error(`nothing listens on ${port}: ${said}`)
}
