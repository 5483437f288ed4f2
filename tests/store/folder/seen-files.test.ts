import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { hashUnseen } from '../../../src/store/folder/seen-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'letterlijk-seen-'))
afterAll(() => rmSync(folder, { recursive: true }))
const seen = join(folder, '.seen')
const names = ['a', 'b', 'c', 'd']
const paths = names.map((name) => join(folder, name))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

it('knows the files that nobody touched, and no others, whatever their times say', async () => {
  for (const [nth, path] of paths.entries()) writeFileSync(path, names[nth]!)
  const all = names.map(sha256)
  // Too fresh to be remembered.
  expect(hashUnseen(paths, { seen, keep: true })).toEqual(all)
  await wait(2_100)
  expect(hashUnseen(paths, { seen, keep: true })).toEqual(all)
  expect(existsSync(seen)).toBe(true)
  const [changed, replaced, restored] = paths as [string, string, string]
  const { atime, mtime } = statSync(changed)
  writeFileSync(changed, 'x')
  utimesSync(changed, atime, mtime)
  writeFileSync(`${replaced}.new`, 'y')
  utimesSync(`${replaced}.new`, atime, mtime)
  renameSync(`${replaced}.new`, replaced)
  writeFileSync(restored, 'z')
  writeFileSync(restored, 'c')
  const now = ['x', 'y', 'c', 'd'].map(sha256)
  expect(hashUnseen(paths, { seen, keep: false })).toEqual(now)
  // What is remembered is believed.
  const { ino, size, mtimeMs, ctimeMs } = statSync(paths[3]!)
  writeFileSync(seen, `nonsense\n${'0'.repeat(64)} ${ino} ${size} ${mtimeMs} ${ctimeMs}\n`)
  expect(hashUnseen(paths, { seen, keep: false })).toEqual([...now.slice(0, 3), '0'.repeat(64)])
  writeFileSync(seen, 'nonsense')
  expect(hashUnseen(paths, { seen, keep: false })).toEqual(now)
})
