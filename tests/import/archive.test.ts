import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArguments } from '../../src/commands/arguments.ts'
import { importArchive } from '../../src/commands/import-archive.ts'
import type { ImportCommand } from '../../src/commands/import-arguments.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { lockFolder } from '../../src/store/folder/lock.ts'
import { FIRST_YEAR, guidOf, koopXml, officialArchive } from '../support/official/archive.ts'
import { importFrom } from '../support/official/import-run.ts'
import { serveOfficial } from '../support/official/serve.ts'
import { runCli } from '../support/run-cli.ts'
import { openWithShared, withShared } from '../support/shared-model.ts'

const root = join(import.meta.dirname, '../..')
const folder = await mkdtemp(join(tmpdir(), 'letterlijk-archive-'))
const archive = officialArchive()
const { world, answers } = archive
const services = await serveOfficial(world)
afterAll(async () => {
  await services.close()
  await rm(folder, { recursive: true })
})

const SINCE = `${FIRST_YEAR}-01-01`
const options = (dir: string) => ['--dir', dir, '--since', SINCE, '--rate', '1000']

function configOf(name: string): Config {
  return readConfig({
    ...services.env,
    INDEX_DIR: join(folder, name, 'index'),
    MODEL_DIR: join(root, 'index/model'),
    MODEL: 'letterlijk/nl-en-256',
  })
}

const dirOf = (name: string) => join(folder, name, 'import')

async function run(name: string) {
  await mkdir(join(folder, name), { recursive: true })
  const command = readArguments(['import', ...options(dirOf(name))]) as ImportCommand
  return importArchive(configOf(name), command, { version: 'test', ...withShared })
}

const stampOf = async (name: string) =>
  (await stat(join(folder, name, 'index/manifest.json'))).mtimeMs

describe('npm run import, with the index', () => {
  let digest: string
  beforeAll(async () => {
    digest = (await run('whole')).index!.digest
  })

  it('indexes every document, each with its official address, number and licence', async () => {
    const { served } = await openWithShared(configOf('whole'))
    const { documents } = served.library
    expect(documents).toHaveLength(40)
    expect(documents.filter(({ kind }) => kind === 'answers')).toHaveLength(29)
    expect(documents.filter(({ kind }) => kind === 'withdrawal')).toHaveLength(1)
    for (const { id, url, zaken } of documents) {
      expect(url).toMatch(
        id.startsWith('20')
          ? /^https:\/\/www\.tweedekamer\.nl\/kamerstukken\/kamervragen\/detail\?id=/
          : /^https:\/\/zoek\.officielebekendmakingen\.nl\/[\w-]+\.html$/,
      )
      expect(zaken).toHaveLength(1)
    }
    expect(documents.find(({ id }) => id === '2021D40004')).toMatchObject({
      askers: [{ name: 'A.B. Lid4', party: 'FR0' }],
      license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    })
    await served.library.close()
  })

  it('indexes nothing if nothing changed', async () => {
    const before = await stampOf('whole')
    expect(await run('whole')).toMatchObject({ fresh: [], changed: [], removed: [], index: null })
    expect(await stampOf('whole')).toBe(before)
  })

  it('ends with the same index if a run was killed, or the index was lost', async () => {
    await importFrom(services.env, { dir: dirOf('killed') })
    expect(await run('killed')).toMatchObject({ fresh: [], index: { digest } })
    await rm(join(folder, 'killed/index'), { recursive: true })
    expect(await run('killed')).toMatchObject({ fresh: [], index: { digest } })
  })

  it('removes what left the source, and keeps the former id of a published document', async () => {
    world.remove('Document', answers[0]!)
    world.change(guidOf('answerv', 4), { externeidentifier: 'ah-tk-20202021-1004' })
    world.publications.set(
      'ah-tk-20202021-1004.xml',
      new TextEncoder().encode(koopXml('ah-tk-20202021-1004', 4, true)),
    )
    const { index, removed } = await run('killed')
    expect(removed).toEqual(['ah-tk-20162017-1000'])
    expect(index).toMatchObject({ documents: 39, removed: 2, renewed: 1, failures: [] })
    const { served } = await openWithShared(configOf('killed'))
    const byId = new Map(served.library.documents.map((each) => [each.id, each]))
    expect(byId.has('2021D40004')).toBe(false)
    expect(byId.get('ah-tk-20202021-1004')).toMatchObject({
      supersedes: ['2021D40004'],
      zaken: ['2021Z01004'],
    })
    await served.library.close()
    // The result of several steps equals the result of one.
    expect((await run('later')).index!.documents).toBe(39)
  })

  it('reads a publication in place of the letter that stood in for it', async () => {
    const id = 'ah-tk-20192020-1003'
    const xml = world.publications.get(`${id}.xml`)!
    const read = async () => {
      const { served } = await openWithShared(configOf('late'))
      const found = served.library.documents.find((each) => each.id === id)!
      await served.library.close()
      return found
    }
    world.publications.delete(`${id}.xml`)
    const { index: first } = await run('late')
    expect(await read()).toMatchObject({
      ...{ source: { format: 'docx' }, asked: '2020-02-01', answered: '2020-03-04' },
      license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    })
    world.publications.set(`${id}.xml`, xml)
    const { index, changed } = await run('late')
    expect(changed).toEqual([id])
    expect(index).toMatchObject({ documents: first!.documents, failures: [] })
    expect(await read()).toMatchObject({ source: { format: 'xml' }, alsoIn: [], license: null })
    expect(await run('late')).toMatchObject({ changed: [], index: null })
  })

  it('is refused while another import runs, and waits for an index run to end', async () => {
    const release = await lockFolder(dirOf('whole'), 'importing into this folder')
    await expect(run('whole')).rejects.toThrow(/is importing into this folder/)
    await release()
    const indexing = await lockFolder(join(folder, 'whole/index'))
    setTimeout(() => void indexing(), 500)
    expect((await run('whole')).index).toMatchObject({ documents: 39 })
  })
})

describe('npm run import, as a command', () => {
  const env = (name: string) => ({
    ...services.env,
    INDEX_DIR: join(folder, name, 'index'),
    CONTACT: 'Team <team@example.nl>',
    MODEL: 'letterlijk/nl-en-256',
  })

  it('ends with 0 and a summary, and a dry run lists what would come', async () => {
    const dry = await runCli(['import', ...options(dirOf('cli')), '--dry-run'], {
      env: env('cli'),
    })
    expect(dry).toMatchObject({ status: 0 })
    expect(dry.stdout).toMatch(
      /^39 documents at the source; a run would fetch 39 files, some \d MB, in 1 minute(?!s)/,
    )
    const { status, stdout } = await runCli(['import', ...options(dirOf('cli'))], {
      env: env('cli'),
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^39 documents in the archive; 39 new, 0 changed, 0 removed, 0 refused; \d+ requests\n/,
    )
    expect(stdout).toMatch(/^index: 39 documents, \d+ answers/m)
    expect(services.asked.at(-1)!.headers['user-agent']).toMatch(
      /^Letterlijk\/\S+ import \(Team; team@example\.nl\)$/,
    )
  })

  it('ends with 1 if the source fails, 2 if misused, 3 if a year has no answers', async () => {
    const fault = {
      path: /Feed/,
      times: 1,
      answer: (to: ServerResponse) => void to.writeHead(403).end(),
    }
    services.faults.push(fault)
    const failed = await runCli(['import', ...options(dirOf('cli'))], { env: env('cli') })
    expect(failed).toMatchObject({ status: 1, stderr: expect.stringContaining('answers 403') })
    const misused = await runCli(['import', '--since', '2023-02-30'], { env: env('cli') })
    expect(misused).toMatchObject({ status: 2, stderr: expect.stringContaining('npm run import') })
    const early = await runCli(
      ['import', '--dir', dirOf('early'), '--since', '2015-01-01', '--rate', '1000'],
      { env: env('early') },
    )
    expect(early).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('no answers at all of 2015, 2016'),
    })
  })

  it.each([
    ['--since', '2023-02-30'],
    ['--rate', '0'],
    ['--types', 'letters'],
    ['--every', 'soon'],
    ['--once', '--every', '1d'],
    ['more'],
  ])('is misused by %s %s', (...wrong) => {
    expect(() => readArguments(['import', ...wrong])).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    )
  })

  it('runs repeatedly, whatever goes wrong, until it is told to stop', async () => {
    const child = spawn(
      process.execPath,
      [join(root, 'src/cli.ts'), 'import', ...options(dirOf('cli')), '--every', '1s'],
      {
        env: { ...process.env, MODEL_DIR: join(root, 'index/model'), ...env('cli') },
      },
    )
    let out = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    const until = async (there: () => boolean) => {
      while (!there() && child.exitCode === null) await wait(20)
    }
    await until(() => out.includes('39 documents'))
    services.faults.push({ path: /Feed/, times: 1, answer: (to) => void to.writeHead(403).end() })
    await until(() => errors.includes('answers 403'))
    world.remove('Document', answers[1]!)
    await until(() => out.includes('removed: ah-tk-20172018-1001'))
    await until(() => out.includes('index: 38 documents'))
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    const state = await readFile(join(dirOf('cli'), 'state.json'), 'utf8')
    expect(state).not.toContain('ah-tk-20172018-1001.xml')
  })
})
