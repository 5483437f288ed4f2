import { getDocumentProxy } from 'unpdf'
import type { Span } from '../../domain/document.ts'
import { AppError } from '../../domain/errors.ts'
import { type HeldBlock, takeAccount } from '../extraction/account.ts'
import type { Extracted, PlacedLine, Zone } from '../extraction/extraction.ts'
import { isExponent, signBefore } from '../extraction/exponent.ts'
import { packageVersion } from '../extraction/package-version.ts'
import { orderLines } from './pdf-columns.ts'
import { noteZones, type PdfLine, type GlyphRun, type WrittenLine } from './pdf-notes.ts'
import { pageOf, type PdfPage } from './pdf-runs.ts'
import { whyIllegible } from './pdf-legible.ts'

/** Pages of a document at most: no set of parliamentary questions has more. */
const MOST_PAGES = 1000

/**
 * The text of a PDF as unpdf (pdf.js) extracts it, line by line with a form feed between pages.
 * Spaces follow from the places of runs, footnote marks from size and height. Throws
 * `unreadable_document` for a PDF that is encrypted, damaged, or has no text.
 */
export async function extractPdf(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  const pages = withoutOverprint(await readPages(bytes, fileName))
  const ordered = pages.map(({ runs }) => orderLines(linesOfPage(runs)))
  const lines = ordered.map((page) => page.map(({ line }) => line))
  const repeated = repeatedLines(
    pages.map(({ height }, page) => lines[page]!.filter(({ base }) => isMargin(base / height))),
  )
  let text = ''
  const zones: Zone[] = []
  const made: Span[] = []
  const placed: PlacedLine[] = []
  const starts: number[] = []
  const written: WrittenLine[][] = []
  for (const [page, pageLines] of lines.entries()) {
    if (page > 0) text += '\f'
    starts.push(text.length)
    const writtenLines: WrittenLine[] = []
    let above: PdfLine | null = null
    for (const [at, line] of pageLines.entries()) {
      const start = text.length
      text += writeLine(line, start, zones, made)
      writtenLines.push({ line, span: { start, end: text.length } })
      if (repeated.has(line)) zones.push({ kind: 'furniture', start, end: text.length })
      placed.push(placeOf(line, above, start, ordered[page]![at]!.shift))
      above = line
      text += '\n'
    }
    written.push(writtenLines)
  }
  if (text.trim() === '')
    throw unreadable(
      fileName,
      'it has no text, its pages are pictures',
      'recognise their text (OCR) first',
    )
  const illegible = whyIllegible(text)
  if (illegible !== null)
    throw unreadable(
      fileName,
      illegible,
      'recognise its text (OCR), or save it from its program again',
    )
  zones.push(...noteZones(written, bodySize(lines.flat())))
  zones.sort((a, b) => a.start - b.start || b.end - a.end)
  return {
    format: 'pdf',
    text,
    extractor: `unpdf ${packageVersion('unpdf')}`,
    pages: starts,
    layout: { zones, lines: placed },
    identifier: null,
    account: takeAccount(
      text,
      made,
      pages.flatMap((page) => [...heldBy(page)]),
    ),
  }
}

function unreadable(fileName: string, why: string, remedy: string, cause?: unknown): AppError {
  return new AppError('unreadable_document', `${fileName} cannot be read: ${why}; ${remedy}`, {
    cause,
  })
}

/**
 * The contents of a page for the account: one block per run, since lines may be drawn in any order.
 */
function* heldBy({ runs, turned, tiny }: PdfPage): Generator<HeldBlock> {
  for (const { text } of runs) yield [{ text: closed(text), leftOut: null }]
  for (const text of tiny) yield [{ text, leftOut: 'hidden' }]
  for (const text of turned) yield [{ text, leftOut: 'at an angle' }]
}

async function readPages(bytes: Uint8Array, fileName: string): Promise<PdfPage[]> {
  try {
    // pdf.js takes the bytes away from their owner, so it gets a copy.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    try {
      if (document.numPages > MOST_PAGES) {
        throw unreadable(fileName, `it has ${document.numPages} pages`, 'hand in the answers alone')
      }
      const pages: PdfPage[] = []
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number)
        const { items } = await page.getTextContent()
        const drawn = items.flatMap((item) => ('str' in item ? [item] : []))
        pages.push(pageOf(drawn, page.getViewport({ scale: 1 })))
        page.cleanup()
      }
      return pages
    } finally {
      await document.loadingTask.destroy()
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const encrypted = cause instanceof Error && cause.name === 'PasswordException'
    if (encrypted)
      throw unreadable(fileName, 'it is protected by a password', 'save it without one', cause)
    throw unreadable(fileName, 'it is not a complete PDF', 'download it again', cause)
  }
}

/** Characters this many times larger than the text, and on top of it, are a stamp. */
const OVERPRINT = 2.2

/** Removes large print over the text of a page: "CONCEPT". */
function withoutOverprint(pages: readonly PdfPage[]): PdfPage[] {
  const size = bodySize(
    pages.flatMap(({ runs }) => runs.map((run) => ({ size: run.size, runs: [{ run }] }))),
  )
  return pages.map((page) => {
    const stamps = page.runs.filter(
      (run) => run.size > size * OVERPRINT && page.runs.some((other) => isOver(run, other)),
    )
    if (stamps.length === 0) return page
    const runs = page.runs.filter((run) => !stamps.includes(run))
    return { ...page, runs, turned: [...page.turned, ...stamps.map(({ text }) => text)] }
  })
}

function isOver(stamp: GlyphRun, { text, left, right, base, size }: GlyphRun): boolean {
  if (text.trim() === '' || size * 2 > stamp.size) return false
  const within = base > stamp.base - stamp.size * 0.1 && base < stamp.base + stamp.size * 0.7
  return within && left < stamp.right && right > stamp.left
}

/** Groups runs by baseline in drawing order; raised small ones join their line. */
function linesOfPage(runs: readonly GlyphRun[]): PdfLine[] {
  const lines: PdfLine[] = []
  for (const run of runs) {
    if (run.text.trim() === '') continue
    const line = lines.at(-1)
    const rise = line === undefined ? 0 : run.base - line.base
    const raised =
      line !== undefined &&
      run.size < line.size * 0.85 &&
      rise > line.size * 0.1 &&
      rise < line.size * 0.8
    const lowered =
      line !== undefined &&
      run.size < line.size * 0.85 &&
      rise < 0 &&
      rise > -line.size * 0.5 &&
      Math.abs(run.left - line.runs.at(-1)!.run.right) < line.size
    if (line !== undefined && (raised || lowered || Math.abs(rise) < line.size * 0.25)) {
      line.runs.push({ run, raised })
      continue
    }
    // A raised mark that begins a line: the line's own text follows, lower and larger.
    const mark =
      line?.runs.length === 1 && run.size > line.size * 1.15 && rise < 0 && -rise < run.size * 0.8
    if (line !== undefined && mark) {
      const first = { run: line.runs[0]!.run, raised: true }
      lines[lines.length - 1] = {
        base: run.base,
        size: run.size,
        runs: [first, { run, raised: false }],
      }
      continue
    }
    lines.push({ base: run.base, size: run.size, runs: [{ run, raised: false }] })
  }
  return lines
}

/** Writes a line, with a space between runs more than a seventh of the type size apart. */
function writeLine(line: PdfLine, start: number, zones: Zone[], made: Span[]): string {
  let text = ''
  let right = Number.NEGATIVE_INFINITY
  for (const { run, raised } of line.runs) {
    const apart = run.left - right > line.size * 0.15
    if (text !== '' && apart && !/\s$/.test(text) && !/^\s/.test(run.text)) text += ' '
    const before = text
    const drawn = closed(run.text)
    const piece = text === '' ? drawn.trimStart() : drawn
    const mark = piece.trimEnd()
    if (raised && isExponent(before, mark) && signBefore(before, mark) !== '') {
      made.push({ start: start + text.length, end: start + text.length + 1 })
      text += '^'
    }
    const from = start + text.length
    text += piece
    if (raised && /^\d{1,3}(?:[ ,]+\d{1,3})*$/.test(mark) && !isExponent(before, mark)) {
      zones.push({ kind: 'anchor', start: from, end: from + mark.length })
    }
    right = run.right
  }
  return text.trimEnd()
}

/** "V r a a g": letters set apart form one word. */
const SET_APART = /^\s*\p{L}(?: \p{L}){3,}\s*$/u

function closed(text: string): string {
  return SET_APART.test(text) ? text.replace(/(?<=\p{L}) (?=\p{L})/gu, '') : text
}

/** The share of a page's height, at either end, for headers and footers. */
function isMargin(height: number): boolean {
  return height < 0.15 || height > 0.88
}

/** From this many pages on, text on most of them at one height is a header or footer. */
const FEWEST_PAGES = 3
const MOST = 0.6

/**
 * The headers and footers of pages: the same words at the same height on most of them. Only a long
 * line may vary in its numbers: "Vraag 3" and "Vraag 5" may well begin two pages.
 */
function repeatedLines(pages: readonly (readonly PdfLine[])[]): Set<PdfLine> {
  const groups = new Map<string, PdfLine[]>()
  for (const line of pages.flat()) {
    const text = line.runs.map(({ run }) => run.text.trim()).join(' ')
    const numbered = text.length > 16 || /^\d{1,4}$/.test(text)
    const key = `${Math.round(line.base)} ${numbered ? text.replace(/\d+/g, '0') : text}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [line])
    else group.push(line)
  }
  const enough = Math.max(FEWEST_PAGES, pages.length * MOST)
  return new Set([...groups.values()].filter(({ length }) => length >= enough).flat())
}

/** The size of most characters. */
function bodySize(
  lines: readonly { readonly size: number; readonly runs: readonly { readonly run: GlyphRun }[] }[],
): number {
  const counts = new Map<number, number>()
  for (const { size, runs } of lines) {
    const key = Math.round(size * 10) / 10
    const length = runs.reduce((sum, { run }) => sum + run.text.length, 0)
    counts.set(key, (counts.get(key) ?? 0) + length)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

function placeOf(line: PdfLine, above: PdfLine | null, start: number, shift: number): PlacedLine {
  const left = Math.min(...line.runs.map(({ run }) => run.left))
  const right = Math.max(...line.runs.map(({ run }) => run.right))
  const drop = above === null ? 0 : above.base - line.base
  return { start, left: left - shift, right: right - shift, drop, size: line.size }
}
