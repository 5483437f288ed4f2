import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { politeClient, type Manners } from '../../src/import/polite.ts'
import { fileRates, ratesOf } from '../../src/commands/import-archive.ts'
import { importReport } from '../../src/commands/import-report.ts'
import { readConfig } from '../../src/config.ts'

type Answer = (response: ServerResponse, headers: IncomingHttpHeaders) => void

let base: string
let answers: Answer[]
const seen: { at: number; headers: IncomingHttpHeaders; open: number }[] = []
let open = 0
const server = createServer((request, response) => {
  seen.push({ at: performance.now(), headers: request.headers, open: ++open })
  response.once('close', () => open--)
  const answer = answers.shift() ?? ((to: ServerResponse) => to.end('fine'))
  answer(response, request.headers)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  answers = []
  seen.length = 0
})

const clientOf = (manners: Partial<Manners> = {}) =>
  politeClient({ rateOf: () => 1000, agent: 'agent', ...manners })

/** A clock that sleeping advances, and the delays slept. */
function stillClock() {
  let time = 1_000_000
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    sleep: (milliseconds: number) => {
      slept.push(milliseconds)
      time += milliseconds
      return Promise.resolve()
    },
  }
}

describe('politeness', () => {
  it.each([20, 50])('asks a host no more than %i times a second, one at a time', async (rate) => {
    const client = clientOf({ rateOf: () => rate })
    // The second one is slow, and the others are requested at once.
    answers = [(to) => to.end(), (to) => void setTimeout(() => to.end(), 120)]
    await Promise.all(Array.from({ length: 8 }, () => client.get(`${base}/a`)))
    expect(seen).toHaveLength(8)
    expect(Math.max(...seen.map((each) => each.open))).toBe(1)
    const took = seen.at(-1)!.at - seen[0]!.at
    // Measures arrival, not sending: a few milliseconds either way.
    expect(took).toBeGreaterThanOrEqual((7 * 1000) / rate - 10)
  })

  it('waits no longer where the clock was set back', async () => {
    const clock = stillClock()
    let set = 0
    const client = clientOf({ rateOf: () => 2, sleep: clock.sleep, now: () => clock.now() + set })
    await client.get(`${base}/a`)
    set = -3_600_000
    await client.get(`${base}/b`)
    expect(clock.slept).toEqual([500])
  })

  it('counts tries and redirects as requests too', async () => {
    const clock = stillClock()
    const client = clientOf({ rateOf: () => 2, ...clock, random: () => 0 })
    answers = [(to) => to.writeHead(503).end(), (to) => to.writeHead(302, { Location: '/b' }).end()]
    await client.get(`${base}/a`)
    expect(client.requests()).toBe(3)
    // A second after the failure, and half a second between any two.
    expect(clock.slept).toEqual([1000, 500])
  })

  it('waits between five tries for 1 to 60 seconds, at random', async () => {
    const waits = async (random: () => number) => {
      const clock = stillClock()
      answers = Array.from({ length: 5 }, (): Answer => (to) => to.writeHead(500).end())
      await expect(clientOf({ ...clock, random }).get(`${base}/a`)).rejects.toThrow(/tried 5 times/)
      return clock.slept.filter((each) => each >= 1000)
    }
    expect(await waits(() => 0)).toEqual([1000, 1000, 1000, 1000])
    expect(await waits(() => 1)).toEqual([2000, 4000, 8000, 16_000])
    const client = clientOf({
      ...stillClock(),
      random: () => 1,
      patience: { first: 30_000, most: 60_000 },
    })
    answers = [(to) => to.destroy(), (to) => to.destroy()]
    expect(await client.get(`${base}/a`)).toMatchObject({ kind: 'found' })
  })

  it.each([
    ['seconds', () => '7'],
    ['a date', () => new Date(1_000_000 + 7_000).toUTCString()],
  ])('waits as long as the service asks, in %s', async (_, header) => {
    const clock = stillClock()
    answers = [
      (to) => {
        to.sendDate = false
        to.writeHead(429, { 'Retry-After': header() }).end()
      },
    ]
    expect(await clientOf(clock).get(`${base}/a`)).toMatchObject({ kind: 'found' })
    expect(Math.max(...clock.slept)).toBe(7_000)
  })

  it('tells of a wait before it', async () => {
    const clock = stillClock()
    const told: unknown[] = []
    const onWait = (why: string, wait: number) => told.push([why, wait, clock.slept.length])
    answers = [(to) => to.writeHead(503, { 'Retry-After': '1800' }).end()]
    await clientOf({ ...clock, onWait }).get(`${base}/a`)
    expect(told).toEqual([[`${base}/a answers 503`, 1_800_000, 0]])
  })

  it('counts a date from the service’s own, whose clock may differ', async () => {
    const clock = stillClock()
    const date = (seconds: number) => new Date(9_000_000 + seconds * 1000).toUTCString()
    answers = [(to) => to.writeHead(503, { Date: date(0), 'Retry-After': date(7) }).end()]
    expect(await clientOf(clock).get(`${base}/a`)).toMatchObject({ kind: 'found' })
    expect(Math.max(...clock.slept)).toBe(7_000)
  })

  it.each(['1.5', '-5', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'waits as usual where the service asks for %j',
    async (header) => {
      const clock = stillClock()
      answers = [(to) => to.writeHead(503, { 'Retry-After': header }).end()]
      expect(await clientOf(clock).get(`${base}/a`)).toMatchObject({ kind: 'found' })
      expect(Math.max(...clock.slept)).toBeGreaterThanOrEqual(1_000)
    },
  )

  it('takes no 304 for an answer to a request without validators', async () => {
    answers = [(to) => to.writeHead(304).end()]
    expect(await clientOf(stillClock()).get(`${base}/a`)).toMatchObject({ kind: 'missing' })
  })

  it('does not wait for hours', async () => {
    const clock = stillClock()
    answers = [(to) => to.writeHead(503, { 'Retry-After': '86400' }).end()]
    await expect(clientOf(clock).get(`${base}/a`)).rejects.toThrow(/asks to wait 86400 s/)
    expect(clock.slept).toEqual([])
  })

  it('identifies itself, and sends validators only if the service supplied them', async () => {
    const client = clientOf()
    const validators = { etag: '"a"', modified: 'Mon, 02 Mar 2026 10:00:00 GMT' }
    answers = [
      (to) => to.writeHead(200, { ETag: '"a"', 'Last-Modified': validators.modified }).end('x'),
      (to) => to.writeHead(304).end(),
    ]
    expect(await client.get(`${base}/a`)).toMatchObject({ validators })
    expect(await client.get(`${base}/a`, { have: validators })).toEqual({ kind: 'unchanged' })
    await client.get(`${base}/a`, { have: { etag: null, modified: null } })
    expect(seen.map(({ headers }) => headers['user-agent'])).toEqual(['agent', 'agent', 'agent'])
    expect(seen.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"a"',
      undefined,
    ])
    expect(seen[1]!.headers['if-modified-since']).toBe(validators.modified)
  })

  it('stops reading an oversized answer, whatever length it claims', async () => {
    const client = clientOf()
    answers = [
      (to) => to.writeHead(200, { 'Content-Length': '2000000000' }).write('x'),
      (to) => {
        to.writeHead(200)
        const more = () => {
          while (to.write('x'.repeat(10_000)));
          to.once('drain', more)
        }
        more()
      },
    ]
    await expect(client.get(`${base}/a`, { most: 1_000_000 })).rejects.toThrow(/larger than 1 MB/)
    await expect(client.get(`${base}/a`, { most: 1_000_000 })).rejects.toThrow(/larger than 1 MB/)
  })

  it('gives a hanging service a limited time, and stops when told to', async () => {
    answers = [() => {}]
    const client = clientOf({ timeout: 50, patience: { first: 1, most: 1 } })
    expect(await client.get(`${base}/a`)).toMatchObject({ kind: 'found' })
    const stop = new AbortController()
    answers = [(to) => to.writeHead(503, { 'Retry-After': '60' }).end()]
    const asked = clientOf({ signal: stop.signal }).get(`${base}/a`)
    setTimeout(() => stop.abort(new Error('stopped')), 30)
    await expect(asked).rejects.toThrow('stopped')
  })
})

describe('rates', () => {
  it('never asks the official publications more than once in three seconds', () => {
    const rateOf = ratesOf(readConfig({}), 20)
    expect(rateOf('gegevensmagazijn.tweedekamer.nl')).toBe(20)
    expect(rateOf('zoek.officielebekendmakingen.nl')).toBeCloseTo(1 / 3)
    expect(rateOf('repository.overheid.nl')).toBeCloseTo(1 / 3)
    expect(ratesOf(readConfig({}), 1)('zoek.officielebekendmakingen.nl')).toBeCloseTo(1 / 6)
  })

  it('tells the hours that these rates leave, whatever was asked for', () => {
    const dry = { fresh: [], changed: [], removed: [], refused: [], heldBack: [], unknown: {} }
    const outcome = {
      ...{ ...dry, documents: 38_000, placeholders: 0, emptyYears: [], requests: 0, index: null },
      plan: { files: 38_000, published: 36_000, bytes: 0 },
    }
    const told = (rate: number) => importReport(outcome, fileRates(readConfig({}), rate))
    expect(told(2)).toContain('in 30.3 hours')
    expect(told(20)).toContain('in 30.0 hours')
  })

  it('queries a mirror at the configured rate', () => {
    const config = readConfig({ IMPORT_TK: 'http://a.test:1/', IMPORT_KOOP: 'http://b.test' })
    expect(ratesOf(config, 12)('a.test:1')).toBe(12)
    expect(ratesOf(config, 12)('b.test')).toBe(2)
  })
})
