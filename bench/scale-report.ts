import { markdownTable } from '../tools/figures.ts'
import type { SearchFigures } from './scale-search.ts'
import type { StartFigures } from './scale-start.ts'
import type { Percentiles, StoreFigures } from './scale-stores.ts'

/** The measurements of `npm run bench:scale`. */
export interface ScaleFigures {
  readonly machine: string
  /** the machine's load (one minute) during the measurements: the least and the greatest */
  readonly load: readonly [number, number]
  readonly stores: readonly (StoreFigures | Unmeasured)[]
  readonly search: readonly SearchFigures[]
  readonly start: readonly StartFigures[]
}

/** An engine without figures at a size, and the reason; larger sizes were not tried. */
export interface Unmeasured {
  readonly engine: string
  readonly paragraphs: number
  readonly reason: string
}

/** A figure from the process that took it. */
export interface Measured {
  readonly part: 'stores' | 'search' | 'start'
  readonly figure: unknown
}

export const NO_FIGURES: ScaleFigures = {
  machine: '',
  load: [Infinity, -Infinity],
  stores: [],
  search: [],
  start: [],
}

type Row = { readonly paragraphs: number; readonly engine?: string }

/** The figures with a new one, replacing an earlier one of the same kind, smaller sizes first. */
export function withFigures(
  figures: ScaleFigures,
  { part, figure }: Measured,
  { machine, load }: { machine: string; load: number },
): ScaleFigures {
  const row = figure as Row
  const before: readonly Row[] = figures[part]
  const others = before.filter((each) => !isSame(each, row))
  const rows = [...others, row].toSorted((a, b) => a.paragraphs - b.paragraphs)
  return {
    ...figures,
    machine,
    load: [Math.min(figures.load[0], load), Math.max(figures.load[1], load)],
    [part]: rows,
  }
}

/** Indexes made for a size contain slightly more or fewer paragraphs. */
function isSame(a: Row, b: Row): boolean {
  return a.engine === b.engine && Math.abs(a.paragraphs / b.paragraphs - 1) < 0.05
}

/** All figures as Markdown tables, with their captions. */
export function reportOf(figures: ScaleFigures): string {
  return [
    conditions(figures),
    searchTable(figures.search),
    startTable(figures.start),
    storeTable(figures.stores),
    storeNotes(figures.stores),
  ].join('\n\n')
}

/** The machine of the figures, and how busy it was. */
export function conditions({ machine, load: [least, most] }: ScaleFigures): string {
  return `${machine}; load of the machine ${least.toFixed(1)} to ${most.toFixed(1)}`
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

/**
 * The engines side by side, size by size; "x ours" is processor time for 400 rows relative to ours.
 */
export function storeTable(stores: readonly (StoreFigures | Unmeasured)[]): string {
  const measured = stores.filter((each) => 'asked' in each)
  const cpu = ({ asked }: StoreFigures, place: number) => asked[place]!.cpu
  const head = ['', 'vectors', 'ready s', 'CPU s', 'MB', 'recall@10', ...times('CPU ms @10')]
  return markdownTable([
    [...head, 'recall@400', ...times('CPU ms @400'), 'x ours'],
    ...measured.map((each) => {
      const ours = measured.find(
        ({ engine, paragraphs }) => engine === 'memory' && paragraphs === each.paragraphs,
      )
      return [
        each.name,
        count(each.paragraphs),
        each.readyS.toFixed(1),
        each.readyCpuS.toFixed(1),
        each.memoryMb.toFixed(0),
        ...each.asked.flatMap((asked) => [asked.recall.toFixed(3), ...fixed(asked.cpu)]),
        ours === undefined ? '' : (cpu(each, 1).p50 / cpu(ours, 1).p50).toFixed(1),
      ]
    }),
  ])
}

/** The settings of each engine, and the engines that were abandoned. */
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
