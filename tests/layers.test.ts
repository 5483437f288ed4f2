import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * The house, from the ground up. Each list is a floor, each name a room: a folder below `src/`
 * without its subfolders, `web/`, or a file in `src/` itself. A file imports, types included, from
 * its own room and from the floors below, so rooms cannot form a circle. Adapters see only the
 * facts, and only the world sees adapters.
 */
const RINGS = {
  facts: [
    ['domain'],
    ['text', 'vectors'],
    ['wire', 'words', 'words/guide', 'store', 'config.ts'],
    ['embed', 'format'],
  ],
  product: [
    ['cite', 'quote', 'ingest/extraction', 'search/corpus'],
    ['ingest/formats/html', 'ingest/parse', 'search/query'],
    ['ingest/formats/markdown', 'ingest/formats/word', 'search/signals'],
    ['ingest/formats'],
    ['search'],
    ['answer', 'ingest'],
    ['engine', 'export', 'web'],
    ['server/http'],
    ['server/api', 'server/feeds', 'server/mcp'],
    ['server/pages'],
    ['server/guards', 'server/reference'],
    ['server'],
  ],
  adapters: [['store/assets', 'store/folder', 'store/postgres', 'store/vectra']],
  world: [
    ['open', 'process', 'import'],
    ['commands', 'worker.ts'],
    ['cli.ts', 'node.ts'],
  ],
}

/** Imports that run up, with reasons. */
const UPWARD: Readonly<Record<string, string>> = {}

/** Rooms that read files or belong to a process. A Worker or a browser runs all the others. */
const NODE_ROOMS = [
  ...[
    'ingest',
    'ingest/extraction',
    'ingest/formats',
    'ingest/formats/html',
    'ingest/formats/markdown',
    'ingest/formats/word',
    'ingest/parse',
    'store/folder',
    'store/postgres',
    'store/vectra',
  ],
  ...['open', 'process', 'import', 'commands', 'cli.ts', 'node.ts'],
]

/** Files that need Node in a room that otherwise does not, with reasons. */
const NODE_FILES: Readonly<Record<string, string>> = {
  'src/embed/transformers.ts': 'ONNX Runtime does not start in a Worker',
  'src/embed/network.ts': 'ONNX Runtime does not start in a Worker',
  'src/embed/network-beside.ts': 'begins a thread',
  'src/embed/network-thread.ts': 'is a thread of Node',
  'src/embed/queries-network.ts': 'reads the folder of a model',
  'src/embed/model-digest.ts': 'reads the folder of a model',
  'web/build.ts': 'bundles what the browser runs',
}

const root = join(import.meta.dirname, '..')
const rings = Object.keys(RINGS) as (keyof typeof RINGS)[]
const floors = rings.flatMap((ring) => RINGS[ring].map((rooms) => ({ ring, rooms })))

const files = ['src', 'web'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
)

/** "server/api" of "src/server/api/api.ts", "node.ts" of "src/node.ts", "web" of "web/card.ts" */
function roomOf(file: string): string {
  return dirname(file) === 'src' ? file.slice(4) : dirname(file).replace(/^src\//, '')
}

function floorOf(file: string): number {
  const found = floors.findIndex(({ rooms }) => rooms.includes(roomOf(file)))
  if (found === -1) throw new Error(`${file} stands on no floor: name its room in this test`)
  return found
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const imports = /^(?:import|export|\}).* from '([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gm
  return [...text.matchAll(imports)].map((match) => (match[1] ?? match[2] ?? match[3])!)
}

/** The project's files that a file imports. */
function seenBy(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, join(root, dirname(file), name)).replaceAll('\\', '/'))
    .filter((name) => files.includes(name))
}

const ringOf = (file: string) => floors[floorOf(file)]!.ring

describe.each(files)('%s', (file) => {
  const elsewhere = seenBy(file).filter((seen) => roomOf(seen) !== roomOf(file))

  it('imports only from its own room and the floors below', () => {
    const upward = elsewhere
      .filter((seen) => floorOf(seen) >= floorOf(file))
      .map((seen) => `${roomOf(file)} -> ${roomOf(seen)}`)
    expect(upward.filter((arrow) => !(arrow in UPWARD))).toEqual([])
  })

  it('leaves adapters to the world, and the product to the floors above', () => {
    const crossing = elsewhere.filter((seen) =>
      ringOf(file) === 'adapters'
        ? ringOf(seen) !== 'facts'
        : ringOf(file) !== 'world' && ringOf(seen) === 'adapters',
    )
    expect(crossing).toEqual([])
  })

  it.skipIf(NODE_ROOMS.includes(roomOf(file)) || file in NODE_FILES)(
    'needs no Node, since a Worker or a browser runs it',
    () => {
      expect(importsOf(file).filter((name) => name.startsWith('node:'))).toEqual([])
    },
  )
})

it('names no room and no exception that is gone', () => {
  const rooms = new Set(files.map(roomOf))
  expect(floors.flatMap((floor) => floor.rooms).filter((room) => !rooms.has(room))).toEqual([])
  const arrows = new Set(
    files.flatMap((file) => seenBy(file).map((seen) => `${roomOf(file)} -> ${roomOf(seen)}`)),
  )
  expect(Object.keys(UPWARD).filter((arrow) => !arrows.has(arrow))).toEqual([])
  expect(Object.keys(NODE_FILES).filter((file) => !files.includes(file))).toEqual([])
})

it('has no two exports with one name', () => {
  const exported =
    /^export (?:declare )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm
  const names = files.flatMap((file) => {
    const found = readFileSync(join(root, file), 'utf8').matchAll(exported)
    // A schema and its type share a name within one file on purpose.
    return [...new Set([...found].map((match) => match[1]!))].map((name) => ({ name, file }))
  })
  const shared = [...Map.groupBy(names, ({ name }) => name)].filter(([, all]) => all.length > 1)
  expect(shared.map(([name, all]) => [name, ...all.map(({ file }) => file)])).toEqual([])
  // Globals of a browser and of Node.
  const platform = ['document', 'Document', 'Text', 'Range', 'Request', 'Response']
  expect(names.filter(({ name }) => platform.includes(name))).toEqual([])
})

/** "coded", "given": what was coded or given? Names that merely end like one are no participles. */
const PARTICIPLE =
  /^(?:(?!embed|feed|seed)[a-z]+ed|given|held|kept|made|misspelt|said|shown|understood)$/

it('names no file by a bare participle', () => {
  const names = files.map((file) => ({ file, name: basename(file, '.ts') }))
  expect(names.filter(({ name }) => PARTICIPLE.test(name))).toEqual([])
})

it('gives a network only to the import, and its own server to the status', () => {
  const asks =
    /(?:await|return|=>|=) fetch\(|\bhttps?\.(?:get|request)\(|from 'node:(?:https|tls|dns|dgram)'/
  const asking = files.filter((file) => asks.test(readFileSync(join(root, file), 'utf8')))
  const isBrowser = (file: string) => roomOf(file) === 'web'
  // Names them in order to remove them.
  const takesAway = 'src/ingest/formats/without-network.ts'
  const others = asking.filter((file) => file !== takesAway && !isBrowser(file))
  // The SDK sends telemetry, which a setting turns on.
  expect(others.filter((file) => roomOf(file) !== 'import')).toEqual(['src/commands/status.ts'])
  expect(asking).toContain('src/import/polite.ts')
})

it('lets the import see the document types, and no code that uses them', () => {
  const seen = files.filter((file) => roomOf(file) === 'import').flatMap(seenBy)
  expect(seen.map(roomOf).filter((room) => room !== 'import' && room !== 'domain')).toEqual([])
})
