import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../support/run-cli.ts'

const root = join(import.meta.dirname, '../..')
const env = { INDEX_DIR: join(root, 'index') }

describe('npm run export', { timeout: 60_000 }, () => {
  it('ends without a word if its reader has enough', async () => {
    const child = spawn(process.execPath, [join(root, 'src/cli.ts'), 'export'], {
      env: { ...process.env, ...env, MODEL_DIR: join(root, 'index/model') },
    })
    child.stdout.destroy()
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const status = await new Promise((resolve) => child.once('close', resolve))
    expect([status, said]).toEqual([141, ''])
  })

  it('says so if no document matches the filters', async () => {
    const { status, stdout, stderr } = await runCli(['export', '--party', 'D67'], { env })
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toContain('No document matches')
  })
})
