import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { askedOfBoth, prepareWorker, startWorkerd, type Workerd } from '../support/workerd.ts'

const config = readConfig({})
const PART = 8000
const SOURCE_PART = 1000

describe('an index in parts', () => {
  let folder: string
  let worker: Workerd
  let app: OpenApp
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-parts-'))
    const packing = { partBytes: PART, sourcePartBytes: SOURCE_PART }
    worker = await startWorkerd(await prepareWorker(folder, config, packing))
    app = await openApp({}, {}, { encoder: false })
  })
  afterAll(async () => {
    await worker.end()
    await app.close()
    await rm(folder, { recursive: true })
  })

  it('has no asset larger than a part', async () => {
    const entries = await readdir(join(folder, 'assets'), { recursive: true, withFileTypes: true })
    const files = entries.filter((each) => each.isFile())
    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
    )
    const small = files.map(({ name }) => (name.startsWith('sources.txt') ? SOURCE_PART : PART))
    const edge = files.findIndex(({ name }) => name === 'edge.json')
    expect(sizes.filter((size, at) => at !== edge && size > small[at]!)).toEqual([])
    expect(files.filter(({ name }) => /^sources\.txt\.\d+$/.test(name))).toHaveLength(11)
  })

  it.each(['vraag 7', 'what does the cabinet say about semiconductors?', 'wat doet Weibo?'])(
    'answers "%s" with the same bytes as Node',
    async (query) => {
      const { ours, theirs } = await askedOfBoth(query, app, worker)
      expect(theirs).toBe(ours)
    },
  )

  it('returns the whole source text, joined from its parts', async () => {
    const path = '/v1/documents/2022D35172/source'
    const [ours, theirs] = await Promise.all([app.request(path), worker.send(path)])
    expect(new Uint8Array(await theirs.arrayBuffer())).toEqual(
      new Uint8Array(await ours.arrayBuffer()),
    )
  })
})
