import type { LeftOutReason } from '../../extraction/extraction.ts'
import { signBefore, signBelow } from '../../extraction/exponent.ts'
import type { TextBuilder } from '../../extraction/text-builder.ts'
import { childOf, type Element, elementsOf, textOf } from '../../extraction/tree.ts'
import { chosenBranch } from './alternatives.ts'
import { attribute, toggleOf, valueOf } from './attribute.ts'
import { type Drawn, drawnText } from './drawings.ts'
import type { Fields } from './fields.ts'
import { mathPieces } from './math.ts'
import type { NoteMarks } from './note-marks.ts'
import type { Numbering } from './numbering.ts'
import type { Piece } from './pieces.ts'
import type { Styles } from './styles.ts'
import { signOf, signsIn } from './symbol-fonts.ts'

/** What it takes to read the body of a document, or a note. */
export interface Story {
  readonly styles: Styles
  readonly numbering: Numbering
  readonly notes: NoteMarks
  readonly builder: TextBuilder
  readonly fields: Fields
  /** the numbers of notes that the author typed */
  readonly typed: ReadonlySet<string>
  /** writes a part stored in another format */
  readonly writeChunk: (element: Element) => void
  /** the words of a diagram, which has a part of its own */
  readonly diagram: (element: Element) => readonly string[]
}

/** Elements that show nothing of the document's text. */
export const SILENT = new Set(
  (
    'ppr rpr sectpr tblpr tblgrid trpr tcpr sdtpr sdtendpr del movefrom deltext delinstrtext ' +
    'proofErr bookmarkstart bookmarkend commentreference annotationref footnoteref endnoteref ' +
    'separator continuationseparator rubypr smarttagpr customxmlpr fldData'
  )
    .toLowerCase()
    .split(' '),
)

/** Content attached to a paragraph: words in a drawing, or nested blocks. */
export type Box = Drawn | { readonly kind: 'blocks'; readonly element: Element }

/** Receives the pieces of a paragraph. */
interface Collecting {
  readonly story: Story
  readonly style: string | null
  readonly pieces: Piece[]
  /** content attached to the paragraph, which follows it */
  readonly boxes: Box[]
}

/** Collects what a paragraph shows. */
export function collect(parent: Element, to: Collecting): void {
  for (const element of elementsOf(parent)) collectOne(element, to)
}

function collectOne(element: Element, to: Collecting): void {
  const { story, pieces } = to
  const { name } = element
  if (SILENT.has(name)) return
  if (name === 'r') return collectRun(element, to)
  if (name === 'fldsimple') {
    story.fields.begin()
    story.fields.instruct(attribute(element, 'instr') ?? '')
    story.fields.separate()
    collect(element, to)
    story.fields.end()
    return
  }
  if (name === 'omath') {
    if (!story.fields.shown) return
    for (const { text, made } of mathPieces(element)) {
      pieces.push(made ? { kind: 'made', text } : { kind: 'text', text, bold: false, script: null })
    }
    return
  }
  if (name === 'alternatecontent') {
    const branch = chosenBranch(element)
    return branch === null ? undefined : collect(branch, to)
  }
  if (name === 'drawing' || name === 'pict' || name === 'object') {
    to.boxes.push(...drawnText(element, chosenBranch))
    return
  }
  if (name === 'ruby') return collectRuby(element, to)
  if (name === 'p' || name === 'tbl') {
    to.boxes.push({ kind: 'blocks', element: { name: '', attributes: {}, children: [element] } })
    return
  }
  collect(element, to)
}

/** Ruby text, a word's reading above it, follows in brackets. */
function collectRuby(ruby: Element, to: Collecting): void {
  const base = childOf(ruby, 'rubybase')
  const reading = childOf(ruby, 'rt')
  if (base !== null) collect(base, to)
  const above: Piece[] = []
  if (reading !== null) collect(reading, { ...to, pieces: above })
  if (!above.some((piece) => piece.kind === 'text' && piece.text.trim() !== '')) return
  to.pieces.push({ kind: 'made', text: ' (' }, ...above, { kind: 'made', text: ')' })
}

function collectRun(run: Element, to: Collecting): void {
  const writer = runWriter(run, to)
  const { shows, write, make } = writer
  const { fields } = to.story
  const font = fontOf(run)
  writer.signExponent()
  for (const [index, element] of run.children.entries()) {
    if (typeof element === 'string') continue
    switch (element.name) {
      case 't':
        write(signsIn(textOf(element), font, ''))
        break
      case 'tab':
      case 'ptab':
        write('\t')
        break
      case 'nobreakhyphen':
        write('\u2011')
        break
      case 'softhyphen':
        write('\u00ad')
        break
      case 'br':
      case 'cr':
        if (shows()) to.pieces.push({ kind: 'break' })
        break
      case 'sym':
        write(signOf(attribute(element, 'font') ?? '', codeOf(element)) ?? '')
        break
      case 'fldchar':
        followField(element, fields, make)
        break
      case 'instrtext':
        fields.instruct(textOf(element))
        break
      case 'footnotereference':
      case 'endnotereference': {
        if (!shows()) break
        const typed = isTyped(element) ? runTextFrom(run, index) : null
        callNote(element, typed, to)
        if (typed !== null) return
        break
      }
      case 'alternatecontent': {
        const within = writer.hidden ? [] : (chosenBranch(element)?.children ?? [])
        collectRun({ ...run, children: [childOf(run, 'rpr') ?? '', ...within] }, to)
        break
      }
      default:
        if (shows()) collectOne(element, to)
    }
  }
}

/** What writes the text of a run as its properties have it. */
function runWriter(run: Element, { story, style, pieces }: Collecting) {
  const { fields, styles } = story
  const properties = childOf(run, 'rpr')
  const hidden = whyUnread(run, style, styles) !== null
  const script = scriptOf(properties)
  const direct = toggleOf(properties, 'b')
  const bold = direct ?? styles.isBold(style) !== styles.isBold(valueOf(properties, 'rstyle'))
  const shows = (): boolean => !hidden && fields.shown
  const write = (text: string): void => {
    if (!shows() || text === '') return
    if (fields.callsNote) pieces.push({ kind: 'mark', text, made: false, again: true })
    else pieces.push({ kind: 'text', text, bold, script })
  }
  const make = (text: string): void => {
    if (shows() && text !== '') pieces.push({ kind: 'made', text })
  }
  /** Before raised or lowered text: "m" and "3" are "m^3". */
  const signExponent = (): void => {
    // Word parts a raised number wherever somebody edited it.
    const last = pieces.at(-1)
    const goesOn = last?.kind === 'text' && last.script === script
    if (script === null || goesOn || fields.callsNote) return
    const sign = script === 'raised' ? signBefore : signBelow
    make(sign(textBefore(pieces), runTextFrom(run, 0)))
  }
  return { hidden, shows, write, make, signExponent }
}

/** Writes the mark of a note: its number, or what the author typed. */
function callNote(reference: Element, typed: string | null, { story, pieces }: Collecting): void {
  const kind = reference.name === 'footnotereference' ? 'footnote' : 'endnote'
  const mark = story.notes.call(kind, reference, typed)
  const made = typed === null
  if (mark === null) return
  pieces.push({ kind: 'mark', text: made ? `[${mark}]` : mark, made, again: false })
}

/** Whether a run is raised or lowered, by its property or its height; null if neither. */
function scriptOf(properties: Element | null): 'raised' | 'lowered' | null {
  const kind = valueOf(properties, 'vertalign')
  if (kind === 'superscript') return 'raised'
  if (kind === 'subscript') return 'lowered'
  const height = Number(valueOf(properties, 'position') ?? 0)
  return height > 0 ? 'raised' : height < 0 ? 'lowered' : null
}

function textBefore(pieces: readonly Piece[]): string {
  const last = pieces.at(-1)
  return last === undefined || last.kind === 'break' ? '' : last.text
}

/** Why a run is not read, through its own properties or its styles; null if it is. */
export function whyUnread(
  run: Element,
  paragraphStyle: string | null,
  styles: Styles,
): LeftOutReason | null {
  const properties = childOf(run, 'rpr')
  if (isHidden(run, properties, paragraphStyle, styles)) return 'hidden'
  const direct = ['strike', 'dstrike'].map((name) => toggleOf(properties, name))
  const own = valueOf(properties, 'rstyle')
  const isPlain = direct.every((each) => each === null)
  const byStyle = isPlain && (styles.isStruck(paragraphStyle) || styles.isStruck(own))
  const drawn = direct.includes(true) || byStyle
  return drawn ? 'deleted' : null
}

function isHidden(
  run: Element,
  properties: Element | null,
  paragraphStyle: string | null,
  styles: Styles,
): boolean {
  const direct = toggleOf(properties, 'vanish')
  if (direct !== null) return direct
  const own = valueOf(properties, 'rstyle')
  const size = valueOf(properties, 'sz') ?? styles.sizeOf(own) ?? styles.sizeOf(paragraphStyle)
  if (isTiny(size) || styles.unseen.has(run)) return true
  return styles.isHidden(paragraphStyle) !== styles.isHidden(own) || styles.hiddenByDefault
}

/** In half points: text of one point or less. */
function isTiny(size: string | number | null): boolean {
  return size !== null && Number(size) <= 2
}

/** The font that a run names; empty if it names none. */
export function fontOf(run: Element): string {
  const properties = childOf(run, 'rpr')
  const fonts = properties === null ? null : childOf(properties, 'rfonts')
  return (fonts === null ? null : attribute(fonts, 'ascii')) ?? ''
}

/** `<w:sym w:font="Symbol" w:char="F0B3"/>` */
export function codeOf(sign: Element): number {
  return Number.parseInt(attribute(sign, 'char') ?? '', 16) || 0
}

/** The value of a field without a result, which no text of the file contains: `make` writes it. */
function followField(element: Element, fields: Fields, make: (text: string) => void): void {
  const type = attribute(element, 'fldCharType')
  if (type === 'begin') {
    make(filledIn(element))
    fields.begin()
  }
  if (type === 'separate') fields.separate()
  if (type === 'end') make(fields.end())
}

/**
 * The visible value of a drop-down list or a check box in a form, which no text of the file
 * repeats.
 */
function filledIn(begin: Element): string {
  const data = childOf(begin, 'ffdata')
  if (data === null) return ''
  const box = childOf(data, 'checkbox')
  if (box !== null) return (toggleOf(box, 'checked') ?? toggleOf(box, 'default')) ? '☒' : '☐'
  const list = childOf(data, 'ddlist')
  if (list === null) return ''
  const chosen = Number(valueOf(list, 'result') ?? valueOf(list, 'default') ?? 0)
  const entries = elementsOf(list).filter(({ name }) => name === 'listentry')
  const entry = entries[chosen]
  return entry === undefined ? '' : (attribute(entry, 'val') ?? '')
}

/** True for a note whose mark the author typed: it follows in the same run. */
function isTyped(reference: Element): boolean {
  return ['1', 'true', 'on'].includes(attribute(reference, 'customMarkFollows') ?? '0')
}

function runTextFrom(run: Element, index: number): string {
  return run.children
    .slice(index)
    .map((child) => (typeof child !== 'string' && child.name === 't' ? textOf(child) : ''))
    .join('')
}
