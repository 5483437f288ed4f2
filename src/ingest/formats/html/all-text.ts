import type { HeldBlock } from '../../extraction/account.ts'
import type { LeftOutReason } from '../../extraction/extraction.ts'
import { heldByTree } from '../../extraction/all-text.ts'
import { isHeadingText } from '../../extraction/heading-text.ts'
import { type Element, elementsOf, findAll, hasClass, textOf } from '../../extraction/tree.ts'
import { HTML_INLINE } from '../../../text/html-elements.ts'
import { hidesAll, hidesOwn, type InheritedProperty, isStruck, overrides } from './declarations.ts'
import { besideMain, isOfFrame } from './page-frame.ts'
import { readPageStyle } from './page-style.ts'

const FRAME = 'page around the publication'
const CODE = 'script or style'

/** Elements of a page that are not part of the publication. */
const SILENT: Readonly<Record<string, LeftOutReason>> = {
  head: 'data about the document',
  script: CODE,
  style: CODE,
  template: 'hidden',
  noscript: 'hidden',
  nav: FRAME,
  footer: FRAME,
  button: FRAME,
  iframe: FRAME,
  svg: 'chart',
  // Fallbacks that a browser shows only if it cannot show the thing itself.
  audio: 'hidden',
  video: 'hidden',
  canvas: 'hidden',
  object: 'hidden',
  // The same formula again, for programs.
  annotation: 'shown once already',
  'annotation-xml': 'shown once already',
  rp: 'hidden',
  del: 'deleted',
  s: 'deleted',
  strike: 'deleted',
}

/**
 * Classes of what only programs that read a page aloud say: "(opent in nieuw venster)".
 * "Antwoord 1" tells them what others see by its place.
 */
const FOR_READERS = (
  'sr-only visually-hidden visuallyhidden screen-reader-text u-visually-hidden ' +
  'element-invisible cdk-visually-hidden show-for-sr'
).split(' ')

/** Tells why an element's text is left out; null if the page shows it. */
export function htmlLeftOut(
  root: Element,
  styleOf = readPageStyle(root),
): (element: Element) => LeftOutReason | null {
  const isPlain = !hasGround(root)
  const quoted = new Set(findAll(root, 'blockquote').flatMap((quote) => findAll(quote, 'footer')))
  const hidden = new Set<Element>()
  const shown = new Set([...fieldsInText(root), ...openersIn(root)])
  const beside = besideMain(root)
  return (element) => {
    const { name, attributes } = element
    if ((name === 'select' || name === 'textarea') && !shown.has(element)) return FRAME
    if (name === 'option' && !shown.has(element)) return 'hidden'
    const silent = Object.hasOwn(SILENT, name) ? SILENT[name]! : null
    if (silent !== null && !quoted.has(element) && !shown.has(element)) return silent
    const { hidden: closed } = attributes
    if ((closed !== undefined && closed !== 'until-found') || hidden.has(element)) return 'hidden'
    if (name === 'dialog' && attributes['open'] === undefined) return 'hidden'
    const style = styleOf(element)
    if (style.size > 0) {
      if (isStruck(style)) return 'deleted'
      if (hidesAll(style)) return 'hidden'
      const property = hidesOwn(style, isPlain)
      if (property !== null && !hideOwnWords(element, property)) return 'hidden'
    }
    const isSaid = hasClass(element, ...FOR_READERS)
    if (isSaid && !isHeadingText(textOf(element).slice(0, 300))) return 'hidden'
    if (isComment(element)) return 'comment'
    if (hasClass(element, 'note-close') || isOfFrame(element)) return FRAME
    if (beside.has(element)) return FRAME
    return null
  }

  /**
   * Hides the words of an element and its descendants, except those that make their own visible
   * again: `font-size: 0` around `font-size: 12px`. False, without any effect, if nothing hides
   * them.
   */
  function hideOwnWords(element: Element, property: InheritedProperty): boolean {
    const showing = new Set<Element>()
    if (!shows(element, property, showing)) return false
    hideAround(element, showing)
    return true
  }

  function shows(element: Element, property: InheritedProperty, showing: Set<Element>): boolean {
    let found = false
    for (const child of elementsOf(element)) {
      if (overrides(styleOf(child), property) || shows(child, property, showing)) {
        showing.add(child)
        found = true
      }
    }
    return found
  }

  function hideAround(element: Element, showing: ReadonlySet<Element>): void {
    for (const [index, child] of element.children.entries()) {
      if (typeof child === 'string') {
        const around: Element = { name: 'span', attributes: { hidden: '' }, children: [child] }
        if (child.trim() !== '') element.children[index] = around
      } else if (!showing.has(child)) hidden.add(child)
      else if (elementsOf(child).some((each) => showing.has(each))) hideAround(child, showing)
    }
  }
}

/** The ids of comments in a page from Google Docs, and of their marks */
const COMMENT_ID = /^cmnt(?:_ref)?\d{1,5}$/

/**
 * True for what people said of a text while they worked on it, and for its marks: Word and Google
 * Docs write it into their pages. So do web pages with what their readers said.
 */
function isComment(element: Element): boolean {
  const { name, attributes } = element
  const { id = '', style = '' } = attributes
  if (hasClass(element, 'msocomanchor', 'msocomtxt', 'msocomoff')) return true
  if (/mso-element:\s?comment/i.test(style)) return true
  if (hasClass(element, 'comments-area', 'comment-list') || id === 'disqus_thread') return true
  if (name === 'a') return COMMENT_ID.test(id)
  if (name !== 'div' && name !== 'p') return false
  const mark = firstLink(element)?.attributes
  return mark?.['href']?.startsWith('#cmnt_ref') === true && COMMENT_ID.test(mark['id'] ?? '')
}

/** The link with which an element begins; null if it begins otherwise. */
function firstLink(element: Element): Element | null {
  const first = element.children.find((child) => typeof child !== 'string' || child.trim() !== '')
  if (first === undefined || typeof first === 'string') return null
  return first.name === 'a' ? first : firstLink(first)
}

/** The buttons that are whole headings, and open and close the text below them. */
function openersIn(root: Element): Element[] {
  const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].flatMap((name) => findAll(root, name))
  return headings.flatMap((heading) => {
    const buttons = findAll(heading, 'button')
    return buttons.filter((button) => textOf(button).trim() === textOf(heading).trim())
  })
}

/** The fields amid the text of a page, and the options that they show. */
function fieldsInText(element: Element, found = new Set<Element>()): ReadonlySet<Element> {
  const isText = element.children.some((each) => typeof each === 'string' && each.trim() !== '')
  for (const child of elementsOf(element)) {
    if (isText && child.name === 'textarea') found.add(child)
    if (isText && child.name === 'select') {
      found.add(child)
      const options = findAll(child, 'option')
      const chosen = options.filter(({ attributes }) => attributes['selected'] !== undefined)
      const isList = child.attributes['multiple'] !== undefined
      for (const each of chosen.length > 0 || isList ? chosen : options.slice(0, 1)) found.add(each)
    }
    fieldsInText(child, found)
  }
  return found
}

/** True if something on a page has a background other than white. */
function hasGround({ name, attributes, children }: Element): boolean {
  if (attributes['bgcolor'] !== undefined || attributes['background'] !== undefined) return true
  if (/background/i.test(attributes['style'] ?? '')) return true
  return children.some((child) =>
    typeof child === 'string' ? name === 'style' && /background/i.test(child) : hasGround(child),
  )
}

const INLINE = new Set(HTML_INLINE)

/** True for inline elements; any other element stands apart. */
export function isInline({ name }: Element): boolean {
  return INLINE.has(name)
}

/** All text of a page, for its account. */
export function heldByHtml(root: Element): HeldBlock[] {
  return heldByTree(root, { leftOut: htmlLeftOut(root), parts: (element) => !isInline(element) })
}
