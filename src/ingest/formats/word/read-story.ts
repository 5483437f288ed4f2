import type { Level } from '../../extraction/extraction.ts'
import { isHeadingText } from '../../extraction/heading-text.ts'
import type { TextBuilder } from '../../extraction/text-builder.ts'
import { childOf, type Element, elementsOf, findAll, textOf } from '../../extraction/tree.ts'
import { chosenBranch } from './alternatives.ts'
import { attribute, toggleOf, valueOf } from './attribute.ts'
import { type Box, collect, SILENT, type Story } from './collect.ts'
import { followFields } from './fields.ts'
import type { ListLabel } from './numbering.ts'
import { isStrong, type Piece, writePieces } from './pieces.ts'
import { isUnfilled } from './placeholder.ts'
import { TEXT_LEVEL } from './styles.ts'
import { writeWordTable } from './tables.ts'
import { isNumberOfNote, isTypedNote, withTypedMarks } from './typed-notes.ts'

/** A story within another, such as a text box or a note: no field reaches into it. */
export function innerStory(story: Story): Story {
  return { ...story, fields: followFields() }
}

/** Writes the blocks of a story: paragraphs, tables and their wrappers. */
export function writeBlocks(parent: Element, story: Story): void {
  let open: Element[] = []
  for (const element of elementsOf(parent)) {
    if (isUnfilled(element)) continue
    if (element.name === 'p') {
      open.push(element)
      // A paragraph whose end is deleted or hidden continues in the next one.
      if (goesOn(element) || isNumberOfNote(element, story.typed)) continue
      writeParagraph(open, story)
      open = []
      continue
    }
    if (element.name === 'bookmarkstart' || element.name === 'bookmarkend') continue
    if (open.length > 0) writeParagraph(open, story)
    open = []
    writeBlock(element, story)
  }
  if (open.length > 0) writeParagraph(open, story)
}

function writeBlock(element: Element, story: Story): void {
  const { name } = element
  if (SILENT.has(name)) return
  if (name === 'tbl')
    return writeWordTable(element, story.builder, (cell) => writeBlocks(cell, story))
  if (name === 'altchunk') return story.writeChunk(element)
  if (name === 'alternatecontent') {
    const branch = chosenBranch(element)
    return branch === null ? undefined : writeBlocks(branch, story)
  }
  if (INLINE.has(name)) {
    const paragraph: Element = { name: 'p', attributes: {}, children: [element] }
    return writeParagraph([paragraph], story)
  }
  writeBlocks(element, story)
}

/** Inline content; in a block of its own it is a paragraph that lacks its element. */
const INLINE = new Set(['r', 'hyperlink', 'fldsimple', 'omath', 'omathpara', 'bdo', 'dir', 'ruby'])

/** True for one that continues in the next: its end is gone, or it is a large first letter. */
function goesOn(paragraph: Element): boolean {
  const properties = childOf(paragraph, 'ppr')
  const frame = properties === null ? null : childOf(properties, 'framepr')
  const drop = frame === null ? null : attribute(frame, 'dropCap')
  if (drop === 'drop' || drop === 'margin') return true
  const mark = markOf(paragraph)
  if (mark === null) return false
  return toggleOf(mark, 'vanish') === true || has(mark, 'del') || has(mark, 'movefrom')
}

/** The properties of a paragraph mark. */
function markOf(paragraph: Element): Element | null {
  const properties = childOf(paragraph, 'ppr')
  return properties === null ? null : childOf(properties, 'rpr')
}

function has(element: Element, name: string): boolean {
  return childOf(element, name) !== null
}

/**
 * Writes paragraphs that appear as one, with their number, followed by the text boxes attached to
 * them.
 */
function writeParagraph(paragraphs: readonly Element[], story: Story): void {
  const { builder } = story
  const begun = story.fields.listsContents
  const found: Piece[] = []
  const boxes: Box[] = []
  for (const paragraph of paragraphs) {
    const style = styleOf(paragraph, story)
    collect(paragraph, { story, style, pieces: found, boxes })
  }
  if (isTypedNote(found, story.typed)) {
    return builder.line('note', () => writeNote(found, builder))
  }
  const pieces = story.typed.size > 0 ? withTypedMarks(found, story.typed) : found
  const label = labelOf(paragraphs, pieces, story)
  const isShown = pieces.some((piece) => piece.kind === 'mark' || hasText(piece))
  // Word shows the number of an empty paragraph, here that of a question whose text follows.
  if ((isShown || pieces.length === 0) && label !== null && isHeadingText(label.text)) {
    builder.block('paragraph', () => builder.make(label.text))
  }
  if (isShown) {
    const isQuote = paragraphs.some((paragraph) => story.styles.isQuote(styleOf(paragraph, story)))
    const shown = (): void => {
      if (label !== null && label.text !== '' && !isHeadingText(label.text)) {
        builder.make(`${label.text} `)
      }
      writePieces(pieces, builder)
    }
    const isContents =
      ((begun || story.fields.listsContents) && paragraphs.every(isEntry)) ||
      paragraphs.some((paragraph) => story.styles.listsContents(styleOf(paragraph, story)))
    const written = isQuote ? () => builder.zone('quote', shown) : shown
    const level = headingLevel(paragraphs[0]!, pieces, story)
    const leveled = level === null ? written : () => builder.zone(`level-${level}`, written)
    const strong = level !== null || isStrong(pieces)
    const listed = label !== null && !isHeadingText(label.text)
    if (isContents) builder.block('furniture', shown)
    else if (!listed) builder.block(strong ? 'strong' : 'paragraph', leveled)
    else {
      builder.block(label.bullet ? 'item' : 'ordered', () =>
        strong ? builder.zone('strong', leveled) : leveled(),
      )
    }
  }
  for (const box of boxes) writeBox(box, story)
}

/** A note with a space after its number. */
function writeNote(pieces: readonly Piece[], builder: TextBuilder): void {
  const text = pieces.findIndex(({ kind }) => kind === 'text')
  writePieces(pieces.slice(0, text + 1), builder)
  builder.make(' ')
  writePieces(pieces.slice(text + 1), builder)
}

/**
 * True for "Vraag 2 … 14", or a link, in a table of contents: a broken field may hold the whole
 * text.
 */
function isEntry(paragraph: Element): boolean {
  const letters = (element: Element): number => findAll(element, 't').map(textOf).join('').length
  const links = findAll(paragraph, 'hyperlink').reduce((sum, link) => sum + letters(link), 0)
  const last = findAll(paragraph, 't').map(textOf).at(-1) ?? ''
  const isPaged = findAll(paragraph, 'tab').length > 0 && /^\d{1,4}\s*$/.test(last)
  return isPaged || (links > 0 && links === letters(paragraph))
}

function hasText(piece: Piece): boolean {
  return piece.kind !== 'break' && piece.text.trim() !== ''
}

function styleOf(paragraph: Element, { styles }: Story): string | null {
  return valueOf(childOf(paragraph, 'ppr'), 'pstyle') ?? styles.plain
}

/** A heading's words are no more than these, and end no sentence, whatever its style. */
const HEADING_WORDS = /^.{1,120}(?<![.;])$/su

/** The level of a heading, by its own property or its style; null for text. */
function headingLevel(paragraph: Element, pieces: readonly Piece[], story: Story): Level | null {
  const own = valueOf(childOf(paragraph, 'ppr'), 'outlinelvl')
  const level = own === null ? story.styles.levelOf(styleOf(paragraph, story)) : Number(own) + 1
  if (level === null || level > TEXT_LEVEL) return null
  const words = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
  return HEADING_WORDS.test(words.trim()) ? (Math.min(level, 6) as Level) : null
}

/**
 * The number of a paragraph; none if its whole text is deleted or hidden, while an empty paragraph
 * counts.
 */
function labelOf(
  paragraphs: readonly Element[],
  pieces: readonly Piece[],
  story: Story,
): ListLabel | null {
  for (const paragraph of paragraphs) {
    const properties = childOf(paragraph, 'ppr')
    const own = properties === null ? null : childOf(properties, 'numpr')
    const styled = story.styles.listOf(styleOf(paragraph, story))
    const list = valueOf(own, 'numid') ?? styled?.list ?? '0'
    if (list === '0') continue
    const level = valueOf(own, 'ilvl') ?? (own === null ? null : '0')
    const place = {
      list,
      level: level === null ? (styled?.level ?? null) : Number(level),
      style: valueOf(own, 'numid') === null ? (styled?.style ?? null) : null,
    }
    if (pieces.length === 0 && paragraphs.every(goesOn)) continue
    return story.numbering.next(place)
  }
  return null
}

/**
 * Text boxes, diagrams and WordArt become paragraphs of their own after the one they are attached
 * to.
 */
function writeBox(box: Box, story: Story): void {
  if (box.kind === 'blocks') return writeBlocks(box.element, story)
  if (box.kind === 'story') return writeBlocks(box.element, innerStory(story))
  const lines = box.kind === 'diagram' ? story.diagram(box.element) : [box.text]
  for (const line of lines) story.builder.block('paragraph', () => story.builder.write(line))
}
