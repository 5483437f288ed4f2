import type { SaidChunk } from './quote-index.ts'
import type { QuotedChunk } from './chunks.ts'
import { edgesAt, isOmission, saysTheSame, type Edges } from './wording.ts'

/**
 * One step of an alignment, as indices of chunks: a chunk of the quote matched with one of the
 * passage, or, if the other is null, added to it or missing from it.
 */
export type Step =
  | { readonly quoted: number; readonly said: number }
  | { readonly quoted: number; readonly said: null }
  | { readonly quoted: null; readonly said: number }

export interface Alignment {
  /** 0 if the passage says the quote; about 1 per differing word */
  readonly cost: number
  readonly steps: readonly Step[]
}

/**
 * The bound on one alignment's work: cells of the table. Above it, a band replaces the exact table.
 */
const maxCells = 4_000_000

/**
 * The cost of a difference. An omitted word costs less than a changed one, and a long run of
 * omissions little more than a short one, so that a quote stitched together from two places of one
 * answer aligns with both; if the quote itself marks the omission, the run is all but free.
 */
export const cost = {
  written: 0.2,
  similar: 0.8,
  changed: 0.9,
  added: 0.7,
  leftOut: 0.7,
  leftOutMore: 0.02,
  punctuation: 0.3,
  omissionMark: 0.05,
  omitted: 0.001,
}

/**
 * What a first or last word without its equal costs more while an alignment is sought, not in its
 * cost. Without it "plicht vind ik nodig" would as soon end before the "niet" of "plicht vind ik
 * niet nodig" as leave it out: the passage is free at its ends. So an equal word up to fifteen
 * words further on counts, or up to five if it is written differently.
 */
const edgeCost = 0.3

const from = { pair: 0, missing: 1, added: 2, longer: 4 }

/**
 * Aligns a quote with the nearest part of a passage: a global alignment of the quote, free at both
 * ends of the passage, with affine gaps (Gotoh 1982), within a band around `diagonal`, the expected
 * place in the passage of the quote's first chunk. O(min(quote x passage, 4 million)) in time and
 * in bytes.
 */
export function align(
  quote: readonly QuotedChunk[],
  passage: readonly SaidChunk[],
  diagonal: number,
): Alignment {
  const rows = quote.length
  const columns = passage.length
  const half = Math.ceil(Math.min(rows + columns, maxCells / (rows + 1) / 2))
  const within = (column: number) => Math.min(columns, Math.max(0, column))
  const low = (row: number) => within(row + diagonal - half)
  const high = (row: number) => within(row + diagonal + half)
  const width = Math.min(columns, 2 * half) + 1
  const trace = new Uint8Array((rows + 1) * width)
  let above = new Float64Array(columns + 2)
  let here = new Float64Array(columns + 2)
  for (let row = 1; row <= rows; row++) {
    const quoted = quote[row - 1]!
    const edges = edgesAt(quote, row - 1)
    const omits = isOmission(quoted)
    const isWord = quoted.key !== '' && !omits
    const more = isWord && (row === 1 || row === rows) ? edgeCost : 0
    const adding = omits ? cost.omissionMark : isWord ? cost.added + more : cost.punctuation
    const [start, end] = [low(row), high(row)]
    let missing = Infinity
    for (let column = start; column <= end; column++) {
      const differs = column > 0 ? difference(quoted, passage[column - 1]!, edges) : Infinity
      const paired = differs === cost.changed ? differs + more : differs
      const pair = column > 0 ? above[column - 1]! + paired : Infinity
      const added = above[column]! + adding
      let best = Math.min(pair, added)
      let choice = pair <= added ? from.pair : from.added
      if (missing < best) {
        best = missing
        choice = from.missing
      }
      const longer = missing + (omits ? cost.omitted : cost.leftOutMore)
      const opened = best + (omits ? cost.omitted : cost.leftOut)
      trace[row * width + column - start] = longer < opened ? choice | from.longer : choice
      missing = Math.min(longer, opened)
      here[column] = best
    }
    // A path cannot come from outside the band.
    if (start > 0) here[start - 1] = Infinity
    here[end + 1] = Infinity
    ;[above, here] = [here, above]
  }
  let end = low(rows)
  for (let column = end; column <= high(rows); column++) {
    if (above[column]! < above[end]!) end = column
  }
  const choiceAt = (row: number, column: number) => trace[row * width + column - low(row)]!
  const steps = stepsBack(rows, end, choiceAt)
  const unequal = steps.filter((step) => {
    if (step.quoted !== 0 && step.quoted !== rows - 1) return false
    const quoted = quote[step.quoted]!
    if (step.said === null) return quoted.key !== '' && !isOmission(quoted)
    return difference(quoted, passage[step.said]!, edgesAt(quote, step.quoted)) === cost.changed
  })
  return { cost: above[end]! - unequal.length * edgeCost, steps }
}

/** Walks back from the end of an alignment, and returns its steps from first to last. */
function stepsBack(
  rows: number,
  end: number,
  choiceAt: (row: number, column: number) => number,
): Step[] {
  const steps: Step[] = []
  let [row, column, gap] = [rows, end, false]
  while (row > 0) {
    const choice = gap ? from.missing : choiceAt(row, column) & 3
    if (choice === from.missing) {
      column--
      gap = (choiceAt(row, column) & from.longer) !== 0
      steps.push({ quoted: null, said: column })
    } else if (choice === from.added) {
      row--
      steps.push({ quoted: row, said: null })
    } else {
      row--
      column--
      steps.push({ quoted: row, said: column })
    }
  }
  return steps.reverse()
}

/** The cost of matching the passage's chunk with the quote's. */
function difference(quoted: QuotedChunk, said: SaidChunk, edges: Omit<Edges, 'opens'>): number {
  if (says(quoted, said, edges)) return 0
  if (quoted.key === '' || said.key === '') {
    return quoted.key === said.key ? cost.punctuation : Infinity
  }
  if (quoted.key === said.key) return cost.written
  const alike = quoted.key.slice(0, 3) === said.key.slice(0, 3) || denies(quoted.key, said.key)
  return alike ? cost.similar : cost.changed
}

/** "een" and "geen", "mogelijk" and "onmogelijk", "ever" and "never" */
function denies(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return long.endsWith(short) && denials.has(long.slice(0, long.length - short.length))
}

const denials = new Set('g n on non niet un in im ir dis'.split(' '))

/** True if a quote's chunk says what the passage's says, in any of the spellings of both. */
export function says(
  quoted: QuotedChunk,
  said: SaidChunk,
  { first, last }: Omit<Edges, 'opens'>,
): boolean {
  if (quoted.wording === said.wording) return true
  const edges = { first, last, opens: said.opens }
  const same = (a: string, b: string) =>
    saysTheSame(a, quoted.isCapital ? b.toUpperCase() : b, edges)
  if (same(quoted.wording, said.wording)) return true
  if (said.variants.some((variant) => same(quoted.wording, variant))) return true
  return quoted.hyphened !== null && same(quoted.hyphened, said.wording)
}
