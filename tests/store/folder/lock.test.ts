import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from '../../../src/store/folder/lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('is free again once released, and leaves an empty file', async () => {
  for (let round = 0; round < 3; round++) {
    const release = await lockFolder(folder)
    await release()
    await release()
    expect(await readdir(folder)).toEqual(['.writer'])
    expect((await stat(join(folder, '.writer'))).size).toBe(0)
  }
})

it('refuses a second holder, whatever it is for', async () => {
  const release = await lockFolder(folder)
  await expect(lockFolder(folder, 'importing into this folder')).rejects.toMatchObject({
    code: 'index_locked',
    message: expect.stringContaining('Another process is importing into this folder'),
  })
  await release()
})

it('says what to do if the folder is not writable', async () => {
  await expect(lockFolder(join(folder, 'nowhere'))).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/nowhere cannot be written to.*chown/),
  })
})

it('is held for the life of another process, and no longer, however that ends', async () => {
  const lock = join(import.meta.dirname, '../../../src/store/folder/lock.ts')
  const script = `
    const { lockFolder } = await import(${JSON.stringify(lock)})
    await lockFolder(${JSON.stringify(folder)})
    process.stdout.write('held')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script])
  await once(holder.stdout, 'data')
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'index_locked' })
  // A stopped process is alive.
  holder.kill('SIGSTOP')
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'index_locked' })
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const release = await lockFolder(folder)
  await release()
})
