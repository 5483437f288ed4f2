import {
  type Drawing,
  followDrawing,
  type Operators,
  type Paint,
  type Point,
  type Spot,
} from './pdf-drawing.ts'

/** A character as it is drawn; places are those of the page before it is turned. */
export interface Glyph {
  readonly text: string
  /** where it begins and ends, x and y */
  readonly start: Point
  readonly end: Point
  /** nobody sees it */
  readonly unseen: boolean
}

/** What is to know of a page before its drawing is followed. */
export interface Sheet {
  /** left, bottom, right, top */
  readonly box: readonly number[]
  /** no picture was left out that letters may stand on */
  readonly white: boolean
}

/** What is drawn over so much of a page's text is no bar over words, but how the page is made. */
const MOST_COVERED = 0.6

/** The characters of a page in the order in which they are drawn, and which of them nobody sees. */
export function glyphsOf(drawing: Drawing, operators: Operators, sheet: Sheet): Glyph[] {
  const { spots, paints } = followDrawing(drawing, operators)
  const hidden = spots.map(({ invisible }) => invisible)
  const covered = spots.map((spot) => isCovered(spot, paints))
  const twice = drawnTwice(spots)
  const grounded = spots.map((spot) => sheet.white && hasColourOfGround(spot, paints))
  // Recognised text that lies invisibly over the picture of a page is what the page says.
  const isLayer = share(hidden) >= 0.5
  const isBarred = share(covered) < MOST_COVERED
  const isGrounded = share(grounded) < MOST_COVERED
  return spots.map(({ text, start, end, x, y }, at) => {
    const unseen =
      twice.has(at) ||
      (hidden[at]! && !isLayer) ||
      (covered[at]! && isBarred) ||
      (grounded[at]! && isGrounded) ||
      !holds(sheet.box, x, y)
    return { text, start, end, unseen }
  })
}

/** Letters that are drawn twice at one place stand there once: so some programs make bold type. */
function drawnTwice(spots: readonly Spot[]): Set<number> {
  const known = new Map<string, Map<number, Spot[]>>()
  const twice = new Set<number>()
  for (const [at, spot] of spots.entries()) {
    if (spot.text.trim() === '') continue
    let lines = known.get(spot.text)
    if (lines === undefined) known.set(spot.text, (lines = new Map()))
    const line = Math.round(spot.y)
    const others = lines.get(line)
    const width = Math.hypot(spot.end[0] - spot.start[0], spot.end[1] - spot.start[1])
    if (others === undefined) lines.set(line, [spot])
    else if (others.some(({ x }) => Math.abs(x - spot.x) < width * SHIFT)) twice.add(at)
    else others.push(spot)
  }
  return twice
}

/** Of its width a letter is moved by less to be bold. */
const SHIFT = 0.25

function share(flags: readonly boolean[]): number {
  return flags.length === 0 ? 0 : flags.filter(Boolean).length / flags.length
}

function isCovered({ x, y, order }: Spot, paints: readonly Paint[]): boolean {
  return paints.some((paint) => paint.opaque && paint.order > order && holds(paint.box, x, y))
}

/**
 * True for letters that have the colour of what was painted below them, white where nothing was.
 */
function hasColourOfGround({ x, y, order, colour }: Spot, paints: readonly Paint[]): boolean {
  if (colour === null || (colour === '#000000' && paints.length === 0)) return false
  const below = paints.findLast((paint) => paint.order < order && holds(paint.box, x, y))
  if (below === undefined) return isLike(colour, '#ffffff')
  return below.colour !== null && isLike(colour, below.colour)
}

/** Nobody tells colours apart that differ by less than this, of 255. */
const ALIKE = 4

function isLike(one: string, other: string): boolean {
  return [1, 3, 5].every((at) => {
    const [a, b] = [one, other].map((each) => Number.parseInt(each.slice(at, at + 2), 16))
    return Math.abs(a! - b!) <= ALIKE
  })
}

function holds([left, bottom, right, top]: readonly number[], x: number, y: number): boolean {
  return left! <= x && x <= right! && bottom! <= y && y <= top!
}
