import {
  type Drawing,
  followDrawing,
  type Operators,
  type Paint,
  type Spot,
} from './pdf-drawing.ts'

/** A drawn character; places are those of the unrotated page. */
export interface Glyph extends Pick<Spot, 'text' | 'startX' | 'startY' | 'endX' | 'endY'> {
  /** true if it is invisible */
  readonly unseen: boolean
  /** true if that is since an opaque area covers it */
  readonly barred: boolean
}

/** Facts about a page that its drawing does not contain. */
export interface Sheet {
  /** left, bottom, right, top */
  readonly box: readonly number[]
  /** true if no picture was skipped on which letters may lie */
  readonly white: boolean
  /** tells whether the document shows a layer */
  readonly isVisible?: (layer: unknown) => boolean
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
  const { spots, paints, rules } = followDrawing(drawing, operators, sheet.isVisible)
  const isDrawing = spots.length * (paints.length + rules.length) > MOST_LOOKS
  const hidden = marked(spots, ({ shown }) => shown.invisible)
  const covered = marked(spots, isDrawing ? never : coveredBy(paints))
  const grounded = marked(spots, isDrawing || !sheet.white ? never : colouredAs(paints))
  const struck = marked(spots, isDrawing ? never : struckBy(rules))
  const clipped = marked(spots, ({ x, y, shown }) => !holds(shown.clip, x, y))
  const outside = outsideOf(spots, sheet.box)
  // Recognised text that lies invisibly over a scanned page is the text of the page.
  const isLayer = hidden.share >= 0.5
  const isBarred = (at: number): boolean => covered.share < MOST_COVERED && covered.flags[at] === 1
  const twice = drawnTwice(spots, isBarred)
  const isStruck = struck.share < MOST_COVERED
  const isGrounded = grounded.share < MOST_COVERED
  const isClipped = clipped.share < MOST_COVERED
  return spots.map(({ text, startX, startY, endX, endY }, at) => {
    const barred = isBarred(at)
    const unseen =
      barred ||
      twice[at] === 1 ||
      (hidden.flags[at] === 1 && !isLayer) ||
      (struck.flags[at] === 1 && isStruck) ||
      (grounded.flags[at] === 1 && isGrounded) ||
      (clipped.flags[at] === 1 && isClipped) ||
      outside[at] === 1
    return { text, startX, startY, endX, endY, unseen, barred }
  })
}

const never = (): boolean => false

/** A flag for each character, and the share of those that are set. */
function marked(spots: readonly Spot[], isMarked: (spot: Spot) => boolean) {
  const flags = new Uint8Array(spots.length)
  let set = 0
  for (let at = 0; at < spots.length; at++) {
    if (!isMarked(spots[at]!)) continue
    flags[at] = 1
    set++
  }
  return { flags, share: set / Math.max(1, spots.length) }
}

/** Flags the characters outside a page, but for the rest of a line that its edge cuts. */
function outsideOf(spots: readonly Spot[], box: readonly number[]): Uint8Array {
  const outside = marked(spots, ({ x, y }) => !holds(box, x, y)).flags
  for (let at = 1; at < spots.length; at++)
    if (outside[at - 1] === 0 && goesOn(spots[at - 1]!, spots[at]!)) outside[at] = 0
  for (let at = spots.length - 2; at >= 0; at--)
    if (outside[at + 1] === 0 && goesOn(spots[at]!, spots[at + 1]!)) outside[at] = 0
  return outside
}

/** Lines that the edge of a page cuts, at least: one alone may be a mark of the printer. */
const FEWEST_CUT = 3

/** True if lines of a page go on beyond its edge, where nobody reads them. */
export function isCut(glyphs: readonly Glyph[], box: readonly number[]): boolean {
  const beyond = glyphs.filter(({ text, unseen, startX, startY, endX, endY }) => {
    return !unseen && /\S/.test(text) && !holds(box, (startX + endX) / 2, (startY + endY) / 2)
  })
  const places = [beyond.map(({ startX }) => startX), beyond.map(({ startY }) => startY)]
  return places.every((each) => new Set(each.map(Math.round)).size >= FEWEST_CUT)
}

/** True for a character on the line of another, no further than a space or two behind it. */
function goesOn(before: Spot, { startX, startY }: Spot): boolean {
  const height = Math.hypot(before.x - before.startX, before.y - before.startY)
  return Math.hypot(startX - before.endX, startY - before.endY) < height * 2
}

/**
 * Letters drawn twice at one place count once: some programs make bold type that way. Those that
 * are covered do not count: others may be written over them.
 */
function drawnTwice(spots: readonly Spot[], isCovered: (at: number) => boolean): Uint8Array {
  const twice = new Uint8Array(spots.length)
  /** the last character of a letter and height, and for each the one before */
  const last = new Map<number, number>()
  const before = new Int32Array(spots.length).fill(-1)
  for (let at = 0; at < spots.length; at++) {
    const spot = spots[at]!
    if (!/\S/.test(spot.text) || isCovered(at)) continue
    const key = spot.text.charCodeAt(0) * LINES + Math.round(spot.y)
    let other = last.get(key) ?? -1
    before[at] = other
    while (other >= 0 && !isSame(spots[other]!, spot)) other = before[other]!
    if (other >= 0) twice[at] = 1
    else last.set(key, at)
  }
  return twice
}

function isSame(other: Spot, { text, x, y, startX, startY, endX, endY }: Spot): boolean {
  const shift = Math.abs(other.x - x)
  const most = SHIFT * SHIFT * ((endX - startX) ** 2 + (endY - startY) ** 2)
  return shift * shift < most && other.text === text && Math.round(other.y) === Math.round(y)
}

/** More than the heights of a page, in points. */
const LINES = 100_003

/** The offset for bold type is below this share of a letter's width. */
const SHIFT = 0.25

/** Tells characters that a later, opaque area covers. */
function coveredBy(paints: readonly Paint[]): (spot: Spot) => boolean {
  const opaque = paints.filter((paint) => paint.opaque)
  return ({ x, y, shown }) =>
    opaque.some((paint) => paint.order > shown.order && holds(paint.box, x, y))
}

/** How far from the middle of small letters a line strikes them through, in heights of it. */
const NEAR_MIDDLE = 0.5

/** Tells characters that a line strikes through, whenever it is drawn. */
function struckBy(rules: readonly (readonly number[])[]): (spot: Spot) => boolean {
  return ({ x, y, startY }) => {
    const reach = Math.abs(y - startY) * NEAR_MIDDLE
    return rules.some(([left, bottom, right, top]) => {
      return left! <= x && x <= right! && bottom! - reach <= y && y <= top! + reach
    })
  }
}

/** Tells letters in the colour painted below them, white if nothing was painted. */
function colouredAs(paints: readonly Paint[]): (spot: Spot) => boolean {
  const grounds = new Map<string, { isWhite: boolean; alike: Paint[] }>()
  return ({ x, y, shown: { colour, order } }) => {
    if (colour === null) return false
    let ground = grounds.get(colour)
    if (ground === undefined) {
      const alike = paints.filter((paint) => paint.colour !== null && isLike(colour, paint.colour))
      ground = { isWhite: isLike(colour, '#ffffff'), alike }
      grounds.set(colour, ground)
    }
    const { isWhite, alike } = ground
    if (!isWhite && !alike.some((paint) => paint.order < order && holds(paint.box, x, y)))
      return false
    const below = paints.findLast((paint) => paint.order < order && holds(paint.box, x, y))
    return below === undefined ? isWhite : alike.includes(below)
  }
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
