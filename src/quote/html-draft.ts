import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Span } from '../domain/document.ts'
import { HTML_BLOCKS } from '../text/html-elements.ts'
import { superscript } from '../text/superscript.ts'

/** The text of a web page as a draft: its paragraphs lie between empty lines. */
interface HtmlDraft {
  readonly text: string
  /** its block quotes, in the text */
  readonly blocks: readonly Span[]
  /** the line in the file, counted from 1, for offsets in ascending order */
  readonly lineAt: (offset: number) => number
}

/** Elements that a page does not show, or strikes out. */
const HIDDEN = new Set(['script', 'style', 'title', 'template', 'noscript', 'del', 's', 'strike'])

/** Elements that begin and end a paragraph. */
const BLOCKS = new Set([...HTML_BLOCKS, 'li', 'nav', 'option', 'td', 'th'])

/** Characters that would be taken for tags or named characters in the text. */
const NAMED: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

/**
 * Reads HTML as a draft, whole and in its own order: what an import leaves out as the page around a
 * publication may hold quotations, too. `<q>` and `<cite>` stay.
 */
export function htmlDraft(html: string): HtmlDraft {
  const parts: string[] = []
  const lines: { start: number; line: number }[] = []
  const found: Span[] = []
  const open: number[] = []
  let [length, line, last] = [0, 1, '\n\n']
  let raised = false
  /** the caption of a figure with a block quote names its speaker */
  let credited: number | undefined

  const add = (text: string): void => {
    if (text === '') return
    lines.push({ start: length, line })
    parts.push(text)
    length += text.length
    last = text
  }
  const endParagraph = (): void => {
    if (last !== '\n\n') add('\n\n')
  }
  const addText = (written: string): void => {
    for (const piece of written.match(/\s+|\S+/gu) ?? []) {
      const words = raised ? piece.replace(/^\d+$/, superscript) : piece
      if (/\S/u.test(words)) add(words.replace(/[<>&]/g, (character) => NAMED[character]!))
      else if (!/\s$/.test(last)) add(' ')
      line += piece.split('\n').length - 1
    }
  }
  const enter = (name: string): void => {
    if (name === 'br') add('\n')
    else if (name === 'q' || name === 'cite') add(`<${name}>`)
    if (BLOCKS.has(name)) endParagraph()
    if (name === 'sup') raised = true
    if (name === 'figure') credited = undefined
    if (name === 'figcaption' && credited !== undefined) add('<cite>')
    // The footer of a block quote names its speaker.
    if (name === 'footer' && open.length > 0) add('<cite>')
    if (name === 'blockquote') open.push(length)
  }
  const leave = (name: string): void => {
    if (name === 'q' || name === 'cite') add(`</${name}>`)
    if (name === 'footer' && open.length > 0) add('</cite>')
    if (name === 'figcaption' && credited !== undefined) {
      add('</cite>')
      found[credited] = { ...found[credited]!, end: length }
    }
    if (BLOCKS.has(name)) endParagraph()
    if (name === 'sup') raised = false
    if (name === 'figure') credited = undefined
    if (name === 'blockquote') {
      found.push({ start: open.pop()!, end: length })
      credited = found.length - 1
    }
  }

  // Not by recursion: a page may nest deeper than the stack.
  const waiting: (Tree.ChildNode | { readonly left: string })[] = [
    ...parse(html, { sourceCodeLocationInfo: true }).childNodes,
  ].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('left' in node) {
      leave(node.left)
      continue
    }
    line = node.sourceCodeLocation?.startLine ?? line
    if (node.nodeName === '#text') addText((node as Tree.TextNode).value)
    if (!('tagName' in node) || isHidden(node) || isNoteMark(node)) continue
    enter(node.tagName)
    waiting.push({ left: node.tagName }, ...node.childNodes.toReversed())
  }

  let nth = 0
  const lineAt = (offset: number): number => {
    while ((lines[nth + 1]?.start ?? Infinity) <= offset) nth++
    return lines[nth]?.line ?? 1
  }
  return { text: parts.join(''), blocks: found, lineAt }
}

function isHidden({ tagName, attrs }: Tree.Element): boolean {
  return HIDDEN.has(tagName) || attrs.some(({ name }) => name === 'hidden')
}

/** The raised mark of a note, which is a link: "<sup><a href=…>2</a></sup>". */
function isNoteMark(element: Tree.Element): boolean {
  if (element.tagName !== 'sup' && element.tagName !== 'a') return false
  const [inner, ...others] = element.childNodes.filter((node) => textOf(node).trim() !== '')
  const isOther = inner?.nodeName === (element.tagName === 'sup' ? 'a' : 'sup')
  return isOther && others.length === 0 && /^\s*\[?\d{1,3}\]?\s*$/.test(textOf(inner))
}

/** Of elements nested this deep and no deeper, as those of a note's mark are. */
function textOf(node: Tree.Node, depth = 3): string {
  if ('value' in node) return node.value
  if (!('childNodes' in node) || depth === 0) return ''
  return node.childNodes.map((child) => textOf(child, depth - 1)).join('')
}
