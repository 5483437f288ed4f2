import type { TextRange } from '../text/segments.ts'
import type { WireParagraph } from '../wire/answer.ts'

/** Characters of an answer visible at first: some eight lines of a card. */
const IN_SIGHT = 700

/** The same for each of several answers: five of them fit two screens of 800 pixels. */
const IN_SIGHT_OF_SEVERAL = 240

/** Hiding less than this is not worth a button. */
const WORTH_FOLDING = 200

/** The same where several answers share the screen. */
const WORTH_FOLDING_OF_SEVERAL = 160

/** An answer whose opening is this short says "Ja." or "Nee.", which nobody may miss. */
const SHORT_OPENING = 80

/** "Nee, want ...": the same at greater length. */
const YES_OR_NO = /^(?:ja|neen?)\b/iu

type Foldable = Pick<WireParagraph, 'id' | 'text' | 'matched' | 'highlights'>

/** Whether this many answers must share a screen. */
export function sharesScreen(answers: number): boolean {
  return answers > 2
}

/** Characters that each of this many answers may show at first. */
export function roomOf(answers: number): number {
  return sharesScreen(answers) ? IN_SIGHT_OF_SEVERAL : IN_SIGHT
}

/** Characters on a line: a shorter paragraph still takes a whole one, and a shorter gap none. */
const LINE = 80

/**
 * A certain end of a sentence: before a capital, and after a word too long for an abbreviation, or
 * none. Text is never folded at an uncertain one.
 */
const SENTENCE_END =
  /(?<=\p{L}{4}|[\d%)»”])(?<!rof|evr|resp|bijv|incl|excl)[.!?…][^\s\p{L}\d]*\s+(?=[\p{Lu}«„“"(])/gu

/**
 * The paragraphs of a long answer that stay hidden until a reader asks for the whole of it. The
 * best match is always visible.
 */
export function foldOf(paragraphs: readonly Foldable[], room = IN_SIGHT): ReadonlySet<string> {
  const inSight = roomsOf(paragraphs, room)
  const rest = paragraphs.filter(({ id }) => !inSight.has(id))
  const length = rest.reduce((sum, paragraph) => sum + roomFor(paragraph), 0)
  const worth = room < IN_SIGHT ? WORTH_FOLDING_OF_SEVERAL : WORTH_FOLDING
  return new Set(length < worth ? [] : rest.map(({ id }) => id))
}

/**
 * Characters that each visible paragraph may show, by its id: the best match gets the whole room,
 * an opening that is visible only for its "Ja" or "Nee" a single line.
 */
export function roomsOf(
  paragraphs: readonly Foldable[],
  room = IN_SIGHT,
): ReadonlyMap<string, number> {
  const rooms = new Map<string, number>()
  let left = room
  for (const paragraph of [...paragraphs].sort((a, b) => weight(b) - weight(a))) {
    if (rooms.size > 0 && roomFor(paragraph) > left) break
    rooms.set(paragraph.id, room)
    left -= roomFor(paragraph)
  }
  const [opening] = paragraphs
  if (opening !== undefined && saysYesOrNo(opening.text) && !rooms.has(opening.id)) {
    rooms.set(opening.id, room < IN_SIGHT ? LINE : room)
  }
  return rooms
}

function saysYesOrNo(opening: string): boolean {
  return opening.length <= SHORT_OPENING || YES_OR_NO.test(opening)
}

function roomFor({ text }: Foldable): number {
  return Math.max(text.length, LINE)
}

/** Paragraphs with a sentence that bears on the question first, then all others that matched. */
function weight({ matched, highlights }: Foldable): number {
  if (!matched) return 0
  return highlights.some(({ kind }) => kind === 'sentence') ? 2 : 1
}

/**
 * The sentences of a very long paragraph that are hidden too, if several answers share the screen.
 * Those that bear on the question are visible, with as many neighbours as fit.
 */
export function foldWithin(
  { text, highlights }: Pick<Foldable, 'text' | 'highlights'>,
  room = IN_SIGHT,
): TextRange[] {
  if (room >= IN_SIGHT || text.length <= room + LINE) return []
  const marked = highlights.filter(({ kind }) => kind === 'sentence')
  const pieces = piecesOf(text, marked)
  const bearing = pieces.filter((piece) =>
    (marked.length > 0 ? marked : highlights.slice(0, 1)).some(
      ({ start, end }) => start < piece.end && end > piece.start,
    ),
  )
  const [opening] = pieces as [TextRange]
  const inSight = new Set(saysYesOrNo(text.slice(0, opening.end)) ? [opening] : [])
  let left = room
  const put = (piece: TextRange): boolean => {
    if (inSight.has(piece)) return false
    left -= lengthOf(piece)
    return inSight.add(piece).size > 0
  }
  const fits = (piece: TextRange) => lengthOf(piece) <= left
  // The first is visible however long it is.
  for (const piece of bearing.length > 0 ? bearing : [opening]) {
    if (left === room || fits(piece)) put(piece)
  }
  const isBeside = (at: number) => inSight.has(pieces[at - 1]!) || inSight.has(pieces[at + 1]!)
  while (pieces.some((piece, at) => isBeside(at) && fits(piece) && put(piece)));
  const rest = gapsIn(pieces, inSight)
  const hidden = rest.reduce((sum, gap) => sum + lengthOf(gap), 0)
  return hidden < WORTH_FOLDING_OF_SEVERAL ? [] : rest
}

/**
 * The sentences of a text, as far as their boundaries are certain; each with the space after it.
 */
function piecesOf(text: string, marked: readonly TextRange[]): TextRange[] {
  const ends = [...text.matchAll(SENTENCE_END)].map((end) => end.index + end[0].length)
  const after = marked.map(({ end }) => end + /^\s*/.exec(text.slice(end))![0].length)
  const borders = [
    ...new Set([0, ...ends, ...marked.map(({ start }) => start), ...after, text.length]),
  ]
  borders.sort((a, b) => a - b)
  return borders.slice(1).map((end, at) => ({ start: borders[at]!, end }))
}

/** The hidden pieces, merged into as few stretches as possible, without narrow ones. */
function gapsIn(pieces: readonly TextRange[], inSight: ReadonlySet<TextRange>): TextRange[] {
  const gaps: TextRange[] = []
  for (const piece of pieces.filter((each) => !inSight.has(each))) {
    const last = gaps.at(-1)
    if (last?.end === piece.start) gaps[gaps.length - 1] = { start: last.start, end: piece.end }
    else gaps.push(piece)
  }
  return gaps.filter((gap) => lengthOf(gap) >= LINE)
}

function lengthOf({ start, end }: TextRange): number {
  return end - start
}
