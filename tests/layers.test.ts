import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Facts know nothing of the product, the product nothing of the world; see DESIGN. */
const RING_OF = [
  { ring: 0, pattern: /^src\/(domain|errors|digest|publication|reading|dots|dots-kernel)\.ts$/ },
  {
    ring: 0,
    pattern:
      /^src\/(embed\/embed|store\/(store|candidates|library|manifest|open|document-lines|kept|int8|vectra-file))\.ts$/,
  },
  { ring: 1, pattern: /^src\/(config|edge|cloudflare)\.ts$/ },
  { ring: 1, pattern: /^src\/(ingest|search|answer|server)\// },
  { ring: 2, pattern: /^src\/(embed|store)\// },
  {
    ring: 3,
    pattern:
      /^src\/commands\/|^src\/(node|worker|cli|live-index|model|wiring|follow-folder|serve-index|serve-postgres|arguments|progress|clients|node-log|prometheus|shed|stop|compile-cache)\.ts$/,
  },
]

/** What a Worker runs must not need Node. */
const ANYWHERE =
  /^src\/(search|answer|server)\/|^src\/(worker|serve-index|config|edge|cloudflare|domain|errors|digest|publication|reading|dots|dots-kernel)\.ts$|^src\/embed\/(embed|static|token-neighbours|unigram|piece-table|word-tokenizer|workers-ai)\.ts$|^src\/store\/(store|candidates|library|manifest|open|document-lines|memory|int8|vectra-file|asset-files|vectorize|vectorize-store)\.ts$/

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name.replaceAll('\\', '/')}`)

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^(?:import|export|\}).* from '([^']+)'|^import '([^']+)'/gm)].map(
    (match) => (match[1] ?? match[2])!,
  )
}

function ringOf(file: string): number {
  const found = RING_OF.find(({ pattern }) => pattern.test(file))
  if (found === undefined) throw new Error(`${file} belongs to no ring: name it in this test`)
  return found.ring
}

describe.each(files)('%s', (file) => {
  const own = importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, join(root, dirname(file), name)))
    .filter((name) => name.startsWith('src/'))

  it('imports only from its own ring or further in', () => {
    const outward = own.filter((name) => ringOf(name) > ringOf(file))
    expect(outward).toEqual([])
  })

  it.runIf(ANYWHERE.test(file))('needs no Node, since the Worker runs it', () => {
    expect(importsOf(file).filter((name) => name.startsWith('node:'))).toEqual([])
    expect(own.filter((name) => !ANYWHERE.test(name))).toEqual([])
  })
})

it('leaves adapters apart from each other', () => {
  const adapters = files.filter((file) => ringOf(file) === 2)
  const crossing = adapters.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, join(root, dirname(file), name)))
      .filter((name) => ringOf(name) === 2 && dirname(name) !== dirname(file))
      .map((name) => `${file} -> ${name}`),
  )
  expect(crossing).toEqual([])
})
