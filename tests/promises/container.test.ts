import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/config.ts'
import packageLock from '../../package-lock.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')

/** The last stage of the Containerfile, line by line. */
const stage = readFileSync(join(root, 'Containerfile'), 'utf8')
  .split(/^FROM .*$/m)
  .at(-1)!
const lines = stage.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

function argumentsOf(instruction: string): string[] {
  return lines.flatMap((line) =>
    line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : [],
  )
}

const commandOf = (instruction: string): string[] =>
  JSON.parse(argumentsOf(instruction)[0]!.replace(/^.*?(?=\[)/, '')) as string[]

const asRoot = process.getuid?.() === 0

/** Nobody, as in the container; whoever does not run the tests as root tries it as themself. */
const user = asRoot ? { uid: 65_534, gid: 65_534 } : {}

let folder: string
let port: number
let server: ChildProcess

/** Runs a command as the container would: its variables and nothing else, not even a HOME. */
function run([program, ...args]: string[]): ChildProcess {
  const variables = Object.fromEntries(argumentsOf('ENV').map((each) => each.split('=')))
  return spawn(program === 'node' ? process.execPath : program!, args, {
    cwd: folder,
    env: { ...variables, HOST: '127.0.0.1', PORT: String(port) },
    ...user,
  })
}

async function statusOf(child: ChildProcess): Promise<number | null> {
  const [status] = (await once(child, 'exit')) as [number | null]
  return status
}

/**
 * What the stage copies, with the packages that `npm ci --omit=dev` installs, and nothing that can
 * be written to.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-container-'))
  for (const copied of argumentsOf('COPY').filter((each) => !each.startsWith('--from'))) {
    const [from, to] = copied.split(' ') as [string, string]
    await cp(join(root, from), join(folder, to), { recursive: true })
  }
  const packages = Object.entries(packageLock.packages).filter(
    ([path, each]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !('dev' in each && each.dev),
  )
  for (const [path] of packages) {
    // Packages for other systems are in the lockfile, but not installed.
    if (!existsSync(join(root, path))) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await symlink(join(root, path), join(folder, path))
  }
  await setWritable(false)
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  port = (free.address() as AddressInfo).port
  await new Promise((resolve) => free.close(resolve))
})

afterAll(async () => {
  server.kill('SIGKILL')
  await setWritable(true)
  await rm(folder, { recursive: true })
})

async function setWritable(writable: boolean): Promise<void> {
  const change = spawn('chmod', ['-R', writable ? 'u+w' : 'a-w,a+rX', folder])
  expect(await statusOf(change)).toBe(0)
  await chmod(folder, writable ? 0o755 : 0o555)
}

describe.skipIf(process.platform === 'win32')('the server of the Containerfile', () => {
  it('starts as an ordinary user where nothing can be written, and answers', async () => {
    server = run(commandOf('CMD'))
    let said = ''
    server.stderr!.on('data', (text) => (said += String(text)))
    const ready = once(server.stdout!, 'data').then(([text]) => String(text))
    const ended = once(server, 'exit').then(() => `ended: ${said}`)
    expect(await Promise.race([ready, ended])).toContain(`http://127.0.0.1:${port}`)
    const response = await fetch(`http://127.0.0.1:${port}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'semiconductors' }),
    })
    expect(((await response.json()) as { outcome: string }).outcome).toBe('found')
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
  })

  it('is that user, and really cannot write', async () => {
    if (!asRoot) expect(() => accessSync(folder, constants.W_OK)).toThrow('EACCES')
    const write = run(['node', '-e', "require('node:fs').mkdirSync('node_modules/.cache')"])
    expect(await statusOf(write)).not.toBe(0)
    expect(argumentsOf('USER')).toEqual(['65534:65534'])
  })

  it('is healthy while it runs, ends when told to, and is not healthy then', async () => {
    expect(await statusOf(run(commandOf('HEALTHCHECK')))).toBe(0)
    const ended = statusOf(server)
    server.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(await statusOf(run(commandOf('HEALTHCHECK')))).toBe(1)
  })
})

describe('compose.yaml', () => {
  const compose = readFileSync(join(root, 'compose.yaml'), 'utf8')
  const services = compose
    .split('\nvolumes:\n')[0]!
    .split(/^ {2}(?=\w+:$)/m)
    .slice(1)
    .map((text) => ({ name: text.slice(0, text.indexOf(':')), text }))

  it.each(services)(
    'runs $name on a read-only file system, with secrets from a file',
    ({ text }) => {
      expect(text).toContain('    read_only: true\n')
      expect(text).toContain('    env_file: letterlijk.env\n')
      expect(text).not.toMatch(/PASSWORD|DATABASE_URL|:\/\//)
    },
  )

  it('sets only settings that there are', () => {
    const set = services
      .filter(({ text }) => text.includes('dockerfile: Containerfile'))
      .flatMap(({ text }) => [...text.matchAll(/^ {6}(?<name>[A-Z_]+): /gm)])
      .map(({ groups }) => groups!['name'])
    expect(set).toEqual(['STORE', 'STORE'])
    expect(SETTINGS.map(({ name }) => name)).toEqual(expect.arrayContaining(set))
  })
})
