/** One peer's results for the queries of one language: rank of the right answer, and time. */
export interface Outcome {
  /** from 1; null if the answer was not returned */
  readonly ranks: readonly (number | null)[]
  /** milliseconds for each query */
  readonly times: readonly number[]
  /**
   * mean processor time of a query in milliseconds; unlike `times`, a busy machine hardly moves it
   */
  readonly cpuMs: number
}

/** Share of the queries whose answer was among the first `most`. */
export function recallAt({ ranks }: Outcome, most: number): number {
  return ranks.filter((rank) => rank !== null && rank <= most).length / ranks.length
}

/** Mean of 1 / rank; an answer that was not returned counts 0. */
export function meanReciprocalRank({ ranks }: Outcome): number {
  return ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : 1 / rank), 0) / ranks.length
}

/** The value at or below which this share of the values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b)
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)]!
}

/** Rows as a Markdown table; the first row is its header. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, at) => Math.max(3, ...rows.map((row) => row[at]!.length)))
  const line = (cells: readonly string[]) =>
    '| ' +
    `${cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join(' | ')} ` +
    '|'
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  )
  return [line(rows[0]!), line(rule), ...rows.slice(1).map(line)].join('\n')
}
