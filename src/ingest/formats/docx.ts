import { Buffer } from 'node:buffer'
import mammoth from 'mammoth'
import { AppError } from '../../domain/errors.ts'
import { wholeText } from './account.ts'
import type { Extracted } from './extraction.ts'
import { parseHtml } from './html.ts'
import { packageVersion } from './package-version.ts'
import { createTextBuilder, type TextBuilder } from './text-builder.ts'
import { type Element, textOf } from './tree.ts'
import { checkZip } from './zip.ts'

/**
 * The text of a Word document, through mammoth: a paragraph a line, footnotes at the end behind
 * their mark. Throws `unreadable_document` for what is no Word document, or a zip bomb.
 */
export async function extractDocx(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  checkZip(bytes, fileName)
  const builder = createTextBuilder('\n\n')
  for (const child of parseHtml(await toHtml(bytes, fileName), fileName).children) {
    if (typeof child !== 'string') writeWord(child, builder)
  }
  const { text, layout } = builder.finish()
  if (text === '') {
    throw new AppError(
      'unreadable_document',
      `${fileName} cannot be read: it has no text; if its pages are pictures, recognise them first`,
    )
  }
  const extractor = `mammoth ${packageVersion('mammoth')}`
  return {
    format: 'docx',
    text,
    extractor,
    pages: [],
    layout,
    identifier: null,
    account: wholeText(text),
  }
}

async function toHtml(bytes: Uint8Array, fileName: string): Promise<string> {
  try {
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage })
    return value
  } catch (cause) {
    throw new AppError(
      'unreadable_document',
      `${fileName} cannot be read as a Word document; save it again as .docx`,
      { cause },
    )
  }
}

function writeWord(
  element: Element,
  builder: TextBuilder,
  list: 'item' | 'ordered' = 'item',
): void {
  const children = (): void => {
    for (const child of element.children) {
      if (typeof child === 'string') builder.write(child)
      else writeWord(child, builder, element.name === 'ol' ? 'ordered' : list)
    }
  }
  const { name, attributes } = element
  if (name === 'img') return
  if (isFootnote(element)) return writeFootnote(element, builder)
  if (name === 'sup' && /href-|footnote-|endnote-/.test(markId(element))) {
    return builder.zone('anchor', () => builder.write(textOf(element)))
  }
  if (name === 'br') return builder.endLine()
  if (name === 'li') {
    const inner = element.children.some((child) => typeof child !== 'string' && child.name === 'p')
    return inner ? children() : builder.block(list, children)
  }
  if (name === 'p' || /^h\d$/.test(name)) {
    return builder.block(isStrong(element) ? 'strong' : 'paragraph', children)
  }
  if (
    attributes['id'] === undefined &&
    !['table', 'tr', 'td', 'ul', 'ol', 'body', 'html'].includes(name)
  ) {
    return children()
  }
  builder.endLine()
  children()
  builder.endLine()
}

/** `<li id="footnote-1"><p> Kamerstuk ... <a href="#footnote-ref-1">↑</a></p></li>` */
function isFootnote({ name, attributes }: Element): boolean {
  return name === 'li' && /^(?:footnote|endnote)-\d+$/.test(attributes['id'] ?? '')
}

function writeFootnote(element: Element, builder: TextBuilder): void {
  const number = /\d+$/.exec(element.attributes['id'] ?? '')?.[0] ?? ''
  builder.block('note', () => {
    builder.write(`[${number}] `)
    builder.write(textOf(element).replace(/↑\s*$/, ''))
  })
}

/** What the link in a superscript points at. */
function markId(element: Element): string {
  const link = element.children.find((child) => typeof child !== 'string' && child.name === 'a')
  return typeof link === 'object' ? (link.attributes['href'] ?? '') : ''
}

/** True where nearly all letters of a paragraph, footnote marks apart, are bold. */
function isStrong(element: Element): boolean {
  let all = 0
  let bold = 0
  for (const child of element.children) {
    if (typeof child !== 'string' && child.name === 'sup') continue
    const length = (typeof child === 'string' ? child : textOf(child)).replace(/\s/g, '').length
    all += length
    if (typeof child !== 'string' && child.name === 'strong') bold += length
  }
  return all > 0 && bold > all * 0.9
}
