import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/config.ts'
import { assemble, isKept } from '../../tools/image/assemble.ts'
import { filesDigest, type Component } from '../../tools/image/bill.ts'
import { filesOf, sizeOf } from '../../tools/image/files.ts'
import { freePort } from '../support/free-port.ts'
import { sharedWeb } from '../support/shared-web.ts'
import { postJson } from '../support/post-json.ts'

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

/**
 * Runs a command as the container would: on nothing but the image's files, read-only, as its user.
 * Needs the right to mount.
 */
const ENTER = `mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" &&
  mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" &&
  exec unshare --root="$0" --wd=/app --setgid=65534 --setuid=65534 "$@"`

/** Whether the tests may mount; if not, the image's files run beside the system's. */
const canEnter =
  process.platform === 'linux' &&
  spawnSync('unshare', ['--mount', 'sh', '-c', 'mount --bind /tmp /tmp']).status === 0

let image: string
let port: number
let server: ChildProcess

/** With the variables of the container and no others, not even a HOME. */
function run([program, ...args]: string[]): ChildProcess {
  const variables = Object.fromEntries(argumentsOf('ENV').map((each) => each.split('=')))
  const env = { ...variables, HOST: '127.0.0.1', PORT: String(port) }
  const node = `/usr/local/bin/${program!}`
  if (canEnter) {
    const command = ['--mount', '/bin/sh', '-c', ENTER, image, node, ...args]
    return spawn('/usr/bin/unshare', command, { env: { ...env, PATH: process.env['PATH'] } })
  }
  return spawn(join(image, node), args, { cwd: join(image, 'app'), env })
}

async function statusOf(child: ChildProcess): Promise<number | null> {
  const [status] = (await once(child, 'exit')) as [number | null]
  return status
}

const isLinux = process.platform === 'linux'

describe.skipIf(!isLinux)('the image', () => {
  beforeAll(async () => {
    image = await mkdtemp(join(tmpdir(), 'letterlijk-image-'))
    await assemble(root, image)
    port = await freePort()
  })

  afterAll(async () => {
    server.kill('SIGKILL')
    await rm(image, { recursive: true })
  })

  const read = (name: string): unknown => JSON.parse(readFileSync(join(image, 'app', name), 'utf8'))

  it('starts as an ordinary user on a read-only system, and answers', async () => {
    server = run(commandOf('CMD'))
    let said = ''
    server.stderr!.on('data', (text) => (said += String(text)))
    const ready = once(server.stdout!, 'data').then(([text]) => String(text))
    const ended = once(server, 'exit').then(() => `ended: ${said}`)
    expect(await Promise.race([ready, ended])).toContain(`http://127.0.0.1:${port}`)
    const response = await fetch(
      `http://127.0.0.1:${port}/v1/ask`,
      postJson({ query: 'semiconductors' }),
    )
    expect(((await response.json()) as { outcome: string }).outcome).toBe('found')
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
    const widget = await (await fetch(`http://127.0.0.1:${port}/widget.js`)).text()
    expect(widget).toBe(new TextDecoder().decode((await sharedWeb()).get('/widget.js')!.body))
  })

  it.skipIf(!canEnter)('is that user, and really cannot write', async () => {
    const program = `
      const { mkdirSync } = require('node:fs')
      for (const path of ['node_modules/.cache', '/tmp/x', '/x']) {
        try { mkdirSync(path) } catch { continue }
        process.exit(2)
      }
      process.exit(process.getuid() === 65534 && process.getgid() === 65534 ? 0 : 3)`
    expect(await statusOf(run(['node', '-e', program]))).toBe(0)
    expect(argumentsOf('USER')).toEqual(['65534:65534'])
  })

  it('runs the command line too', async () => {
    const quote = 'De huidige EU-sanctiewetgeving voorziet in een verbod op de uitvoer'
    expect(await statusOf(run(['node', 'src/cli.ts', 'verify', quote]))).toBe(0)
  })

  it('is healthy while it runs, ends when told to, and is then unhealthy', async () => {
    expect(await statusOf(run(commandOf('HEALTHCHECK')))).toBe(0)
    const ended = statusOf(server)
    server.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(await statusOf(run(commandOf('HEALTHCHECK')))).toBe(1)
  })

  it('takes at most 300 MB, the encoder included, for one system and without `node`', () => {
    expect(sizeOf(image)).toBeLessThan(300e6)
    const paths = filesOf(image)
    expect(paths.filter((path) => path.includes('/kamer-384/'))).not.toEqual([])
    const runtimes = paths.filter((path) => /onnxruntime_binding\.node$/.test(path))
    expect(runtimes).toHaveLength(1)
    expect(runtimes[0]).toContain(`/${process.platform}/${process.arch}/`)
    expect(existsSync(join(image, 'app/node_modules/node'))).toBe(false)
    expect(existsSync(join(image, 'app/node_modules/vitest'))).toBe(false)
    expect(existsSync(join(image, 'app/node_modules/esbuild'))).toBe(false)
    expect(paths.filter((path) => (statSync(path).mode & 0o022) !== 0)).toEqual([])
  })

  it('lists its contents, and nothing else', () => {
    const { bomFormat, components } = read('sbom.cdx.json') as {
      bomFormat: string
      components: Component[]
    }
    expect(bomFormat).toBe('CycloneDX')
    const listed = new Set(components.map(({ name, version }) => `${name}@${version ?? ''}`))
    const packages = filesOf(join(image, 'app/node_modules')).filter((path) =>
      /node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path),
    )
    const held = packages.map((path) => {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
      return `${name}@${version}`
    })
    expect(held.length).toBeGreaterThan(50)
    expect(held.filter((each) => !listed.has(each))).toEqual([])
    expect(
      components.filter(({ hashes }) => !/^[0-9a-f]{64,128}$/.test(hashes[0]!.content)),
    ).toEqual([])
    const libraries = filesOf(image).filter((path) => /^\/lib.*\.so/.test(path.slice(image.length)))
    const names = new Set(components.map(({ name }) => name))
    expect(libraries.filter((path) => !names.has(path.split('/').at(-1)!))).toEqual([])
    expect(names).toContain('index/model/letterlijk/kamer-384/onnx/query_quantized.onnx')
  })

  it('states its origin: its files, the lockfile and the index by digest', () => {
    const { subject, predicateType } = read('provenance.json') as {
      subject: { digest: { sha256: string } }[]
      predicateType: string
    }
    expect(predicateType).toBe('https://slsa.dev/provenance/v1')
    expect(subject[0]!.digest.sha256).toBe(filesDigest(image))
  })
})

describe('a file of a package', () => {
  it.each([
    ['hono/dist/index.js', true],
    ['a/LICENSE.md', true],
    ['a/lib/latest.js', true],
    ['a/dist/index.d.ts', false],
    ['a/dist/index.js.map', false],
    ['a/test/index.js', false],
    ['@xenova/transformers/dist/transformers.web.js', false],
    ['@xenova/transformers/dist/transformers.node.mjs', true],
  ])('%s is in the image: %s', (path, kept) => {
    expect(isKept(path)).toBe(kept)
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

  it('sets only existing settings', () => {
    const set = services
      .filter(({ text }) => text.includes('dockerfile: Containerfile'))
      .flatMap(({ text }) => [...text.matchAll(/^ {6}(?<name>[A-Z_]+): /gm)])
      .map(({ groups }) => groups!['name'])
    expect(set).toEqual(['STORE', 'STORE'])
    expect(SETTINGS.map(({ name }) => name)).toEqual(expect.arrayContaining(set))
  })
})
