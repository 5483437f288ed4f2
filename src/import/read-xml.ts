import { SaxesParser } from 'saxes'
import { AppError } from '../domain/errors.ts'

/** An element of a feed or a record; names are in lower case, without their prefix. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  /** the characters directly inside */
  readonly text: string
}

/** A page of the feed has some 10,000 elements; more, or deeper nesting, is an attack. */
const MOST_ELEMENTS = 500_000
const DEEPEST = 60

/**
 * Reads a service's XML. Throws `unreadable_document` if it is not well-formed, is truncated, or
 * has a document type: no service here sends one, and entities of its own could make it say
 * anything.
 */
export function readXml(xml: string, what: string): XmlNode {
  interface Open {
    name: string
    attributes: Record<string, string>
    children: Open[]
    text: string
  }
  const root: Open = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let elements = 0
  const parser = new SaxesParser()
  const refuse = (why: string): never => {
    throw new AppError('unreadable_document', `${what} cannot be used: ${why}.`)
  }
  parser.on('doctype', () => refuse('it has a document type (DTD)'))
  parser.on('error', (cause) => refuse(`it is not well-formed XML (${cause.message})`))
  parser.on('opentag', ({ name, attributes }) => {
    elements++
    if (elements > MOST_ELEMENTS || open.length > DEEPEST) refuse('it nests too deep or too much')
    const entries = Object.entries(attributes).map(([key, value]) => [localName(key), value])
    const node: Open = {
      name: localName(name),
      attributes: Object.fromEntries(entries) as Record<string, string>,
      children: [],
      text: '',
    }
    open.at(-1)!.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const add = (text: string) => {
    open.at(-1)!.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(xml).close()
  return root
}

/** Whether XML is well-formed, and so not truncated either. */
export function isWellFormed(xml: string): boolean {
  const parser = new SaxesParser()
  let well = true
  parser.on('error', () => (well = false))
  parser.write(xml).close()
  return well
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}

/** Every descendant with this name, in document order. */
export function allNamed(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...allNamed(child, name),
  ])
}

/** The text of the first descendant with this name; null if it is missing, empty or nil. */
export function textNamed(node: XmlNode, name: string): string | null {
  const found = allNamed(node, name)[0]
  if (found === undefined || found.attributes['nil'] === 'true') return null
  return found.text.trim() === '' ? null : found.text.trim()
}
