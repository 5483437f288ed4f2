/** The part of pdf.js's drawing instructions that we use. */
export interface Drawing {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

type Matrix = readonly [number, number, number, number, number, number]

/** A painted area; `colour` is null for a picture or a pattern. */
export interface Paint {
  readonly box: readonly number[]
  readonly colour: string | null
  readonly opaque: boolean
  readonly order: number
}

interface State {
  ctm: Matrix
  fill: string | null
  stroke: string | null
  mode: number
  opaque: boolean
  transparent: boolean
  size: number
  rise: number
  spacing: number
  wordSpacing: number
  scale: number
  leading: number
  /** what is drawn outside this area is cut off */
  clip: readonly number[]
}

/** What the characters of one string have in common. */
export interface Shown {
  readonly order: number
  readonly colour: string | null
  readonly invisible: boolean
  readonly clip: readonly number[]
}

/** A character in its place; flat, since a page has thousands. */
export interface Spot {
  readonly text: string
  /** where it begins and ends on its baseline */
  readonly startX: number
  readonly startY: number
  readonly endX: number
  readonly endY: number
  /** a point within it */
  readonly x: number
  readonly y: number
  readonly shown: Shown
}

/** pdf.js's numbers for its operators. */
export type Operators = Readonly<Record<string, number>>

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

const EVERYWHERE = [-1e6, -1e6, 1e6, 1e6]

/**
 * Follows a drawing: the places of its characters, what it paints, and the areas of its horizontal
 * lines. `isVisible` tells whether the document shows a layer.
 */
export function followDrawing(
  { fnArray, argsArray }: Drawing,
  ops: Operators,
  isVisible: (layer: unknown) => boolean = () => true,
): { spots: Spot[]; paints: Paint[]; rules: (readonly number[])[] } {
  const names = new Map(Object.entries(ops).map(([name, number]) => [number, name]))
  const spots: Spot[] = []
  const paints: Paint[] = []
  const rules: (readonly number[])[] = []
  const kept: State[] = []
  let state = start()
  let text: Matrix = IDENTITY
  let line: Matrix = IDENTITY
  let clips = false
  /** for each stretch that the drawing is in, whether it is shown */
  const layers: boolean[] = []
  const moveLine = (x: number, y: number): void => {
    line = product(line, [1, 0, 0, 1, x, y])
    text = line
  }
  for (const [order, operator] of fnArray.entries()) {
    const args = (argsArray[order] ?? []) as unknown[]
    const numbers = args as number[]
    switch (names.get(operator)) {
      case 'save':
        kept.push({ ...state })
        break
      case 'restore':
      case 'paintFormXObjectEnd':
        state = kept.pop() ?? state
        break
      case 'transform':
        state.ctm = product(state.ctm, numbers as unknown as Matrix)
        break
      case 'paintFormXObjectBegin':
        kept.push({ ...state })
        if (Array.isArray(args[0])) state.ctm = product(state.ctm, args[0] as unknown as Matrix)
        state.clip = within(state.clip, areaOf(args[1], state.ctm))
        break
      case 'beginMarkedContent':
      case 'beginMarkedContentProps':
        layers.push(args[0] !== 'OC' || isVisible(args[1]))
        break
      case 'endMarkedContent':
        layers.pop()
        break
      case 'setGState':
        setGraphics(args[0] as [string, unknown][], state)
        break
      case 'setFillRGBColor':
        state.fill = String(args[0]).toLowerCase()
        break
      case 'setFillColorN':
      case 'setFillTransparent':
        state.fill = null
        break
      case 'setStrokeRGBColor':
        state.stroke = String(args[0]).toLowerCase()
        break
      case 'setStrokeColorN':
        state.stroke = null
        break
      case 'clip':
      case 'eoClip':
        clips = true
        break
      case 'constructPath': {
        paintPath(args, ops, state, paints, order)
        const area = areaOf(args[2], state.ctm)
        if (isPainted(args[0], ops) && isRule(area)) rules.push(area)
        if (clips) state.clip = within(state.clip, area)
        clips = false
        break
      }
      case 'shadingFill':
        paints.push({ box: EVERYWHERE, colour: null, opaque: false, order })
        break
      case 'paintImageXObject':
      case 'paintInlineImageXObject':
      case 'paintImageMaskXObject':
        paints.push({ box: boxOf(state.ctm, [0, 0, 1, 1]), colour: null, opaque: false, order })
        break
      case 'beginText':
        text = line = IDENTITY
        break
      case 'setTextMatrix':
        text = line = Object.values(args[0] as Record<string, number>) as unknown as Matrix
        break
      case 'moveText':
        moveLine(numbers[0]!, numbers[1]!)
        break
      case 'setLeadingMoveText':
        state.leading = -numbers[1]!
        moveLine(numbers[0]!, numbers[1]!)
        break
      case 'nextLine':
        moveLine(0, -state.leading)
        break
      case 'setLeading':
        state.leading = numbers[0]!
        break
      case 'setFont':
        state.size = numbers[1]!
        break
      case 'setTextRenderingMode':
        state.mode = numbers[0]!
        break
      case 'setTextRise':
        state.rise = numbers[0]!
        break
      case 'setCharSpacing':
        state.spacing = numbers[0]!
        break
      case 'setWordSpacing':
        state.wordSpacing = numbers[0]!
        break
      case 'setHScale':
        state.scale = numbers[0]! / 100
        break
      case 'nextLineShowText':
      case 'showText':
      case 'showSpacedText':
        if (names.get(operator) === 'nextLineShowText') moveLine(0, -state.leading)
        text = show(args[0] as unknown[], {
          state,
          text,
          order,
          spots,
          isHidden: layers.includes(false),
        })
        break
      default:
    }
  }
  return { spots, paints, rules }
}

function start(): State {
  return {
    ...{ ctm: IDENTITY, fill: '#000000', stroke: '#000000', mode: 0, opaque: true },
    ...{ transparent: false, size: 1, rise: 0, spacing: 0, wordSpacing: 0, scale: 1, leading: 0 },
    clip: EVERYWHERE,
  }
}

function setGraphics(entries: readonly [string, unknown][], state: State): void {
  for (const [name, value] of entries) {
    if (name === 'ca') {
      state.transparent = value === 0
      state.opaque = value === 1
    }
    if (name === 'BM') state.opaque = value === 'source-over' || value === 'normal'
    if (name === 'Font' && Array.isArray(value)) state.size = Number(value[1])
  }
}

/** Records the area of a filled path; only a single rectangle keeps its colour. */
function paintPath(
  [kind, path, box]: unknown[],
  ops: Operators,
  state: State,
  paints: Paint[],
  order: number,
): void {
  const fills = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke']
  if (!fills.some((name) => ops[name] === kind) || box === null || box === undefined) return
  const length = Object.keys((path as object[])[0] ?? {}).length
  const isRectangle = length >= 12 && length <= 16
  paints.push({
    box: boxOf(state.ctm, Object.values(box as Record<string, number>)),
    colour: isRectangle ? state.fill : null,
    opaque: isRectangle && state.opaque && state.fill !== null,
    order,
  })
}

/** True unless a path only clips. */
function isPainted(kind: unknown, ops: Operators): boolean {
  return kind !== ops['endPath']
}

/** A line is no thicker than this, in points, and at least so many times as long. */
const THICKEST = 2.5
const LONGER = 3

/** True for the area of a horizontal line. */
function isRule(area: readonly number[]): boolean {
  const [left, bottom, right, top] = area as [number, number, number, number]
  const thickness = top - bottom
  return thickness <= THICKEST && right - left > thickness * LONGER
}

/** The area around a path; everywhere for one without a place. */
function areaOf(box: unknown, matrix: Matrix): readonly number[] {
  return box === null || box === undefined
    ? EVERYWHERE
    : boxOf(matrix, Object.values(box as Record<string, number>))
}

/** What two areas have in common. */
function within(one: readonly number[], other: readonly number[]): number[] {
  return one.map((side, at) => (at < 2 ? Math.max(side, other[at]!) : Math.min(side, other[at]!)))
}

/** Adds the characters of a string; returns where the next one begins. */
function show(
  glyphs: readonly unknown[],
  {
    state,
    text,
    order,
    spots,
    isHidden,
  }: { state: State; text: Matrix; order: number; spots: Spot[]; isHidden: boolean },
): Matrix {
  const { size, scale, rise, spacing, wordSpacing, mode } = state
  const [a, b, c, d, e, f] = product(state.ctm, text)
  const colour = mode === 1 || mode === 5 ? state.stroke : mode === 2 ? null : state.fill
  const invisible = mode === 3 || mode === 7 || state.transparent || isHidden
  const shown: Shown = { order, colour, invisible, clip: state.clip }
  const [baseX, baseY] = [c * rise + e, d * rise + f]
  const [upX, upY] = [c * size * 0.3, d * size * 0.3]
  let along = 0
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      along -= (glyph / 1000) * size * scale
      continue
    }
    const { unicode = '', width = 0, isSpace = false } = glyph as Drawn
    const end = along + (width / 1000) * size * scale
    const middle = (along + end) / 2
    spots.push({
      text: unicode,
      startX: a * along + baseX,
      startY: b * along + baseY,
      endX: a * end + baseX,
      endY: b * end + baseY,
      x: a * middle + baseX + upX,
      y: b * middle + baseY + upY,
      shown,
    })
    along = end + (spacing + (isSpace ? wordSpacing : 0)) * scale
  }
  return product(text, [1, 0, 0, 1, along, 0])
}

/** A glyph as pdf.js gives it; its width is in thousandths of the size. */
interface Drawn {
  readonly unicode?: string
  readonly width?: number
  readonly isSpace?: boolean
}

function boxOf(matrix: Matrix, [left, bottom, right, top]: readonly number[]): number[] {
  const corners = [
    ...[apply(matrix, left!, bottom!), apply(matrix, right!, bottom!)],
    ...[apply(matrix, left!, top!), apply(matrix, right!, top!)],
  ]
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  const [across, up] = [a * k + c * l + e, b * k + d * l + f]
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, across, up]
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f]
}
