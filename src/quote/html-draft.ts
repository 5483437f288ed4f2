import type { Span } from '../domain/document.ts'
import { patternOf } from '../text/pattern.ts'
import { namedCharacters } from './markup.ts'

/** The text of a web page as a draft: its paragraphs lie between empty lines. */
export interface HtmlDraft {
  readonly text: string
  /** its block quotes, in the text */
  readonly blocks: readonly Span[]
  /** the line in the file, counted from 1, for offsets in ascending order */
  readonly lineAt: (offset: number) => number
}

/** What a page does not show, a tag, or white space. What is never closed hides the rest. */
const piece = new RegExp(
  patternOf`
    <!--[^]*?(?:-->|$)
    |<(?<hidden>script|style|title|template)\b[^<>]*>[^]*?(?:<\/\k<hidden>[^<>]*>|$)
    |<(?<ends>\/?)(?<name>[a-z][a-z\d]*)\b(?:[^<>"']|"[^"]*"|'[^']*')*>
    |<[!?][^<>]*>
    |[\x20\t\r\n\f]+
  `,
  'gi',
)

/** Elements that begin and end a paragraph. */
const blocks = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol ' +
    'option p pre search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
)

/**
 * Reads HTML as a draft, whole and in its own order: what an import leaves out as the page around a
 * publication may hold quotations, too. `<q>` and `<cite>` stay. O(length).
 */
export function htmlDraft(html: string): HtmlDraft {
  const parts: string[] = []
  const lines: { start: number; line: number }[] = []
  const found: Span[] = []
  const open: number[] = []
  let [length, line, at, last] = [0, 1, 0, '\n\n']

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
  const addTag = (name: string, ends: boolean): void => {
    if (name === 'br') return add('\n')
    if (name === 'q' || name === 'cite') return add(`<${ends ? '/' : ''}${name}>`)
    if (!blocks.has(name)) return
    // The footer of a block quote names its speaker.
    if (name === 'footer' && ends && open.length > 0) add('</cite>')
    endParagraph()
    if (name === 'footer' && !ends && open.length > 0) add('<cite>')
    if (name !== 'blockquote') return
    if (!ends) open.push(length)
    else if (open.length > 0) found.push({ start: open.pop()!, end: length })
  }

  for (const { index, 0: written, groups } of html.matchAll(piece)) {
    add(namedCharacters(html.slice(at, index)))
    const { name, ends } = groups!
    if (name !== undefined) addTag(name.toLowerCase(), ends === '/')
    else if (!written.startsWith('<') && !/\s$/.test(last)) add(' ')
    line += written.split('\n').length - 1
    at = index + written.length
  }
  add(namedCharacters(html.slice(at)))

  let nth = 0
  const lineAt = (offset: number): number => {
    while ((lines[nth + 1]?.start ?? Infinity) <= offset) nth++
    return lines[nth]?.line ?? 1
  }
  return { text: parts.join(''), blocks: found, lineAt }
}
