// `node bench/scale-plot.ts < bench/growth.json > bench/growth.svg`: draws how costs grow, from the
// figures of `npm run bench:scale -- --json`.
import { readFileSync } from 'node:fs'
import type { ScaleFigures } from './scale-report.ts'

/** One cost by number of paragraphs. */
interface Curve {
  readonly name: string
  readonly colour: string
  readonly points: readonly (readonly [paragraphs: number, cost: number])[]
}

interface Panel {
  readonly title: string
  readonly curves: readonly Curve[]
}

const [WIDTH, HEIGHT, MARGIN, GAP] = [240, 200, 46, 40]

/** From Rijkshuisstijl; their labels distinguish them without colour. */
const COLOURS = [
  '#154273',
  '#a90061',
  '#39870c',
  '#ca005d',
  '#e17000',
  '#42145f',
  '#007bc7',
  '#777c00',
]

/**
 * Draws the figures with both axes logarithmic: a straight line at 45 degrees is a cost that grows
 * in proportion to the index.
 */
export function scalePlot({ search, start, stores }: ScaleFigures): string {
  const measured = stores.filter((each) => 'asked' in each)
  const names = [...new Set(measured.map(({ name }) => name))]
  const panels: Panel[] = [
    {
      title: 'a question: CPU ms',
      curves: [
        curve('p95', 1, search, ({ cpu }) => cpu.p95),
        curve('p50', 0, search, ({ cpu }) => cpu.p50),
      ],
    },
    {
      title: 'a start: CPU s',
      curves: [curve('until ready', 0, start, ({ readyCpuS }) => readyCpuS)],
    },
    {
      title: 'memory of the server: MB',
      curves: [curve('resident', 0, start, ({ memoryMb }) => memoryMb)],
    },
    {
      title: '400 nearest vectors: CPU ms',
      curves: names.map((name, nth) =>
        curve(
          name,
          nth,
          measured.filter((each) => each.name === name),
          ({ asked }) => asked.at(-1)!.cpu.p50,
        ),
      ),
    },
  ]
  const width = panels.length * (WIDTH + MARGIN + GAP) + 150
  const height = HEIGHT + 2 * MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
      'font-family="sans-serif" font-size="11">',
    '<title>How costs grow with the number of paragraphs</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...panels.map(
      (panel, nth) =>
        `<g transform="translate(${MARGIN + nth * (WIDTH + MARGIN + GAP)} ` +
        `${MARGIN})">${draw(panel)}</g>`,
    ),
    '</svg>',
    '',
  ].join('\n')
}

function curve<T extends { readonly paragraphs: number }>(
  name: string,
  nth: number,
  rows: readonly T[],
  costOf: (row: T) => number | null,
): Curve {
  return {
    name,
    colour: COLOURS[nth % COLOURS.length]!,
    points: rows.flatMap((row) => {
      const cost = costOf(row)
      return cost === null ? [] : [[row.paragraphs, cost] as const]
    }),
  }
}

function draw({ title, curves }: Panel): string {
  const drawn = curves.filter(({ points }) => points.length > 0)
  const all = drawn.flatMap(({ points }) => points)
  const x = scale(
    all.map(([paragraphs]) => paragraphs),
    WIDTH,
  )
  const y = scale(
    all.map(([, cost]) => cost),
    HEIGHT,
  )
  const up = (cost: number) => HEIGHT - y.at(cost)
  return [
    `<text x="0" y="-14" font-weight="bold">${title}</text>`,
    ...x.ticks.map(
      (tick) =>
        `<line x1="${x.at(tick)}" y1="0" x2="${x.at(tick)}" y2="${HEIGHT}" ` +
        `stroke="#ddd"/><text x="${x.at(tick)}" y="${HEIGHT + 16}" ` +
        `text-anchor="middle">${tick >= 1000 ? `${tick / 1000}k` : tick}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line x1="0" y1="${up(tick)}" x2="${WIDTH}" y2="${up(tick)}" stroke="#ddd"/><text ` +
        `x="-6" y="${up(tick) + 4}" text-anchor="end">${tick}</text>`,
    ),
    ...drawn.map(({ points, colour }) => {
      const corners = points.map(([paragraphs, cost]) => `${x.at(paragraphs)},${up(cost)}`)
      return (
        `<polyline points="${corners.join(' ')}" fill="none" stroke="${colour}" ` +
        'stroke-width="2"/>'
      )
    }),
    ...labels(drawn, (point) => [x.at(point[0]), up(point[1])]),
  ].join('')
}

/** Each name at the end of its curve, moved down if it would overlap another. */
function labels(
  curves: readonly Curve[],
  place: (point: readonly [number, number]) => readonly [number, number],
): string[] {
  let lowest = -Infinity
  return curves
    .map((each) => ({ ...each, end: place(each.points.at(-1)!) }))
    .toSorted((a, b) => a.end[1] - b.end[1])
    .map(({ name, colour, end: [x, y] }) => {
      lowest = Math.max(lowest + 12, y + 4)
      return `<text x="${x + 5}" y="${lowest}" fill="${colour}">${name}</text>`
    })
}

/** A logarithmic axis from one power of ten to another. */
function scale(values: readonly number[], length: number) {
  const from = Math.floor(Math.log10(Math.min(...values)))
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))))
  return {
    at: (value: number) => round((length * (Math.log10(value) - from)) / (to - from)),
    ticks: Array.from({ length: to - from + 1 }, (_, step) => Number(`1e${from + step}`)),
  }
}

function round(value: number): number {
  return Math.round(10 * value) / 10
}

if (import.meta.main) {
  process.stdout.write(scalePlot(JSON.parse(readFileSync(0, 'utf8')) as ScaleFigures))
}
