import fc from 'fast-check'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fuzzedRequest } from '../../tests/support/fuzzed-requests.ts'
import { sendFuzzed } from '../send-fuzzed.ts'

/** The behaviour of hostile clients, repeated until the soak is over. */
interface Hostile {
  readonly faults: string[]
  /** the number of attempts at each kind of harm */
  readonly tried: Map<string, number>
}

interface Target {
  readonly hostname: string
  readonly port: string
}

/**
 * Mutated requests, bodies too large or never sent, heads that trickle, bytes that are not HTTP.
 */
export async function harass(origin: string, isOver: () => boolean): Promise<Hostile> {
  const target = new URL(origin)
  const hostile: Hostile = { faults: [], tried: new Map() }
  const each = async (kind: string, pause: number, once: (at: number) => Promise<void>) => {
    for (let at = 0; !isOver(); at++) {
      hostile.tried.set(kind, at + 1)
      await once(at)
      await wait(pause)
    }
  }
  await Promise.all([
    each('mutated requests', 200, async (at) => {
      const [fuzzed] = fc.sample(fuzzedRequest, { numRuns: 1, seed: at })
      const sent = await sendFuzzed(origin, fuzzed!)
      if ('faults' in sent && hostile.faults.length < 100) hostile.faults.push(...sent.faults)
    }),
    each('heads that trickle', 500, () => trickle(target, isOver)),
    each('bodies that never end', 700, () => promiseMore(target)),
    each('bodies of 3 MB', 2_000, () => oversend(target)),
    each('bytes that are not HTTP', 400, (at) => sendNoise(target, at)),
    each('answers not waited for', 300, () => hangUp(target)),
  ])
  return hostile
}

/** A request head, one byte a second for ten seconds: longer than the server waits for one. */
async function trickle(target: Target, isOver: () => boolean): Promise<void> {
  const socket = open(target)
  for (const byte of 'POST /v1/a') {
    if (socket.destroyed || isOver()) break
    socket.write(byte)
    await wait(1_000)
  }
  socket.destroy()
}

/** Announces 100 kB, sends ten bytes and keeps the connection for two seconds. */
async function promiseMore(target: Target): Promise<void> {
  const socket = open(target)
  socket.write(
    'POST /v1/ask HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n' +
      'content-length: 100000\r\n\r\n{"query":"',
  )
  await wait(2_000)
  socket.destroy()
}

async function oversend(target: Target): Promise<void> {
  const socket = open(target)
  socket.write('POST /v1/ask HTTP/1.1\r\nhost: x\r\ncontent-length: 3000000\r\n\r\n')
  socket.write(Buffer.alloc(3_000_000, 'a'))
  await wait(500)
  socket.destroy()
}

async function sendNoise(target: Target, at: number): Promise<void> {
  const socket = open(target)
  socket.write(Buffer.from(Array.from({ length: 200 }, (_, n) => (n * 31 + at * 17) % 256)))
  await wait(100)
  socket.destroy()
}

/** Asks, and leaves before the answer comes. */
async function hangUp(target: Target): Promise<void> {
  const body = JSON.stringify({ query: 'wat doet het kabinet aan de dijk?', limit: 20 })
  const socket = open(target)
  socket.write(
    'POST /v1/ask HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n' +
      `content-length: ${body.length}\r\n\r\n${body}`,
  )
  await wait(1)
  socket.destroy()
}

function open({ hostname, port }: Target): Socket {
  const socket = connect(Number(port), hostname)
  // The server may well close it first.
  socket.on('error', () => {})
  socket.resume()
  return socket
}
