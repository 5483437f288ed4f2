import {
  type Drawing,
  followDrawing,
  type Operators,
  type Paint,
  type Point,
  type Spot,
} from './pdf-drawing.ts'

/** A drawn character; places are those of the unrotated page. */
export interface Glyph {
  readonly text: string
  /** its beginning and end, x and y */
  readonly start: Point
  readonly end: Point
  /** true if it is invisible */
  readonly unseen: boolean
}

/** Facts about a page that its drawing does not contain. */
export interface Sheet {
  /** left, bottom, right, top */
  readonly box: readonly number[]
  /** true if no picture was skipped on which letters may lie */
  readonly white: boolean
}

/**
 * An area over more of the text than this is not a bar over words, but part of the page's
 * construction.
 */
const MOST_COVERED = 0.6

/** A page on which more is painted, as a map, is taken as it is drawn. */
const MOST_LOOKS = 20_000_000

/** The characters of a page in drawing order, with the invisible ones marked. */
export function glyphsOf(drawing: Drawing, operators: Operators, sheet: Sheet): Glyph[] {
  const { spots, paints } = followDrawing(drawing, operators)
  const hidden = spots.map(({ invisible }) => invisible)
  const isDrawing = spots.length * paints.length > MOST_LOOKS
  const covered = spots.map((spot) => !isDrawing && isCovered(spot, paints))
  const twice = drawnTwice(spots)
  const grounded = spots.map((spot) => sheet.white && !isDrawing && hasColourOfGround(spot, paints))
  // Recognised text that lies invisibly over a scanned page is the text of the page.
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

/** Letters drawn twice at one place count once: some programs make bold type that way. */
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

/** The offset for bold type is below this share of a letter's width. */
const SHIFT = 0.25

function share(flags: readonly boolean[]): number {
  return flags.length === 0 ? 0 : flags.filter(Boolean).length / flags.length
}

function isCovered({ x, y, order }: Spot, paints: readonly Paint[]): boolean {
  return paints.some((paint) => paint.opaque && paint.order > order && holds(paint.box, x, y))
}

/** True for letters in the colour painted below them, white if nothing was painted. */
function hasColourOfGround({ x, y, order, colour }: Spot, paints: readonly Paint[]): boolean {
  if (colour === null || (colour === '#000000' && paints.length === 0)) return false
  const below = paints.findLast((paint) => paint.order < order && holds(paint.box, x, y))
  if (below === undefined) return isLike(colour, '#ffffff')
  return below.colour !== null && isLike(colour, below.colour)
}

/** Colours that differ by less than this, of 255, look the same. */
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
