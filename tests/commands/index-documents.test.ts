import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inputsFrom } from '../../src/commands/input-files.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { LEXICON } from '../../src/embed/embed.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { lockFolder } from '../../src/store/folder/lock.ts'
import { filesBelow } from '../../src/store/folder/files-below.ts'
import { fileSha256 } from '../../src/store/folder/read-files.ts'
import { inventDocument, seeded } from '../support/invent-document.ts'
import { indexWithShared, openWithShared, verifyWithShared } from '../support/shared-model.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
let count = 0
let config: Config
let input: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-index-'))
})
afterAll(() => rm(folder, { recursive: true }))

beforeEach(async () => {
  const indexDir = join(folder, `index-${++count}`)
  input = join(folder, `input-${count}`)
  await mkdir(input)
  // Loads in a tenth of the encoder's time, which only the bytes of vectors depend on.
  config = configOf(indexDir, LEXICON)
})

function configOf(indexDir: string, model?: string): Config {
  const env = { INDEX_DIR: indexDir, MODEL_DIR: join(root, 'index/model') }
  return readConfig(model === undefined ? env : { ...env, MODEL: model })
}

const put = (name: string, text: string) => writeFile(join(input, name), text)

async function indexedIds(): Promise<string[]> {
  const { served } = await openWithShared(config)
  const ids = served.library.documents.map(({ id }) => id)
  await served.library.close()
  return ids
}

/** Every file of an index with its SHA-256. */
async function snapshot({ indexDir } = config): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { name, path } of await filesBelow(indexDir)) {
    found.set(name, await fileSha256(path))
  }
  return found
}

describe('npm run index', () => {
  it('makes a fresh folder complete, from files and folders', async () => {
    await put('a.txt', inventDocument({ seed: 1 }))
    await mkdir(join(input, 'sub'))
    await put('sub/b.txt', inventDocument({ seed: 2 }))
    const report = await indexWithShared(config, [input])
    expect(report).toMatchObject({ documents: 2, renewed: 2, removed: 0, failures: [] })
    expect(await indexedIds()).toEqual(['a', 'b'])
    expect((await verifyWithShared(config)).mismatches).toEqual([])
  })

  it('yields the same bytes for the same documents, all at once or one by one', async () => {
    await put('a.txt', inventDocument({ seed: 1 }))
    await put('b.txt', inventDocument({ seed: 2 }))
    // With the encoder, whose vectors must not depend on what else is embedded.
    config = configOf(config.indexDir)
    await indexWithShared(config, [input])
    const atOnce = await snapshot()
    config = { ...config, indexDir: join(folder, `index-${++count}`) }
    await indexWithShared(config, [join(input, 'b.txt')])
    await indexWithShared(config, [join(input, 'a.txt')])
    expect(await snapshot()).toEqual(atOnce)
  })

  it('takes over unchanged documents, replaces changed ones, drops removed ones', async () => {
    for (const seed of [1, 2, 3]) await put(`${seed}.txt`, inventDocument({ seed }))
    await indexWithShared(config, [input])
    expect(await indexWithShared(config, [])).toMatchObject({ documents: 3, renewed: 0 })

    await put('2.txt', inventDocument({ seed: 22 }))
    const changed = await indexWithShared(config, [join(input, '2.txt')])
    expect(changed).toMatchObject({ documents: 3, renewed: 1, removed: 0 })

    await rm(join(config.indexDir, 'documents/3.txt'))
    const removed = await indexWithShared(config, [])
    expect(removed).toMatchObject({ documents: 2, renewed: 0, removed: 1 })
    expect(await indexedIds()).toEqual(['1', '2'])
    expect((await verifyWithShared(config)).mismatches).toEqual([])
  })

  it('yields the bytes of a fresh index, whatever changed before', async () => {
    const random = seeded(7)
    const contents = new Map<string, number>()
    for (let round = 0; round < 5; round++) {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        if (random() < 0.4) contents.set(name, Math.floor(random() * 1000))
        else if (random() < 0.3) contents.delete(name)
      }
      await rm(config.indexDir + '/documents', { recursive: true, force: true })
      await rm(input, { recursive: true })
      await mkdir(input)
      for (const [name, seed] of contents) await put(`${name}.txt`, inventDocument({ seed }))
      await indexWithShared(config, [input])
      if (round % 2 === 1) continue
      const grown = await snapshot()
      const fresh = { ...config, indexDir: join(folder, `fresh-${count}-${round}`) }
      await indexWithShared(fresh, [input])
      expect(grown).toEqual(await snapshot(fresh))
    }
  })

  it('reads the metadata file beside a document, and reads again when it changes', async () => {
    await put('a.txt', inventDocument({ seed: 1 }))
    await put('a.json', '{ "id": "2024D00001" }')
    await indexWithShared(config, [input])
    expect(await indexedIds()).toEqual(['2024D00001'])
    await put('a.json', '{ "id": "2024D00002" }')
    expect(await indexWithShared(config, [input])).toMatchObject({ documents: 1, renewed: 1 })
    expect(await indexedIds()).toEqual(['2024D00002'])
  })

  it('indexes the others, and says why, when some cannot be read', async () => {
    await put('a.txt', inventDocument({ seed: 1 }))
    await put('twin.txt', inventDocument({ seed: 2 }))
    await put('twin.json', '{ "id": "a" }')
    await put('odd.txt', inventDocument({ seed: 3 }))
    await put('odd.json', '{ "uri": "https://example.org" }')
    const report = await indexWithShared(config, [input])
    expect(report.failures).toEqual([
      { file: 'odd.txt', reason: expect.stringContaining('uri') },
      { file: 'twin.txt', reason: expect.stringMatching(/same id as a\.txt/) },
    ])
    expect(await indexedIds()).toEqual(['a'])
  })

  it('adds a third source of a document to its two, with the bytes of a fresh index', async () => {
    const copies = ['a', 'b', 'c']
    for (const each of copies) await mkdir(join(input, each))
    for (const each of ['a', 'b']) await put(`${each}/x.txt`, inventDocument({ seed: 1 }))
    await indexWithShared(config, [input])
    await put('c/x.txt', inventDocument({ seed: 1 }))
    await put('new.txt', inventDocument({ seed: 2 }))
    const report = await indexWithShared(config, [input])
    expect(report).toMatchObject({ documents: 2, removed: 0, failures: [] })
    expect(await indexedIds()).toEqual(['new', 'x'])
    const fresh = { ...config, indexDir: join(folder, `fresh-${count}`) }
    await indexWithShared(fresh, [input])
    expect(await snapshot()).toEqual(await snapshot(fresh))
  })

  it('refuses a file of the name of a folder, over which each later run would fall', async () => {
    await mkdir(join(input, 'a/x'), { recursive: true })
    await mkdir(join(input, 'b'))
    await put('a/x/y.txt', inventDocument({ seed: 1 }))
    await put('b/x', inventDocument({ seed: 2 }))
    await put('b/z.txt', inventDocument({ seed: 3 }))
    await indexWithShared(config, [join(input, 'a')])
    const report = await indexWithShared(config, [join(input, 'b')])
    expect(report.failures).toEqual([
      { file: 'x', reason: expect.stringContaining('a folder of that name') },
    ])
    expect(await indexedIds()).toEqual(['y', 'z'])
    expect(await indexWithShared(config, [])).toMatchObject({ documents: 2, failures: [] })
  })

  it('says of a file that goes away during the run that it cannot be read', async () => {
    const gone = [{ name: 'gone.txt', path: join(input, 'gone.txt') }]
    expect(await indexFolder(config.indexDir).take(gone)).toEqual([
      { file: 'gone.txt', reason: 'it cannot be opened (ENOENT)' },
    ])
    const [hashed] = await inputsFrom(gone, async () => ['0'])
    await expect(hashed!.read()).rejects.toMatchObject({ code: 'unreadable_document' })
  })

  it('passes over its own folder and packages below the folder it indexes', async () => {
    config = { ...config, indexDir: join(input, 'index') }
    await put('a.txt', inventDocument({ seed: 1 }))
    await mkdir(join(input, 'sub/node_modules/x'), { recursive: true })
    await put('sub/node_modules/x/readme.md', inventDocument({ seed: 2 }))
    for (const left of ['~$brief.docx', 'Thumbs.db', '.DS_Store']) await put(left, '\0')
    await indexWithShared(config, [input])
    const before = await snapshot()
    expect(await indexWithShared(config, [input])).toMatchObject({ documents: 1, failures: [] })
    expect(await snapshot()).toEqual(before)
    for (const own of ['index', 'index/generations', 'index/manifest.json']) {
      await expect(indexWithShared(config, [join(input, own)])).rejects.toMatchObject({
        code: 'invalid_request',
      })
    }
    const again = await indexWithShared(config, [join(input, 'index/documents')])
    expect(again).toMatchObject({ documents: 1, renewed: 0, failures: [] })
    await mkdir(join(input, 'index/inbox'))
    await put('index/inbox/b.txt', inventDocument({ seed: 3 }))
    const added = await indexWithShared(config, [join(input, 'index/inbox')])
    expect(added).toMatchObject({ documents: 2, failures: [] })
  })

  it('reads links to files within the folder, as a mounted volume has them', async () => {
    await mkdir(join(input, '..2025_01_01'))
    await put('..2025_01_01/a.txt', inventDocument({ seed: 1 }))
    await symlink('..2025_01_01', join(input, '..data'))
    await symlink('..data/a.txt', join(input, 'a.txt'))
    await symlink('.', join(input, 'loop'))
    const report = await indexWithShared(config, [input])
    expect(report).toMatchObject({ documents: 1, failures: [{ file: 'loop' }] })
    expect((await verifyWithShared(config)).mismatches).toEqual([])
  })

  it('says of a link in documents/ that it is no file, where it would only drop it', async () => {
    await put('a.txt', inventDocument({ seed: 1 }))
    await indexWithShared(config, [input])
    const path = join(config.indexDir, 'documents/a.txt')
    await rm(path)
    await symlink(join(input, 'a.txt'), path)
    expect(await indexWithShared(config, [])).toMatchObject({
      removed: 1,
      failures: [{ file: 'a.txt', reason: expect.stringContaining('it is no file') }],
    })
  })

  // The user root may read every folder.
  it.skipIf(process.getuid?.() === 0)('indexes the rest beside a closed folder', async () => {
    await put('a.txt', inventDocument({ seed: 1 }))
    await mkdir(join(input, 'closed'), { mode: 0 })
    expect(await indexWithShared(config, [input])).toMatchObject({
      documents: 1,
      failures: [{ file: 'closed', reason: 'it cannot be opened (EACCES)' }],
    })
  })

  it('refuses a missing path before anything else', async () => {
    await expect(indexWithShared(config, ['/nowhere/x.txt'])).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('/nowhere/x.txt'),
    })
  })

  it('refuses a second writer, and goes on once the first has ended', async () => {
    await put('a.txt', inventDocument({ seed: 1 }))
    await mkdir(config.indexDir)
    const release = await lockFolder(config.indexDir)
    await expect(indexWithShared(config, [input])).rejects.toMatchObject({ code: 'index_locked' })
    await release()
    expect(await indexWithShared(config, [input])).toMatchObject({ documents: 1 })
  })

  it('rebuilds a damaged index', async () => {
    await put('a.txt', inventDocument({ seed: 1 }))
    await indexWithShared(config, [input])
    const whole = await snapshot()
    for (const name of [...whole.keys()].filter((each) => /^generations|manifest/.test(each))) {
      const path = join(config.indexDir, name)
      await writeFile(path, (await readFile(path)).subarray(1))
      await indexWithShared(config, [])
      expect(await snapshot()).toEqual(whole)
    }
  })
})
