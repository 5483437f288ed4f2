/** The declarations of a style by property, in lower case: "font-size" is "0.9em". */
export type Declarations = ReadonlyMap<string, string>

/** Reads `color: red; display: none !important`; an important declaration overrides later ones. */
export function readDeclarations(...styles: readonly string[]): Declarations {
  const found = new Map<string, string>()
  const important = new Set<string>()
  for (const declaration of styles.flatMap((style) => style.split(';'))) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const property = declaration.slice(0, colon).trim().toLowerCase()
    const written = declaration.slice(colon + 1).toLowerCase()
    const value = written.replace(/!\s*important/, '').trim()
    if (value !== written.trim()) important.add(property)
    else if (important.has(property)) continue
    found.set(property, value)
  }
  return found
}

/** True if nothing in an element of this style is visible, whatever its descendants' styles. */
export function hidesAll(style: Declarations): boolean {
  const value = (property: string): string => style.get(property) ?? ''
  const isAtMost = (property: string, most: number): boolean =>
    (pixelsOf(value(property)) ?? Infinity) <= most
  if (value('display') === 'none') return true
  if (Number.parseFloat(value('opacity')) === 0) return true
  if (isAtMost('text-indent', FAR)) return true
  if (/^(?:absolute|fixed)$/.test(value('position'))) {
    if (['left', 'top', 'right', 'bottom'].some((side) => isAtMost(side, FAR))) return true
  }
  if (leavesNothing(value('clip')) || /^inset\(\s*(?:[5-9]\d|100)%/.test(value('clip-path'))) {
    return true
  }
  if (/^(?:hidden|clip)/.test(value('overflow'))) {
    const sizes = ['width', 'height', 'max-width', 'max-height']
    // A share of what is around it is nothing at 0 % alone.
    if (sizes.some((size) => isAtMost(size, value(size).endsWith('%') ? 0 : 1))) return true
  }
  const scale = /scale\( {0,3}(?<by>[\d.]{1,10})/.exec(value('transform'))?.groups?.['by']
  return scale !== undefined && Number(scale) === 0
}

/** True if a line strikes the words through: they no longer count. */
export function isStruck(style: Declarations): boolean {
  return ['text-decoration', 'text-decoration-line'].some((property) =>
    /\bline-through\b/.test(style.get(property) ?? ''),
  )
}

/**
 * Why an element's own words are invisible although its descendants may show theirs; null if they
 * are visible. `plain` says that every background is white.
 */
export function hidesOwn(style: Declarations, plain: boolean): InheritedProperty | null {
  const value = (property: string): string => style.get(property) ?? ''
  if (/^(?:hidden|collapse)$/.test(value('visibility'))) return 'visibility'
  const size = pixelsOf(value('font-size') || fontSizeOf(value('font')))
  if (size !== null && size <= SMALLEST) return 'font-size'
  const ground = value('background-color') || value('background')
  return isOnItsGround(value('color'), ground, plain) ? 'color' : null
}

/** The properties that descendants inherit until one overrides them. */
export type InheritedProperty = 'visibility' | 'font-size' | 'color'

/** True if an element does not inherit a property. */
export function overrides(style: Declarations, property: InheritedProperty): boolean {
  const value = style.get(property) ?? (property === 'font-size' ? style.get('font') : undefined)
  return value !== undefined && value !== 'inherit' && !/^[\d.]+(?:em|%)$/.test(value)
}

/** Smaller type is invisible, in pixels: one point. */
const SMALLEST = 4 / 3

/** Moved this far, in pixels, text lies outside the page; a hanging indent does not. */
const FAR = -500

/** Pixels per unit at the usual text size. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8,
  '%': 0.16,
  cm: 37.8,
  mm: 3.78,
  vw: 10,
  vh: 10,
}

/** A length in pixels; null if it is not one. */
function pixelsOf(value: string): number | null {
  const { number, unit } =
    /^(?<number>[-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(?<unit>[a-z%]{0,4})$/.exec(value)
      ?.groups ?? { unit: '-' }
  const factor = UNITS[unit!]
  return number === undefined || factor === undefined ? null : Number(number) * factor
}

/** "0" in `font: 0/0 a`. */
function fontSizeOf(font: string): string {
  return font.split(/[\s/]+/).find((part) => /^[\d.]/.test(part)) ?? ''
}

/** True for `rect(0 0 0 0)` and `rect(1px, 1px, 1px, 1px)`: an area without width or height. */
function leavesNothing(clip: string): boolean {
  const sides = /^rect\((?<sides>[^()]{1,80})\)$/.exec(clip)?.groups?.['sides']
  if (sides === undefined) return false
  const [top, right, bottom, left] = sides
    .trim()
    .split(/[\s,]+/)
    .map(pixelsOf)
  const isGone = (from: number | null | undefined, to: number | null | undefined): boolean =>
    from !== null && from !== undefined && to !== null && to !== undefined && to - from <= 1
  return isGone(top, bottom) || isGone(left, right)
}

/**
 * True for letters that are transparent, white on a white page, or in their background's colour.
 */
function isOnItsGround(color: string, ground: string, plain: boolean): boolean {
  const own = colourOf(color)
  if (own === null) return false
  if (own === 'none') return true
  const below = colourOf(ground)
  return below === null || below === 'none' ? plain && own === 'ffffff' : own === below
}

const NAMED: Readonly<Record<string, string>> = {
  white: 'ffffff',
  black: '000000',
  transparent: 'none',
}

/** A colour as six digits, "none" if invisible, a name unchanged; null if it is not a colour. */
function colourOf(value: string): string | null {
  const named = NAMED[value]
  if (named !== undefined) return named
  const hex = /^#(?<digits>[\da-f]{3,8})$/.exec(value)?.groups?.['digits']
  if (hex !== undefined) {
    const full = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex
    return full.slice(6) === '00' ? 'none' : full.slice(0, 6)
  }
  const parts = /^rgba?\((?<parts>[\d.,\s/%]{5,60})\)$/.exec(value)?.groups?.['parts']
  if (parts === undefined) return /^[a-z]+$/.test(value) ? value : null
  const [red = '', green = '', blue = '', alpha = '1'] = parts.trim().split(/[\s,/]+/)
  if (Number.parseFloat(alpha) === 0) return 'none'
  const hexOf = (part: string): string =>
    Math.round(Number.parseFloat(part) * (part.endsWith('%') ? 2.55 : 1))
      .toString(16)
      .padStart(2, '0')
  return [red, green, blue].map(hexOf).join('')
}
