import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inputsOf } from '../../src/commands/input-files.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { LEXICON } from '../../src/embed/embed.ts'
import { generationOf, manifestDigest, type Manifest } from '../../src/format/manifest.ts'
import { buildIndex } from '../../src/ingest/build.ts'
import { dutchWords } from '../../src/ingest/parse/dictionary.ts'
import { loadModel } from '../../src/open/model.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { writeVectra } from '../../src/store/vectra/vectra.ts'
import { inventDocument } from '../support/invent-document.ts'
import { indexWithShared, verifyWithShared } from '../support/shared-model.ts'

const root = join(import.meta.dirname, '../..')
const ORIGINAL = inventDocument({ seed: 3 }).replace(
  'Antwoord 1\n',
  'Antwoord 1\nIk steun dat voorstel niet. ',
)
const FORGED = ORIGINAL.replace('voorstel niet', 'voorstel')

let scratch: string
let made: Config
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'letterlijk-forged-'))
  made = await indexed('made', ORIGINAL)
})
afterAll(() => rm(scratch, { recursive: true }))

async function indexed(name: string, text: string): Promise<Config> {
  const config = configOf(name)
  const file = join(scratch, 'a.txt')
  await writeFile(file, text)
  await indexWithShared(config, [file])
  return config
}

/** The same, as if it were large. */
async function indexedInParts(name: string, text: string): Promise<Config> {
  const config = configOf(name)
  const folder = indexFolder(config.indexDir)
  await folder.prepare()
  await writeFile(join(folder.documents, 'a.txt'), text)
  const { manifest, contents } = await buildIndex(await inputsOf(folder), {
    ...(await loadModel(config.model)),
    ...{ words: dutchWords, writeVectors: writeVectra, previous: null, compactFrom: 0 },
  })
  await folder.write(manifest, contents)
  return config
}

function configOf(name: string): Config {
  const env = { INDEX_DIR: join(scratch, name), MODEL_DIR: join(root, 'index/model') }
  // Loads in a tenth of the encoder's time, and its vectors are checked alike.
  return readConfig({ ...env, MODEL: LEXICON })
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A copy of an index with one change, and with every digest made to match again. */
async function forged(
  name: string,
  from: Config,
  change: (generation: string, manifest: Manifest) => Promise<void>,
): Promise<Config> {
  const config = configOf(name)
  await cp(from.indexDir, config.indexDir, { recursive: true })
  const manifest = structuredClone(await indexFolder(config.indexDir).manifest())
  const generation = join(config.indexDir, 'generations', generationOf(manifest))
  await change(generation, manifest)
  for (const file of Object.keys(manifest.files)) {
    manifest.files[file] = sha256(await readFile(join(generation, file)))
  }
  manifest.digest = await manifestDigest(manifest)
  await rename(generation, join(config.indexDir, 'generations', generationOf(manifest)))
  await writeFile(join(config.indexDir, 'manifest.json'), JSON.stringify(manifest))
  return config
}

describe('verify', () => {
  it('finds nothing wrong with an index of its documents', async () => {
    expect((await verifyWithShared(made)).mismatches).toEqual([])
  })

  it('detects an index of another text, though all its digests match its source', async () => {
    const other = await indexed('other', FORGED)
    const config = await forged('text', other, async (_, manifest) => {
      const document = join(scratch, 'text', 'documents', 'a.txt')
      await writeFile(document, ORIGINAL)
      Object.assign(manifest.documents![0]!, { fileSha256: sha256(Buffer.from(ORIGINAL)) })
    })
    const { mismatches } = await verifyWithShared(config)
    expect(mismatches).toContain('answer a.1 is not what its file gives')
    expect(mismatches).toContain('the source text of a is not what its file gives')
  })

  it('detects vectors of other texts', async () => {
    const config = await forged('vectors', made, async (generation) => {
      const path = join(generation, 'index.json')
      const index = JSON.parse(await readFile(path, 'utf8')) as {
        items: { vector: number[]; norm: number }[]
      }
      const [first, second] = index.items
      ;[first!.vector, second!.vector] = [second!.vector, first!.vector]
      ;[first!.norm, second!.norm] = [second!.norm, first!.norm]
      await writeFile(path, JSON.stringify(index))
    })
    expect((await verifyWithShared(config)).mismatches).toEqual([
      expect.stringMatching(/^the vector of paragraph a\.1\.p1 is of another text/),
      expect.stringMatching(/^the vector of paragraph a\..* is of another text/),
    ])
  })

  it.each(['search.bin', 'calibration.json'])(
    'detects %s that do not follow from them',
    async (file) => {
      const other = await indexed(`other-${file}`, inventDocument({ seed: 9 }))
      const config = await forged(file, made, async (generation) => {
        const theirs = generationOf(await indexFolder(other.indexDir).manifest())
        if (file === 'search.bin') {
          await cp(join(other.indexDir, 'generations', theirs, file), join(generation, file))
        } else {
          const path = join(generation, file)
          const kept = JSON.parse(await readFile(path, 'utf8')) as object
          await writeFile(path, JSON.stringify({ ...kept, forged: 1 }))
        }
      })
      expect((await verifyWithShared(config)).mismatches).toContain(
        `${file} is not what the documents give`,
      )
    },
  )

  it('detects a paragraph with other spans of the same source', async () => {
    const config = await forged('spans', made, async (generation) => {
      const path = join(generation, 'texts.jsonl')
      const text = await readFile(path, 'utf8')
      const changed = text.replace('voorstel niet.', 'voorstel.     ')
      expect(changed).not.toBe(text)
      await writeFile(path, changed)
    })
    expect((await verifyWithShared(config)).mismatches).toContain(
      'answer a.1 is not what its file gives',
    )
  })

  it('detects the same in an index in parts', async () => {
    const parts = await indexedInParts('parts', ORIGINAL)
    expect((await verifyWithShared(parts)).mismatches).toEqual([])
    const spans = await forged('parts-spans', parts, async (generation) => {
      const path = join(generation, '000.texts.jsonl')
      const text = await readFile(path, 'utf8')
      await writeFile(path, text.replace('voorstel niet.', 'voorstel.     '))
    })
    expect((await verifyWithShared(spans)).mismatches).toContain(
      'answer a.1 is not what its file gives',
    )
    const entries = await forged('parts-entries', parts, async (generation) => {
      const path = join(generation, '000.entries.json')
      const text = await readFile(path, 'utf8')
      await writeFile(path, text.replace(/"sourceSha256":"[0-9a-f]{4}/, '"sourceSha256":"0000'))
    })
    expect((await verifyWithShared(entries)).mismatches).toEqual([
      'the source text of a is not what its file gives',
      '000.entries.json is not what the documents give',
    ])
    await writeFile(join(parts.indexDir, 'documents/a.txt'), FORGED)
    expect((await verifyWithShared(parts)).mismatches).toContain('a.txt was changed')
  })
})
