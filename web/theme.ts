/** Pairs of text and background, by their names in the style sheet, that must be readable. */
const PAIRS = [
  ['--ink', '--paper'],
  ['--ink', '--sheet'],
  ['--quiet', '--paper'],
  ['--quiet', '--sheet'],
  ['--rubric', '--paper'],
  ['--rubric', '--sheet'],
  ['--on-rubric', '--rubric'],
] as const

/** The minimum contrast of text in WCAG 2.2 (1.4.3). */
const LEAST = 4.5

/**
 * Whether text is readable in the colours that a chat takes from its page. Colours that the page
 * set for the widget itself, by `--letterlijk-…`, always apply.
 */
export function isLegible(root: HTMLElement): boolean {
  const isSet = getComputedStyle(root).getPropertyValue('--letterlijk-accent') !== ''
  return PAIRS.every(
    ([text, ground]) =>
      (text === '--on-rubric' && isSet) ||
      contrast(colourOf(root, text), colourOf(root, ground)) >= LEAST,
  )
}

type Colour = readonly [red: number, green: number, blue: number]

/** A colour as drawn, whatever its notation. */
function colourOf(root: HTMLElement, property: string): Colour {
  const before = root.style.color
  root.style.color = `var(${property})`
  const drawn = getComputedStyle(root).color
  root.style.color = before
  const pen = document.createElement('canvas').getContext('2d')!
  pen.fillStyle = drawn
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}

function contrast(a: Colour, b: Colour): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** Relative luminance, as WCAG defines it. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
