import type { Checked } from './check.ts'
import { quotationsOf, type Quotation } from './quotations.ts'

/** A quotation of a text, with its attribution, and the result of its check. */
export interface CheckedApart {
  readonly quote: string
  readonly check: Checked
}

/** Fewer words between quotation marks are a term, and no quotation. */
const leastWords = 4

/** Each quotation costs a check; a text of 10,000 characters has few that many. */
const most = 20

/** Above this share of strange letters outside quotation marks, they are the writer's own. */
const strange = 0.5

/**
 * The quotations of a text that is more than one quote: a paragraph of a newspaper, or several
 * quotes at once. `whole` is its check as one quote. Empty where the words outside the marks stand
 * in the source as well: then it is one quote, with its differences.
 */
export function checkApart(
  text: string,
  whole: Checked,
  check: (quote: string) => Checked,
): CheckedApart[] {
  if (whole.verdict === 'verbatim' || whole.verdict === 'cut') return []
  const quotations = quotationsOf(text)
  if (quotations.length === 0 || quotations.length > most) return []
  const outside = lettersIn(text, [...quotations, ...whole.takenOff])
  if (outside.length === 0) {
    if (quotations.length === 1) return []
    const all = checked(quotations, check)
    return all.every((each) => each.check.verdict === 'verbatim') ? all : []
  }
  const [match] = whole.matches
  const others = (match?.differences ?? []).filter(({ kind }) => kind !== 'missing')
  const own = match === undefined ? outside : outside.filter((at) => others.some(isAt(at)))
  if (own.length <= outside.length * strange) return []
  const isTerm = ({ text: words }: Quotation) => words.trim().split(/\s+/).length < leastWords
  return checked(quotations, check).filter((_, nth) => !isTerm(quotations[nth]!))
}

function checked(
  quotations: readonly Quotation[],
  check: (quote: string) => Checked,
): CheckedApart[] {
  return quotations.map(({ given }) => ({ quote: given, check: check(given) }))
}

function isAt(at: number) {
  return ({ quoted }: { quoted: { start: number; end: number } }) =>
    quoted.start <= at && at < quoted.end
}

/** The offsets of the letters that are in none of these stretches. */
function lettersIn(text: string, without: readonly { start: number; end: number }[]): number[] {
  const inside = without.toSorted((a, b) => a.start - b.start)
  return Array.from(text.matchAll(/\p{L}/gu), ({ index }) => index).filter(
    (at) => !inside.some(({ start, end }) => start <= at && at < end),
  )
}
