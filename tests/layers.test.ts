import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** The rings, by folder: facts know nothing of the product, the product nothing of the world. */
const RINGS = [
  ['domain', 'vectors', 'format', 'store/*', 'embed/embed.ts'],
  ['text', 'wire', 'ingest', 'search', 'quote', 'cite', 'answer', 'server', 'config.ts'],
  ['embed', 'store'],
  ['open', 'process', 'commands', 'node.ts', 'worker.ts', 'cli.ts'],
]

/** What a Worker runs must not need Node: all of the product but what reads files. */
const ANYWHERE = [
  ...['domain', 'text', 'vectors', 'wire', 'search', 'quote', 'cite', 'answer', 'server'],
  ...['store/*', 'store/assets', 'worker.ts', 'open/with-model.ts', 'config.ts'],
]

/** True where a file stands in one of these folders; `store/*` means the folder's own files alone. */
function standsIn(file: string, rooms: readonly string[]): boolean {
  return rooms.some((room) =>
    room.endsWith('/*')
      ? dirname(file) === `src/${room.slice(0, -2)}`
      : file === `src/${room}` || file.startsWith(`src/${room}/`),
  )
}

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
  const found = RINGS.findIndex((rooms) => standsIn(file, rooms))
  if (found === -1) throw new Error(`${file} belongs to no ring: name it in this test`)
  return found
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

  it.runIf(standsIn(file, ANYWHERE))('needs no Node, since the Worker runs it', () => {
    expect(importsOf(file).filter((name) => name.startsWith('node:'))).toEqual([])
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
