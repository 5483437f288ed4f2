import { SaxesParser } from 'saxes'
import { AppError } from '../../domain/errors.ts'
import { DEEPEST, type Element } from './tree.ts'

/** A document has a few thousand elements; this many are an attack. */
const MOST_ELEMENTS = 500_000

/**
 * Parses XML into elements with local, lower-case names; attributes keep their names. Throws
 * `unreadable_document` with the remedy if the XML is not well-formed, declares entities or nests
 * too deeply.
 */
export function parseXml(xml: string, fileName: string, remedy: string): Element {
  const parser = new SaxesParser()
  const root: Element = { name: '', attributes: {}, children: [] }
  const open: Element[] = [root]
  let elements = 0
  const unreadable = (why: string, what = remedy, cause?: unknown): AppError =>
    new AppError('unreadable_document', `${fileName} cannot be read: ${why}; ${what}`, { cause })
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) {
      throw unreadable('it declares entities of its own', 'replace them by their text')
    }
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements++
    if (open.length > DEEPEST || elements > MOST_ELEMENTS) {
      throw unreadable(`it nests ${open.length} deep with ${elements} elements`)
    }
    const element = { name: localName(name), attributes, children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const add = (text: string): void => {
    open.at(-1)!.children.push(text)
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('error', (cause) => {
    throw unreadable(`it is not well-formed XML (${cause.message})`, remedy, cause)
  })
  parser.write(xml).close()
  return root
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}
