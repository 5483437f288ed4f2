import { childOf, type Element, findAll, findElement } from '../../extraction/tree.ts'
import { attribute, toggleOf, valueOf } from './attribute.ts'

/** Where a paragraph stands in a list: which list, at which level. */
export interface ListPlace {
  readonly list: string
  /** null where the list says which of its levels belongs to the style */
  readonly level: number | null
  /** the style that puts the paragraph in the list, null where the paragraph does so itself */
  readonly style: string | null
}

/** What the styles of a document say; ids of styles that are not there say nothing. */
export interface Styles {
  /** the style of a paragraph that names none */
  readonly plain: string | null
  isHidden(style: string | null): boolean
  isBold(style: string | null): boolean
  listOf(style: string | null): ListPlace | null
  /** true for the hidden or bold type of all text that is not said to be otherwise */
  readonly hiddenByDefault: boolean
  /** true where something in the document has another ground than white */
  readonly hasShades: boolean
}

/** Styles that build on each other more often than this go round in a circle. */
const LONGEST_CHAIN = 20

/** What gives text another ground. */
const SHADES = ['shd', 'highlight', 'background', 'fill', 'solidfill']

/** Reads `styles.xml`, null for a document without styles; `body` is the document's own part. */
export function readStyles(root: Element | null, body: Element | null): Styles {
  const byId = new Map(
    (root === null ? [] : findAll(root, 'style')).map((style) => [
      attribute(style, 'styleId') ?? '',
      style,
    ]),
  )
  const plain = [...byId].find(
    ([, style]) =>
      attribute(style, 'type') === 'paragraph' && isOn(attribute(style, 'default') ?? '0'),
  )
  const defaults = root === null ? null : childOf(root, 'docdefaults')
  const runs = defaults === null ? null : childOf(defaults, 'rprdefault')

  /** A style and what it builds on, the nearest first. */
  function chain(id: string | null): Element[] {
    const found: Element[] = []
    for (let next = id; next !== null && found.length < LONGEST_CHAIN;) {
      const style = byId.get(next)
      if (style === undefined) break
      found.push(style)
      next = valueOf(style, 'basedon')
    }
    return found
  }

  const toggle = (id: string | null, name: string): boolean => {
    for (const style of chain(id)) {
      const value = toggleOf(childOf(style, 'rpr'), name)
      if (value !== null) return value
    }
    return false
  }

  return {
    plain: plain?.[0] ?? null,
    hasShades: [root, body].some((part) => part !== null && findElement(part, SHADES) !== null),
    isHidden: (id) => toggle(id, 'vanish'),
    isBold: (id) => toggle(id, 'b'),
    listOf(id) {
      for (const style of chain(id)) {
        const properties = childOf(style, 'ppr')
        const place = properties === null ? null : childOf(properties, 'numpr')
        if (place === null) continue
        const list = valueOf(place, 'numid')
        if (list === null) continue
        const level = valueOf(place, 'ilvl')
        const own = attribute(style, 'styleId')
        return { list, level: level === null ? null : Number(level), style: own }
      }
      return null
    },
    hiddenByDefault: (runs === null ? null : toggleOf(childOf(runs, 'rpr'), 'vanish')) ?? false,
  }
}

function isOn(value: string): boolean {
  return value === '1' || value === 'true' || value === 'on'
}
