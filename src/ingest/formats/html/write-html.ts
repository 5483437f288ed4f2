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
import { HTML_BLOCKS } from '../../../text/html-elements.ts'
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

const BLOCK = new Set([...HTML_BLOCKS, 'hgroup'])

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
  if (page.leftOut(element) !== null) return
  const part = PARTS.find(([, classes]) => hasClass(element, ...classes))
  if (part !== undefined) return writePart(element, part[0], page)
  const mark = page.notes.markOf(element)
  if (mark !== null) return writeNote(element, mark, page)
  const sign = signOfScript(element, page)
  if (sign !== null) return writeScript(element, sign, page)
  if (page.notes.isMark(element)) return writeMark(element, page)
  const write = WRITERS.get(element.name) ?? writeFlow
  write(element, page)
}

type Writer = (element: Element, page: Page) => void

/** The elements that are written in a way of their own. */
const WRITERS: ReadonlyMap<string, Writer> = new Map(
  Object.entries<Writer>({
    br: (_, { builder }) => builder.endLine(),
    wbr: () => {},
    q: (element, page) => writeBetween('“', '”', element, page),
    // Ruby text gives a word's reading: browsers without room for it show brackets.
    rt: (element, page) => {
      if (textOf(element).trim() === '') writeFlow(element, page)
      else writeBetween(' (', ')', element, page)
    },
    input: (element, { builder }) => builder.make(shownByInput(element)),
    li: writeItem,
    table: writeTable,
    tr: writeRow,
    ol: writeNumberedList,
    math: (element, { builder }) => writeFormula(element, builder),
    pre: writePreformatted,
    b: writeBold,
    strong: writeBold,
  }),
)

/** A paragraph, another block, or words within one. */
function writeFlow(element: Element, page: Page): void {
  const { name } = element
  const { builder } = page
  const children = (): void => writeChildren(element, page)
  if (PARAGRAPH.has(name) && !carriesList(element)) {
    if (HEADING.test(name)) {
      const level = Number(name[1]) as Level
      return builder.block('strong', () => builder.zone(`level-${level}`, children))
    }
    return builder.block(isStrong(element) ? 'strong' : 'paragraph', children)
  }
  if (!BLOCK.has(name)) return children()
  if (PLAIN.has(name) && isOneParagraph(element)) return builder.block('paragraph', children)
  builder.endLine()
  children()
  builder.endLine()
}

function writePart(element: Element, kind: Zone['kind'], page: Page): void {
  const isWithin = page.isWithin || kind === 'question' || kind === 'answer'
  page.builder.block(kind, () => writeChildren(element, { ...page, isWithin }))
}

/** What stands for raising or lowering an element; null if it is no exponent and no index. */
function signOfScript(element: Element, { builder, notes }: Page): string | null {
  if (element.name === 'sub') return signBelow(builder.tail(), textOf(element))
  if (element.name !== 'sup') return null
  const before = builder.tail()
  return notes.isExponent(element, before) ? signBefore(before, textOf(element)) : null
}

function writeScript(element: Element, sign: string, page: Page): void {
  page.builder.make(sign)
  writeChildren(element, page)
  page.builder.endScript()
}

/** The mark of a note; of one that is referred to again, only the first mark is its place. */
function writeMark(element: Element, page: Page): void {
  const mark = page.notes.calledBy(element)
  const again = mark !== null && page.called.has(mark)
  if (mark !== null) page.called.add(mark)
  page.builder.zone(again ? 'anchor-again' : 'anchor', () => writeChildren(element, page))
}

function writeTable(table: Element, page: Page): void {
  if (!page.isWithin) for (const [row, pair] of htmlPairs(table)) page.pairs.set(row, pair)
  writeFlow(table, page)
}

function writeNumberedList(list: Element, page: Page): void {
  for (const [item, label] of itemLabels(list, page.styleOf)) page.labels.set(item, label)
  writeFlow(list, page)
}

/** "Vraag 2" in bold at a line's start gets a line of its own, whatever follows. */
function writeBold(element: Element, page: Page): void {
  const heads = page.builder.atLineStart() && isHeadingText(textOf(element).slice(0, 300))
  writeFlow(element, page)
  if (heads) page.builder.endLine()
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

/** Signs that a browser adds around an element. */
function writeBetween(open: string, close: string, element: Element, page: Page): void {
  page.builder.make(open)
  writeChildren(element, page)
  page.builder.make(close)
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
