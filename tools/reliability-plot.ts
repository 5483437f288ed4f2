const BINS = 10
const SIDE = 300
const MARGIN = 50

/** The verdict on a leading answer that the calibration had not seen, and whether it was right. */
export interface Said {
  readonly chance: number
  readonly right: boolean
}

/**
 * Draws how often leading answers are right against their predicted chance. A point above the
 * diagonal is right more often than predicted; its area shows the number of answers.
 */
export function reliabilityPlot(said: readonly Said[]): string {
  const bins = Map.groupBy(said, ({ chance }) => Math.min(BINS - 1, Math.floor(chance * BINS)))
  const points = [...bins].sort(([a], [b]) => a - b).map(([, members]) => pointOf(members))

  function pointOf(members: readonly Said[]): string {
    const chance = mean(members.map((each) => each.chance))
    const was = mean(members.map(({ right }) => (right ? 1 : 0)))
    const radius = (2 + Math.sqrt(members.length) / 2).toFixed(1)
    return (
      `<circle cx="${x(chance)}" cy="${y(was)}" r="${radius}" fill="#154273" ` +
      `fill-opacity="0.6"><title>${members.length} questions: said ${chance.toFixed(2)}, was ` +
      `${was.toFixed(2)}</title></circle>`
    )
  }

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE + 2 * MARGIN} ` +
      `${SIDE + 2 * MARGIN}" font-family="sans-serif" font-size="11">`,
    '<title>Reliability of the calibration on the dev sets, in folds</title>',
    `<rect x="${x(0)}" y="${y(1)}" width="${SIDE}" height="${SIDE}" fill="none" stroke="#999"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#999"/>`,
    ...points,
    `<text x="${x(0.5)}" y="${y(0) + 32}" text-anchor="middle">chance that the first answer ` +
      'is the one</text>',
    `<text transform="translate(${x(0) - 30} ${y(0.5)}) rotate(-90)" ` +
      'text-anchor="middle">share that is</text>',
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
