/**
 * A `rem` is the host page's, and many pages make it 10 pixels: in the widget it is the length that
 * `.root` derives from the reader's own font size (`--letterlijk-rem`). Conditions of media and
 * container queries cannot use a variable.
 */
export function ownRem(css: string): string {
  return css.replace(/@(?:media|container)[^{]*|(-?\d*\.?\d+)rem\b/g, (found, size?: string) =>
    size === undefined ? found : `calc(${size}*var(--letterlijk-rem))`,
  )
}

const dressed = new WeakMap<ShadowRoot, Set<string>>()

/** Gives the shadow root of a chat a look, once. */
export function dress(root: ShadowRoot, css: string): void {
  const worn = dressed.get(root) ?? new Set()
  dressed.set(root, worn)
  if (worn.has(css)) return
  worn.add(css)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(ownRem(css))
  root.adoptedStyleSheets.push(sheet)
}
