import { SaxesParser } from 'saxes'
import { AppError } from '../../domain/errors.ts'
import { officialId } from '../../domain/publication.ts'
import { wholeText } from './account.ts'
import type { Extracted } from './extraction.ts'
import { packageVersion } from './package-version.ts'
import { createTextBuilder, type TextBuilder } from './text-builder.ts'
import { DEEPEST, type Element, findAll, findElement, textOf } from './tree.ts'

/** An official document has some thousands of elements; this many are an attack. */
const MOST_ELEMENTS = 500_000

/**
 * The text of an official publication in KOOP's XML: `kamervragen` as it is written since 2011 and
 * `vragen` with `reactie` as before, with and without their header. Throws `unreadable_document`
 * for XML that is not well-formed, declares entities or nests too deep.
 */
export function extractXml(xml: string, fileName: string): Extracted {
  const root = parseXml(xml, fileName)
  const builder = createTextBuilder()
  const notes = collectNotes(root)
  writeElement(root, builder, notes)
  const { text, layout } = builder.finish()
  if (text === '') throw unreadable(fileName, 'it has no text', 'hand in the whole publication')
  return {
    format: 'xml',
    text,
    extractor: `saxes ${packageVersion('saxes')}`,
    pages: [],
    layout,
    identifier: identifierOf(root),
    account: wholeText(text),
  }
}

function parseXml(xml: string, fileName: string): Element {
  const parser = new SaxesParser()
  const root: Element = { name: '', attributes: {}, children: [] }
  const open: Element[] = [root]
  let elements = 0
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) {
      throw unreadable(fileName, 'it declares entities of its own', 'replace them by their text')
    }
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements++
    if (open.length > DEEPEST || elements > MOST_ELEMENTS) {
      throw unreadable(fileName, `it nests ${open.length} deep with ${elements} elements`, CHECK)
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
    throw unreadable(fileName, `it is no well-formed XML (${cause.message})`, CHECK, cause)
  })
  parser.write(xml).close()
  return root
}

const CHECK = 'download the publication again'

function unreadable(file: string, why: string, remedy: string, cause?: unknown): AppError {
  return new AppError('unreadable_document', `${file} cannot be read: ${why}; ${remedy}`, { cause })
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}

/** The notes that are called by their id, as the older layout does; they stand together elsewhere. */
function collectNotes(root: Element): Map<string, string> {
  const called = new Set(findAll(root, 'nootref').map(({ attributes }) => attributes['refid']))
  return new Map(
    findAll(root, 'noot').flatMap((noot) => {
      const id = noot.attributes['id']
      return id !== undefined && called.has(id) ? [[id, noteText(noot)] as const] : []
    }),
  )
}

function noteText(noot: Element): string {
  const number = findElement(noot, ['noot.nr', 'nootnr', 'nr'])
  const parts = noot.children.flatMap((child) =>
    typeof child === 'string' || child === number ? [] : [textOf(child).trim()],
  )
  const text = parts.length > 0 ? parts.join(' ') : textOf(noot)
  return `${noteNumber(noot)} ${text}`
}

function noteNumber(noot: Element): string {
  const number = findElement(noot, ['noot.nr', 'nootnr', 'nr'])
  return (number === null ? (noot.attributes['nr'] ?? '') : textOf(number)).trim()
}

/** `<meta name="DC.identifier" content="ah-tk-20232024-2210">`, or the attribute of a root element. */
function identifierOf(root: Element): string | null {
  const meta = findAll(root, 'meta').find(({ attributes }) =>
    /^(?:DC|DCTERMS)\.identifier$/i.test(attributes['name'] ?? ''),
  )
  const first = root.children.find((child) => typeof child !== 'string')
  return officialId(meta?.attributes['content'] ?? first?.attributes['identifier'] ?? '')
}

/** What is no text of the document: data about it, and pictures. */
const SILENT = new Set(['metadata', 'plaatje', 'illustratie', 'meta-data', 'sys.gegevens'])

/** Elements that stand in a line of text. */
const INLINE = new Set(
  'nadruk extref intref sup inf naam achternaam voorvoegsels politiek datum kamervraagonderwerp ondw organisatie functie van term'.split(
    ' ',
  ),
)

function writeElement(
  element: Element,
  builder: TextBuilder,
  notes: ReadonlyMap<string, string>,
  inItem = false,
): void {
  const { name } = element
  const children = (): void => {
    for (const child of element.children) {
      if (typeof child === 'string') builder.write(child)
      else writeElement(child, builder, notes, inItem || name === 'li')
    }
  }
  const block = (kind: Parameters<TextBuilder['block']>[0]): void => {
    builder.block(kind, children)
    builder.flushNotes()
  }
  if (SILENT.has(name)) return
  if (name === 'noot')
    return notes.has(element.attributes['id'] ?? '') ? undefined : writeNote(element, builder)
  if (name === 'nootref') return writeNoteMark(element, builder, notes)
  if (name === 'vraag') return block('question')
  if (name === 'antwoord') return block('answer')
  if (name === 'kamervraagopmerking' || name === 'toelicht' || name === 'mededeling') {
    return block('remark')
  }
  if (HEADER.has(name)) return block('header')
  if (name === 'nr' || name === 'nummer') return block('number')
  if (name === 'li') return block('item')
  if (name === 'li.nr') {
    children()
    return builder.write(' ')
  }
  if (name === 'al' && inItem) {
    children()
    return builder.write(' ')
  }
  if (name === 'al') return carriesList(element) ? children() : block('paragraph')
  if (name === 'entry') return writeCell(children, builder)
  if (INLINE.has(name)) return children()
  builder.endLine()
  children()
  builder.endLine()
}

const HEADER = new Set([
  'kamervraagkop',
  'kamervraagnummer',
  'kamervraagomschrijving',
  'omschr',
  'vraagnummer',
])

/** An `al` that carries nothing but a list is no paragraph of its own. */
function carriesList(element: Element): boolean {
  return element.children.some((child) => typeof child !== 'string' && child.name === 'lijst')
}

/** The cells of a table's row stand in one line. */
function writeCell(children: () => void, builder: TextBuilder): void {
  children()
  builder.write(' ')
}

/** A note where it is called: its mark stays in the line, its text follows the block. */
function writeNote(noot: Element, builder: TextBuilder): void {
  const number = noteNumber(noot)
  if (number === '') return
  builder.zone('anchor', () => builder.write(number))
  builder.note(noteText(noot))
}

function writeNoteMark(
  ref: Element,
  builder: TextBuilder,
  notes: ReadonlyMap<string, string>,
): void {
  const note = notes.get(ref.attributes['refid'] ?? '')
  const number = textOf(ref).trim() || (note?.split(' ')[0] ?? '')
  if (number === '') return
  builder.zone('anchor', () => builder.write(number))
  if (note !== undefined) builder.note(note)
}
