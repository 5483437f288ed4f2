import { markdownTable } from './figures.ts'
import type { SearchFigures } from './scale-search.ts'
import type { StartFigures } from './scale-start.ts'
import type { Percentiles, StoreFigures } from './scale-stores.ts'

/** What `npm run bench:scale` measured in one run. */
export interface ScaleFigures {
  readonly machine: string
  /** the machine's load at the start and at the end */
  readonly load: readonly number[]
  readonly stores: readonly (StoreFigures | Unmeasured)[]
  readonly search: readonly SearchFigures[]
  readonly start: readonly StartFigures[]
}

/** An engine that has no figures at a size, and why; larger sizes were not tried. */
export interface Unmeasured {
  readonly engine: string
  readonly paragraphs: number
  readonly reason: string
}

/** All figures as Markdown tables, with what they are of. */
export function reportOf(figures: ScaleFigures): string {
  return [
    `${figures.machine}; load ${figures.load.map((each) => each.toFixed(1)).join(' to ')}`,
    searchTable(figures.search),
    startTable(figures.start),
    storeTable(figures.stores),
    storeNotes(figures.stores),
  ].join('\n\n')
}

/** A query through the whole search. */
export function searchTable(search: readonly SearchFigures[]): string {
  return markdownTable([
    ['paragraphs', ...times('ms'), ...times('CPU ms'), 'float scan', 'load s', 'held MB'],
    ...search.map(({ paragraphs, wall, cpu, scanMs, loadS, memoryMb }) => [
      count(paragraphs),
      ...fixed(wall),
      ...fixed(cpu),
      scanMs.toFixed(1),
      loadS.toFixed(1),
      memoryMb.toFixed(0),
    ]),
  ])
}

/** A server from its start to its first answer. */
export function startTable(start: readonly StartFigures[]): string {
  return markdownTable([
    ['paragraphs', 'ready s', 'CPU s', 'first answer ms', 'memory MB', 'at most MB'],
    ...start.map((each) => [
      count(each.paragraphs),
      each.readyS.toFixed(1),
      each.readyCpuS?.toFixed(1) ?? '',
      each.firstAnswerMs.toFixed(0),
      each.memoryMb?.toFixed(0) ?? '',
      each.mostMemoryMb?.toFixed(0) ?? '',
    ]),
  ])
}

/** The engines side by side, size by size; "x ours" is processor time for 400 rows against ours. */
export function storeTable(stores: readonly (StoreFigures | Unmeasured)[]): string {
  const measured = stores.filter((each) => 'asked' in each)
  const cpu = ({ asked }: StoreFigures, place: number) => asked[place]!.cpu
  const head = ['', 'vectors', 'ready s', 'CPU s', 'MB', 'recall@10', ...times('CPU ms @10')]
  return markdownTable([
    [...head, 'recall@400', ...times('CPU ms @400'), 'x ours'],
    ...measured.map((each) => {
      const ours = measured.find(({ paragraphs }) => paragraphs === each.paragraphs)!
      return [
        each.name,
        count(each.paragraphs),
        each.readyS.toFixed(1),
        each.readyCpuS.toFixed(1),
        each.memoryMb.toFixed(0),
        ...each.asked.flatMap((asked) => [asked.recall.toFixed(3), ...fixed(asked.cpu)]),
        (cpu(each, 1).p50 / cpu(ours, 1).p50).toFixed(1),
      ]
    }),
  ])
}

/** How each engine was set, and which gave up. */
export function storeNotes(stores: readonly (StoreFigures | Unmeasured)[]): string {
  const named = new Map(stores.flatMap((each) => ('asked' in each ? [[each.name, each]] : [])))
  return [
    ...[...named.values()].map(({ name, configuration }) => `- ${name}: ${configuration}`),
    ...stores.flatMap((each) =>
      'reason' in each
        ? [`- ${each.engine} with ${count(each.paragraphs)} vectors: no figures, it ${each.reason}`]
        : [],
    ),
  ].join('\n')
}

function times(unit: string): string[] {
  return [`p50 ${unit}`, `p95 ${unit}`, `p99 ${unit}`]
}

function fixed({ p50, p95, p99 }: Percentiles): string[] {
  return [p50, p95, p99].map((value) => value.toFixed(value < 1 ? 2 : 1))
}

function count(paragraphs: number): string {
  return paragraphs.toLocaleString('en')
}
