import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { indexDocuments } from '../../src/commands/index-documents.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { sha256 } from '../../src/domain/digest.ts'
import { CALIBRATION_FILE, LEXICON, NEIGHBOURS_FILE } from '../../src/embed/embed.ts'
import { readNeighbours, writeNeighbours } from '../../src/embed/token-neighbours.ts'
import { loadModel } from '../../src/open/model.ts'
import { openServed } from '../../src/open/wiring.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { inventDocument } from '../support/invent-document.ts'

let folder: string
let config: Config
let list: string
let original: Buffer<ArrayBuffer>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-neighbours-'))
  await cp('index/model', join(folder, 'model'), { recursive: true })
  const env = { INDEX_DIR: join(folder, 'index'), MODEL_DIR: join(folder, 'model') }
  config = readConfig({ ...env, MODEL: LEXICON })
  await writeFile(join(folder, 'a.txt'), inventDocument({ seed: 1 }))
  await indexDocuments(config, [join(folder, 'a.txt')])
  list = join(folder, 'model', LEXICON, NEIGHBOURS_FILE)
  original = await readFile(list)
})
beforeEach(() => writeFile(list, original))
afterAll(() => rm(folder, { recursive: true }))

async function open(): Promise<number> {
  const { served } = await openServed(config)
  await served.library.close()
  return served.library.documents.length
}

const refused = { code: 'index_mismatch', message: expect.stringMatching(/neighbours\.bin.*\(/) }

it('is in the manifest, with the calibration', async () => {
  const { lexicon, files } = await indexFolder(config.indexDir).manifest()
  expect(lexicon?.neighbours).toBe(await sha256(original))
  expect(files).toHaveProperty([CALIBRATION_FILE])
  expect(await open()).toBe(1)
})

it('refuses a list with one other byte', async () => {
  const altered = Buffer.from(original)
  altered[altered.length - 1]! ^= 1
  await writeFile(list, altered)
  await expect(open()).rejects.toMatchObject(refused)
})

it('refuses a well-formed list without neighbours', async () => {
  const { digest } = (await loadModel(config.model)).lexicon!
  const { starts, ...rest } = readNeighbours(original, digest)
  const none = { ...rest, tokens: new Uint16Array(), nearnesses: new Uint8Array() }
  await writeFile(list, writeNeighbours({ ...none, starts: starts.map(() => 0) }, digest))
  await expect(open()).rejects.toMatchObject(refused)
})

it('refuses a list that is altered while the server runs, before it is read', async () => {
  const { lexicon } = await loadModel(config.model)
  await writeFile(list, original.subarray(1))
  expect(() => lexicon!.neighbours).toThrow(expect.objectContaining({ code: 'model_damaged' }))
})

it('refuses an index whose copy of the calibration was altered', async () => {
  const manifest = await indexFolder(config.indexDir).manifest()
  const generation = join(config.indexDir, 'generations', manifest.digest.slice(0, 16))
  const path = join(generation, CALIBRATION_FILE)
  const calibration = await readFile(path, 'utf8')
  await writeFile(
    path,
    calibration.replace(/\d(?=\D*$)/, (digit) => String((+digit + 1) % 10)),
  )
  await expect(open()).rejects.toMatchObject({ code: 'index_damaged' })
  await writeFile(path, calibration)
})

it('serves without the list, which only makes search faster', async () => {
  await rm(list)
  expect(await open()).toBe(1)
})
