import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { copy, readable } from '../../tools/image/files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-image-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
const modeOf = async (name: string) => (await stat(at(name))).mode & 0o777

it.each([
  ['a large file that only its owner reads', 0o600, 0o644],
  ['a large program of a careful owner', 0o700, 0o755],
  ['a large file that anybody writes', 0o666, 0o644],
])('makes %s readable in the image, and leaves it as it was in the checkout', async (...given) => {
  const [name, mode, wanted] = given
  await writeFile(at(name), Buffer.alloc(2 << 20), { mode: 0o600 })
  await chmod(at(name), mode)
  copy(at(name), at(`image ${mode}/${name}`))
  readable(at(`image ${mode}`))
  expect(await modeOf(`image ${mode}/${name}`)).toBe(wanted)
  expect(await modeOf(name)).toBe(mode)
})

it('links a large file whose mode is right already', async () => {
  await writeFile(at('model'), Buffer.alloc(2 << 20), { mode: 0o644 })
  copy(at('model'), at('image/model'))
  readable(at('image'))
  expect((await stat(at('image/model'))).ino).toBe((await stat(at('model'))).ino)
})
