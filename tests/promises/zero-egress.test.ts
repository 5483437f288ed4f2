import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from '../e2e/browser.ts'

const root = join(import.meta.dirname, '../..')
const hook = join(root, 'tests/support/egress/refuse.ts')

interface Ended {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: root, env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout: out, stderr: err }),
    )
  })
}

/** Runs in a network namespace that contains only a loopback. */
const alone = (...command: string[]) =>
  run('unshare', ['-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...command])

/** The reason why not; null if it can. */
const cannotBeAlone =
  process.platform === 'linux' && (await alone('true')).status === 0
    ? null
    : 'this system lets nobody make a network of their own (unshare -rn, ip)'

const program = [process.execPath, 'tests/support/egress/use-everything.ts']
const browser = hasBrowser ? ['browser'] : []
/** Whatever else the machine runs, this ends in time; one waits while the other works. */
const BESIDE = { timeout: 240_000, concurrent: true }

describe('nothing goes to another machine', () => {
  it('by indexer, commands, server and page, in an empty network', BESIDE, async (context) => {
    context.skip(cannotBeAlone !== null, cannotBeAlone ?? '')
    const { status, stdout, stderr } = await alone(...program, ...browser)
    expect({ status, stderr }).toMatchObject({ status: 0 })
    expect(JSON.parse(stdout)).toEqual({ complaints: [], unroutable: 0 })
  })

  it('by the encoder, however long it runs', BESIDE, async (context) => {
    context.skip(cannotBeAlone !== null, cannotBeAlone ?? '')
    const ended = await alone(process.execPath, 'tests/support/egress/embed-awhile.ts')
    expect(ended).toMatchObject({ status: 0, stdout: '0' })
  })

  it('where an attempt would be seen', async (context) => {
    context.skip(cannotBeAlone !== null, cannotBeAlone ?? '')
    const tries = `
      await fetch('http://192.0.2.1/').catch(() => {})
      process.stdout.write(require('node:fs').readFileSync('/proc/net/snmp', 'utf8'))`
    const { stdout } = await alone(process.execPath, '-e', `(async () => {${tries}})()`)
    const [names, values] = stdout.split('\n').filter((line) => line.startsWith('Ip:'))
    const at = names!.split(' ').indexOf('OutNoRoutes')
    expect(Number(values!.split(' ')[at])).toBeGreaterThan(0)
  })

  let folder: string
  let env: { EGRESS_LOG: string; NODE_OPTIONS: string }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-hook-'))
    env = { EGRESS_LOG: join(folder, 'log'), NODE_OPTIONS: `--import=${hook}` }
    await writeFile(env.EGRESS_LOG, '')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('by the same, with every way out of Node refused', BESIDE, async (context) => {
    context.skip(cannotBeAlone === null, 'a network of its own shows more')
    const { status, stdout, stderr } = await run(program[0]!, [program[1]!, ...browser], env)
    expect({ status, stderr }).toMatchObject({ status: 0 })
    expect(JSON.parse(stdout)).toMatchObject({ complaints: [] })
    expect(await readFile(env.EGRESS_LOG, 'utf8')).toBe('')
  })

  it('where each attempt is refused, and would be seen', async () => {
    const modules = ['dgram', 'dns', 'http', 'net', 'tls']
    const tries = [
      ["fetch('http://192.0.2.1/')", 'connect 192.0.2.1'],
      ["fetch('https://example.org/')", 'connect example.org'],
      ["net.connect(80, '192.0.2.2')", 'connect 192.0.2.2'],
      ["http.get('http://[2001:db8::1]/')", 'connect 2001:db8::1'],
      ["http.get({ host: 'a.example.org' })", 'connect a.example.org'],
      ["tls.connect(443, 'b.example.org')", 'connect b.example.org'],
      ["dns.promises.resolve4('c.example.org')", 'resolve4 c.example.org'],
      ["new dns.Resolver().resolveTxt('d.example.org', () => {})", 'resolveTxt d.example.org'],
      ["dns.lookup('e.example.org', () => {})", 'lookup e.example.org'],
      ["dgram.createSocket('udp4').send('x', 53, '192.0.2.1')", 'udp send'],
    ] as const
    const code = [
      ...modules.map((name) => `import ${name} from 'node:${name}'`),
      "process.on('uncaughtException', () => {})",
      ...tries.map(([code]) => `setTimeout(() => ${code})`),
      'setTimeout(() => process.exit(), 500)',
    ].join('\n')
    await writeFile(env.EGRESS_LOG, '')
    await run(process.execPath, ['--input-type=module', '-e', code], env)
    const seen = (await readFile(env.EGRESS_LOG, 'utf8')).trimEnd().split('\n')
    expect(seen.map((line) => line.trim()).sort()).toEqual(tries.map(([, line]) => line).sort())
  })
})
