import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openLiveIndex, type LiveIndex } from '../../src/open/live.ts'
import { inventDocument } from '../support/invent-document.ts'
import { indexWithShared, sharedModel } from '../support/shared-model.ts'

it('keeps nothing of an index that was replaced, the first one included', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const folder = await mkdtemp(join(tmpdir(), 'letterlijk-let-go-'))
  const config = readConfig({
    INDEX_DIR: join(folder, 'index'),
    MODEL_DIR: join(import.meta.dirname, '../../index/model'),
    MODEL: 'letterlijk/nl-en-256',
  })
  const add = async (seed: number): Promise<string> => {
    const path = join(folder, `${seed}.txt`)
    await writeFile(`${path}.new`, inventDocument({ seed }))
    await rename(`${path}.new`, path)
    return (await indexWithShared(config, [path])).digest
  }
  await add(1)
  const live = await openLiveIndex(config, () => {}, {
    lookEvery: 20,
    load: () => sharedModel(config.model),
  })
  const replaced: WeakRef<object>[] = []
  for (const seed of [2, 3]) {
    replaced.push(...(await askedOf(live)))
    const digest = `sha256:${await add(seed)}`
    while (live.current().library.digest !== digest) await wait(10)
  }
  // An object that was looked at stays until the turn ends.
  for (let tries = 0; tries < 20 && replaced.some((each) => each.deref()); tries++) {
    await wait(20)
    collectGarbage()
  }
  expect(replaced.map((each) => each.deref() === undefined)).toEqual([true, true, true, true])
  await live.close()
  await rm(folder, { recursive: true })
})

/** What an index that was asked something consists of. */
async function askedOf(live: LiveIndex): Promise<WeakRef<object>[]> {
  const { library, search } = live.current()
  await search.search({ query: 'wat doet de minister?' })
  return [library.documents, search].map((each) => new WeakRef<object>(each))
}
