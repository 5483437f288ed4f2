import { LIST_SIGN } from './adornments.ts'
import type { Checked } from './check.ts'
import { headedParts } from './headings.ts'
import type { FindMinisters } from './known-ministers.ts'
import { quotationsOf, type Quotation } from './quotations.ts'

/** A part of a text, and the result of its check. */
interface CheckedPart {
  readonly quote: string
  readonly check: Checked
}

/**
 * A text's quotations with their attributions, or the questions and answers, or the items of a
 * list, that it is made of.
 */
export interface CheckedApart {
  readonly kind: 'quotations' | 'headed' | 'listed'
  readonly parts: readonly CheckedPart[]
}

/** How a quote is checked, and what finds the ministers whom a text names. */
interface Checking {
  readonly check: (quote: string) => Checked
  readonly ministersIn: FindMinisters
}

/** Fewer words between quotation marks are a term beside a quotation, and a single word always. */
const leastWords = 4
const leastAlone = 2

/** Each quotation costs a check; a text of 10,000 characters has few that many. */
const most = 20

/** Above this share of strange letters outside quotation marks, they are the writer's own. */
const strange = 0.5

/**
 * The parts of a text that is more than one quote: a paragraph of a newspaper, several quotes at
 * once, a question with its answer, or a list of quotes that are true each. `whole` is its check as
 * one quote. Null where it is one, with its differences: the words outside the marks stand in the
 * source as well.
 */
export function checkApart(text: string, whole: Checked, served: Checking): CheckedApart | null {
  const { check } = served
  if (isTrue(whole)) return null
  const headed = headedParts(text).map(({ start, end }) => text.slice(start, end))
  if (headed.length > 1 && headed.length <= most) {
    return { kind: 'headed', parts: headed.map((quote) => ({ quote, check: check(quote) })) }
  }
  const listed = itemsOf(text).map((quote) => ({ quote, check: check(quote) }))
  if (listed.length > 0 && listed.every((item) => isTrue(item.check))) {
    return { kind: 'listed', parts: listed }
  }
  const parts = quotationsIn(text, whole, served)
  return parts.length === 0 ? null : { kind: 'quotations', parts }
}

const beginsItem = String.raw`[ \t]{0,9}${LIST_SIGN}[ \t]`
const beginsList = new RegExp(`^${beginsItem}`)
const betweenItems = new RegExp(String.raw`\n(?=${beginsItem})`)

/** The items of a list of quotes, as slides have them; none of another text. */
function itemsOf(text: string): string[] {
  const items = text.trim().split(betweenItems)
  return items.length > 1 && items.length <= most && beginsList.test(items[0]!) ? items : []
}

function isTrue({ verdict }: Checked): boolean {
  return verdict === 'verbatim' || verdict === 'cut'
}

function quotationsIn(
  text: string,
  whole: Checked,
  { check, ministersIn }: Checking,
): CheckedPart[] {
  const quotations = quotationsOf(text, { ministersIn })
  if (quotations.length === 0 || quotations.length > most) return []
  const outside = lettersIn(text, [...quotations, ...whole.takenOff])
  if (outside.length === 0) {
    if (quotations.length === 1) return []
    const all = checked(quotations, check)
    const areTrue = all.every((each) => each.check.verdict === 'verbatim')
    return areTrue || nameSeveral(all) ? all : []
  }
  const [match] = whole.matches
  const others = (match?.differences ?? []).filter(({ kind }) => kind !== 'missing')
  const own = match === undefined ? outside : outside.filter((at) => others.some(isAt(at)))
  const ofWords = (least: number) =>
    quotations.filter(({ text: words }) => words.trim().split(/\s+/).length >= least)
  const long = ofWords(leastWords)
  if (own.length > outside.length * strange) {
    return checked(long.length > 0 ? long : ofWords(leastAlone), check)
  }
  // The passage's words may stand round the writer's marks: De brug gaat „in het voorjaar open”.
  if (!long.every(({ start }) => others.some(isAt(start - 1)))) return []
  const parts = checked(long, check)
  return parts.every((each) => each.check.verdict === 'verbatim') ? parts : []
}

function nameSeveral(parts: readonly CheckedPart[]): boolean {
  return new Set(parts.flatMap((each) => each.check.attribution?.named ?? [])).size > 1
}

function checked(
  quotations: readonly Quotation[],
  check: (quote: string) => Checked,
): CheckedPart[] {
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
