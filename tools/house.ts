/* eslint-disable no-console -- a command that prints figures */
// `npm run house`: measures the size of the house. Rooms are the folders of `src/` and `web/`, and
// the files in `src/` itself; an arrow leads from a room to one that it imports from, types
// included. `-- <folder>` counts another checkout, for a table of before and after.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv } from 'node:process'

const root = argv[2] ?? '.'

const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const files = tracked.filter((file) => /^(?:src|web)\/.*\.ts$/.test(file))

function linesOf(...patterns: RegExp[]): number {
  const counted = tracked.filter((file) => patterns.some((pattern) => pattern.test(file)))
  return counted.reduce(
    (sum, file) => sum + readFileSync(join(root, file), 'utf8').split('\n').length - 1,
    0,
  )
}

/** "server/api" of "src/server/api/api.ts", "node.ts" of "src/node.ts", "web" of "web/card.ts" */
function roomOf(file: string): string {
  return dirname(file) === 'src' ? file.slice(4) : dirname(file).replace(/^src\//, '')
}

const arrows = new Map<string, Set<string>>(files.map((file) => [roomOf(file), new Set()]))
for (const file of files) {
  const text = readFileSync(join(root, file), 'utf8')
  for (const [, to] of text.matchAll(/(?:from |import |import\()'(\.[^']+)'/g)) {
    const seen = join(dirname(file), to!)
    if (files.includes(seen) && roomOf(seen) !== roomOf(file)) {
      arrows.get(roomOf(file))!.add(roomOf(seen))
    }
  }
}

/** The rooms reachable from a room. */
function beyond(room: string, seen = new Set<string>()): Set<string> {
  for (const next of arrows.get(room) ?? []) {
    if (!seen.has(next)) beyond(next, seen.add(next))
  }
  return seen
}

const rooms = [...arrows.keys()]
const inCircles = rooms.filter((room) => beyond(room).has(room))
const floors = new Map<string, number>()
function floorOf(room: string): number {
  const known = floors.get(room)
  if (known !== undefined) return known
  const below = [...arrows.get(room)!].filter((next) => !inCircles.includes(next))
  const floor = 1 + Math.max(0, ...below.map(floorOf))
  floors.set(room, floor)
  return floor
}

const sizes = [...Map.groupBy(files, roomOf)].map(([room, own]) => ({ room, size: own.length }))
const [largest] = sizes.toSorted((a, b) => b.size - a.size)
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { dev?: boolean; devOptional?: boolean }>
}
const production = Object.entries(lock.packages).filter(
  ([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true,
)

console.table({
  rooms: rooms.length,
  arrows: rooms.reduce((sum, room) => sum + arrows.get(room)!.size, 0),
  'rooms in circles': inCircles.length,
  floors: Math.max(...rooms.map(floorOf)),
  'files of src and web': files.length,
  [`files in the largest room (${largest!.room})`]: largest!.size,
  'lines of src and web': linesOf(/^(?:src|web)\/.*\.(?:ts|css)$/),
  'lines of tests': linesOf(/^tests\/.*\.ts$/),
  'lines of tools and bench': linesOf(/^(?:tools|bench)\/.*\.(?:ts|py)$/),
  'lines of documentation': linesOf(/^[^/]+\.md$/, /^(?:docs|bench)\/.*\.md$/),
  'production packages': production.length,
})
