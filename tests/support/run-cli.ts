import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The exit status and output of a command. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env: Readonly<Record<string, string>>
  /** shell commands that run first, in the process that becomes the command */
  readonly before?: string
}

/** Runs the command line as `npm run` does, with the bundled model. */
export function runCli(args: readonly string[], { env, before = ':' }: RunOptions): Promise<Ended> {
  const child = spawn(
    'sh',
    ['-c', `${before}; exec "$@"`, 'sh', process.execPath, join(root, 'src/cli.ts'), ...args],
    { env: { ...process.env, MODEL_DIR: join(root, 'index/model'), ...env } },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, stdout, stderr }))
  })
}
