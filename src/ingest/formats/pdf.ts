import { getDocumentProxy } from 'unpdf'
import { AppError } from '../../domain/errors.ts'
import { wholeText } from '../extraction/account.ts'
import type { Extracted, PlacedLine, Zone } from '../extraction/extraction.ts'
import { packageVersion } from '../extraction/package-version.ts'
import { noteZones, type PdfLine, type Run, type WrittenLine } from './pdf-notes.ts'

/** More pages than this are no set of parliamentary questions. */
const MOST_PAGES = 1000

/** A run of characters as pdf.js gives it: its matrix, its width and its text, in points. */
interface Item {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
}

/**
 * The text of a PDF by unpdf (pdf.js), line by line with a form feed between pages. Spaces follow
 * from the runs' places, footnote marks from their size and height. Throws `unreadable_document`
 * for a PDF that is encrypted, damaged, or has no text.
 */
export async function extractPdf(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  const pages = await readPages(bytes, fileName)
  const lines = pages.map(({ runs }) => linesOfPage(runs))
  const repeated = repeatedLines(
    pages.map(({ height }, page) => lines[page]!.filter(({ base }) => isMargin(base / height))),
  )
  let text = ''
  const zones: Zone[] = []
  const placed: PlacedLine[] = []
  const starts: number[] = []
  const written: WrittenLine[][] = []
  for (const [page, pageLines] of lines.entries()) {
    if (page > 0) text += '\f'
    starts.push(text.length)
    const writtenLines: WrittenLine[] = []
    let above: PdfLine | null = null
    for (const line of pageLines) {
      const start = text.length
      text += writeLine(line, start, zones)
      writtenLines.push({ line, span: { start, end: text.length } })
      if (repeated.has(line)) zones.push({ kind: 'furniture', start, end: text.length })
      placed.push(placeOf(line, above, start))
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
  zones.push(...noteZones(written, bodySize(lines.flat())))
  zones.sort((a, b) => a.start - b.start || b.end - a.end)
  return {
    format: 'pdf',
    text,
    extractor: `unpdf ${packageVersion('unpdf')}`,
    pages: starts,
    layout: { zones, lines: placed },
    identifier: null,
    account: wholeText(text),
  }
}

function unreadable(fileName: string, why: string, remedy: string, cause?: unknown): AppError {
  return new AppError('unreadable_document', `${fileName} cannot be read: ${why}; ${remedy}`, {
    cause,
  })
}

/** A page's runs in the order in which they are drawn, and its height in points. */
interface PdfPage {
  readonly runs: readonly Run[]
  readonly height: number
}

async function readPages(bytes: Uint8Array, fileName: string): Promise<PdfPage[]> {
  try {
    // pdf.js takes the bytes away from their owner, so it gets its own.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    try {
      if (document.numPages > MOST_PAGES) {
        throw unreadable(fileName, `it has ${document.numPages} pages`, 'hand in the answers alone')
      }
      const pages: PdfPage[] = []
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number)
        const { items } = await page.getTextContent()
        const runs = items.flatMap((item) => ('str' in item ? runOf(item) : []))
        pages.push({ runs, height: page.getViewport({ scale: 1 }).height })
        page.cleanup()
      }
      return pages
    } finally {
      await document.destroy()
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const encrypted = cause instanceof Error && cause.name === 'PasswordException'
    if (encrypted)
      throw unreadable(fileName, 'it is protected by a password', 'save it without one', cause)
    throw unreadable(fileName, 'it is no whole PDF', 'download it again', cause)
  }
}

function runOf({ str, transform, width }: Item): Run[] {
  if (str === '') return []
  const [, , skew = 0, scale = 0, left = 0, base = 0] = transform
  return [{ text: str, left, right: left + width, base, size: Math.hypot(skew, scale) }]
}

/** Runs in the order in which they are drawn, grouped by baseline; raised small ones join their line. */
function linesOfPage(runs: readonly Run[]): PdfLine[] {
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
    if (line !== undefined && (raised || Math.abs(rise) < line.size * 0.25)) {
      line.runs.push({ run, raised })
      continue
    }
    // A raised mark that begins a line: the line's own text follows lower and larger.
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

/** Writes a line: a space where runs stand apart by more than a seventh of the type's size. */
function writeLine(line: PdfLine, start: number, zones: Zone[]): string {
  let text = ''
  let right = Number.NEGATIVE_INFINITY
  for (const { run, raised } of line.runs) {
    const apart = run.left - right > line.size * 0.15
    if (text !== '' && apart && !/\s$/.test(text) && !/^\s/.test(run.text)) text += ' '
    const from = start + text.length
    const piece = text === '' ? run.text.trimStart() : run.text
    text += piece
    const mark = piece.trimEnd()
    if (raised && /^\d{1,3}(?:[ ,]+\d{1,3})*$/.test(mark)) {
      zones.push({ kind: 'anchor', start: from, end: from + mark.length })
    }
    right = run.right
  }
  return text.trimEnd()
}

/** The part of a page's height, from below, in which heads and feet stand. */
function isMargin(height: number): boolean {
  return height < 0.15 || height > 0.88
}

/** From this many pages on, what stands on most of them at one height is no text. */
const FEWEST_PAGES = 3
const MOST = 0.6

/**
 * The heads and feet of pages: the same words at the same height on most of them. Only a long line
 * may differ in its numbers: "Vraag 3" and "Vraag 5" may well begin two pages.
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

/** The size in which most characters are set. */
function bodySize(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>()
  for (const { size, runs } of lines) {
    const key = Math.round(size * 10) / 10
    const length = runs.reduce((sum, { run }) => sum + run.text.length, 0)
    counts.set(key, (counts.get(key) ?? 0) + length)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

function placeOf(line: PdfLine, above: PdfLine | null, start: number): PlacedLine {
  const left = Math.min(...line.runs.map(({ run }) => run.left))
  const right = Math.max(...line.runs.map(({ run }) => run.right))
  const drop = above === null ? 0 : above.base - line.base
  return { start, left, right, drop, size: line.size }
}
