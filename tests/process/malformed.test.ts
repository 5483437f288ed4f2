import { execFileSync } from 'node:child_process'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type StartedServer } from '../support/start-server.ts'

let server: StartedServer
beforeAll(async () => {
  server = await startServer({ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' })
}, 60_000)
afterAll(async () => {
  server.child.kill('SIGKILL')
  await server.ended
})

/** The status of what is answered to these lines. */
function statusOf(...lines: readonly string[]): Promise<number> {
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1')
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('data', (data) => {
      socket.destroy()
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(data))?.[1]))
    })
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  })
}

describe('a started server', () => {
  it('refuses TRACE, two Host headers and none', async () => {
    expect(await statusOf('TRACE / HTTP/1.1', 'Host: a')).toBe(405)
    expect(await statusOf('GET / HTTP/1.1', 'Host: a', 'host: b')).toBe(400)
    expect(await statusOf('GET / HTTP/1.1')).toBe(400)
    expect(await statusOf('GET /v1/health/live HTTP/1.1', 'Host: a')).toBe(200)
  })

  it.runIf(process.platform === 'linux')(
    'has no process beside it, and opens no inspector',
    async () => {
      const { pid } = server.child
      const tasks = execFileSync('sh', ['-c', `cat /proc/${pid}/task/*/children`], {
        encoding: 'utf8',
      })
      expect(tasks.trim()).toBe('')
      server.child.kill('SIGUSR1')
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(server.stderr()).not.toMatch(/Debugger listening/)
      expect(await statusOf('GET /v1/health/live HTTP/1.1', 'Host: a')).toBe(200)
    },
  )

  it('ends gracefully when its terminal does', async () => {
    server.child.kill('SIGHUP')
    expect(await server.ended).toBe(0)
  })
})
