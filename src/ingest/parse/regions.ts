import type { Region } from '../../domain/document.ts'
import type { Line } from './lines.ts'
import type { Section } from './sections.ts'

/** A whole line, with its white space and line break. */
export function placed(line: Line, kind: Region['kind']): Region {
  return { start: line.from, end: line.to, kind }
}

const REGION_OF = {
  header: 'header',
  question: 'question',
  answer: 'answer',
  withheld: 'unplaced',
  remark: 'unplaced',
  unplaced: 'unplaced',
} as const satisfies Record<Section['part'], Region['kind']>

/** A heading's own line, up to where its part's text begins on it, and the lines of the part. */
export function sectionRegions({ part, heading, lines }: Section): Region[] {
  const regions = lines.map((line) => placed(line, REGION_OF[part]))
  if (heading === null) return regions
  const inline = lines[0]?.from === heading.from
  if (!inline) return [placed(heading, 'heading'), ...regions]
  const first = lines[0]!
  if (first.start === heading.start) return regions
  return [
    { start: heading.from, end: first.start, kind: 'heading' },
    { start: first.start, end: first.to, kind: REGION_OF[part] },
    ...regions.slice(1),
  ]
}

/** Regions in order, merged by kind; a gap between two belongs to the first. */
export function regionsOf(source: string, parts: readonly Region[]): Region[] {
  const regions: { start: number; end: number; kind: Region['kind'] }[] = []
  for (const { kind, start } of [...parts].sort((a, b) => a.start - b.start)) {
    const last = regions.at(-1)
    if (last !== undefined) last.end = start
    if (last === undefined) regions.push({ start: 0, end: source.length, kind })
    else if (last.kind !== kind) regions.push({ start, end: source.length, kind })
  }
  if (regions.length === 0 && source.length > 0)
    return [{ start: 0, end: source.length, kind: 'unplaced' }]
  const last = regions.at(-1)
  if (last !== undefined) last.end = source.length
  return regions
}
