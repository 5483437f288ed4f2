import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { turns } from '../../../src/server/guards/overload.ts'
import { openApp } from '../../support/open-app.ts'

const patient = { patience: 10_000, next: setImmediate }

describe('turns', () => {
  it('lets a fixed number run, a fixed number wait, and nobody else', async () => {
    const places = turns({ active: 2, waiting: 3, ...patient })
    const taken = Array.from({ length: 6 }, () => places.take())
    expect([places.active(), places.waiting(), places.hasRoom()]).toEqual([2, 3, false])
    expect(await taken[5]).toBe(null)
    for (const [n, turn] of taken.slice(0, 5).entries()) {
      const leave = await turn
      expect(leave, `turn ${n}`).not.toBe(null)
      leave!()
    }
    await wait(1)
    expect([places.active(), places.waiting(), places.hasRoom()]).toEqual([0, 0, true])
  })

  it('serves first come, first served, even when a place is free for a moment', async () => {
    const places = turns({ active: 1, waiting: 10, ...patient })
    const order: number[] = []
    const come = async (n: number) => {
      const leave = (await places.take())!
      order.push(n)
      await wait(1)
      leave()
    }
    const first = Array.from({ length: 5 }, (_, n) => come(n))
    await first[0]
    const late = come(5)
    await Promise.all([...first, late])
    expect(order).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('refuses a request that has waited too long, without losing a turn', async () => {
    const places = turns({ active: 1, waiting: 5, patience: 20, next: setImmediate })
    const leave = (await places.take())!
    const waiting = [places.take(), places.take()]
    expect(await Promise.all(waiting)).toEqual([null, null])
    expect(places.waiting()).toBe(0)
    leave()
    // Ended twice by mistake: still one place.
    leave()
    expect(places.active()).toBe(0)
    expect(await places.take()).not.toBe(null)
    expect(places.active()).toBe(1)
  })

  it('gives nobody a turn after the deadline, even if the timer is late', async () => {
    const places = turns({ active: 1, waiting: 5, patience: 5, next: (begin) => begin() })
    const leave = (await places.take())!
    const late = places.take()
    const until = performance.now() + 10
    while (performance.now() < until);
    leave()
    expect(await late).toBe(null)
    expect(places.active()).toBe(0)
  })

  it('returns to the event loop between two turns', async () => {
    const places = turns({ active: 1, waiting: 100, ...patient })
    let begun = 0
    const all = Array.from({ length: 50 }, async () => {
      const leave = (await places.take())!
      begun++
      leave()
    })
    let seen = 0
    setImmediate(() => (seen = begun))
    await Promise.all(all)
    expect(begun).toBe(50)
    expect(seen).toBeLessThan(5)
  })
})

describe('a busy server', async () => {
  const places = turns({ active: 1, waiting: 1, ...patient })
  const { app, close, happened } = await openApp({}, { turns: places }, { encoder: false })
  const ask = (init: RequestInit = {}) =>
    app.request('/v1/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'vraag 7' }),
      ...init,
    })

  it('answers 503 at once, says when to come back, and answers the waiting requests', async () => {
    const leave = (await places.take())!
    const waiting = ask()
    while (places.waiting() === 0) await wait(1)
    for (const path of ['/v1/ask', '/v1/documents', '/v1/documents/2022D35172', '/verify']) {
      const refused = await app.request(path, path === '/v1/ask' ? { method: 'POST' } : {})
      expect([path, refused.status]).toEqual([path, 503])
      expect(refused.headers.get('retry-after')).toBe('1')
      expect(refused.headers.get('cache-control')).toBe('no-store')
      expect(await refused.json()).toMatchObject({ status: 503, code: 'overloaded' })
    }
    expect(happened.filter(({ kind }) => kind === 'refused')).toHaveLength(4)
    const page = await app.request('/?lang=nl', { headers: { accept: 'text/html' } })
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('Het is nu te druk.')
    for (const path of ['/v1/health', '/v1/health/live', '/v1/health/ready', '/widget.js']) {
      expect((await app.request(path)).status, path).toBe(200)
    }
    leave()
    expect((await waiting).status).toBe(200)
  })

  it('keeps nobody waiting for a slow sender', async () => {
    let send: ReadableStreamDefaultController<Uint8Array>
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (send = controller) })
    const slow = ask({ body, duplex: 'half' } as RequestInit)
    expect((await ask()).status).toBe(200)
    send!.enqueue(new TextEncoder().encode('{"query": "vraag 7"}'))
    send!.close()
    expect((await slow).status).toBe(200)
    expect(places.active()).toBe(0)
  })

  it('gives every turn back, after answers, errors and broken bodies alike', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new Error('gone')),
    })
    const statuses = [
      (await ask()).status,
      (await ask({ body: '{' })).status,
      (await ask({ body: broken, duplex: 'half' } as RequestInit)).status,
      (await ask({ body: 'x'.repeat(200_000) })).status,
      (await app.request('/v1/answers/nope')).status,
      (await app.request('/nope')).status,
    ]
    expect(statuses).toEqual([200, 400, 400, 413, 404, 404])
    expect([places.active(), places.waiting()]).toEqual([0, 0])
    await close()
  })
})
