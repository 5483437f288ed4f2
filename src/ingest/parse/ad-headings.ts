import { isTitleOfNumbered } from './answer-titles.ts'
import type { Line } from './lines.ts'
import { numberedLine } from './numbered-lines.ts'
import type { OpeningLine } from './quoted-parts.ts'

/** "Ad 1. Ja." */
const AD = /^Ad\s/

/**
 * "Ad 1", "Ad 2 en 3" are surely headings where no other answer has one, and they count through
 * the numbered questions above them. An answer may have points of its own.
 */
export function withAds(openings: readonly OpeningLine[], lines: readonly Line[]): OpeningLine[] {
  const parts = openings.filter((_, at) => !isTitleOfNumbered(openings, at, lines))
  const numbers = parts.flatMap(({ opening }) => opening.numbers)
  const areAds = parts.length > 0 && parts.every(({ line }) => AD.test(line.text))
  if (!areAds || !numbers.every((number, at) => number === at + 1)) return [...openings]
  const above = lines.slice(0, parts[0]!.index).flatMap((line) => numberedLine(line)?.numbers ?? [])
  if (!numbers.every((number) => above.includes(number))) return [...openings]
  return openings.map((each) => {
    const { opening } = each
    return AD.test(each.line.text) ? { ...each, opening: { ...opening, certainty: 'sure' } } : each
  })
}
