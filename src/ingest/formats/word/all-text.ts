import { decode } from '../../extraction/decode.ts'
import type { Held, HeldBlock } from '../../extraction/account.ts'
import type { LeftOutReason } from '../../extraction/extraction.ts'
import { heldByHtml } from '../html/all-text.ts'
import { parseHtml } from '../html/parse-html.ts'
import { childOf, type Element, elementsOf, findAll, textOf } from '../../extraction/tree.ts'
import { openZip } from '../../extraction/zip.ts'
import { attribute, valueOf } from './attribute.ts'
import { codeOf, fontOf, whyUnread } from './collect.ts'
import { isSeparator } from './note-marks.ts'
import { openPackage, type WordPackage } from './package.ts'
import { isUnfilled } from './placeholder.ts'
import { readStyles, type Styles } from './styles.ts'
import { signOf, signsIn } from './symbol-fonts.ts'
import { isGone } from './tables.ts'
import { chunkFormat, chunkOf, diagramPart, textParts } from './write-word.ts'

/** Elements whose text is data: places, sizes, settings of the program. */
const DATA = new Set(
  (
    'posoffset align pctwidth pctheight pctposhoffset pctposvoffset bindata flddata fielddata ' +
    'ppr rpr sectpr sdtpr trpr tcpr tblpr'
  ).split(' '),
)

/** Elements whose text is left out, with the reason. */
const LEFT_OUT: Readonly<Record<string, LeftOutReason>> = {
  del: 'deleted',
  movefrom: 'deleted',
  deltext: 'deleted',
  delinstrtext: 'deleted',
  instrtext: 'field instruction',
}

/** The part being counted, and where its runs go. */
interface Count {
  readonly word: WordPackage
  /** how many documents it stands within */
  readonly depth: number
  readonly styles: Styles
  readonly blocks: Held[][]
  /** notes that the text refers to */
  readonly called: Set<string>
  /** open fields, the innermost last */
  readonly fields: { instruction: string; shown: boolean }[]
  style: string | null
  /** of the innermost run */
  font: string
}

/**
 * All text in the parts of a Word document, for its account. Text counts as visible unless it is
 * known to be left out, whatever its element, and whether or not a reader knows that element.
 */
export function heldByWord(word: WordPackage, depth = 0): HeldBlock[] {
  const styles = word.related(word.main, 'styles')
  const count: Count = {
    word,
    depth,
    styles: readStyles(styles === null ? null : word.root(styles), textParts(word)),
    blocks: [],
    called: new Set(),
    fields: [],
    style: null,
    font: '',
  }
  visit(word.root(word.main)!, null, opened(count), count)
  for (const { type, target } of word.relations(word.main)) {
    const root = PARTS.has(type) ? word.root(target) : null
    if (root === null) continue
    if (type === 'footnotes' || type === 'endnotes') visitNotes(root, count)
    else visit(root, PARTS.get(type)!, opened(count), { ...count, fields: [] })
  }
  return count.blocks
}

/** A block for text outside any block. */
function opened({ blocks }: Count): Held[] {
  const block: Held[] = []
  blocks.push(block)
  return block
}

/** The parts besides the body with text of their own, and why it is left out. */
const PARTS = new Map<string, LeftOutReason>([
  ['footnotes', 'note that is not shown'],
  ['endnotes', 'note that is not shown'],
  ['header', 'header or footer'],
  ['footer', 'header or footer'],
  ['comments', 'comment'],
])

function visitNotes(root: Element, count: Count): void {
  const waiting = elementsOf(root)
  const kind = root.name.slice(0, -1)
  const isCalled = (note: Element): boolean =>
    !isSeparator(note) && count.called.has(`${kind}.${attribute(note, 'id') ?? ''}`)
  // A note that only another note refers to is shown too.
  for (let next = waiting.findIndex(isCalled); next >= 0; next = waiting.findIndex(isCalled)) {
    visit(waiting.splice(next, 1)[0]!, null, opened(count), { ...count, fields: [] })
  }
  for (const note of waiting) {
    visit(note, 'note that is not shown', opened(count), { ...count, fields: [] })
  }
}

function visit(element: Element, why: LeftOutReason | null, block: Held[], count: Count): void {
  const { name } = element
  let reason = why ?? LEFT_OUT[name] ?? (DATA.has(name) ? 'data about the document' : null)
  let into = block
  let within = count
  const hold = (text: string): void => {
    const inField = count.fields.some(({ shown }) => !shown) ? 'field instruction' : null
    into.push({ text, leftOut: reason ?? inField })
  }
  if (isUnfilled(element)) reason ??= 'placeholder'
  if (name === 'p') {
    into = []
    count.blocks.push(into)
    const style = valueOf(childOf(element, 'ppr'), 'pstyle') ?? count.styles.plain
    count.style = style
  } else if (name === 'txbxcontent') within = { ...count, fields: [] }
  else if (name === 'r') {
    count.font = fontOf(element)
    reason ??= whyUnread(element, count.style, count.styles)
  } else if (name === 'tr' && isGone(element)) reason ??= 'deleted'
  else if (name === 'fldsimple' && KEPT.test(attribute(element, 'instr') ?? '')) {
    reason ??= 'field instruction'
  } else if (name === 'fldchar') {
    const drawn = followField(element, count)
    if (drawn !== '') hold(drawn)
  } else if (name === 'sym') {
    hold(signOf(attribute(element, 'font') ?? '', codeOf(element)) ?? '\ufffd')
  } else if (name === 'nobreakhyphen') hold('\u2011')
  else if (name === 'instrtext') {
    const field = count.fields.at(-1)
    if (field?.shown === false) field.instruction += textOf(element)
  } else if (name === 'textpath') {
    into = []
    count.blocks.push(into)
    hold(attribute(element, 'string') ?? '')
  } else if (name === 'subdoc') hold('[document]')
  else if (name === 'footnotereference' || name === 'endnotereference') {
    if (reason === null && count.fields.every(({ shown }) => shown)) {
      count.called.add(`${name.replace('reference', '')}.${attribute(element, 'id') ?? ''}`)
    }
  } else if (name === 'relids') visitPart(diagramPart(element, count.word), reason, count)
  else if (name === 'chart') visitPart(chunkOf(element, count.word), 'chart', count)
  else if (name === 'altchunk') visitChunk(element, reason, count)
  else if (name === 'alternatecontent') return visitForms(element, reason, into, count)
  const { style, font } = within
  for (const child of element.children) {
    if (typeof child !== 'string') visit(child, reason, into, within)
    else if (child.trim() !== '') hold(signsIn(child, font, '\ufffd'))
  }
  count.style = style
  count.font = font
}

/** Fields whose result is stored for other fields and shown nowhere. */
const KEPT = /^\s*(?:SET|ASK)\b/i

/** Fields without a result that Word draws by their instruction: formulas and numbers. */
const DRAWN = /^\s*(?:EQ|AUTONUM(?:LGL|OUT)?|LISTNUM)\b/i

/** Opens and ends fields; returns what stands for one that Word draws. */
function followField(element: Element, { fields }: Count): string {
  const type = attribute(element, 'fldCharType')
  const field = fields.at(-1)
  if (type === 'begin') fields.push({ instruction: '', shown: false })
  if (type === 'separate' && field !== undefined) field.shown = !KEPT.test(field.instruction)
  if (type !== 'end') return ''
  const ended = fields.pop()
  return ended?.shown === false && DRAWN.test(ended.instruction) ? '[field]' : ''
}

/** Of two forms of the same content, the first with words counts. */
function visitForms(
  element: Element,
  why: LeftOutReason | null,
  block: Held[],
  count: Count,
): void {
  let shown = false
  for (const form of element.children) {
    if (typeof form === 'string') {
      block.push({ text: form, leftOut: why })
      continue
    }
    const before = count.blocks.length
    const own: Held[] = []
    visit(form, why ?? (shown ? 'shown once already' : null), own, count)
    block.push(...own)
    const added = [own, ...count.blocks.slice(before)]
    shown ||= added.some((held) => held.some(({ text }) => text.trim() !== ''))
  }
}

/** The text of a part that the body draws. */
function visitPart(part: string | null, why: LeftOutReason | null, count: Count): void {
  const root = part === null ? null : count.word.root(part)
  if (root === null) return
  // In a diagram only the points contain words: the rest of the part connects them.
  for (const shape of why === 'chart' ? [root] : findAll(root, 'pt')) {
    visit(shape, why, opened(count), { ...count, fields: [] })
  }
}

function visitChunk(element: Element, why: LeftOutReason | null, count: Count): void {
  const { word, depth, blocks } = count
  const part = chunkOf(element, word)
  const bytes = part === null ? null : word.archive.read(part)
  const format = part === null ? null : chunkFormat(part)
  const held: HeldBlock[] = []
  if (bytes !== null && format === 'html') {
    held.push(...heldByHtml(parseHtml(decode(bytes).text, word.fileName)))
  } else if (bytes !== null && format === 'docx' && depth < 5) {
    const archive = openZip(bytes, word.fileName, word.archive.budget)
    held.push(...heldByWord(openPackage(archive, word.fileName), depth + 1))
  } else if (bytes !== null && format === 'text') {
    held.push([{ text: decode(bytes).text, leftOut: null }])
  } else held.push([{ text: `[${part ?? 'part'}]`, leftOut: null }])
  for (const each of held) {
    blocks.push(each.map(({ text, leftOut }) => ({ text, leftOut: why ?? leftOut })))
  }
}
