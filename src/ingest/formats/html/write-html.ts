import type { LeftOutReason, Level, Zone } from '../../extraction/extraction.ts'
import { signBefore, signBelow } from '../../extraction/exponent.ts'
import { isHeadingText } from '../../extraction/heading-text.ts'
import { htmlLeftOut } from './all-text.ts'
import { type PageStyle, raiseByStyle, readPageStyle } from './page-style.ts'
import { writeFormula } from './formula.ts'
import { itemLabels } from './lists.ts'
import { findHtmlNotes, noteMarkIn, type HtmlNotes } from './notes.ts'
import { cellsOf, htmlPairs } from './pairs.ts'
import { type PairRow, writePairRow } from '../../extraction/pair-table.ts'
import { isDataRow } from '../../extraction/table-rows.ts'
import type { TextBuilder } from '../../extraction/text-builder.ts'
import { type Element, elementsOf, findAll, hasClass, textOf } from '../../extraction/tree.ts'

/** What is known about a page before it is written. */
interface Page {
  readonly builder: TextBuilder
  readonly styleOf: PageStyle
  readonly notes: HtmlNotes
  readonly leftOut: (element: Element) => LeftOutReason | null
  readonly labels: Map<Element, string>
  /** the rows of tables that pair questions with answers */
  readonly pairs: Map<Element, PairRow<Element>>
  /** true within an official question or answer, whose tables are its own */
  readonly isWithin: boolean
  /** the marks of the notes that the text has referred to */
  readonly called: Set<string>
  /** true if line breaks of the file are line breaks of the page */
  readonly preformatted: boolean
}

const BLOCK = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu ol ' +
    'p pre ' +
    'search section summary table tbody tfoot thead tr ul'
  ).split(' '),
)

const HEADING = /^h[1-6]$/

const PARAGRAPH = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'caption', 'figcaption'])

/** The parts of a publication, by their classes on official pages. */
const PARTS: readonly (readonly [Zone['kind'], readonly string[]])[] = [
  ['question', ['vraag']],
  ['answer', ['antwoord']],
  ['remark', ['kamervraagopmerking', 'toelichting']],
  ['header', ['kamervraagomschrijving_kop', 'kamervraagomschrijving', 'kamervraagkop']],
  ['number', ['nummer']],
]

/** Writes the publication as the page shows it. */
export function writeHtml(root: Element, builder: TextBuilder): void {
  const styleOf = readPageStyle(root)
  raiseByStyle(root, styleOf)
  const page: Page = {
    builder,
    styleOf,
    notes: findHtmlNotes(root),
    leftOut: htmlLeftOut(root, styleOf),
    labels: new Map(),
    pairs: new Map(),
    isWithin: false,
    called: new Set(),
    preformatted: false,
  }
  writeElement(root, page)
}

function writeElement(element: Element, page: Page): void {
  const { builder, notes } = page
  const { name } = element
  const children = (): void => writeChildren(element, page)
  if (page.leftOut(element) !== null) return
  for (const [kind, classes] of PARTS) {
    if (!hasClass(element, ...classes)) continue
    const isWithin = page.isWithin || kind === 'question' || kind === 'answer'
    return builder.block(kind, () => writeChildren(element, { ...page, isWithin }))
  }
  const mark = notes.markOf(element)
  if (mark !== null) return writeNote(element, mark, page)
  if (name === 'sup') {
    const before = builder.tail()
    if (notes.isExponent(element, before)) {
      builder.make(signBefore(before, textOf(element)))
      children()
      return builder.endScript()
    }
  }
  if (name === 'sub') {
    builder.make(signBelow(builder.tail(), textOf(element)))
    children()
    return builder.endScript()
  }
  if (notes.isMark(element)) {
    const mark = notes.calledBy(element)
    const again = mark !== null && page.called.has(mark)
    if (mark !== null) page.called.add(mark)
    return builder.zone(again ? 'anchor-again' : 'anchor', children)
  }
  if (name === 'br') return builder.endLine()
  if (name === 'wbr') return
  if (name === 'q') return writeBetween('“', children, '”', builder)
  // Ruby text gives a word's reading: browsers without room for it show brackets.
  if (name === 'rt' && textOf(element).trim() !== '')
    return writeBetween(' (', children, ')', builder)
  if (name === 'input') return builder.make(shownByInput(element))
  if (name === 'li') return writeItem(element, page)
  if (name === 'table' && !page.isWithin) {
    for (const [row, pair] of htmlPairs(element)) page.pairs.set(row, pair)
  }
  if (name === 'tr') return writeRow(element, page)
  if (name === 'ol') {
    for (const [item, label] of itemLabels(element, page.styleOf)) page.labels.set(item, label)
  }
  if (name === 'math') return writeFormula(element, builder)
  if (PARAGRAPH.has(name) && !carriesList(element)) {
    if (HEADING.test(name)) {
      const level = Number(name[1]) as Level
      return builder.block('strong', () => builder.zone(`level-${level}`, children))
    }
    return builder.block(isStrong(element) ? 'strong' : 'paragraph', children)
  }
  if (name === 'pre') return writePreformatted(element, page)
  if ((name === 'b' || name === 'strong') && builder.atLineStart()) {
    // "Vraag 2" in bold at a line's start gets a line of its own, whatever follows.
    const heads = isHeadingText(textOf(element).slice(0, 300))
    children()
    return heads ? builder.endLine() : undefined
  }
  if (!BLOCK.has(name)) return children()
  if (PLAIN.has(name) && isOneParagraph(element)) return builder.block('paragraph', children)
  builder.endLine()
  children()
  builder.endLine()
}

/** Elements that are a paragraph if they contain no other block. */
const PLAIN = new Set(['div', 'dt', 'dd', 'summary', 'legend', 'address'])

function isOneParagraph(element: Element): boolean {
  return elementsOf(element).every(
    (child) =>
      !BLOCK.has(child.name) && !['br', 'li'].includes(child.name) && isOneParagraph(child),
  )
}

function writeChildren(element: Element, page: Page): void {
  for (const child of element.children) {
    if (typeof child !== 'string') writeElement(child, page)
    else if (page.preformatted) writeLines(child, page.builder)
    else page.builder.write(child)
  }
}

/** Paragraphs of lines, separated by empty lines. */
function writePreformatted(element: Element, page: Page): void {
  const { builder } = page
  const { children } = element
  if (children.some((child) => typeof child !== 'string')) {
    builder.endLine()
    writeChildren(element, { ...page, preformatted: true })
    return builder.endLine()
  }
  for (const part of children.join('').split(/\n[ \t\r]*\n/)) {
    builder.block('paragraph', () => writeLines(part, builder))
  }
}

function writeLines(text: string, builder: TextBuilder): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) builder.endLine()
    builder.write(line)
  }
}

/** Quotation marks that a browser adds. */
function writeBetween(
  open: string,
  content: () => void,
  close: string,
  builder: TextBuilder,
): void {
  builder.make(open)
  content()
  builder.make(close)
}

/** The text filled in on a form. */
function shownByInput({ attributes }: Element): string {
  const { type = 'text', value = '', checked } = attributes
  if (/^(?:checkbox|radio)$/i.test(type)) return checked === undefined ? '☐' : '☒'
  return /^(?:text|number|date|email|url|tel)$/i.test(type) ? value : ''
}

/** The text of a paragraph excludes a list inside it. */
function carriesList(element: Element): boolean {
  return elementsOf(element).some(({ name }) => name === 'ul' || name === 'ol')
}

/** True if the whole text of a paragraph is bold. */
function isStrong(element: Element): boolean {
  const bold = [...findAll(element, 'strong'), ...findAll(element, 'b')]
  const letters = (text: string): number => text.replace(/\s/g, '').length
  const all = letters(textOf(element))
  return all > 0 && bold.reduce((sum, each) => sum + letters(textOf(each)), 0) > all * 0.9
}

/** "1.", "a)", "–": the number of an item in a paragraph of its own. */
const LABEL = /^\s*(?:(?:\d{1,3}|\p{L}|[ivx]{1,4})[.)°]|[^\p{L}\p{N}\s])\s*$/iu

/** An item with its number; its first paragraph follows the number, the others come below. */
function writeItem(item: Element, page: Page): void {
  const { builder, labels } = page
  builder.block('item', () => {
    const label = labels.get(item)
    if (label !== undefined) builder.make(`${label} `)
    let first = true
    for (const child of item.children) {
      if (typeof child === 'string') {
        builder.write(child)
        first &&= child.trim() === ''
        continue
      }
      const beside = first && (child.name === 'p' || child.name === 'div')
      const isShown = page.leftOut(child) === null && page.notes.markOf(child) === null
      const isLabel = first && isShown && LABEL.test(textOf(child).slice(0, 12))
      if (beside && isShown) writeChildren(child, page)
      else writeElement(child, page)
      if (isLabel) {
        builder.write(' ')
        continue
      }
      if (beside && isShown) builder.endLine()
      first = false
    }
  })
}

function writeRow(row: Element, page: Page): void {
  const { builder } = page
  const cells = cellsOf(row)
  const writeLine = (): void =>
    builder.line('row', () => {
      for (const child of row.children) {
        if (typeof child === 'string') builder.write(child)
        else writeElement(child, page)
        builder.write(' ')
      }
    })
  const write = { cell: (cell: Element) => writeCell(cell, page), line: writeLine }
  if (writePairRow(page.pairs.get(row), builder, write)) return
  if (isData(cells, page)) return writeLine()
  for (const cell of elementsOf(row)) writeCell(cell, page)
}

/** A cell on lines of its own. */
function writeCell(cell: Element, page: Page): void {
  const { builder } = page
  const write = (): void => writeElement(cell, page)
  const isPlain = elementsOf(cell).every(({ name }) => !BLOCK.has(name) && name !== 'li')
  if (isPlain) return builder.block('paragraph', write)
  builder.endLine()
  write()
  builder.endLine()
}

function isData(cells: readonly Element[], { isWithin }: Page): boolean {
  if (cells.some((cell) => findAll(cell, 'table').length > 0)) return false
  return isDataRow(
    cells.map((cell) => {
      const paragraphs = ['p', 'li', 'div'].flatMap((name) => findAll(cell, name))
      return paragraphs.length === 0 ? [textOf(cell)] : paragraphs.map(textOf)
    }),
    { isWithin },
  )
}

/** A note on one line, its number first; the page may show that only as a list number. */
function writeNote(note: Element, mark: string, page: Page): void {
  const { builder } = page
  builder.line('note', () => {
    const text = textOf(note).trimStart()
    if (mark !== '' && !text.startsWith(mark) && !text.startsWith(`[${mark}`)) {
      if (!text.slice(0, 200).includes(mark) || note.name === 'li') builder.make(`${mark} `)
    }
    const number = numberElement(note)
    if (number === null) return writeChildren(note, page)
    writeApart(note, number, page)
  })
}

/** The innermost element at a note's beginning, if it contains only the note's number. */
function numberElement(note: Element): Element | null {
  const first = note.children.find((child) => typeof child !== 'string' || child.trim() !== '')
  if (first === undefined || typeof first === 'string') return null
  return noteMarkIn(first) === null ? numberElement(first) : first
}

/** Writes an element's content, with a space after its number. */
function writeApart(element: Element, number: Element, page: Page): void {
  for (const child of element.children) {
    if (typeof child === 'string') page.builder.write(child)
    else if (child === number) {
      writeElement(child, page)
      page.builder.write(' ')
    } else if (holds(child, number)) writeApart(child, number, page)
    else writeElement(child, page)
  }
}

function holds(element: Element, inner: Element): boolean {
  return elementsOf(element).some((child) => child === inner || holds(child, inner))
}
