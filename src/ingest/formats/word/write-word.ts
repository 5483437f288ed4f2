import { decode } from '../../extraction/decode.ts'
import { parseHtml } from '../html/parse-html.ts'
import type { TextBuilder } from '../../extraction/text-builder.ts'
import { childOf, type Element, findAll } from '../../extraction/tree.ts'
import { writeHtml } from '../html/write-html.ts'
import { openZip } from '../../extraction/zip.ts'
import { attribute } from './attribute.ts'
import { linesOfShape } from './drawings.ts'
import { followFields } from './fields.ts'
import { readNoteMarks } from './note-marks.ts'
import { readNumbering } from './numbering.ts'
import { openPackage, type WordPackage } from './package.ts'
import type { Story } from './collect.ts'
import { innerStory, writeBlocks } from './read-story.ts'
import { readStyles } from './styles.ts'
import { typedNotes } from './typed-notes.ts'

/** Deeper nesting of documents within documents is an attack. */
const DEEPEST_CHUNK = 5

/** Writes the body of a Word document, followed by its notes. */
export function writeWord(word: WordPackage, builder: TextBuilder, depth = 0): void {
  const partOf = (type: string): Element | null => {
    const part = word.related(word.main, type)
    return part === null ? null : word.root(part)
  }
  const notes = readNoteMarks(word)
  const body = childOf(word.root(word.main)!, 'body')
  const story: Story = {
    styles: readStyles(partOf('styles'), textParts(word)),
    numbering: readNumbering(partOf('numbering')),
    notes,
    builder,
    fields: followFields(),
    typed: body === null ? new Set() : typedNotes(body),
    writeChunk: (element) => writeChunk(element, word, builder, depth),
    diagram: (element) => diagramLines(element, word),
  }
  if (body !== null) writeBlocks(body, story)
  // A note may refer to another one, which then follows it.
  for (const { mark, typed, element } of notes.called) {
    builder.line('note', () => {
      if (!typed) builder.make(`[${mark}] `)
      writeBlocks(element, innerStory(story))
    })
  }
}

/** The body of a document and its notes. */
export function textParts(word: WordPackage): Element[] {
  const notes = ['footnotes', 'endnotes'].map((type) => word.related(word.main, type))
  return [word.main, ...notes].flatMap((part) => (part === null ? [] : (word.root(part) ?? [])))
}

/** The part that a relation of the body names. */
export function chunkOf(element: Element, word: WordPackage): string | null {
  const id = attribute(element, 'id')
  return word.relations(word.main).find((relation) => relation.id === id)?.target ?? null
}

/** The reader for a part in another format; null if there is none. */
export function chunkFormat(part: string): 'html' | 'docx' | 'text' | null {
  if (/\.(?:html?|xhtml)$/i.test(part)) return 'html'
  if (/\.docx$/i.test(part)) return 'docx'
  return /\.txt$/i.test(part) ? 'text' : null
}

function writeChunk(
  element: Element,
  word: WordPackage,
  builder: TextBuilder,
  depth: number,
): void {
  const part = chunkOf(element, word)
  const bytes = part === null ? null : word.archive.read(part)
  if (part === null || bytes === null) return
  const format = chunkFormat(part)
  if (format === 'html') writeHtml(parseHtml(decode(bytes).text, word.fileName), builder)
  if (format === 'docx' && depth < DEEPEST_CHUNK) {
    writeWord(
      openPackage(openZip(bytes, word.fileName, word.archive.budget), word.fileName),
      builder,
      depth + 1,
    )
  }
  if (format === 'text') {
    for (const line of decode(bytes).text.split(/\r?\n/)) {
      builder.block('paragraph', () => builder.write(line))
    }
  }
}

/** The words of a diagram (SmartArt), whose data have a part of their own. */
function diagramLines(relation: Element, word: WordPackage): string[] {
  const part = diagramPart(relation, word)
  const root = part === null ? null : word.root(part)
  return root === null ? [] : findAll(root, 'pt').flatMap(linesOfShape)
}

/** `<dgm:relIds r:dm="rId6"/>` */
export function diagramPart(relation: Element, word: WordPackage): string | null {
  const id = attribute(relation, 'dm')
  return word.relations(word.main).find((each) => each.id === id)?.target ?? null
}
