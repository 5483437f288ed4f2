import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { namedFile } from '../../src/commands/named-file.ts'
import { fileProblem } from '../../src/process/file-problem.ts'

it('says what is wrong with a file, and what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'letterlijk-problem-'))
  const plain = join(folder, 'plain')
  await writeFile(plain, '')
  const said = (path: string) =>
    writeFile(path, '').then(
      () => null,
      (error: unknown) => fileProblem(error),
    )
  expect(await said(join(folder, 'none', 'proof.html'))).toMatch(/none.proof\.html is not there/)
  expect(await said(join(plain, 'proof.html'))).toMatch(/in something that is no folder/)
  expect(await said(folder)).toMatch(/is a folder\. Name a file/)
  await rm(folder, { recursive: true })
})

it.each([
  ['EACCES', /^\/x may not be read or written by this user.*chown/],
  ['EPERM', /^\/x may not be read/],
  ['EROFS', /^\/x is on a disk that may only be read/],
  ['EDQUOT', /^\/x found no room left/],
])('explains %s', (code, message) => {
  expect(fileProblem(Object.assign(new Error('raw'), { code, path: '/x' }))).toMatch(message)
})

it('leaves other errors as they are', () => {
  expect(fileProblem(new Error('a bug'))).toBeNull()
  expect(fileProblem(Object.assign(new Error('lost'), { code: 'ECONNRESET' }))).toBeNull()
  expect(fileProblem('thrown')).toBeNull()
})

it.skipIf(process.getuid?.() !== 0)(
  'a named file that is forbidden is not called missing',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'letterlijk-forbidden-'))
    await writeFile(join(folder, 'draft.md'), '', { mode: 0o600 })
    process.seteuid!(65_534)
    try {
      await expect(namedFile(join(folder, 'draft.md'))).rejects.toMatchObject({ code: 'EACCES' })
    } finally {
      process.seteuid!(0)
      await rm(folder, { recursive: true })
    }
  },
)
