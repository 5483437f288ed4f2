import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { connectedClients } from '../../src/process/clients.ts'
import { connectionLimits, limitConnections } from '../../src/process/connections.ts'

it.each([
  ['one client may hold so many', () => 'somebody', 3],
  ['this machine, and a proxy that speaks for many, may hold all', () => null, 6],
])('%s', async (_, clientAt, held) => {
  const server = createServer((_, response) => response.end('here'))
  limitConnections(server, { inAll: 100, perClient: 3, clientAt })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  let closed = 0
  const sockets = Array.from({ length: 6 }, () => connect(port, '127.0.0.1'))
  for (const socket of sockets) socket.on('error', () => {}).on('close', () => closed++)
  await wait(300)
  expect(6 - closed).toBe(held)
  for (const socket of sockets) socket.destroy()
  await wait(100)
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
  server.closeAllConnections()
  server.close()
})

it('one client may hold a tenth of the connections in the settings, and at least one', () => {
  const clientAt = () => 'somebody'
  expect(connectionLimits({ maxConnections: 1_000 }, clientAt)).toMatchObject({ perClient: 100 })
  expect(connectionLimits({ maxConnections: 5 }, clientAt)).toMatchObject({ perClient: 1 })
})

it('a connection belongs to a client, except those from this machine or a trusted proxy', () => {
  const clientAt = connectedClients(['10.0.0.0/8'])
  expect(clientAt('127.0.0.1')).toBe(null)
  expect(clientAt('10.1.2.3')).toBe(null)
  expect(clientAt('2001:db8:1::1')).toBe(clientAt('2001:db8:1:ffff::1'))
  expect(clientAt('203.0.113.1')).not.toBe(clientAt('203.0.113.2'))
})
