import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { packEdge, type PackOptions } from '../../src/commands/pack-edge.ts'
import type { Config } from '../../src/config.ts'
import type { OpenApp } from './open-app.ts'
import { postJson } from './post-json.ts'

const root = join(import.meta.dirname, '../..')

/** The location of workerd itself, which wrangler brings. */
const binary = createRequire(import.meta.url).resolve('@cloudflare/workerd-linux-64/bin/workerd')

/** A Worker ready to run in workerd: its code, its assets, its configuration. */
export interface PreparedWorker {
  readonly folder: string
}

export interface WorkerSources extends PackOptions {
  /** the module with the Worker; default the product's */
  readonly entry?: string
}

/**
 * Bundles the Worker as wrangler does and packs its assets, into `folder`. It then runs in workerd
 * alone, without wrangler's proxies in front, so that workerd's resources are the Worker's.
 */
export async function prepareWorker(
  folder: string,
  config: Config,
  { entry = 'src/worker.ts', ...packing }: WorkerSources = {},
): Promise<PreparedWorker> {
  await mkdir(folder, { recursive: true })
  await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    outfile: join(folder, 'worker.js'),
  })
  await packEdge(config, join(folder, 'assets'), '0.0.0-test', packing)
  await writeFile(join(folder, 'config.capnp'), configuration(folder))
  return { folder }
}

function configuration(folder: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2026-04-01",
      bindings = [(name = "ASSETS", service = "assets")],
    )),
    (name = "assets", disk = "${join(folder, 'assets')}"),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
`
}

/** A running workerd; figures are of its whole process. */
export interface Workerd {
  send(path: string, init?: RequestInit): Promise<Response>
  /** processor time since its start, in milliseconds; the system counts in steps of 10 */
  cpuMs(): number
  /** its memory, in MB */
  memoryMb(): number
  end(): Promise<void>
}

/** Starts workerd, and waits until it listens: the Worker has received no request by then. */
export async function startWorkerd({ folder }: PreparedWorker): Promise<Workerd> {
  const child = spawn(binary, ['serve', '--control-fd=3', join(folder, 'config.capnp')], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await Promise.race([listening(child), ended.then(() => undefined)])
  if (port === undefined) throw new Error(`workerd ended with status ${child.exitCode}`)
  return {
    send: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    cpuMs: () => cpuMsOf(child.pid!),
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(procFile(child.pid!, 'status'))![1]) / 1024,
    async end() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** workerd announces on the third file descriptor that it listens, one JSON object a line. */
function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let text = ''
    child.stdio[3]!.on('data', (data) => {
      text += String(data)
      for (const line of text.split('\n').slice(0, -1)) {
        const { event, port } = JSON.parse(line) as { event: string; port?: number }
        if (event === 'listen' && port !== undefined) resolve(port)
      }
    })
  })
}

/** Fields 14 and 15 of /proc/<pid>/stat, in steps of a hundredth of a second (proc(5)). */
function cpuMsOf(pid: number): number {
  const stat = procFile(pid, 'stat')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function procFile(pid: number, name: string): string {
  return readFileSync(`/proc/${pid}/${name}`, 'utf8')
}

/** A question to /v1/ask. */
export function asking(query: string, more: Record<string, unknown> = {}): RequestInit {
  return postJson({ query, ...more })
}

/** The answers of Node and the Worker, weak ones included. */
export async function askedOfBoth(
  query: string,
  app: OpenApp,
  worker: Workerd,
): Promise<{ ours: string; theirs: string }> {
  const question = asking(query, { includeWeak: true })
  const [ours, theirs] = await Promise.all([
    app.request('/v1/ask', question),
    worker.send('/v1/ask', question),
  ])
  return { ours: await ours.text(), theirs: await theirs.text() }
}
