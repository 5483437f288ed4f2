import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface ServerProcess {
  readonly child: ChildProcess
  readonly pid: number
  /** "http://127.0.0.1:41234" */
  readonly origin: string
  /** ends it at once, without letting it know */
  kill(): Promise<void>
}

/** A server of its own, as `npm start` starts it, on a free port; settings as in the README. */
export async function startServer(
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['src/node.ts'], {
    cwd: root,
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const address = /http:\/\/\S+/.exec(text)?.[0]
      if (address !== undefined) resolve(address)
    })
    void ended.then(() => reject(new Error(`the server ended: ${said}`)))
  })
  return {
    child,
    pid: child.pid!,
    origin,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
