import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { load } from '../load-client.ts'
import { runLoad } from '../load.ts'

it('gets right answers from two servers, and from one when the other is killed', async () => {
  const { both, killed } = await runLoad({ rate: 10, seconds: 2, killSeconds: 3 })
  expect(both).toMatchObject({ sent: 20, right: 20, wrong: 0, errors: {}, retried: 0 })
  expect(both.byOrigin).toEqual([10, 10])
  expect(killed).toMatchObject({ sent: 30, right: 30, wrong: 0, errors: {} })
  // The killed server took its turns, and later ones were counted as missed.
  expect(killed.byOrigin[0]).toBeGreaterThan(0)
  expect(killed.retried).toBeGreaterThan(0)
}, 120_000)

it('counts a wrong answer, a refusal and a missing server', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    if (asked % 2 === 0) response.statusCode = 503
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const expected = [{ query: 'x', sha256: 'not this' }]
  const found = await load({ origins: [origin], rate: 50, seconds: 0.2, expected })
  expect(found).toMatchObject({ sent: 10, right: 0, wrong: 5, errors: { 'status 503': 5 } })
  await new Promise((resolve) => server.close(resolve))
  const gone = await load({ origins: [origin], rate: 50, seconds: 0.1, expected })
  expect(gone).toMatchObject({ sent: 5, right: 0, wrong: 0, errors: { ECONNREFUSED: 5 } })
})
