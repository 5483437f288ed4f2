import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readableOf } from '../../src/commands/input-files.ts'
import type { IndexReport } from '../../src/commands/index-documents.ts'
import { readConfig } from '../../src/config.ts'
import { inventDocument } from '../support/invent-document.ts'
import { makeDocx } from '../support/make-docx.ts'
import { indexWithShared, openWithShared } from '../support/shared-model.ts'

const root = join(import.meta.dirname, '../..')
const SECRET = 'What stands outside is nobody’s to index.'
const question = inventDocument({ seed: 1, answers: 1 })

/** A name that is no UTF-8. */
const noLetter = Buffer.from([0xff, ...Buffer.from('-letter.txt')])

/** A Word file that two readers could read as two different documents. */
function withTwoDirectories(): Uint8Array {
  const texts = ['eerste', 'tweede'].map((word) => makeDocx([{ text: `Vraag 1 ${word}` }]))
  return Buffer.concat(texts)
}

const HOSTILE: Readonly<Record<string, string | Uint8Array>> = {
  'no-space.txt': `${question}${'a'.repeat(200_000)}`,
  'one-line.txt': 'woord '.repeat(15_000_000),
  'nested.xml': `<?xml version="1.0"?>${'<a>'.repeat(1_200_000)}${'</a>'.repeat(1_200_000)}`,
  'nested.html': `<!doctype html>${'<div>'.repeat(1_500_000)}`,
  'two.docx': withTwoDirectories(),
  'random.pdf': Buffer.from(`%PDF-1.7\n${'\u0000\u00ff'.repeat(5_000)}`),
  'empty.txt': '',
}

let scratch: string
let report: IndexReport
let ids: readonly string[]
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'letterlijk-hostile-'))
  const input = join(scratch, 'input')
  const outside = join(scratch, 'outside')
  await mkdir(input)
  await mkdir(outside)
  await writeFile(join(outside, 'secret.txt'), `${question}\n${SECRET}`)
  await symlink(join(outside, 'secret.txt'), join(input, 'link.txt'))
  await symlink(outside, join(input, 'folder'))
  await symlink(join(input, 'nowhere'), join(input, 'broken.txt'))
  await writeFile(Buffer.concat([Buffer.from(`${input}/no-`), noLetter]), 'Vraag 1')
  await writeFile(join(input, 'endless.txt'), '')
  await truncate(join(input, 'endless.txt'), 20 * 2 ** 30)
  execFileSync('mkfifo', [join(input, 'pipe.txt')])
  await mkdir(join(input, 'folder.pdf'))
  await writeFile(join(input, 'good.txt'), inventDocument({ seed: 2 }))
  for (const [name, content] of Object.entries(HOSTILE)) {
    await writeFile(join(input, name), content)
  }
  const config = readConfig({
    INDEX_DIR: join(scratch, 'index'),
    MODEL_DIR: join(root, 'index/model'),
  })
  report = await indexWithShared(config, [input])
  const { served } = await openWithShared(config)
  ids = served.library.documents.map(({ id }) => id)
  await served.library.close()
}, 300_000)
afterAll(() => rm(scratch, { recursive: true }))

it('one bad file never ends a run: the good one is indexed, and each bad one is reported', () => {
  expect(ids).toContain('good')
  const failed = new Set(report.failures.map(({ file }) => file))
  for (const name of ['one-line.txt', 'nested.xml', 'nested.html', 'two.docx', 'random.pdf']) {
    expect([name, failed.has(name)]).toEqual([name, true])
  }
  for (const { file, reason } of report.failures) {
    expect([file, reason]).toEqual([file, expect.not.stringMatching(/fault of this program/)])
  }
})

it('nor does one that cannot be opened, or that has no end', async () => {
  expect(report.failures).toContainEqual({
    file: 'endless.txt',
    reason: 'it is larger than 100 MB',
  })
  expect(report.failures).toContainEqual({
    file: 'no-\ufffd-letter.txt',
    reason: 'it cannot be opened (ENOENT)',
  })
  const odd = report.failures.filter(({ file }) => /pipe|folder|link|broken/.test(file))
  expect(odd).toEqual([
    { file: 'broken.txt', reason: 'it cannot be opened (ENOENT)' },
    { file: 'folder', reason: 'it is a link: name its folder itself' },
    { file: 'link.txt', reason: 'it is a link to what lies elsewhere: name that file itself' },
    { file: 'pipe.txt', reason: 'it is no file' },
  ])
  const pipe = join(scratch, 'input', 'pipe.txt')
  expect(await readableOf([{ name: 'pipe.txt', path: pipe }])).toMatchObject({
    unread: [{ reason: 'it is no file' }],
  })
})

it('targets of symbolic links are not read, and nothing behind them is deleted', async () => {
  expect(ids.filter((id) => /link|secret|folder/.test(id))).toEqual([])
  expect(await readFile(join(scratch, 'outside', 'secret.txt'), 'utf8')).toContain(SECRET)
})
