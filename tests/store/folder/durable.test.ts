import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { replaceDurably, writeDurably } from '../../../src/store/folder/durable.ts'

it('names the file that was to be written, not the one that stands in for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'durable-'))
  const path = join(folder, 'nowhere', 'answers.csv')
  const replacing = replaceDurably(path, (temporary) => writeDurably(temporary, 'x'))
  await expect(replacing).rejects.toMatchObject({ code: 'ENOENT', path })
  expect(await readdir(folder)).toEqual([])
})
