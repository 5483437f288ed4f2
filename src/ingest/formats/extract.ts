import { AppError } from '../../domain/errors.ts'
import { decode } from './decode.ts'
import { type Extracted, noLayout } from './extraction.ts'

export type { Extracted } from './extraction.ts'

/** The largest file that is read: official documents take some hundred kB. */
const MOST_BYTES = 100 * 1024 * 1024

/**
 * Turns a file's bytes into its exact source text. The format is recognised by content; the name is
 * only a hint, and names the file in messages. Throws `unreadable_document` or `too_large`.
 */
export async function extract(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  const extracted = await read(bytes, fileName)
  const lines = countLines(extracted.text)
  if (lines > MOST_LINES) {
    throw new AppError(
      'too_large',
      `${fileName} has ${lines} lines; at most ${MOST_LINES} are read`,
    )
  }
  return extracted
}

/** The longest set of questions that is known has some 2,000 lines. */
const MOST_LINES = 400_000

function countLines(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** What a file's first bytes say that it is: a PDF, a zip file (as Word's are), an old Office file, or none of these. */
export function signatureOf(bytes: Uint8Array): 'pdf' | 'zip' | 'office' | null {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  if (magic.includes('%PDF-')) return 'pdf'
  if (magic.startsWith('PK\u0003\u0004')) return 'zip'
  return magic.startsWith('\u00d0\u00cf\u0011\u00e0') ? 'office' : null
}

/** What reads a format is imported when the first such file comes: a run over texts does without. */
async function read(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  if (bytes.length === 0) {
    throw new AppError('unreadable_document', `${fileName} is empty: hand in the whole file`)
  }
  if (bytes.length > MOST_BYTES) {
    const size = Math.round(bytes.length / 1024 / 1024)
    throw new AppError('too_large', `${fileName} is ${size} MB; at most 100 MB are read`)
  }
  const signature = signatureOf(bytes)
  if (signature === 'pdf') return (await import('./pdf.ts')).extractPdf(bytes, fileName)
  if (signature === 'zip') return (await import('./docx.ts')).extractDocx(bytes, fileName)
  if (signature === 'office') {
    throw new AppError(
      'unreadable_document',
      `${fileName} is an old or protected Office file: save it as .docx without a password`,
    )
  }
  const { text, encoding } = decode(bytes)
  const head = text.slice(0, 1024).trimStart()
  if (
    /^(?:<!--[^]{0,900}-->\s*)?<(?:!doctype html|html|head|body|div|main|article)\b/i.test(head)
  ) {
    return (await import('./html.ts')).extractHtml(text, fileName)
  }
  if (/^<(?:\?xml|!--|[a-z])/i.test(head)) return extractMarkup(text, fileName)
  if (/\.json$/i.test(fileName) && /^[[{]/.test(head)) {
    throw new AppError(
      'unreadable_document',
      `${fileName} is JSON: a metadata file is used where a document of the same name stands beside it`,
    )
  }
  return {
    format: 'text',
    text,
    extractor: encoding,
    pages: pagesOf(text),
    layout: noLayout,
    identifier: null,
  }
}

/** XML, or HTML that begins like it (XHTML, or a fragment of a page). */
async function extractMarkup(text: string, fileName: string): Promise<Extracted> {
  const head = text.slice(0, 4096)
  if (/<html[\s>]|<!doctype html/i.test(head)) {
    return (await import('./html.ts')).extractHtml(text, fileName)
  }
  return (await import('./xml.ts')).extractXml(text, fileName)
}

/** Form feeds part the pages of a text; a text without them has none. */
function pagesOf(text: string): number[] {
  if (!text.includes('\f')) return []
  const pages = [0]
  for (let at = text.indexOf('\f'); at >= 0; at = text.indexOf('\f', at + 1)) pages.push(at + 1)
  return pages
}
