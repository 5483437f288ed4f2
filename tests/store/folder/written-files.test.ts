import { createHash } from 'node:crypto'
import { linkSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { contentStampOf } from '../../../src/store/folder/touch-stamp.ts'
import { readWritten, rememberWritten, WRITTEN } from '../../../src/store/folder/written-files.ts'

const root = mkdtempSync(join(tmpdir(), 'letterlijk-written-'))
afterAll(() => rmSync(root, { recursive: true }))
const names = ['a', 'b', 'c', 'd', 'e']
const paths = names.map((name) => join(root, name))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const checked = () =>
  paths.map((path, nth) => {
    return { path, sha256: sha256(names[nth]!), stamp: contentStampOf(statSync(path)) }
  })
const known = () => {
  const written = readWritten(root)
  return paths.map((path) => written(statSync(path))?.sha256 ?? null)
}

it('knows the files that nobody touched since they were checked, and no others', async () => {
  for (const [nth, path] of paths.entries()) writeFileSync(path, names[nth]!)
  expect(known()).toEqual([null, null, null, null, null])
  const all = checked()
  // Linked since, as into a new generation, which leaves its content the same.
  linkSync(paths[1]!, join(root, 'other'))
  // Written to since.
  writeFileSync(paths[4]!, 'longer')
  await rememberWritten(root, all)
  expect(known()).toEqual([...names.slice(0, 4).map(sha256), null])
  // Each of these gives a file another time of change, whatever its other times say.
  const { atime, mtime } = statSync(paths[0]!)
  writeFileSync(paths[0]!, 'x')
  utimesSync(paths[0]!, atime, mtime)
  rmSync(join(root, 'other'))
  rmSync(paths[2]!)
  writeFileSync(paths[2]!, 'c')
  expect(known()).toEqual([null, null, null, sha256('d'), null])
})

it('knows nothing where there is nothing of its own to read', async () => {
  await rememberWritten(join(root, 'none'), checked())
  writeFileSync(join(root, WRITTEN), 'nonsense')
  expect(known()).toEqual([null, null, null, null, null])
})
