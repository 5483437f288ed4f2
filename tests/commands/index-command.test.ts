import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEXICON } from '../../src/embed/embed.ts'
import type { IndexReport } from '../../src/commands/index-documents.ts'
import { filesBelow } from '../../src/store/folder/files-below.ts'
import { fileSha256 } from '../../src/store/folder/read-files.ts'
import { lockFolder } from '../../src/store/folder/lock.ts'
import { inventDocument } from '../support/invent-document.ts'
import { runCli } from '../support/run-cli.ts'

let folder: string
let env: { INDEX_DIR: string; MODEL: string }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-command-'))
  env = { INDEX_DIR: join(folder, 'index'), MODEL: LEXICON }
  await mkdir(join(folder, 'good'))
  await writeFile(join(folder, 'good/a.txt'), inventDocument({ seed: 1 }))
  await mkdir(join(folder, 'mixed'))
  await writeFile(join(folder, 'mixed/b.txt'), inventDocument({ seed: 2 }))
  await writeFile(join(folder, 'mixed/empty.pdf'), '')
  await mkdir(join(folder, 'large'))
  const large = Array.from({ length: 20 }, (_, seed) => inventDocument({ seed: 100 + seed }))
  for (const [at, text] of large.entries()) {
    await writeFile(join(folder, `large/c${at}.txt`), text)
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function snapshot(): Promise<Map<string, string>> {
  const found = await filesBelow(env.INDEX_DIR)
  const digests = found.map(async ({ name, path }) => [name, await fileSha256(path)] as const)
  return new Map(await Promise.all(digests))
}

describe('npm run index, as a command', () => {
  it('ends with 0 and a report in words if it read everything', async () => {
    const { status, stdout, stderr } = await runCli(['index', join(folder, 'good')], { env })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^1 document, 5 answers, \d+ paragraphs; 1 read anew, 0 removed\n/)
    expect(stdout).toMatch(/\nindex sha256:[0-9a-f]{64}\n$/)
    // Not a terminal: plain lines, which fit a log.
    expect(stderr).toMatch(/^1\/1 files, \d+ paragraphs embedded/m)
    expect(stderr).not.toContain('\u001b')
  })

  it('ends with 1 if it could not read a file, and says which and why', async () => {
    const { status, stdout, stderr } = await runCli(['index', join(folder, 'mixed')], { env })
    expect(status).toBe(1)
    // What it takes over takes no time, and would promise that the rest takes days.
    expect(stderr).toMatch(/^2\/2 files/m)
    expect(stdout).toMatch(/^2 documents/)
    expect(stdout).toMatch(/^not read: empty\.pdf is empty: hand in the whole file$/m)
  })

  it('gives the same report as JSON', async () => {
    const { status, stdout } = await runCli(['index', '--json'], { env })
    expect(status).toBe(1)
    expect(JSON.parse(stdout) as IndexReport).toEqual({
      documents: 2,
      answers: 10,
      paragraphs: expect.any(Number),
      renewed: 0,
      removed: 0,
      warnings: [],
      failures: [{ file: 'empty.pdf', reason: expect.stringContaining('empty') }],
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('ends with 2, and touches nothing, if a path is missing', async () => {
    const before = await snapshot()
    const { status, stderr } = await runCli(['index', join(folder, 'nowhere')], { env })
    expect(status).toBe(2)
    expect(stderr).toContain('nowhere')
    expect(await snapshot()).toEqual(before)
  })

  it('ends with 1 if another process is writing, and says so', async () => {
    const before = await snapshot()
    const release = await lockFolder(env.INDEX_DIR)
    const { status, stderr } = await runCli(['index', join(folder, 'good')], { env })
    await release()
    expect(status).toBe(1)
    expect(stderr).toContain('Another process is writing to this index')
    expect(await snapshot()).toEqual(before)
  })

  // A limit on file sizes stands in for a full disk: a write fails half way, after the documents
  // have come in. The system then reports EFBIG, where a full disk reports ENOSPC.
  it.skipIf(process.platform === 'win32')(
    'leaves the old index if the disk is full, and continues once it has room',
    async () => {
      const before = await snapshot()
      // 32 or 64 kB, depending on the shell; the signal that comes with the error would otherwise
      // end the process.
      const full = { env, before: "trap '' XFSZ; ulimit -f 64" }
      const { status, stderr } = await runCli(['index', join(folder, 'large')], full)
      expect(status).toBe(1)
      expect(stderr).toMatch(/no room.*The index is as it was/s)
      const after = await snapshot()
      for (const [name, digest] of before) expect(after.get(name), name).toBe(digest)
      expect(await readdir(join(env.INDEX_DIR, 'generations'))).toHaveLength(1)
      expect((await runCli(['verify'], { env })).status).toBe(0)

      const { stdout } = await runCli(['index', join(folder, 'large')], { env })
      expect(stdout).toMatch(/^22 documents/)
    },
  )
})
