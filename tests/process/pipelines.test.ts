import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withShortPipelines } from '../../src/process/pipelines.ts'

const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'

describe('a connection', () => {
  let taken = 0
  const server = createServer(
    withShortPipelines((_, response) => {
      taken++
      setTimeout(() => response.end('here'), 5)
    }),
  )
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  function send(requests: string) {
    taken = 0
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let received = ''
    let isClosed = false
    socket.on('data', (data) => (received += String(data))).on('error', () => {})
    socket.on('close', () => (isClosed = true))
    socket.write(requests)
    return { socket, isClosed: () => isClosed, answers: () => received.split('here').length - 1 }
  }

  it(
    'is closed if thousands of requests precede the first answer, and few are ' + 'accepted',
    async () => {
      const { isClosed } = send(request.repeat(3_000))
      await expect.poll(isClosed, { timeout: 5_000 }).toBe(true)
      expect(taken).toBe(16)
    },
  )

  it('may send some before the first answer, and any number one after the other', async () => {
    const { socket, isClosed, answers } = send(request.repeat(16))
    await expect.poll(answers, { timeout: 5_000 }).toBe(16)
    for (let more = 1; more <= 20; more++) {
      socket.write(request)
      await expect.poll(answers, { interval: 5, timeout: 5_000 }).toBe(16 + more)
    }
    expect(isClosed()).toBe(false)
    socket.destroy()
  })
})
