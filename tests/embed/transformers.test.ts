import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transformersEmbedder, type TransformersOptions } from '../../src/embed/transformers.ts'
import { smallModel } from '../support/small-model.ts'

let folder: string
let bundled: TransformersOptions

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-models-'))
  bundled = {
    model: 'letterlijk/nl-en-256',
    folder: new URL('../../index/model', import.meta.url).pathname,
    cache: join(folder, 'cache'),
    offline: true,
  }
})
afterAll(() => rm(folder, { recursive: true }))

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)

describe('the bundled model', () => {
  it('yields unit vectors, nearer for a translation than for another subject', async () => {
    const embedder = await transformersEmbedder(bundled)
    const [dutch, english, other] = await embedder.embed(
      ['sancties tegen Rusland', 'sanctions against Russia', 'appeltaart met kaneel'],
      'query',
    )
    expect(embedder.dimensions).toBe(256)
    expect(dot(dutch!, dutch!)).toBeCloseTo(1, 5)
    expect(dot(dutch!, english!)).toBeGreaterThan(dot(dutch!, other!) + 0.3)
  })

  it('is idle once a text that nobody waits for is embedded', async () => {
    const embedder = await transformersEmbedder(bundled)
    let isDone = false
    void embedder.embed(['sancties tegen Rusland'], 'query').then(() => (isDone = true))
    await embedder.idle!()
    // What waits for the text itself comes in the same turn.
    await new Promise(setImmediate)
    expect(isDone).toBe(true)
  })

  it('yields the same vector in any batch, and zeros for a text without words', async () => {
    const embedder = await transformersEmbedder(bundled)
    const [alone] = await embedder.embed(['export'], 'query')
    const [, together, empty, blank] = await embedder.embed(
      ['een lange zin', 'export', '', ' \n'],
      'query',
    )
    expect(together).toEqual(alone)
    expect([...empty!, ...blank!].every((number) => number === 0)).toBe(true)
  })

  it('is refused with a remedy when its file is cut off', async () => {
    const copy = join(folder, 'cut')
    await cp(bundled.folder, copy, { recursive: true })
    const onnx = join(copy, bundled.model, 'onnx/model_quantized.onnx')
    await writeFile(onnx, (await readFile(onnx)).subarray(0, 1_000_000))
    await expect(transformersEmbedder({ ...bundled, folder: copy })).rejects.toMatchObject({
      code: 'model_damaged',
      message: expect.stringContaining('Restore its files'),
    })
  })
})

describe('a model that is not bundled', () => {
  let hub: Server
  let host: string
  let files: Map<string, Buffer>
  let requests: number

  beforeAll(async () => {
    files = await smallModel('test/e5-tiny')
    hub = createServer((request, response) => {
      requests++
      const body = files.get(decodeURIComponent(request.url!).replace('/resolve/main', '').slice(1))
      if (body === undefined) response.writeHead(404).end()
      else response.writeHead(200, { 'content-length': body.length }).end(body)
    })
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve))
    host = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/`
    requests = 0
  })
  afterAll(() => new Promise((resolve) => hub.close(resolve)))

  const from = (cache: string, more: Partial<TransformersOptions> = {}): TransformersOptions => ({
    ...bundled,
    model: 'test/e5-tiny',
    cache: join(folder, cache),
    host,
    offline: false,
    ...more,
  })

  it('is downloaded once, with progress, and then found in the cache', async () => {
    const seen: string[] = []
    const first = await transformersEmbedder(
      from('once', { onProgress: ({ file }) => seen.push(file) }),
    )
    expect(seen).toContain('onnx/model_quantized.onnx')
    const before = requests
    const second = await transformersEmbedder(from('once'))
    expect(requests).toBe(before)
    expect(second.digest).toBe(first.digest)
  })

  it('gets the prefixes that its family needs', async () => {
    const embedder = await transformersEmbedder(from('prefixes'))
    const [query] = await embedder.embed(['wereld'], 'query')
    const [passage] = await embedder.embed(['wereld'], 'passage')
    expect(dot(query!, passage!)).toBeLessThan(0.999)
  })

  it.each([
    ['a page instead of the tokenizer', 'tokenizer.json', Buffer.from('<html>log in</html>')],
    ['half a network', 'onnx/model_quantized.onnx', null],
  ])('is removed and explained when the hub sends %s', async (_, file, body) => {
    const key = `test/e5-tiny/${file}`
    const whole = files.get(key)!
    files.set(key, body ?? whole.subarray(0, whole.length / 2))
    const cache = `broken-${file.length}`
    try {
      await expect(transformersEmbedder(from(cache))).rejects.toMatchObject({
        code: 'model_damaged',
        message: expect.stringContaining('It has been removed'),
      })
    } finally {
      files.set(key, whole)
    }
    expect(existsSync(join(folder, cache, key))).toBe(false)
    expect((await transformersEmbedder(from(cache))).dimensions).toBe(4)
  })

  it('is missing, and says what to set, if the hub does not have it', async () => {
    const unknown = transformersEmbedder(from('unknown', { model: 'test/unknown' }))
    await expect(unknown).rejects.toMatchObject({
      code: 'model_missing',
      message: expect.stringMatching(/MODEL_DIR.*MODEL_HOST/),
    })
  })

  it('is missing, and never requested, if downloading is off', async () => {
    const before = requests
    const off = transformersEmbedder(from('off', { offline: true }))
    await expect(off).rejects.toMatchObject({ code: 'model_missing' })
    expect(requests).toBe(before)
  })

  it('is taken from a local folder that has it', async () => {
    const local = join(folder, 'local')
    for (const [name, body] of files) {
      await mkdir(dirname(join(local, name)), { recursive: true })
      await writeFile(join(local, name), body)
    }
    const embedder = await transformersEmbedder(from('local', { folder: local, offline: true }))
    expect(embedder.dimensions).toBe(4)
  })
})
