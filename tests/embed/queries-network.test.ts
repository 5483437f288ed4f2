import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transformersEmbedder, type TransformersOptions } from '../../src/embed/transformers.ts'
import { smallModel } from '../support/small-model.ts'

const MODEL = 'test/two-networks'
const PASSAGES = 'onnx/model_quantized.onnx'
const QUERIES = 'onnx/query_quantized.onnx'
const DIGEST = 'onnx/query_quantized.sha256'
/** The vectors of the network for queries. */
const TABLE = 3

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-queries-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A model's folder with these files beside its own; null removes one. */
async function modelWith(name: string, files: Readonly<Record<string, Buffer | null>>) {
  const at = join(folder, name, MODEL)
  const own = [...smallModel(MODEL)].map(([path, body]) => [path.slice(MODEL.length + 1), body])
  for (const [path, body] of Object.entries({ ...Object.fromEntries(own), ...files })) {
    await mkdir(dirname(join(at, path)), { recursive: true })
    if (body !== null) await writeFile(join(at, path), body as Buffer)
  }
  return (more: Partial<TransformersOptions> = {}) =>
    transformersEmbedder({
      ...{ model: MODEL, folder: join(folder, name), cache: join(folder, 'cache'), offline: true },
      ...more,
    })
}

const network = smallModel(MODEL, TABLE).get(`${MODEL}/${PASSAGES}`)!
const digest = createHash('sha256').update(network).digest('hex')
const both = { [QUERIES]: network, [DIGEST]: Buffer.from(`${digest}\n`) }
const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2)
const damaged = { code: 'model_damaged', message: expect.stringContaining('Restore its files') }

describe('a model with a network for queries', () => {
  it('embeds queries with it and passages as without it, and is the same model', async () => {
    const one = await (await modelWith('one', {}))()
    const two = await (await modelWith('two', both))()
    expect(two.digest).toBe(one.digest)
    expect([one.queriesDigest, two.queriesDigest]).toEqual([undefined, digest])
    const vectorOf = async (embedder: typeof one, role: 'query' | 'passage') =>
      (await embedder.embed(['wereld'], role))[0]
    expect(await vectorOf(two, 'passage')).toEqual(await vectorOf(one, 'passage'))
    expect(await vectorOf(two, 'query')).not.toEqual(await vectorOf(one, 'query'))
  })

  it.each([
    ['is cut off', { ...both, [QUERIES]: half(network) }],
    ['is another than its digest says', { ...both, [DIGEST]: Buffer.from('0'.repeat(64)) }],
    ['has no digest', { ...both, [DIGEST]: null }],
    ['is absent, but for its digest', { ...both, [QUERIES]: null }],
  ])('is refused when that network %s', async (name, files) => {
    await expect((await modelWith(name, files))()).rejects.toMatchObject(damaged)
  })

  it('loads the other network for its first text', async () => {
    const passagesCut = { ...both, [PASSAGES]: half(network) }
    const server = await (await modelWith('server', passagesCut))()
    expect(await server.embed(['wereld'], 'query')).toHaveLength(1)
    await expect(server.embed(['wereld'], 'passage')).rejects.toMatchObject(damaged)

    const queriesCut = { ...both, [QUERIES]: half(network) }
    const indexer = await (await modelWith('indexer', queriesCut))({ first: 'passage' })
    expect(await indexer.embed(['wereld'], 'passage')).toHaveLength(1)
    await expect(indexer.embed(['wereld'], 'query')).rejects.toMatchObject(damaged)
  })
})
