import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { build } from 'esbuild'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../e2e/site.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { declarationsOf, typeOf } from '../../tools/api-types.ts'

const root = join(import.meta.dirname, '../..')

/** Without the project's own Node: the machine's Node, whichever it is. */
const path = process.env['PATH']!.split(delimiter)
  .filter((each) => !each.includes('node_modules'))
  .join(delimiter)

let folder: string
let opened: OpenApp
let site: Awaited<ReturnType<typeof listen>>

/** Packs both packages as `npm pack` does, and installs them in an otherwise empty place. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-packages-'))
  opened = await openApp({}, {}, { encoder: false })
  site = await listen(opened.app)
  const npm = (args: string[], cwd: string) => {
    const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return stdout
  }
  const packed = npm(
    ['pack', '--silent', '--pack-destination', folder, './packages/client', './packages/widget'],
    root,
  )
  const names = packed.split('\n').filter((line) => line.endsWith('.tgz'))
  expect(names).toHaveLength(2)
  await writeFile(join(folder, 'package.json'), '{"type":"module","private":true}')
  npm(['install', '--offline', '--no-audit', ...names.map((name) => `./${name}`)], folder)
})

afterAll(async () => {
  await site.close()
  await opened.close()
  await rm(folder, { recursive: true })
})

describe('the packages', () => {
  it('can be imported by the machine’s Node, and ask the real server', async () => {
    const program = `
      import { createClient, ClientError } from '@letterlijk/client'
      import { defineChat, LetterlijkChat } from '@letterlijk/widget'
      defineChat({ server: '${site.address}' })
      const client = createClient({ server: '${site.address}' })
      const { outcome, answers } = await client.ask({ query: 'semiconductors' })
      const { verdict } = await client.verify({ quote: answers[0].paragraphs[0].text })
      const missing = await client.answer('x.1').catch((error) => error)
      console.log(JSON.stringify({
        outcome, verdict, server: LetterlijkChat.server,
        reason: missing instanceof ClientError && missing.reason,
      }))`
    await writeFile(join(folder, 'ask.js'), program)
    const { status, out, said } = await run('node', ['ask.js'])
    expect([status, said]).toEqual([0, ''])
    expect(JSON.parse(out)).toEqual({
      ...{ outcome: 'found', verdict: 'verbatim', server: site.address, reason: 'not_found' },
    })
  })

  it.each(['react.jsx', 'vue.js'])('are bundled in the example %s', async (name) => {
    const { outputFiles } = await build({
      entryPoints: [join(root, 'examples/widget', name)],
      ...{ bundle: true, write: false, format: 'esm', jsx: 'automatic', logLevel: 'silent' },
      external: ['react', 'react/jsx-runtime', 'vue'],
      nodePaths: [join(folder, 'node_modules')],
    })
    const { text } = outputFiles[0]!
    expect(text).toContain('letterlijk-chat')
    expect(text).toContain('attachShadow')
  })

  it('have types, which reject what the server would', async () => {
    const consumer = `
      import { createClient, type AskResponse, type Proof } from '@letterlijk/client'
      import { defineChat, type LetterlijkChat } from '@letterlijk/widget'
      const client = createClient({ server: 'https://antwoorden.example.nl' })
      export async function first(): Promise<Proof | undefined> {
        const response: AskResponse = await client.ask({ query: 'x', limit: 2 })
        return response.answers[0]?.paragraphs[0]?.proof
      }
      defineChat({ server: '' })
      export const chat: LetterlijkChat = document.createElement('letterlijk-chat')
      chat.addEventListener('letterlijk-answer', ({ detail }) => detail.answers)
      // @ts-expect-error a question is a text
      void client.ask({ query: 1 })
      // @ts-expect-error there is no such field
      void first().then((proof) => proof?.nothing)`
    const file = join(folder, 'consumer.ts')
    await writeFile(file, consumer)
    const program = ts.createProgram([file], {
      ...{
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
        target: ts.ScriptTarget.ES2022,
      },
      ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
      lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    })
    const told = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)
    expect(told).toEqual([])
  })

  it('contain what they need, and nothing else', async () => {
    for (const name of ['client', 'widget']) {
      const at = join(folder, 'node_modules/@letterlijk', name)
      const { dependencies } = JSON.parse(await readFile(join(at, 'package.json'), 'utf8')) as {
        dependencies?: object
      }
      expect(dependencies).toBeUndefined()
      expect(await readFile(join(at, 'dist/index.js'), 'utf8')).not.toMatch(/\bimport\b ?[{*"'\w]/)
    }
  })
})

const hasPytest = spawnSync('python3', ['-m', 'pytest', '--version']).status === 0

describe.skipIf(!hasPytest)('the client in Python (where pytest is)', () => {
  it('asks, verifies and proves against the real server', async () => {
    const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', join(root, 'clients/python')]
    const { status, out } = await run('python3', args, {
      ...{ LETTERLIJK_SERVER: site.address, PYTHONDONTWRITEBYTECODE: '1' },
    })
    expect(out).toMatch(/\b6 passed/)
    expect(status).toBe(0)
  })
})

describe.skipIf(spawnSync('curl', ['--version']).status !== 0)(
  'the examples (where curl is)',
  () => {
    it('ask with curl', async () => {
      const { status, out, said } = await run('sh', [join(root, 'examples/ask.sh'), site.address])
      expect([status, said]).toEqual([0, ''])
      expect(out).toMatch(/^# |^>/m)
      expect(out).toContain('"verdict":"verbatim"')
    })
  },
)

describe.skipIf(spawnSync('python3', ['--version']).status !== 0)(
  'the notebook (where Python is)',
  () => {
    it('runs from its first cell to its last', async () => {
      const { cells } = JSON.parse(await readFile(join(root, 'examples/quotes.ipynb'), 'utf8')) as {
        cells: { cell_type: string; source: string[] }[]
      }
      const code = cells
        .filter((cell) => cell.cell_type === 'code')
        .map((cell) => cell.source.join(''))
      const program = `import os; os.chdir(${JSON.stringify(
        join(root, 'examples'),
      )})\n${code.join('\n')}`
      const { status, out, said } = await run('python3', ['-c', program], {
        ...{ LETTERLIJK_SERVER: site.address, PYTHONDONTWRITEBYTECODE: '1' },
      })
      expect([status, said]).toEqual([0, ''])
      expect(out).toMatch(/True/)
      expect(out).not.toMatch(/False/)
    })
  },
)

it('shows the workflow that docs/quotes.md shows', async () => {
  const shown = await readFile(join(root, 'examples/check-quotes.yml'), 'utf8')
  expect(await readFile(join(root, 'docs/quotes.md'), 'utf8')).toContain(shown)
})

/** Asynchronously: the server that it asks is this process. */
async function run(program: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(program, args, { cwd: folder, env: { ...process.env, PATH: path, ...env } })
  let [out, said] = ['', '']
  child.stdout.on('data', (text) => (out += String(text)))
  child.stderr.on('data', (text) => (said += String(text)))
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { status, out, said }
}

it.each([
  [{ type: 'integer' }, 'number'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ anyOf: [{ $ref: '#/components/schemas/Span' }, { type: 'null' }] }, 'Span | null'],
  [{ type: 'array', items: { enum: ['', ' '] } }, '("" | " ")[]'],
  [{ type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }] }, '[number, string]'],
  [{ const: 'found' }, '"found"'],
  [{}, 'unknown'],
])('a schema %j is the type %s', (schema, type) => {
  expect(typeOf(schema)).toBe(type)
})

it('keeps the descriptions of fields, and which ones are optional', () => {
  const made = declarationsOf({
    A: {
      ...{ type: 'object', required: ['b'], description: 'an a */' },
      properties: { b: { type: 'string' }, c: { type: 'boolean', description: 'a c' } },
    },
  })
  expect(made).toBe(
    '/** an a * / */\nexport type A = {\n"b": string\n/** a c */\n"c"?: boolean\n}\n',
  )
})
