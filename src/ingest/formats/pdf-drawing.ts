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

/** A drawing as far as it was followed. */
interface Pen {
  readonly ops: Operators
  readonly isVisible: (layer: unknown) => boolean
  readonly spots: Spot[]
  readonly paints: Paint[]
  readonly rules: (readonly number[])[]
  /** the operator's place in the drawing */
  order: number
  state: State
  readonly kept: State[]
  /** where the next character and its line begin */
  text: Matrix
  line: Matrix
  /** whether the next path cuts off what is drawn after it */
  clips: boolean
  /** for each stretch that the drawing is in, whether it is shown */
  readonly layers: boolean[]
}

/**
 * Follows a drawing: the places of its characters, what it paints, and the areas of its horizontal
 * lines. `isVisible` tells whether the document shows a layer.
 */
export function followDrawing(
  { fnArray, argsArray }: Drawing,
  ops: Operators,
  isVisible: (layer: unknown) => boolean = () => true,
): Pick<Pen, 'spots' | 'paints' | 'rules'> {
  const operations = new Map(
    Object.entries(ops).map(([name, number]) => [number, OPERATIONS[name]]),
  )
  const pen: Pen = {
    ...{ ops, isVisible, spots: [], paints: [], rules: [], order: 0, state: start(), kept: [] },
    ...{ text: IDENTITY, line: IDENTITY, clips: false, layers: [] },
  }
  for (const [order, operator] of fnArray.entries()) {
    pen.order = order
    operations.get(operator)?.(pen, (argsArray[order] ?? []) as unknown[])
  }
  return pen
}

type Operation = (pen: Pen, args: readonly unknown[]) => void

/** What each operator does; others neither show nor move anything. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  // They keep, restore or change how and where what follows is drawn.
  save: keep,
  restore,
  paintFormXObjectBegin(pen, [matrix, box]) {
    keep(pen)
    if (Array.isArray(matrix)) transform(pen, matrix)
    pen.state.clip = within(pen.state.clip, areaOf(box, pen.state.ctm))
  },
  paintFormXObjectEnd: restore,
  transform,
  beginMarkedContent: beginLayer,
  beginMarkedContentProps: beginLayer,
  endMarkedContent({ layers }) {
    layers.pop()
  },
  setGState({ state }, [entries]) {
    setGraphics(entries as [string, unknown][], state)
  },
  setFillRGBColor({ state }, [colour]) {
    state.fill = String(colour).toLowerCase()
  },
  setFillColorN: fillUnknown,
  setFillTransparent: fillUnknown,
  setStrokeRGBColor({ state }, [colour]) {
    state.stroke = String(colour).toLowerCase()
  },
  setStrokeColorN({ state }) {
    state.stroke = null
  },
  clip: clipNext,
  eoClip: clipNext,

  // They paint.
  constructPath(pen, args) {
    const { state, ops, rules } = pen
    paintPath(args, pen)
    const area = areaOf(args[2], state.ctm)
    if (isPainted(args[0], ops) && isRule(area)) rules.push(area)
    if (pen.clips) state.clip = within(state.clip, area)
    pen.clips = false
  },
  shadingFill({ paints, order }) {
    paints.push({ box: EVERYWHERE, colour: null, opaque: false, order })
  },
  paintImageXObject: paintImage,
  paintInlineImageXObject: paintImage,
  paintImageMaskXObject: paintImage,

  // They place and show text.
  beginText(pen) {
    pen.text = pen.line = IDENTITY
  },
  setTextMatrix(pen, [matrix]) {
    pen.text = pen.line = Object.values(matrix as Record<string, number>) as unknown as Matrix
  },
  moveText: moveLine,
  setLeadingMoveText(pen, args) {
    pen.state.leading = -(args[1] as number)
    moveLine(pen, args)
  },
  nextLine,
  setLeading: setNumber('leading'),
  setFont({ state }, [, size]) {
    state.size = size as number
  },
  setTextRenderingMode: setNumber('mode'),
  setTextRise: setNumber('rise'),
  setCharSpacing: setNumber('spacing'),
  setWordSpacing: setNumber('wordSpacing'),
  setHScale({ state }, [percent]) {
    state.scale = (percent as number) / 100
  },
  nextLineShowText(pen, args) {
    nextLine(pen)
    show(pen, args)
  },
  showText: show,
  showSpacedText: show,
}

function keep({ kept, state }: Pen): void {
  kept.push({ ...state })
}

function restore(pen: Pen): void {
  pen.state = pen.kept.pop() ?? pen.state
}

function transform({ state }: Pen, matrix: readonly unknown[]): void {
  state.ctm = product(state.ctm, matrix as unknown as Matrix)
}

function beginLayer({ layers, isVisible }: Pen, [kind, layer]: readonly unknown[]): void {
  layers.push(kind !== 'OC' || isVisible(layer))
}

function fillUnknown({ state }: Pen): void {
  state.fill = null
}

function clipNext(pen: Pen): void {
  pen.clips = true
}

function paintImage({ paints, state, order }: Pen): void {
  paints.push({ box: boxOf(state.ctm, [0, 0, 1, 1]), colour: null, opaque: false, order })
}

function moveLine(pen: Pen, [x, y]: readonly unknown[]): void {
  pen.text = pen.line = product(pen.line, [1, 0, 0, 1, x as number, y as number])
}

function nextLine(pen: Pen): void {
  moveLine(pen, [0, -pen.state.leading])
}

function setNumber(name: 'leading' | 'mode' | 'rise' | 'spacing' | 'wordSpacing'): Operation {
  return ({ state }, [value]) => {
    state[name] = value as number
  }
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
  [kind, path, box]: readonly unknown[],
  { ops, state, paints, order }: Pen,
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

/** Adds the characters of a string, and moves to where the next one begins. */
function show(pen: Pen, [glyphs]: readonly unknown[]): void {
  const { state, text, order, spots, layers } = pen
  const { size, scale, rise, spacing, wordSpacing, mode } = state
  const [a, b, c, d, e, f] = product(state.ctm, text)
  const colour = mode === 1 || mode === 5 ? state.stroke : mode === 2 ? null : state.fill
  const invisible = mode === 3 || mode === 7 || state.transparent || layers.includes(false)
  const shown: Shown = { order, colour, invisible, clip: state.clip }
  const [baseX, baseY] = [c * rise + e, d * rise + f]
  const [upX, upY] = [c * size * 0.3, d * size * 0.3]
  let along = 0
  for (const glyph of glyphs as readonly unknown[]) {
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
  pen.text = product(text, [1, 0, 0, 1, along, 0])
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
