import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { officialArchive } from '../support/official/archive.ts'
import { filesOf } from '../support/official/import-run.ts'
import { serveOfficial } from '../support/official/serve.ts'

/** A proxy, and the hosts that it was asked for. */
async function startProxy() {
  const asked = new Set<string>()
  const sockets = new Set<Socket>()
  const server = createServer().on('connect', ({ url = '' }, client: Socket) => {
    asked.add(url)
    const service = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connected\r\n\r\n')
      client.pipe(service).pipe(client)
    })
    for (const socket of [client, service]) sockets.add(socket.on('error', () => {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    asked,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

it('imports through the proxy that the environment names', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'letterlijk-import-proxy-'))
  const { world, answers, questions, notices } = officialArchive({ matters: 7, papers: 260 })
  const services = await serveOfficial(world)
  const proxy = await startProxy()
  const target = join(import.meta.dirname, '../support/official/import-target.ts')
  const child = spawn(process.execPath, [target, dir], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...services.env,
      ...{ NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy.address, NO_PROXY: '', no_proxy: '' },
    },
  })
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0)
  const { tk, koop } = services.bases
  expect([...proxy.asked].sort()).toEqual([tk, koop].map((base) => new URL(base).host).sort())
  const documents = answers.length + questions.length + notices.length
  expect(Object.keys(await filesOf(dir))).toHaveLength(2 * documents)
  proxy.close()
  await services.close()
  await rm(dir, { recursive: true })
})
