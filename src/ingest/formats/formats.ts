import type { Extracted } from '../extraction/extraction.ts'
import { patternOf } from '../../text/pattern.ts'
import { isMarkdown } from './markdown-signs.ts'

/** The features of a file by which its format is recognised. */
export interface FileToRead {
  readonly bytes: Uint8Array
  /** a hint, and for messages */
  readonly name: string
  /** the first bytes, one character each */
  readonly magic: string
  /** the bytes as text, decoded on demand */
  readonly decoded: () => { readonly text: string; readonly encoding: string }
}

/** A document format. Its reader is imported at its first file. */
export interface Format {
  readonly name: string
  /** true for a file of this format that no earlier format in the table recognised */
  readonly recognises: (file: FileToRead) => boolean
  readonly read: (file: FileToRead) => Promise<Extracted>
}

/**
 * The supported formats, in the order in which they are tried: a new one is a file and a line here.
 */
export const FORMATS: readonly Format[] = [
  {
    name: 'PDF',
    recognises: ({ magic }) => magic.includes('%PDF-'),
    read: async ({ bytes, name }) => (await import('./pdf.ts')).extractPdf(bytes, name),
  },
  {
    name: 'Word',
    recognises: ({ magic }) => magic.startsWith('PK\u0003\u0004'),
    read: async ({ bytes, name }) => (await import('./docx.ts')).extractDocx(bytes, name),
  },
  {
    name: 'HTML',
    recognises: (file) => HTML.test(headOf(file)) || HTML_WITHIN.test(headOf(file, 4096)),
    read: async (file) => (await import('./html.ts')).extractHtml(file.decoded().text, file.name),
  },
  {
    name: 'XML',
    recognises: (file) => /^<(?:\?xml|!--|[a-z])/i.test(headOf(file)),
    read: async (file) => (await import('./xml.ts')).extractXml(file.decoded().text, file.name),
  },
  {
    name: 'Markdown',
    recognises: ({ decoded, name }) => isMarkdown(decoded().text, name),
    read: async (file) =>
      (await import('./markdown.ts')).extractMarkdown(file.decoded(), file.name),
  },
  {
    name: 'text',
    recognises: () => true,
    read: async (file) => (await import('./plain.ts')).extractPlain(file.decoded()),
  },
]

/** A web page or a part of one, possibly preceded by a comment. */
const HTML = new RegExp(
  patternOf`
    ^(?:<!--[^]{0,900}-->\s*)?<(?:!doctype html|html|head|body|div|main|article|section|header|form
    |p|h[1-6]|table|[ou]l|dl|details|blockquote|span|b|strong|center|font|meta|title|style|link)\b
  `,
  'i',
)

/** XHTML begins as XML does. */
const HTML_WITHIN = /^<[^]*(?:<html[\s>]|<!doctype html)|^<html[\s>]/i

function headOf({ decoded }: FileToRead, length = 1024): string {
  return decoded().text.slice(0, length).trimStart()
}
