import { type DefaultTreeAdapterMap, parse } from 'parse5'
import { AppError } from '../../domain/errors.ts'
import { officialId } from '../../domain/publication.ts'
import { wholeText } from './account.ts'
import type { Extracted } from './extraction.ts'
import { packageVersion } from './package-version.ts'
import { createTextBuilder, type TextBuilder } from './text-builder.ts'
import { DEEPEST, type Element, findAll, hasClass, textOf } from './tree.ts'

/**
 * The text of a page of officielebekendmakingen.nl or tweedekamer.nl. What the page puts around the
 * publication (navigation, buttons, scripts) is left out.
 */
export function extractHtml(html: string, fileName: string): Extracted {
  const builder = createTextBuilder()
  const root = parseHtml(html, fileName)
  writeHtml(root, builder)
  const { text, layout } = builder.finish()
  if (text === '') {
    throw new AppError(
      'unreadable_document',
      `${fileName} cannot be read: the page has no text; save the publication itself, not its frame`,
    )
  }
  return {
    format: 'html',
    text,
    extractor: `parse5 ${packageVersion('parse5')}`,
    pages: [],
    layout,
    identifier: identifierOf(root),
    account: wholeText(text),
  }
}

/** `<meta name="dcterms.identifier" content="ah-tk-20232024-2210">` */
function identifierOf(root: Element): string | null {
  const meta = findAll(root, 'meta').find(({ attributes }) =>
    /^dc(?:terms)?\.identifier$/i.test(attributes['name'] ?? ''),
  )
  return officialId(meta?.attributes['content'] ?? '')
}

/** Parses HTML into elements. Throws `unreadable_document` where they nest too deep. */
export function parseHtml(html: string, fileName: string): Element {
  if (isTooDeep(html)) throw tooDeep(fileName)
  const document = parse(html)
  const root: Element = { name: '', attributes: {}, children: [] }
  const open: { from: DefaultTreeAdapterMap['parentNode']; to: Element; depth: number }[] = [
    { from: document, to: root, depth: 0 },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { from, to, depth } = next
    if (depth > DEEPEST) throw tooDeep(fileName)
    for (const node of from.childNodes) {
      if (node.nodeName === '#text' && 'value' in node) to.children.push(node.value)
      if (!('tagName' in node)) continue
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
      const element: Element = { name: node.tagName, attributes, children: [] }
      to.children.push(element)
      open.push({ from: node, to: element, depth: depth + 1 })
    }
  }
  return root
}

function tooDeep(fileName: string): AppError {
  return new AppError(
    'unreadable_document',
    `${fileName} cannot be read: it nests deeper than ${DEEPEST} elements; save the page again`,
  )
}

/** A tag of an element that stays open until it is closed. */
const LASTING =
  /<(?<close>\/?)(?:div|span|section|article|main|ul|ol|table|blockquote|b|i|em|strong|a|font|small|sup|sub|center)\b/gi

/** More of these open at once are an attack: the parser's time grows with the square of the depth. */
const MOST_OPEN = 1000

function isTooDeep(html: string): boolean {
  let open = 0
  for (const { groups } of html.matchAll(LASTING)) {
    open = Math.max(0, open + (groups?.['close'] === '/' ? -1 : 1))
    if (open > MOST_OPEN) return true
  }
  return false
}

/** What a page has besides the publication. */
const SILENT = new Set(
  'head script style nav footer button form noscript svg img iframe select input template'.split(
    ' ',
  ),
)

const BLOCK = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr html main ol p pre section table tbody thead tr ul'.split(
    ' ',
  ),
)

function writeHtml(element: Element, builder: TextBuilder): void {
  const children = (): void => {
    for (const child of element.children) {
      if (typeof child === 'string') builder.write(child)
      else writeHtml(child, builder)
    }
  }
  const { name } = element
  if (SILENT.has(name)) return
  if (hasClass(element, 'vraag')) return builder.block('question', children)
  if (hasClass(element, 'antwoord')) return builder.block('answer', children)
  if (hasClass(element, 'kamervraagopmerking', 'toelichting'))
    return builder.block('remark', children)
  if (hasClass(element, 'kamervraagomschrijving_kop', 'kamervraagomschrijving', 'kamervraagkop')) {
    return builder.block('header', children)
  }
  if (hasClass(element, 'nummer')) return builder.block('number', children)
  if (isNote(element)) return builder.block('note', () => writeNoteText(element, builder))
  if (isMark(element)) return builder.zone('anchor', () => builder.write(textOf(element).trim()))
  if (name === 'br') return builder.endLine()
  if (name === 'li') return builder.block('item', children)
  if (name === 'td' || name === 'th') {
    children()
    return builder.write(' ')
  }
  if (name === 'p') return insideItem(element) ? children() : builder.block('paragraph', children)
  if (!BLOCK.has(name)) return children()
  builder.endLine()
  children()
  builder.endLine()
}

/** A paragraph of nothing but a list. */
function insideItem(element: Element): boolean {
  return element.children.some(
    (child) => typeof child !== 'string' && (child.name === 'ul' || child.name === 'ol'),
  )
}

/** `<span class="nootnum">1</span>`, `<sup class="nootnr">`, `<a class="nootref">` */
function isMark(element: Element): boolean {
  if (hasClass(element, 'nootnum', 'nootnr', 'nootref', 'noot-nummer')) return true
  return element.name === 'sup' && /^\s*\[?\d{1,3}\]?\s*$/.test(textOf(element))
}

/** `<div class="noot">`, `<li class="voetnoot">`: a block with a note's number and text. */
function isNote(element: Element): boolean {
  return (
    (BLOCK.has(element.name) || element.name === 'li') &&
    hasClass(element, 'noot', 'voetnoot', 'footnote')
  )
}

/** A note in one line: its number first, its text behind, without the link back to the mark. */
function writeNoteText(element: Element, builder: TextBuilder): void {
  builder.write(textOf(element).replace(/[↑⏎↩]/g, ' '))
}
