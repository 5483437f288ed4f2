import { type DefaultTreeAdapterMap, parse } from 'parse5'
import { AppError } from '../../../domain/errors.ts'
import { DEEPEST, type Element } from '../../extraction/tree.ts'
import { patternOf } from '../../../text/pattern.ts'

/** Parses HTML into elements. Throws `unreadable_document` if they nest too deeply. */
export function parseHtml(html: string, fileName: string): Element {
  if (isTooDeep(html)) throw tooDeep(fileName)
  const document = parse(html)
  const root: Element = { name: '', attributes: {}, children: [] }
  const open: { from: DefaultTreeAdapterMap['parentNode']; to: Element; depth: number }[] = [
    { from: document, to: root, depth: 0 },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { from, to, depth } = next
    if (depth > DEEPEST) throw tooDeep(fileName)
    for (const node of from.childNodes) {
      if (node.nodeName === '#text' && 'value' in node) to.children.push(node.value)
      if (!('tagName' in node)) continue
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
      const element: Element = { name: node.tagName, attributes, children: [] }
      to.children.push(element)
      open.push({ from: node, to: element, depth: depth + 1 })
    }
  }
  return root
}

function tooDeep(fileName: string): AppError {
  return new AppError(
    'unreadable_document',
    `${fileName} cannot be read: it nests deeper than ${DEEPEST} elements; save the page again`,
  )
}

/** The start tag of an element that stays open until it is closed. */
const LASTING = new RegExp(
  patternOf`
    <(?<close>\/?)(?:div|span|section|article|main|ul|ol|table|blockquote|b|i|em|strong|a|font|small
    |sup|sub|center)\b
  `,
  'gi',
)

/**
 * More of these open at once indicate an attack: the parser's time grows with the square of the
 * depth.
 */
const MOST_OPEN = 1000

function isTooDeep(html: string): boolean {
  let open = 0
  for (const { groups } of html.matchAll(LASTING)) {
    open = Math.max(0, open + (groups?.['close'] === '/' ? -1 : 1))
    if (open > MOST_OPEN) return true
  }
  return false
}
