import { childOf, type Element } from '../../extraction/tree.ts'

/** An attribute by its local name, whatever prefix the file gives its namespace; null if absent. */
export function attribute({ attributes }: Element, name: string): string | null {
  const usual = attributes[`w:${name}`] ?? attributes[name]
  if (usual !== undefined) return usual
  const key = Object.keys(attributes).find((each) => each.endsWith(`:${name}`))
  return key === undefined ? null : attributes[key]!
}

/** The `val` of a property directly inside: `<w:pStyle w:val="Kop1"/>`. */
export function valueOf(element: Element | null, name: string): string | null {
  const property = element === null ? null : childOf(element, name)
  return property === null ? null : attribute(property, 'val')
}

/** An on/off property: present without a value means on. Null if absent. */
export function toggleOf(element: Element | null, name: string): boolean | null {
  const property = element === null ? null : childOf(element, name)
  if (property === null) return null
  return !['0', 'false', 'off', 'none'].includes(attribute(property, 'val') ?? 'true')
}
