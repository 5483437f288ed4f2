import type { Span } from '../../domain/document.ts'
import { type HeldBlock, takeAccount } from '../extraction/account.ts'
import type { Account, Extracted, Flaw, PlacedLine, Zone } from '../extraction/extraction.ts'
import { isExponent, signBefore, signBelow } from '../extraction/exponent.ts'
import { packageVersion } from '../extraction/package-version.ts'
import { given } from '../../domain/optional-fields.ts'
import { type OrderedLine, orderLines } from './pdf-columns.ts'
import { headersAndFooters } from './pdf-furniture.ts'
import { withoutLineNumbers } from './pdf-line-numbers.ts'
import { barsIn } from './pdf-bars.ts'
import { bodySize, linesOfPage } from './pdf-lines.ts'
import { type GlyphRun, noteZones, type PdfLine, type WrittenLine } from './pdf-notes.ts'
import { type ReadPage, readPages, unreadablePdf, withoutOverprint } from './pdf-pages.ts'
import { orderPairs, pairZones } from './pdf-pairs.ts'
import { referenceBlocks } from './pdf-reference-block.ts'
import { rowZones } from './pdf-rows.ts'
import { strays } from './pdf-strays.ts'
import { whyIllegible } from './pdf-legible.ts'

/**
 * The text of a PDF as unpdf (pdf.js) extracts it, line by line with a form feed between pages.
 * Spaces follow from the places of runs, footnote marks from size and height. Throws
 * `unreadable_document` for a PDF that is encrypted, damaged, or has no text.
 */
export async function extractPdf(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  const pages = withoutLineNumbers(withoutOverprint(await readPages(bytes, fileName)))
  const laidOut = layOut(pages)
  const { text, zones, made, placed, starts, written } = writePages(laidOut)
  expectLegible(text, fileName)
  const bars = written.flatMap((page, at) => barsIn(page, pages[at]!.barred))
  const flaws = [
    ...pages.flatMap(({ added }) => added).map((run) => addedTo(text, run)),
    ...bars.map((at): Flaw => ({ kind: 'barred', at, text: '' })),
  ]
  const held = pages.flatMap((page) => [...heldBy(page)])
  return {
    format: 'pdf',
    text,
    extractor: `unpdf ${packageVersion('unpdf')}`,
    pages: starts,
    layout: {
      zones: [...zones, ...zonesOf(laidOut, { text, zones, written })].sort(byPlace),
      lines: placed,
    },
    identifier: null,
    matters: [],
    account: withFlaws(takeAccount(text, made, held), flaws),
  }
}

/** The lines of each page in the order of reading, and what stands beside them. */
interface LaidOut {
  readonly pages: readonly (readonly OrderedLine[])[]
  readonly beside: readonly (readonly PdfLine[])[]
  /** runs in the margin, apart from the text */
  readonly asides: ReadonlySet<GlyphRun>
  readonly furniture: ReadonlySet<PdfLine>
}

function layOut(pages: readonly ReadPage[]): LaidOut {
  const references = referenceBlocks(pages)
  const isOther = (run: GlyphRun): boolean => !references.has(run)
  const asides = strays(pages.map(({ runs }) => ({ runs: runs.filter(isOther) })))
  const blocks = new Set([...references, ...asides])
  const drawn = pages.map(({ runs }) => linesOfPage(runs.filter((run) => !blocks.has(run))))
  const beside = pages.map(({ runs }) => linesOfPage(runs.filter((run) => blocks.has(run))))
  const ordered =
    orderPairs(drawn, () => headersAndFooters(drawn, pages)) ??
    drawn.map((each) => orderLines(each))
  const furniture = headersAndFooters(ordered.map(linesOf), pages)
  return { pages: ordered, beside, asides, furniture }
}

function linesOf(page: readonly OrderedLine[]): PdfLine[] {
  return page.map(({ line }) => line)
}

/** A line as written, and the cell of a table that it stands in. */
type WrittenInCell = WrittenLine & Pick<OrderedLine, 'cell'>

/** The text of all pages, and what is known of its parts by their places. */
interface Written {
  readonly text: string
  readonly zones: Zone[]
  readonly made: Span[]
  readonly placed: PlacedLine[]
  /** where each page begins */
  readonly starts: number[]
  readonly written: WrittenInCell[][]
}

function writePages({ pages, beside, asides, furniture }: LaidOut): Written {
  let text = ''
  const zones: Zone[] = []
  const made: Span[] = []
  const placed: PlacedLine[] = []
  const starts: number[] = []
  const written = pages.map((lines, page) => {
    if (page > 0) text += '\f'
    starts.push(text.length)
    // Wherever what stands beside the text is drawn, it opens its page, so that no sentence has it.
    for (const line of beside[page]!) {
      const kind = line.runs.some(({ run }) => asides.has(run)) ? 'aside' : 'furniture'
      zones.push({ kind, ...write(line) })
    }
    return lines.map(({ line, cell, shift }, at): WrittenInCell => {
      const span = write(line)
      if (furniture.has(line)) zones.push({ kind: 'furniture', ...span })
      placed.push(placeOf(line, lines[at - 1]?.line ?? null, span.start, shift))
      return { line, span, ...given({ cell }) }
    })
  })
  return { text, zones, made, placed, starts, written }

  function write(line: PdfLine): Span {
    const start = text.length
    text += writeLine(line, start, zones, made)
    const span = { start, end: text.length }
    text += '\n'
    return span
  }
}

/** The notes, and the rows of tables. */
function zonesOf(
  { pages, furniture }: LaidOut,
  { text, zones, written }: Pick<Written, 'text' | 'zones' | 'written'>,
): Zone[] {
  const texts = written.map((page) => page.filter(({ line }) => !furniture.has(line)))
  const marks = zones
    .filter(({ kind }) => kind === 'anchor')
    .map(({ start, end }) => ({ start, text: text.slice(start, end) }))
  return [
    ...noteZones(texts, bodySize(pages.flatMap(linesOf)), marks),
    ...pairZones(written.flat()),
    ...written.flatMap((page) => rowZones(page.filter(({ cell }) => cell === undefined))),
  ]
}

function byPlace(a: Zone, b: Zone): number {
  return a.start - b.start || b.end - a.end
}

/** Throws `unreadable_document` for a text that a person could not read either. */
function expectLegible(text: string, fileName: string): void {
  if (text.trim() === '') {
    throw unreadablePdf(
      fileName,
      'it has no text, its pages are pictures',
      'recognise their text (OCR) first',
    )
  }
  const illegible = whyIllegible(text)
  if (illegible === null) return
  throw unreadablePdf(
    fileName,
    illegible,
    'recognise its text (OCR), or save it from its program again',
  )
}

/**
 * The contents of a page for the account: one block per run, since lines may be drawn in any order.
 */
function* heldBy({ runs, turned, unseen, missed }: ReadPage): Generator<HeldBlock> {
  for (const { text } of runs) yield [{ text: closed(text), leftOut: null }]
  for (const text of unseen) yield [{ text, leftOut: 'hidden' }]
  for (const text of missed) yield [{ text, leftOut: null }]
  for (const text of turned) yield [{ text, leftOut: 'at an angle' }]
}

/** A run that was read and is drawn nowhere. */
function addedTo(text: string, run: string): Flaw {
  return { kind: 'added', at: Math.max(0, text.indexOf(run.trim())), text: run.trim() }
}

function withFlaws(account: Account, flaws: readonly Flaw[]): Account {
  return { ...account, flaws: [...account.flaws, ...flaws].sort((a, b) => a.at - b.at) }
}

/** Writes a line, with a space between runs more than a seventh of the type size apart. */
function writeLine(line: PdfLine, start: number, zones: Zone[], made: Span[]): string {
  let text = ''
  let right = Number.NEGATIVE_INFINITY
  let scripted = false
  /** the mark of a note begins the line */
  const opened = line.runs[0]?.raised === true
  for (const { run, raised, lowered = false } of line.runs) {
    const apart = run.left - right > line.size * 0.15
    const isBehindMark = opened && /^\d{1,3}$/.test(text) && !raised
    if (text !== '' && (apart || isBehindMark) && !/\s$/.test(text) && !/^\s/.test(run.text))
      text += ' '
    const before = text
    const drawn = closed(run.text)
    const piece = text === '' ? drawn.trimStart() : drawn
    const mark = piece.trimEnd()
    const sign = lowered ? signBelow(before, mark) : raised ? exponentSign(before, mark) : ''
    if (sign !== '') {
      made.push({ start: start + text.length, end: start + text.length + 1 })
      text += sign
    }
    if (scripted && !raised && !lowered && /\p{N}$/u.test(before) && /^\p{N}/u.test(piece))
      text += ' '
    scripted = raised || lowered
    const from = start + text.length
    text += piece
    const isMark = /^(?:\d{1,3}(?:[ ,]+\d{1,3})*|[ivx]{1,5})$/.test(mark) && sign === ''
    if (raised && isMark && !isExponent(before, mark)) {
      // "m" with "24" raised is a square metre with note 4.
      const power = /^[23]\d/.test(mark) && isExponent(before, mark[0]!) ? 1 : 0
      zones.push({ kind: 'anchor', start: from + power, end: from + mark.length })
    }
    right = run.right
  }
  return text.trimEnd()
}

/** The sign before a raised number that is not the mark of a note: after a power of ten, or "n". */
function exponentSign(before: string, raised: string): string {
  return isExponent(before, raised) || /^[knxyz]$/.test(raised) ? signBefore(before, raised) : ''
}

/** "V r a a g": letters set apart form one word. */
const SET_APART = /^\s*\p{L}(?: \p{L}){3,}\s*$/u

function closed(text: string): string {
  return SET_APART.test(text) ? text.replace(/(?<=\p{L}) (?=\p{L})/gu, '') : text
}

function placeOf(line: PdfLine, above: PdfLine | null, start: number, shift: number): PlacedLine {
  const left = Math.min(...line.runs.map(({ run }) => run.left))
  const right = Math.max(...line.runs.map(({ run }) => run.right))
  const drop = above === null ? 0 : above.base - line.base
  return { start, left: left - shift, right: right - shift, drop, size: line.size }
}
