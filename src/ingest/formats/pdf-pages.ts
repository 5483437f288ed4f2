import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { AppError } from '../../domain/errors.ts'
import type { Operators } from './pdf-drawing.ts'
import { glyphsOf, isCut, type Sheet } from './pdf-glyphs.ts'
import { sizeOfRuns } from './pdf-lines.ts'
import { matchGlyphs } from './pdf-match.ts'
import type { GlyphRun } from './pdf-notes.ts'
import { pageOf, type PdfPage } from './pdf-runs.ts'

/** Pages of a document at most: no set of parliamentary questions has more. */
const MOST_PAGES = 1000

/** A page, and its characters outside any run. */
export interface ReadPage extends PdfPage {
  readonly missed: readonly string[]
  /** runs with a character that the page does not draw */
  readonly added: readonly string[]
  /** runs that an opaque area covers */
  readonly barred: readonly GlyphRun[]
}

/** Pictures of more dots than this are not unpacked: they are scanned pages. */
const LARGEST_PICTURE = 1_000_000

/** What readers put on a page (comments, stamps, strokes) is no part of it. */
const WITHOUT_ANNOTATIONS = 0

/** The pages of a PDF, without invisible text. Throws `unreadable_document`. */
export async function readPages(bytes: Uint8Array, fileName: string): Promise<ReadPage[]> {
  try {
    // pdf.js takes the bytes away from their owner, so it gets a copy.
    const document = await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      maxImageSize: LARGEST_PICTURE,
      disableFontFace: false,
    })
    withoutOutlines(document)
    const { OPS } = await getResolvedPDFJS()
    const white = !hasLargePicture(bytes)
    const layers = await document.getOptionalContentConfig()
    const isVisible = (layer: unknown): boolean => layers.isVisible(layer)
    try {
      if (document.numPages > MOST_PAGES) {
        throw unreadablePdf(
          fileName,
          `it has ${document.numPages} pages`,
          'hand in the answers alone',
        )
      }
      const pages: ReadPage[] = []
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number)
        const read = await readPage(page, OPS, { box: page.view, white, isVisible })
        if (read === null) {
          throw unreadablePdf(
            fileName,
            `the edge of page ${number} cuts off the ends of lines`,
            'save it with whole pages',
          )
        }
        pages.push(read)
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
      throw unreadablePdf(fileName, 'it is protected by a password', 'save it without one', cause)
    throw unreadablePdf(fileName, 'it is not a complete PDF', 'download it again', cause)
  }
}

type PageProxy = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>

/** Null if the edge of the page cuts off the ends of lines. */
async function readPage(page: PageProxy, ops: Operators, sheet: Sheet): Promise<ReadPage | null> {
  const { items } = await page.getTextContent()
  const drawn = items.flatMap((item) => ('str' in item ? [item] : []))
  const drawing = await page.getOperatorList({ annotationMode: WITHOUT_ANNOTATIONS })
  const glyphs = glyphsOf(drawing, ops, sheet)
  if (isCut(glyphs, page.view)) return null
  const matched = matchGlyphs(drawn, glyphs)
  const view = page.getViewport({ scale: 1 / page.userUnit })
  const read = pageOf(matched.items, view)
  return {
    ...read,
    unseen: [...read.unseen, ...matched.unseen],
    missed: [...matched.missed, ...filledIn(await page.getAnnotations())],
    added: matched.added,
    barred: pageOf(matched.barred, view).runs,
  }
}

/** What somebody filled in on a form, which may be an answer. */
function filledIn(annotations: readonly { fieldType?: string; fieldValue?: unknown }[]): string[] {
  return annotations.flatMap(({ fieldType, fieldValue }) => {
    const isText = fieldType === 'Tx' || fieldType === 'Ch'
    return isText ? [fieldValue].flat().filter((value) => typeof value === 'string') : []
  })
}

/**
 * Keeps pdf.js from making an outline of each letter, which takes longer than reading a page: it
 * does so where a font cannot be loaded for drawing, as is the case outside a browser.
 */
function withoutOutlines(document: unknown): void {
  const { fontLoader } = (document as { _transport: { fontLoader?: object } })._transport
  if (fontLoader !== undefined) Object.assign(fontLoader, { bind: () => Promise.resolve() })
}

/** `/Width 2480 /Height 3508` in the description of a picture. */
const PICTURE = /\/(?:Width|Height)\s{1,3}(?<size>\d{1,6})\b/g

function hasLargePicture(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  let before = 0
  for (const { groups } of file.matchAll(PICTURE)) {
    const size = Number(groups?.['size'])
    if (size * before > LARGEST_PICTURE) return true
    before = size
  }
  return false
}

/** Characters this many times larger than the text, and on top of it, are a stamp. */
const OVERPRINT = 2.2

/** What overlaps by less than this share of the type size stands beside it. */
const TOUCH = 0.2

/** Removes large print over the text of a page: "CONCEPT". */
export function withoutOverprint(pages: readonly ReadPage[]): ReadPage[] {
  const size = sizeOfRuns(pages)
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
  // A large first letter may touch the words beside it.
  return within && left + size * TOUCH < stamp.right && right - size * TOUCH > stamp.left
}

/** A refusal with its reason and a remedy. */
export function unreadablePdf(
  fileName: string,
  why: string,
  remedy: string,
  cause?: unknown,
): AppError {
  return new AppError('unreadable_document', `${fileName} cannot be read: ${why}; ${remedy}`, {
    cause,
  })
}
