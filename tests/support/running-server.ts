import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** `npm start` as a process of its own, on a free port. */
export interface RunningServer {
  readonly origin: string
  readonly pid: number
  /** all output so far */
  output(): string
  /** memory of the process in use, in bytes; null if the system does not tell */
  residentBytes(): number | null
  /** ends it as an operator would; returns its exit status */
  stop(): Promise<number | null>
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  /** arguments of `node` before the program */
  readonly nodeArgs?: readonly string[]
  /** file for the log, instead of `output` */
  readonly logFile?: string
}

/** Starts the server and waits until it answers. Rejects with its output if it ends instead. */
export async function runServer({
  env = {},
  nodeArgs = [],
  logFile,
}: StartOptions = {}): Promise<RunningServer> {
  const logTo = logFile === undefined ? 'pipe' : openSync(logFile, 'a')
  const child = spawn(process.execPath, [...nodeArgs, join(root, 'src/node.ts')], {
    cwd: root,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', logTo],
  })
  if (typeof logTo === 'number') closeSync(logTo)
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text))
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const address = /http:\/\/\S+/.exec(text)?.[0]
      if (address !== undefined) resolve(address)
    })
    void ended.then((status) => reject(new Error(`the server ended with ${status}: ${output}`)))
  })
  return {
    origin,
    pid: child.pid!,
    output: () => output,
    residentBytes: () => residentBytes(child.pid!),
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Linux reports it in `/proc`, in kB. */
function residentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) * 1024
}
