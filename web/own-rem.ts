/**
 * A `rem` is the host page's, and many pages make it 10 pixels: in the widget it is the length that
 * `.root` sets by the reader's own font size (`--letterlijk-rem`). In the conditions of media and
 * container queries a variable cannot stand.
 */
export function ownRem(css: string): string {
  return css.replace(/@(?:media|container)[^{]*|(-?\d*\.?\d+)rem\b/g, (found, size?: string) =>
    size === undefined ? found : `calc(${size}*var(--letterlijk-rem))`,
  )
}

/** A style sheet for a chat's shadow root. */
export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(ownRem(css))
  return sheet
}
