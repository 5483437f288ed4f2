import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inputsOf } from '../../src/commands/input-files.ts'
import { verifyIndex } from '../../src/commands/verify-index.ts'
import { readConfig } from '../../src/config.ts'
import type { LogEntry } from '../../src/domain/log.ts'
import { LEXICON } from '../../src/embed/embed.ts'
import { generationOf } from '../../src/format/manifest.ts'
import { buildIndex } from '../../src/ingest/build.ts'
import { dutchWords } from '../../src/ingest/parse/dictionary.ts'
import { openLiveIndex } from '../../src/open/live.ts'
import { loadModel } from '../../src/open/model.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { touchStampOf } from '../../src/store/folder/touch-stamp.ts'
import { WRITTEN } from '../../src/store/folder/written-files.ts'
import { writeVectra } from '../../src/store/vectra/vectra.ts'
import { inventDocument } from '../support/invent-document.ts'
import { sharedModel } from '../support/shared-model.ts'

/** Files go bad without anybody touching them: what is remembered of them then says otherwise. */
async function rot(root: string, path: string): Promise<void> {
  const bytes = await readFile(path)
  const before = touchStampOf(await stat(path))
  bytes[bytes.length >> 1]! ^= 1
  await writeFile(path, bytes)
  const known = await readFile(join(root, WRITTEN), 'utf8')
  expect(known).toContain(before)
  const after = touchStampOf(await stat(path))
  await writeFile(join(root, WRITTEN), known.replace(before, after))
}

it('answers at once where nobody touched a file, and no longer once one proves bad', async () => {
  const root = await mkdtemp(join(tmpdir(), 'letterlijk-later-'))
  const modelDir = join(import.meta.dirname, '../../index/model')
  const config = readConfig({ INDEX_DIR: root, MODEL_DIR: modelDir, MODEL: LEXICON })
  const folder = indexFolder(root)
  await folder.prepare()
  for (const seed of [1, 2, 3]) {
    await writeFile(join(folder.documents, `2024D1000${seed}.txt`), inventDocument({ seed }))
  }
  const { manifest, contents } = await buildIndex(await inputsOf(folder), {
    ...(await loadModel(config.model)),
    ...{ words: dutchWords, writeVectors: writeVectra, previous: null, compactFrom: 0 },
  })
  await folder.write(manifest, contents)
  await folder.remember(manifest)
  const generation = join(root, 'generations', generationOf(manifest))
  const own = (await readFile(join(root, WRITTEN), 'utf8')).trimEnd().split('\n')
  expect(own).toHaveLength((await readdir(generation)).length)

  const texts = join(generation, '000.texts.jsonl')
  const whole = await readFile(texts)
  await rot(root, texts)
  expect(await folder.isWhole(manifest, { anew: false })).toBe(true)
  const logged: LogEntry[] = []
  const live = await openLiveIndex(config, (entry) => logged.push(entry), {
    ...{ lookEvery: 20, prepareAfter: 0 },
    load: () => sharedModel(config.model),
  })
  await until(() => logged.length > 0)
  expect(logged[0]).toMatchObject({
    event: 'index_not_swapped',
    error: expect.stringMatching(/^index_damaged: .*000.texts.jsonl was changed.*npm run index/s),
  })
  expect(() => live.current()).toThrow(/000.texts.jsonl was changed/)
  await expect(verifyIndex(config, { again: false })).rejects.toThrow(/texts.jsonl was changed/)

  await writeFile(`${texts}.new`, whole)
  await rename(`${texts}.new`, texts)
  await until(() => logged.some(({ event }) => event === 'index_swapped'))
  const { search, composer } = live.current()
  const { passages, weak } = await search.search({ query: 'wat doet de minister met sancties?' })
  const { answers, refused } = await composer.passages([...passages, ...weak])
  expect([answers.length > 0, refused.length]).toEqual([true, 0])
  // Texts of a large index stay on disk, and are compared with their source before they are shown.
  await rm(texts)
  expect((await composer.full(live.current().library.documents[0]!)).refused).toEqual([])
  await live.close()
  await rm(root, { recursive: true })
})

async function until(isSo: () => boolean, patience = 30_000): Promise<void> {
  const began = performance.now()
  while (!isSo()) {
    if (performance.now() - began > patience) throw new Error(`not so after ${patience} ms`)
    await wait(10)
  }
}
