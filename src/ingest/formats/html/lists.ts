import { formatCount } from '../../extraction/format-count.ts'
import { type Element, elementsOf, hasClass, textOf } from '../../extraction/tree.ts'
import type { PageStyle } from './page-style.ts'

/** An item with its number in its own text: "a.", "(2)", "–". */
const NUMBERED = /^\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)°]|[–—•-]\s)/i

const FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
  'decimal-leading-zero': 'decimalZero',
}

/** The numbers that a page shows before list items; an item without one is not in the map. */
export function itemLabels(list: Element, styleOf: PageStyle): Map<Element, string> {
  const labels = new Map<Element, string>()
  if (list.name !== 'ol' || hasClass(list, 'expliciet', 'explicit')) return labels
  const items = elementsOf(list).filter(({ name }) => name === 'li')
  const reversed = list.attributes['reversed'] !== undefined
  const type = typeOf(list, styleOf)
  const sign = list.attributes['data-sign'] ?? '.'
  let next = numberOf(list.attributes['start']) ?? (reversed ? items.length : 1)
  for (const item of items) {
    const value = numberOf(item.attributes['value']) ?? next
    next = value + (reversed ? -1 : 1)
    const own = typeOf(item, styleOf) ?? type
    if (own === 'none' || NUMBERED.test(textOf(item).slice(0, 40))) continue
    labels.set(item, formatCount(value, FORMATS[own ?? ''] ?? 'decimal') + sign)
  }
  return labels
}

function typeOf(element: Element, styleOf: PageStyle): string | null {
  const style = styleOf(element)
  const said = style.get('list-style-type') ?? style.get('list-style')?.split(' ')[0]
  return said ?? element.attributes['type'] ?? null
}

function numberOf(value: string | undefined): number | null {
  return value !== undefined && /^\s*-?\d{1,6}\s*$/.test(value) ? Number(value) : null
}
