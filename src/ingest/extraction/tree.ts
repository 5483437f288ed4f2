/** An element of a marked-up document, whatever its syntax. Names are in lower case. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
}

/** Elements nested deeper than this are not structure but an attack, or a broken export. */
export const DEEPEST = 200

/** All text in an element, in order, with its white space. */
export function textOf(element: Element): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('')
}

/** The elements directly inside. */
export function elementsOf({ children }: Element): Element[] {
  return children.filter((child) => typeof child !== 'string')
}

/** The first element directly inside with this name. */
export function childOf({ children }: Element, name: string): Element | null {
  for (const child of children) if (typeof child !== 'string' && child.name === name) return child
  return null
}

/** The first descendant with one of these names, in document order. */
export function findElement(element: Element, names: readonly string[]): Element | null {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    const found = names.includes(child.name) ? child : findElement(child, names)
    if (found !== null) return found
  }
  return null
}

/** True for an element with this class. */
export function hasClass({ attributes }: Element, ...names: string[]): boolean {
  const classes = (attributes['class'] ?? '').split(/\s+/)
  return names.some((name) => classes.includes(name))
}

/** All descendants with this name, in document order. */
export function findAll(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return child.name === name ? [child, ...findAll(child, name)] : findAll(child, name)
  })
}
