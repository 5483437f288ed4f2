import { likelihood, type Calibration } from '../src/search/calibration.ts'
import type { Example } from './fit.ts'

const BINS = 10
const SIDE = 300
const MARGIN = 50

/**
 * Draws how often leading pairs answer, against how likely they were said to: points on the diagonal are
 * honest. A point's area shows how many examples stand behind it.
 */
export function reliabilityPlot(examples: readonly Example[], calibration: Calibration): string {
  const representative = examples.filter((example) => example.representative)
  const bins = Map.groupBy(representative, ({ features }) =>
    Math.min(BINS - 1, Math.floor(likelihood(calibration, features) * BINS)),
  )
  const points = [...bins].sort(([a], [b]) => a - b).map(([, members]) => pointOf(members))

  function pointOf(members: readonly Example[]): string {
    const said = mean(members.map(({ features }) => likelihood(calibration, features)))
    const was = mean(members.map(({ answerable }) => (answerable ? 1 : 0)))
    const radius = (2 + Math.sqrt(members.length)).toFixed(1)
    return `<circle cx="${x(said)}" cy="${y(was)}" r="${radius}" fill="#154273" fill-opacity="0.6"><title>${members.length} queries: said ${said.toFixed(2)}, was ${was.toFixed(2)}</title></circle>`
  }

  const threshold = (value: number, label: string): string =>
    `<line x1="${x(value)}" y1="${y(0)}" x2="${x(value)}" y2="${y(1)}" stroke="#a90061" stroke-dasharray="4 3"/><text x="${x(value)}" y="${y(1) - 6}" text-anchor="middle">${label}</text>`

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE + 2 * MARGIN} ${SIDE + 2 * MARGIN}" font-family="sans-serif" font-size="11">`,
    '<title>Reliability of the calibration on the dev set</title>',
    `<rect x="${x(0)}" y="${y(1)}" width="${SIDE}" height="${SIDE}" fill="none" stroke="#999"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#999"/>`,
    threshold(calibration.possible, 'possible'),
    threshold(calibration.strong, 'strong'),
    ...points,
    `<text x="${x(0.5)}" y="${y(0) + 32}" text-anchor="middle">likelihood that the query has an answer</text>`,
    `<text transform="translate(${x(0) - 30} ${y(0.5)}) rotate(-90)" text-anchor="middle">share that has one</text>`,
    ...[0, 0.5, 1].flatMap((tick) => [
      `<text x="${x(tick)}" y="${y(0) + 16}" text-anchor="middle">${tick}</text>`,
      `<text x="${x(0) - 8}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
    ]),
    '</svg>',
    '',
  ].join('\n')
}

function x(value: number): number {
  return Math.round(MARGIN + SIDE * value)
}

function y(value: number): number {
  return Math.round(MARGIN + SIDE * (1 - value))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
