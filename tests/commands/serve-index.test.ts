import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** A server that is told to stop while its index is being opened. */
const program = `
  import { serveIndex } from './src/commands/serve-index.ts'
  import { readConfig } from './src/config.ts'
  const opened = { current: () => null, close: async () => console.log('closed') }
  const opening = new Promise((resolve) => setTimeout(resolve, 1500, opened))
  void serveIndex(readConfig({ PORT: '0' }), { opening, logTo() {} })
  process.kill(process.pid, 'SIGTERM')
`

it('closes an index that was still being opened when it is told to stop', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: root })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const status = await new Promise((resolve) => child.once('close', resolve))
  // The encoder aborts the whole program if that ends while it is loading.
  expect([status, said.includes('closed')]).toEqual([0, true])
}, 30_000)
