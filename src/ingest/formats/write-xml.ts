import type { HeldBlock } from '../extraction/account.ts'
import type { Zone } from '../extraction/extraction.ts'
import { signBefore, signBelow } from '../extraction/exponent.ts'
import { heldByTree } from '../extraction/all-text.ts'
import { writeFormula } from './html/formula.ts'
import { type PairRow, writePairRow } from '../extraction/pair-table.ts'
import { isDataRow } from '../extraction/table-rows.ts'
import type { TextBuilder } from '../extraction/text-builder.ts'
import { type Element, elementsOf, findAll, findElement, textOf } from '../extraction/tree.ts'
import { xmlPairs } from './xml-pairs.ts'

/** Elements that are not text of the document but describe it. */
const SILENT = new Set(['metadata', 'meta-data', 'sys.gegevens'])

/** Elements that are always inline; any other one is inline only amid text. */
const INLINE = new Set(
  (
    'nadruk extref intref sup inf naam voornaam achternaam voorvoegsels politiek datum ' +
    'kamervraagonderwerp ondw organisatie functie van term'
  ).split(' '),
)

/** Elements set side by side without a space if nothing else surrounds them. */
const NAMES = new Set(
  'naam voornaam achternaam voorvoegsels functie organisatie politiek datum'.split(' '),
)

/** The parts of a publication, by their elements. */
const PARTS: Readonly<Record<string, Zone['kind']>> = {
  vraag: 'question',
  antwoord: 'answer',
  kamervraagopmerking: 'remark',
  toelicht: 'remark',
  mededeling: 'remark',
  kamervraagkop: 'header',
  kamervraagnummer: 'header',
  kamervraagomschrijving: 'header',
  omschr: 'header',
  vraagnummer: 'header',
  nr: 'number',
  nummer: 'number',
  li: 'item',
}

/** What is known about a publication before it is written. */
interface Publication {
  readonly builder: TextBuilder
  /** the notes stored apart from their references, by id */
  readonly notes: ReadonlyMap<string, Element>
  /** notes already referred to */
  readonly called: Set<Element>
  /** the rows of tables that pair questions with answers */
  readonly pairs: Map<Element, PairRow<Element>>
  /** true within a question or an answer, whose tables are its own */
  readonly isWithin: boolean
}

/** Writes the text of a publication. */
export function writeXml(root: Element, builder: TextBuilder): void {
  const notes = collectNotes(root)
  const publication = { builder, notes, called: new Set<Element>(), pairs: new Map() }
  writeElement(root, { ...publication, isWithin: false }, false)
}

/** All text of a publication, for its account. */
export function heldByXml(root: Element): HeldBlock[] {
  return heldByTree(root, {
    leftOut: (element) => {
      if (isStruck(element)) return 'deleted'
      if (SILENT.has(element.name)) return 'data about the document'
      return element.name.startsWith('annotation') ? 'shown once already' : null
    },
    parts: ({ name }) => !INLINE.has(name),
  })
}

/** True for words with a line through them. */
function isStruck({ name, attributes }: Element): boolean {
  return name === 'nadruk' && attributes['type'] === 'doorhaal'
}

/** The notes referred to by id, as in the older layout, which collects them elsewhere. */
function collectNotes(root: Element): Map<string, Element> {
  const called = new Set(findAll(root, 'nootref').map(({ attributes }) => attributes['refid']))
  return new Map(
    findAll(root, 'noot').flatMap((noot) => {
      const id = noot.attributes['id']
      return id !== undefined && called.has(id) ? [[id, noot] as const] : []
    }),
  )
}

function writeElement(element: Element, publication: Publication, inItem: boolean): void {
  const { builder, notes } = publication
  const { name } = element
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
  const within = part === 'question' || part === 'answer' ? { isWithin: true } : {}
  const children = (): void => {
    const amongText = hasOwnText(element)
    const own = { ...publication, ...within }
    // The first paragraph of an item follows its number, the others stand below.
    const beside = elementsOf(element).find((child) => child.name === 'al')
    const last = elementsOf(element).at(-1)
    for (const child of element.children) {
      if (typeof child === 'string') builder.write(child)
      else if (amongText && isPlain(child)) {
        for (const each of child.children) {
          if (typeof each === 'string') builder.write(each)
          else writeElement(each, own, inItem)
        }
      } else if (name === 'li' && child.name === 'al' && child !== beside && !carriesList(child)) {
        builder.block('paragraph', () => writeElement(child, own, true))
      } else {
        writeElement(child, own, inItem || name === 'li')
        if (!amongText && NAMES.has(child.name) && child !== last) builder.write(' ')
      }
    }
  }
  if (SILENT.has(name) || isStruck(element)) return
  if (name === 'br') return builder.endLine()
  if (name === 'math') return writeFormula(element, builder)
  if (name === 'noot') {
    return notes.has(element.attributes['id'] ?? '') ? undefined : writeNote(element, publication)
  }
  if (name === 'nootref') return writeNoteMark(element, publication)
  if (part !== undefined) {
    builder.block(part, () => {
      const number = name === 'li' ? (element.attributes['nr'] ?? '') : ''
      if (number !== '' && !textOf(element).trim().startsWith(number)) builder.make(`${number} `)
      children()
    })
    return builder.flushNotes()
  }
  if ((name === 'tgroup' || name === 'table') && !publication.isWithin) {
    for (const [row, pair] of xmlPairs(element)) publication.pairs.set(row, pair)
  }
  if (name === 'row' || name === 'tr') return writeRow(element, publication)
  if (name === 'li.nr' || (name === 'al' && inItem)) {
    children()
    return builder.write(' ')
  }
  const script = name === 'nadruk' ? element.attributes['type'] : name
  if (script === 'sup') builder.make(signBefore(builder.tail(), textOf(element)))
  if (script === 'inf') builder.make(signBelow(builder.tail(), textOf(element)))
  if (INLINE.has(name)) {
    children()
    return script === 'sup' || script === 'inf' ? builder.endScript() : undefined
  }
  if (name === 'al' ? !carriesList(element) : isLine(element)) {
    builder.block('paragraph', children)
    return builder.flushNotes()
  }
  builder.endLine()
  children()
  builder.endLine()
}

/** True for text that stands in no other block, or for names beside each other. */
function isLine(element: Element): boolean {
  const within = elementsOf(element)
  return hasOwnText(element) || (within.length > 0 && within.every(({ name }) => INLINE.has(name)))
}

/** True if an element directly contains text. */
function hasOwnText({ children }: Element): boolean {
  return children.some((child) => typeof child === 'string' && child.trim() !== '')
}

/** An unknown element: amid text it is a stretch of that text. */
function isPlain({ name, children }: Element): boolean {
  const known = KNOWN.has(name) || INLINE.has(name) || Object.hasOwn(PARTS, name)
  return !known && children.every((child) => typeof child === 'string' || INLINE.has(child.name))
}

const KNOWN = new Set([
  'br',
  'math',
  'noot',
  'nootref',
  'lijst',
  'table',
  'row',
  'tr',
  'al',
  'li.nr',
  'tussenkop',
])

/** An `al` that contains only a list is not a paragraph of its own. */
function carriesList(element: Element): boolean {
  return elementsOf(element).some(({ name }) => name === 'lijst')
}

/** The cells of a row of data form one line. */
function writeRow(row: Element, publication: Publication): void {
  const { builder } = publication
  const cells = elementsOf(row)
  const isData = isDataRow(
    cells.map((cell) => {
      const paragraphs = findAll(cell, 'al')
      return paragraphs.length === 0 ? [textOf(cell)] : paragraphs.map(textOf)
    }),
    publication,
  )
  const writeCell = (cell: Element): void => {
    builder.endLine()
    for (const child of cell.children) {
      if (typeof child === 'string') builder.write(child)
      else writeElement(child, publication, false)
    }
    builder.endLine()
  }
  const write = (): void => {
    for (const cell of row.children) {
      if (typeof cell === 'string') builder.write(cell)
      else writeCell(cell)
    }
  }
  const inPair = (cell: Element): void => {
    if (hasOwnText(cell)) builder.block('paragraph', () => writeCell(cell))
    else writeCell(cell)
  }
  const line = (): void => builder.line('row', write)
  if (!writePairRow(publication.pairs.get(row), builder, { cell: inPair, line })) {
    if (isData) line()
    else write()
  }
  builder.flushNotes()
}

const NUMBER = ['noot.nr', 'nootnr', 'nr']

/** A note at its reference: its mark stays in the line, its text follows the block. */
function writeNote(noot: Element, publication: Publication): void {
  const { builder } = publication
  const written = findElement(noot, NUMBER)
  const number = (written === null ? (noot.attributes['nr'] ?? '') : textOf(written)).trim()
  if (number !== '') builder.zone('anchor', () => builder.make(number))
  builder.note(() => writeNoteText(noot, number, publication))
}

function writeNoteMark(ref: Element, publication: Publication): void {
  const { builder, notes, called } = publication
  const note = notes.get(ref.attributes['refid'] ?? '')
  const own = textOf(ref).trim()
  const written = note === undefined ? null : findElement(note, NUMBER)
  const number = own || (written === null ? (note?.attributes['nr'] ?? '') : textOf(written)).trim()
  if (number !== '') {
    const kind = note !== undefined && called.has(note) ? 'anchor-again' : 'anchor'
    builder.zone(kind, () => (own === '' ? builder.make(number) : builder.write(number)))
  }
  if (note === undefined || called.has(note)) return
  called.add(note)
  builder.note(() => writeNoteText(note, number, publication))
}

/** A note's number followed by its text, on one line. */
function writeNoteText(noot: Element, number: string, { builder }: Publication): void {
  const written = findElement(noot, NUMBER)
  if (written === null) builder.make(`${number === '' ? '*' : number} `)
  else builder.write(`${textOf(written).trim()} `)
  const write = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string') builder.write(child)
      else if (child !== written) {
        write(child)
        if (!INLINE.has(child.name)) builder.write(' ')
      }
    }
  }
  write(noot)
}
