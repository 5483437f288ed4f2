import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { indexExamples } from '../../src/commands/example.ts'
import { readConfig } from '../../src/config.ts'
import { openApp, type OpenApp } from './open-app.ts'
import { indexWithShared, sharedModel } from './shared-model.ts'

/**
 * The real app over an index of these files, by name, in a temporary folder. `indexed` is what the
 * command said; closing removes the folder.
 */
export async function indexedApp(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'letterlijk-indexed-'))
  const input = join(folder, 'input')
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(input, name)), { recursive: true })
    await writeFile(join(input, name), text)
  }
  const env = {
    INDEX_DIR: join(folder, 'index'),
    MODEL_DIR: join(import.meta.dirname, '../../index/model'),
  }
  const config = readConfig(env)
  const indexed = await indexWithShared(config, [input])
  const app = await openApp(env)
  return {
    ...{ ...app, config, indexed },
    async close() {
      await app.close()
      await rm(folder, { recursive: true })
    },
  }
}

export type IndexedApp = Awaited<ReturnType<typeof indexedApp>>

/** The real app over an index of the examples, made with the lexicon alone, which is quick. */
export async function examplesApp(): Promise<OpenApp> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlijk-examples-'))
  const env = {
    INDEX_DIR: folder,
    MODEL_DIR: join(import.meta.dirname, '../../index/model'),
    MODEL: 'letterlijk/nl-en-256',
  }
  await indexExamples(readConfig(env), { load: sharedModel }, { into: folder })
  const app = await openApp(env)
  return {
    ...app,
    async close() {
      await app.close()
      await rm(folder, { recursive: true })
    },
  }
}
