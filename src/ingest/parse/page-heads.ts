import { isHeadedInWords } from '../extraction/heading-text.ts'
import { referencesFrom } from '../extraction/reference-block.ts'
import { canEndParagraph, type Line } from './lines.ts'

/** "Pagina 2 van 3": what repeats below it is furniture too. */
const PAGE = /^(?:Pagina|Bladzijde|Blad|Page) \d{1,3}/i

/** From this many pages on, and on most of them, a line below the page's number is its head. */
const FEWEST_PAGES = 3
const MOST = 0.6

/** "17 maart 2025", "17-03-2025" */
const DATE = /\d{1,2}[ /-][a-z\d]{1,9}[ /-]\d{4}/i

/** "Ministerie van Waterzaken", "Directie Water": who sends the letter, above its reference */
const UNIT = /^(?:Ministerie van|Directoraat-[Gg]eneraal|Directie|Afdeling) [^.?!:;]{3,60}$/

/** Lines of a page's head at most. */
const MOST_ROWS = 8

/** A line of a page's head: more than "Ja", and no sentence. */
const HEAD = /^\p{L}.{6,60}[\p{L}\p{N})]$/u

/**
 * Lines of the heads of pages, which a text copied from a letter has in the middle of its
 * sentences: the block "Datum", "Onze referentie", and lines that stand below the number of most
 * pages. A block is `doubtful` if only its words show it.
 */
export function pageHeads(
  source: string,
  lines: readonly Line[],
  furniture: ReadonlySet<Line>,
): { heads: Line[]; doubtful: Line[] } {
  const { heads, doubtful } = referenceBlocks(source, lines, furniture)
  const others = [...repeatedBelow(lines, furniture), ...numbersBeside(lines, furniture)]
  return { heads: [...heads, ...others], doubtful }
}

/** "2025Z01234", alone on its line */
const NUMBER = /^\d{4}\s?[ZD]\s?\d{5}$/

/** The number of the questions above or below that of a page. */
function numbersBeside(lines: readonly Line[], furniture: ReadonlySet<Line>): Line[] {
  return lines.filter(({ text }, at) => {
    if (!NUMBER.test(text)) return false
    return [lines[at - 1], lines[at + 1]].some((other) => {
      return other !== undefined && furniture.has(other) && PAGE.test(other.text.slice(0, 20))
    })
  })
}

/** Blocks at a page's end, in a sentence, or word for word as one of those are certain. */
function referenceBlocks(
  source: string,
  lines: readonly Line[],
  furniture: ReadonlySet<Line>,
): { heads: Line[]; doubtful: Line[] } {
  const texts = lines.map((line) => (furniture.has(line) ? '' : line.text))
  const blocks: { at: number; lines: readonly Line[]; key: string; isCertain: boolean }[] = []
  for (let at = 0; at < lines.length; at++) {
    const length = referencesFrom(texts, at)
    if (length === 0) continue
    const block = lines.slice(at, at + length)
    const key = block.map(({ text }) => text).join('\n')
    blocks.push({ at, lines: block, key, isCertain: isCertain(at, length) })
    at += length - 1
  }
  const written = Map.groupBy(blocks, ({ key }) => key)
  const dates = new Set([...written.keys()].map((key) => DATE.exec(key)?.[0]).filter(Boolean))
  // A letter has one date: with others, a block that stands alone may be a row of a list.
  const fewest = dates.size > 1 ? 2 : 1
  const certain = new Set(
    blocks.flatMap(({ key, isCertain: is }) =>
      is && written.get(key)!.length >= fewest ? [key] : [],
    ),
  )
  return {
    heads: blocks.flatMap((block) =>
      certain.has(block.key) ? [...unitsAbove(block.at), ...block.lines] : [],
    ),
    doubtful: blocks.flatMap(({ key, lines: [first, second] }) =>
      certain.has(key) || second === undefined ? [] : [first!],
    ),
  }

  function unitsAbove(at: number): readonly Line[] {
    let top = at
    while (top > 0 && at - top < MOST_ROWS && UNIT.test(lines[top - 1]!.text)) top--
    return lines.slice(top, at)
  }

  function isCertain(at: number, length: number): boolean {
    let above = at - 1
    while (above >= 0 && furniture.has(lines[above]!)) above--
    const before = lines[above]
    // "Antwoord 1 / Datum: 3 mei 2025": what an answer begins with is its text.
    if (before === undefined || isHeadedInWords(before.text)) return false
    const next = lines[at + length]
    const isOpen = !canEndParagraph(before.text)
    if (isOpen && next !== undefined && /^[\p{Ll}\d]/u.test(next.text)) return true
    // "Datum: 3 mei 2025", alone on one line, may be a line of a list.
    if (length === 1) return false
    const isFed = source[lines[at]!.from - 1] === '\f'
    return isFed || [lines[at - 1], next].some((line) => line !== undefined && furniture.has(line))
  }
}

function repeatedBelow(lines: readonly Line[], furniture: ReadonlySet<Line>): Line[] {
  const found: Line[] = []
  let places = [...lines.keys()].filter((at) => {
    return furniture.has(lines[at]!) && PAGE.test(lines[at]!.text.slice(0, 20))
  })
  const enough = Math.max(FEWEST_PAGES, places.length * MOST)
  for (let row = 0; row < MOST_ROWS; row++) {
    const below = places
      .map((at) => at + 1)
      .filter(
        (at) => at < lines.length && !furniture.has(lines[at]!) && isHeadOfPage(lines[at]!.text),
      )
    const groups = Map.groupBy(below, (at) => lines[at]!.text)
    places = [...groups.values()].filter(({ length }) => length >= enough).flat()
    for (const at of places) found.push(lines[at]!)
  }
  return found
}

/** True for words that may head a page: more than "Ja", and neither a sentence nor a heading. */
export function isHeadOfPage(text: string): boolean {
  return HEAD.test(text) && !isHeadedInWords(text)
}
