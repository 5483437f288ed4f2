import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { indexDocuments } from '../../src/commands/index-documents.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { inventDocument } from '../support/invent-document.ts'
import { indexWithShared } from '../support/shared-model.ts'

let folder: string
let config: Config

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-remove-'))
  config = readConfig({
    INDEX_DIR: join(folder, 'index'),
    MODEL_DIR: join(import.meta.dirname, '../../index/model'),
    MODEL: 'letterlijk/nl-en-256',
  })
  await mkdir(join(folder, 'input'))
  for (const [seed, name] of ['a', 'b', 'c', 'd'].entries()) {
    await writeFile(join(folder, 'input', `${name}.txt`), inventDocument({ seed }))
  }
  await writeFile(join(folder, 'input/b.json'), '{"id":"known"}')
  await writeFile(join(folder, 'input/broken.pdf'), '')
  await indexWithShared(config, [join(folder, 'input')])
})
afterAll(() => rm(folder, { recursive: true }))

const documents = () => readdir(join(folder, 'index/documents'))

it('removes documents by id or file, with their metadata files', async () => {
  const report = await indexWithShared(config, [], { remove: ['known', 'a.txt', 'broken.pdf'] })
  expect(report).toMatchObject({ documents: 2, removed: 2, failures: [] })
  expect((await documents()).sort()).toEqual(['c.txt', 'd.txt'])
})

it('changes nothing if one of them is missing', async () => {
  await expect(indexWithShared(config, [], { remove: ['c', 'never'] })).rejects.toThrow(
    /no document never/,
  )
  expect((await documents()).sort()).toEqual(['c.txt', 'd.txt'])
})

it('changes nothing if the model is missing', async () => {
  await writeFile(join(folder, 'e.txt'), inventDocument({ seed: 5 }))
  const without = { ...config, model: { ...config.model, name: 'nobody/none', offline: true } }
  const added = [join(folder, 'e.txt')]
  await expect(indexDocuments(without, added, { remove: ['c'] })).rejects.toMatchObject({
    code: 'model_missing',
  })
  expect((await documents()).sort()).toEqual(['c.txt', 'd.txt'])
  const { incoming, leaving } = indexFolder(config.indexDir)
  expect([incoming, leaving].filter(existsSync)).toEqual([])
})

it('killed half way, leaves a servable index, and the next run continues', async () => {
  const index = indexFolder(config.indexDir)
  // Before the new index counts: the document is on its way out of an index that still has it.
  await mkdir(index.leaving)
  await rename(join(index.documents, 'c.txt'), join(index.leaving, 'c.txt'))
  expect(await index.differences(await index.manifest())).toEqual([])
  expect(await indexWithShared(config, [])).toMatchObject({ documents: 2, removed: 0 })
  expect((await documents()).sort()).toEqual(['c.txt', 'd.txt'])

  // Afterwards: the index no longer has it.
  await indexWithShared(config, [], { remove: ['c'] })
  await mkdir(index.leaving)
  await writeFile(join(index.leaving, 'c.txt'), inventDocument({ seed: 2 }))
  expect(await index.differences(await index.manifest())).toEqual([])
  expect(await indexWithShared(config, [])).toMatchObject({ documents: 1, removed: 0 })
  expect(await documents()).toEqual(['d.txt'])
})
