import { isHeadedInWords } from '../extraction/heading-text.ts'
import { canEndParagraph, type Line, trimmed } from './lines.ts'
import { isHeadOfPage, pageHeads } from './page-heads.ts'
import { FURNITURE, YEARS } from '../../text/page-furniture.ts'

/** The masthead of the official series, which precedes everything else. */
const masthead: readonly RegExp[] = [
  /^(?:Tweede|Eerste) Kamer der Staten-Generaal\s?\d?$/,
  new RegExp(`^Vergaderjaar ${YEARS}`),
  /^Aanhangsel van de Handelingen$/,
  /^Vragen gesteld door de leden der Kamer/,
  /^regering gegeven antwoorden$/,
]

/** Characters of furniture on a line at most. */
const LONGEST = 200

/** The end of a line's furniture; null if it has none. */
function furnitureEnd(line: Line): number | null {
  const head = line.text.slice(0, LONGEST)
  for (const pattern of FURNITURE) {
    const match = pattern.exec(head)
    if (match !== null && match[0].length > 0) return line.start + match[0].length
  }
  return null
}

/** True for a line of the masthead; the number of the chamber ("2") stands alone after its name. */
function isMasthead(line: Line, before: Line | undefined): boolean {
  if (line.text.length > LONGEST) return false
  if (/^[12]$/.test(line.text)) return before?.text.endsWith('Staten-Generaal') ?? false
  return masthead.some((pattern) => pattern.test(line.text))
}

/**
 * Separates furniture from text that an extractor glued to it ("... Aanhangsel 1Antwoord 3"): such
 * a line becomes two. `zoneAt` finds what the format itself calls furniture, `numberAt` the numbers
 * of questions. `doubtful` begin what may be the head of a page, but is text.
 */
export function splitFurniture(
  source: string,
  lines: readonly Line[],
  zoneAt: (offset: number) => unknown,
  numberAt: (offset: number) => unknown,
): { lines: Line[]; furniture: Set<Line>; doubtful: Line[] } {
  const split: Line[] = []
  const found = new Set<Line>()
  let top = true
  for (const line of lines) {
    const end = zoneAt(line.start) === null ? furnitureEnd(line) : line.end
    if (end === null || end >= line.end) {
      split.push(line)
      if (end !== null || (top && isMasthead(line, split.at(-2)))) found.add(line)
      else if (!top || line.number > 12 || !/^\d{1,5}$/.test(line.text)) top = false
      continue
    }
    const first = { ...line, end, to: end, text: source.slice(line.start, end) }
    const { start } = trimmed(source, end, line.end)
    const rest = {
      ...line,
      from: end,
      start,
      text: source.slice(start, line.end),
      apart: true,
      pageTop: true,
    }
    split.push(first, rest)
    found.add(first)
    top = false
  }
  for (const [at, line] of split.entries()) {
    const isBelow = at > 0 && found.has(split[at - 1]!) && ADDRESS.test(split[at - 1]!.text)
    if (isBelow && PRINTED.test(line.text.slice(0, LONGEST))) found.add(line)
  }
  for (const line of [...numbersAtPageEnds(source, split), ...wordsAtPageTops(source, split)])
    found.add(line)
  const numbers = [pageNumbers, countedPages, countedOfAll]
  for (const line of numbers.flatMap((find) => find(split, found))) {
    if (numberAt(line.start) === null) found.add(line)
  }
  const { heads, doubtful } = pageHeads(source, split, found)
  for (const line of heads) found.add(line)
  return { lines: split, furniture: found, doubtful }
}

/** What a browser prints above each page, below the address at the foot of the one before. */
const ADDRESS = /^(?:https?|file):/
const PRINTED = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4},?\s\d{1,2}:\d{2}(?:\s[AP]M)?(?:\s|$)/

/** The numbers that end the pages of a text with form feeds, if each has the next one. */
function numbersAtPageEnds(source: string, lines: readonly Line[]): Line[] {
  const last = lines.filter((line, at) => {
    return source.slice(line.end, lines[at + 1]?.start ?? source.length).includes('\f')
  })
  const first = Number(last[0]?.text)
  const isCounted = last.every(({ text }, at) => {
    return /^\d{1,3}$/.test(text) && Number(text) === first + at
  })
  return isCounted && last.length > 1 ? last : []
}

/**
 * The words that begin each page of a text with form feeds, or each but the first, where they
 * interrupt a sentence: a table may repeat the names of its columns.
 */
function wordsAtPageTops(source: string, lines: readonly Line[]): Line[] {
  const tops = lines.filter((line, at) => {
    return at === 0 || source.slice(lines[at - 1]!.end, line.start).includes('\f')
  })
  const [first, ...others] = tops
  const heads = first?.text === others[0]?.text ? tops : others
  const isHead = heads.every(({ text }) => text === heads[0]!.text && isHeadOfPage(text))
  const isCertain = heads === tops || heads.some((line) => interrupts(lines, lines.indexOf(line)))
  return isHead && isCertain && heads.length > 1 ? heads : []
}

/** "2", "2/7", "2 van 7": a page's number on a line of its own. */
const PAGE_NUMBER = /^\d{1,3}(?:\s?(?:[/|]|van)\s?\d{1,3})?$/

/**
 * "Pagina 1 van 2", "- 3 -", "Aanhangsel 1": furniture with the page's number, and not a paper's:
 * "ah-1281235", "36 410", "nr. 5".
 */
const NUMBERED =
  /(?<![\p{N}–-]|\p{N} (?=\d{3}$)|nr\. ?)\d{1,3}(?: ?(?:van|of|\/) ?\d{1,3})?(?: ?-)?$/u

/** "---", which may as well be of a table */
const SHORT_RULE = /^[_=*-]{3,4}$/
const isShort = ({ text }: Line): boolean => SHORT_RULE.test(text)

/** Lines of furniture between two pages at most. */
const MOST_BETWEEN = 12

/** Lines on a page at least. */
const FEWEST_LINES = 8

/**
 * Numbers that stand apart and count the pages of a text without other furniture: all that do count
 * on from each other, and one interrupts a sentence. Where no heading is in words, they may number
 * questions.
 */
function countedPages(lines: readonly Line[], furniture: ReadonlySet<Line>): Line[] {
  const text = lines.filter((line) => !furniture.has(line))
  if (text.filter(({ text: words }) => isHeadedInWords(words)).length < 2) return []
  const places = [...text.keys()].filter((at) => {
    const { apart, text: words } = text[at]!
    return apart && /^\d{1,3}$/.test(words) && text[at + 1]?.apart !== false
  })
  const [first = 0] = places
  const counts = places.every((at, nth) => {
    const before = places[nth - 1] ?? at - FEWEST_LINES - 1
    return Number(text[at]!.text) === Number(text[first]?.text) + nth && at - before > FEWEST_LINES
  })
  // Below "Antwoord 2" it is the answer.
  const answers = places.some((at) => isHeadedInWords(text[at - 1]?.text ?? ''))
  const isPage = counts && places.some((at) => interrupts(text, at)) && !answers
  return isPage && places.length > 1 ? places.map((at) => text[at]!) : []
}

/** "2/4", "2 | 4", "2 van 4": a page's number with that of all pages */
const OF_ALL = /^(?<page>\d{1,3})\s?(?:[/|]|van)\s?(?<all>\d{1,3})$/

/** Such numbers that stand apart in a document of so many pages: one interrupts a sentence. */
function countedOfAll(lines: readonly Line[], furniture: ReadonlySet<Line>): Line[] {
  const text = lines.filter((line) => !furniture.has(line))
  const places = [...text.keys()].filter((at) => text[at]!.apart && text[at + 1]?.apart !== false)
  const counted = places.flatMap((at) => {
    const { page, all } = OF_ALL.exec(text[at]!.text.slice(0, 12))?.groups ?? {}
    return Number(page) <= Number(all) ? [{ at, all }] : []
  })
  const broken = counted.find(({ at }) => interrupts(text, at))
  return counted.flatMap(({ at, all }) => (all === broken?.all ? [text[at]!] : []))
}

/** True for a line between two that are of one sentence. */
function interrupts(lines: readonly Line[], at: number): boolean {
  const [before, next] = [lines[at - 1], lines[at + 1]]
  if (before === undefined || next === undefined) return false
  return !canEndParagraph(before.text) && /^\p{Ll}/u.test(next.text)
}

/**
 * Numbers that interrupt a sentence beside other furniture, unless that has the page's number
 * already. Where the sentence before one is over, it may as well be the heading of a question,
 * unless headings are in words.
 */
function pageNumbers(lines: readonly Line[], furniture: ReadonlySet<Line>): Line[] {
  const found: Line[] = []
  const worded = lines.filter(({ text }) => isHeadedInWords(text)).length > 1
  let before: Line | undefined
  for (const [index, line] of lines.entries()) {
    if (furniture.has(line)) continue
    const beside = [lines[index - 1], lines[index + 1]]
    if (
      before !== undefined &&
      beside.some((other) => other !== undefined && furniture.has(other) && !isShort(other)) &&
      PAGE_NUMBER.test(line.text.slice(0, 12)) &&
      !isNumbered(index, -1) &&
      !isNumbered(index, 1) &&
      (!canEndParagraph(before.text) ||
        (worded && /[.?!]$/.test(before.text) && beside.some(isWordedFurniture)))
    ) {
      found.push(line)
    } else before = line
  }
  return found

  function isNumbered(from: number, step: 1 | -1): boolean {
    for (let count = 1; count <= MOST_BETWEEN; count++) {
      const line = lines[from + step * count]
      if (line === undefined || !furniture.has(line)) return false
      if (NUMBERED.test(line.text.slice(-16))) return true
    }
    return false
  }

  function isWordedFurniture(line: Line | undefined): boolean {
    return line !== undefined && furniture.has(line) && /\p{L}/u.test(line.text)
  }
}
