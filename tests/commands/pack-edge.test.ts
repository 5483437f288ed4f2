import { cp, mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packEdge, type PackOptions } from '../../src/commands/pack-edge.ts'
import { readConfig } from '../../src/config.ts'
import { partOf, type Edge } from '../../src/format/edge.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { filesBelow } from '../../src/store/folder/files-below.ts'
import { generationOf } from '../../src/format/manifest.ts'

const MIB = 1024 * 1024

describe('packing', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-pack-'))
    await cp('index', join(folder, 'index'), { recursive: true })
  })
  afterEach(() => rm(folder, { recursive: true }))

  const target = () => join(folder, 'assets')
  const pack = (options: PackOptions = {}) =>
    packEdge(readConfig({ INDEX_DIR: join(folder, 'index') }), target(), '1.2.3', options)

  /** Files of zeros cost nothing to make, and only sizes matter here. */
  async function enlarge(name: string, mib: number): Promise<string> {
    const generation = generationOf(await indexFolder(join(folder, 'index')).manifest())
    await truncate(join(folder, 'index/generations', generation, name), mib * MIB)
    return `generations/${generation}/${name}`
  }

  it('leaves no asset larger than Cloudflare allows, and lists the parts', async () => {
    const path = await enlarge('texts.jsonl', 60)
    await pack()
    const sizes = await Promise.all(
      (await filesBelow(target())).map(async (file) => (await stat(file.path)).size),
    )
    expect(Math.max(...sizes)).toBeLessThanOrEqual(25 * MIB)
    const edge = JSON.parse(await readFile(join(target(), 'edge.json'), 'utf8')) as Edge
    expect(edge).toMatchObject({ version: '1.2.3' })
    expect(edge.parts).toEqual({ [path]: { bytes: 60 * MIB, partBytes: 24 * MIB } })
    const last = await stat(join(target(), partOf(path, 2)))
    expect(last.size).toBe(12 * MIB)
  })

  it('refuses an index that exceeds a Worker’s memory, and says what helps', async () => {
    await enlarge('search.bin', 100)
    await expect(pack()).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/words 100\.0.*STORE=postgres/s),
    })
    await enlarge('search.bin', 1)
    await pack()
    await enlarge('documents.jsonl', 30)
    await expect(pack()).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/documents 120\.0.*STORE=postgres/s),
    })
  })

  it('refuses more assets than Cloudflare allows', async () => {
    await expect(pack({ partBytes: 500 })).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/2\d{4} assets.*at most 20000/s),
    })
  })
})
