import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { loadModel } from '../../src/open/model.ts'
import { searchDataIn } from '../../src/format/search-data.ts'
import { serveWith } from '../../src/open/serve-with.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { readVectra } from '../../src/store/vectra/vectra.ts'
import { openIndex, takeInIndex, TEXTS, type IndexFiles } from '../../src/format/open.ts'

const config = readConfig({})
const folder = indexFolder(config.indexDir)
const manifest = await folder.manifest()
const readSearchData = searchDataIn(folder.files)

/** The committed index, with its texts replaced by `texts` when that resolves. */
const filesWith = (texts: (read: ReturnType<IndexFiles['readHashed']>) => typeof read) => ({
  ...folder.files,
  readHashed(path: string) {
    const read = folder.files.readHashed(path)
    return path.endsWith(TEXTS) ? texts(read) : read
  },
})

describe('an index whose texts arrive last', () => {
  it('is put to work before they arrive, and then answers like any other', async () => {
    const model = await loadModel(config.model)
    const there = Promise.withResolvers<void>()
    const files = filesWith((read) => there.promise.then(() => read))
    const { opened, whole } = await takeInIndex(manifest, files, {
      readVectors: readVectra,
      readSearchData,
    })
    const { search } = serveWith(opened, model)
    there.resolve()
    await whole
    const other = await openIndex(manifest, folder.files, {
      readVectors: readVectra,
      readSearchData,
    })
    const expected = serveWith(other, model).search
    const query = { query: 'Wat doet het kabinet tegen omzeiling van sancties?' }
    const found = await search.search(query)
    expect(found.passages.length).toBeGreaterThan(0)
    expect(found).toEqual(await expected.search(query))
    await Promise.all([opened, other].map(({ library }) => library.close()))
  })

  it.each([
    ['changed', 'was changed'],
    ['missing', 'is missing'],
  ])('is refused if they are %s', async (how, why) => {
    const files = filesWith(async (read) => {
      const found = (await read)!
      return how === 'missing' ? null : { ...found, sha256: 'f'.repeat(64) }
    })
    const { opened, whole } = await takeInIndex(manifest, files, {
      readVectors: readVectra,
      readSearchData,
    })
    await expect(whole).rejects.toMatchObject({
      code: 'index_damaged',
      message: expect.stringContaining(`${TEXTS} ${why}`),
    })
    await opened.library.close()
  })
})
