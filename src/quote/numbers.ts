import { saidRange, type ChunkRange, type Compared } from './comparison.ts'
import type { SaidChunk } from './quote-index.ts'

/** "3" of "3 000", "€ 3 000" */
const beginsNumber = /^[€$£(["-]*\d{1,3}(?:[ \u00a0]\d{3})*$/
/** "000" of "3 000", and what follows the last group */
const group = /^\d{3}(?:$|[.,;:!?)\]"%]|[.,]\d)/
const sign = /^[%‰]/

interface SplitNumber {
  readonly kind: 'changed'
  readonly quoted: ChunkRange
  readonly said: ChunkRange
}

/** The numbers of the passage of which the quote has only some digits, or not the "%". */
export function splitNumber(compared: Compared): SplitNumber[] {
  const { said, quoted } = compared
  const [from, to] = saidRange(compared)
  const last = quoted.length - 1
  const start = joins(said, from) ? from - 1 : from
  const end = joins(said, to) || continuesInSign(said, to) ? to + 1 : to
  return [
    ...(start < from
      ? [{ kind: 'changed', quoted: [0, 1], said: [start, from + 1] } as const]
      : []),
    ...(end > to
      ? [{ kind: 'changed', quoted: [last, last + 1], said: [to - 1, end] } as const]
      : []),
  ]
}

/** True if the chunk at `at` continues the number that ends with the chunk before it. */
function joins(said: readonly SaidChunk[], at: number): boolean {
  const [before, next] = [said[at - 1], said[at]]
  if (before?.block !== next?.block || before === undefined || next === undefined) return false
  return beginsNumber.test(before.wording) && group.test(next.wording)
}

function continuesInSign(said: readonly SaidChunk[], at: number): boolean {
  return /\d$/.test(said[at - 1]?.wording ?? '') && sign.test(said[at]?.wording ?? '')
}

/** Words without which the figure before them says something else. */
export const scales: ReadonlySet<string> = new Set(
  (
    'honderd duizend miljoen miljard biljoen mln mld procent promille procentpunt procentpunten ' +
    'thousand million billion percent'
  ).split(' '),
)

const to = /^(?:à|tot|t\/m|of|to|or|-)$/i
const figure = /^[€$£]?\d/
const currency = /^[€$£]$/

/**
 * The number of chunks from `at` on without which the figure before them says something else:
 * "miljard" behind "3", "tot € 5" behind "€ 3"; 0 if there are none.
 */
export function restOfAmount(said: readonly SaidChunk[], at: number): number {
  if (!/\d$/.test(said[at - 1]?.wording ?? '')) return 0
  if (scales.has(said[at]?.key ?? '')) return 1
  return isRange(said, at) ? figureFrom(said, at + 1) + 1 - at : 0
}

/** The number of chunks before `at` with which the figure there is a range: "3 tot" before "5". */
export function rangeBefore(said: readonly SaidChunk[], at: number): number {
  // The quote may leave out the "€" before its figure.
  const joins = currency.test(said[at - 1]?.wording ?? '') ? at - 2 : at - 1
  return isRange(said, joins) ? at - joins + 1 : 0
}

/** True for the "tot" of "3 tot 5" and the "en" of "tussen € 3 en € 5". */
function isRange(said: readonly SaidChunk[], at: number): boolean {
  const figures = [said[at - 1], said[figureFrom(said, at + 1)]].every((part) =>
    figure.test(part?.wording ?? ''),
  )
  if (!figures) return false
  const before = said.slice(Math.max(0, at - 4), at).map(({ key }) => key)
  const { key, wording } = said[at]!
  if (key === 'en' || key === 'and') return before.includes('tussen') || before.includes('between')
  return to.test(wording)
}

/** The place of a figure that begins at `at`, maybe with a "€" before it. */
function figureFrom(said: readonly SaidChunk[], at: number): number {
  return currency.test(said[at]?.wording ?? '') ? at + 1 : at
}
