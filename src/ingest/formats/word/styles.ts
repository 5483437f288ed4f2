import { childOf, type Element, findAll } from '../../extraction/tree.ts'
import { attribute, toggleOf, valueOf } from './attribute.ts'
import { runsOnTheirGround } from './grounds.ts'

/** A paragraph's place in a list: the list and the level. */
export interface ListPlace {
  readonly list: string
  /** null if the list itself links a level to the style */
  readonly level: number | null
  /** the style that puts the paragraph in the list; null if the paragraph does so itself */
  readonly style: string | null
}

/** The properties that a document's styles give; unknown style ids give none. */
export interface Styles {
  /** the style of a paragraph that names none */
  readonly plain: string | null
  isHidden(style: string | null): boolean
  isBold(style: string | null): boolean
  isStruck(style: string | null): boolean
  /** the size of its letters in half points; null if it sets none */
  sizeOf(style: string | null): number | null
  /** the level of a heading's style, 1 being the highest; null for text */
  levelOf(style: string | null): number | null
  /** true for the styles of block quotes, whatever Word calls them in its user's language */
  isQuote(style: string | null): boolean
  /** true for those of a table of contents and its title */
  listsContents(style: string | null): boolean
  listOf(style: string | null): ListPlace | null
  /** true if text is hidden or bold by default */
  readonly hiddenByDefault: boolean
  /** runs whose letters have their background's colour */
  readonly unseen: ReadonlySet<Element>
}

/** Longer chains of styles are circular. */
const LONGEST_CHAIN = 20

/** Below the nine levels of headings, counted from 0. */
export const TEXT_LEVEL = 9

/** The names of Word's own styles, which are stored in English. */
const QUOTES = new Set(['quote', 'intense quote', 'block text'])

/** Reads `styles.xml`, null for a document without styles; `parts` are those that have text. */
export function readStyles(root: Element | null, parts: readonly Element[]): Styles {
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

  /** A style and its ancestors, the nearest first. */
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

  const firstOf = (id: string | null, properties: string, name: string): number | null => {
    const values = chain(id).flatMap((style) => valueOf(childOf(style, properties), name) ?? [])
    return values[0] === undefined ? null : Number(values[0])
  }

  const isNamed = (id: string | null, isName: (name: string) => boolean): boolean =>
    chain(id).some((style) => isName(valueOf(style, 'name')?.toLowerCase() ?? ''))

  return {
    plain: plain?.[0] ?? null,
    unseen: runsOnTheirGround(parts, chain, plain?.[0] ?? null),
    isHidden: (id) => toggle(id, 'vanish'),
    isBold: (id) => toggle(id, 'b'),
    isStruck: (id) => toggle(id, 'strike') || toggle(id, 'dstrike'),
    sizeOf: (id) => firstOf(id, 'rpr', 'sz'),
    levelOf(id) {
      const level = firstOf(id, 'ppr', 'outlinelvl')
      return level === null || level >= TEXT_LEVEL ? null : level + 1
    },
    isQuote: (id) => isNamed(id, (name) => QUOTES.has(name)),
    listsContents: (id) => isNamed(id, (name) => /^toc (?:\d|heading)/.test(name)),
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
