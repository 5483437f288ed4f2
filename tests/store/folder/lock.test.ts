import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from '../../../src/store/folder/lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('is free again once released, and leaves nothing behind', async () => {
  for (let round = 0; round < 3; round++) {
    const release = await lockFolder(folder)
    expect(await readdir(folder)).toEqual(['.lock'])
    await release()
    expect(await readdir(folder)).toEqual([])
  }
})

it('refuses a second holder with the process id of the first', async () => {
  const release = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'index_locked',
    message: expect.stringContaining(`Process ${process.pid}`),
  })
  await release()
})

it('passes over a lock whose process is gone, once, whoever comes first', async () => {
  const gone = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => gone.once('exit', resolve))
  await writeFile(join(folder, '.lock'), String(gone.pid))
  const release = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'index_locked' })
  await release()
})
