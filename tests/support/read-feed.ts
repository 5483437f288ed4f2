import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { SaxesParser } from 'saxes'

/** An element as a conforming parser returns it; names have their prefix. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** its own text, without that of its children */
  readonly text: string
}

interface Open {
  name: string
  attributes: Record<string, string>
  children: Open[]
  text: string
}

/** Reads XML with namespaces. Throws if it is not well-formed. */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const stack: Open[] = [{ name: '', attributes: {}, children: [], text: '' }]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value])
    const open = { name, attributes: Object.fromEntries(values), children: [], text: '' }
    stack.at(-1)!.children.push(open)
    stack.push(open)
  })
  parser.on('closetag', () => stack.pop())
  parser.on('text', (value) => {
    stack.at(-1)!.text += value
  })
  parser.write(text).close()
  return stack[0]!.children[0]!
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** The text of the only child with this name. Throws if there is none, or more than one. */
export function textOf(element: XmlElement, name: string): string {
  const [child, another] = childrenOf(element, name)
  if (child === undefined || another !== undefined) throw new Error(`not one ${name}`)
  return child.text
}

/** The paragraphs in the block quotations of a piece of HTML, and the names of all its elements. */
export function quotesIn(html: string): { paragraphs: string[]; elements: Set<string> } {
  const elements = new Set<string>()
  const paragraphs: string[] = []
  const walk = (node: DefaultTreeAdapterTypes.ChildNode, inQuote: boolean): string => {
    if ('value' in node) return node.value
    if (!('tagName' in node)) return ''
    elements.add(node.tagName)
    const quoting = inQuote || node.tagName === 'blockquote'
    const text = node.childNodes.map((child) => walk(child, quoting)).join('')
    if (inQuote && node.tagName === 'p') paragraphs.push(text)
    return text
  }
  for (const node of parseFragment(html).childNodes) walk(node, false)
  return { paragraphs, elements }
}
