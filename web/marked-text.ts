import { segmentsOf } from '../src/text/segments.ts'
import type { Highlight } from '../src/wire/schemas.ts'
import { element } from './element.ts'

/** A cross-reference in a paragraph, its address made absolute. */
export interface TextLink {
  readonly start: number
  readonly end: number
  readonly href: string
}

type Range = Highlight | TextLink

interface OpenLink {
  readonly link: TextLink
  readonly anchor: HTMLAnchorElement
}

/** A paragraph's text with its marks and links: the characters are the paragraph's, in order. */
export function markedText(
  text: string,
  highlights: readonly Highlight[],
  links: readonly TextLink[] = [],
): DocumentFragment {
  const fragment = document.createDocumentFragment()
  let open = null as OpenLink | null
  for (const segment of segmentsOf<Range>(text, [...links, ...highlights])) {
    const link = segment.ranges.find((range) => 'href' in range)
    if (link === undefined) open = null
    else if (open?.link !== link) {
      open = { link, anchor: element('a', { href: link.href, target: '_blank', rel: 'noopener' }) }
      fragment.append(open.anchor)
    }
    ;(open?.anchor ?? fragment).append(marked(segment.text, segment.ranges))
  }
  return fragment
}

function marked(text: string, ranges: readonly Range[]): Node {
  const kinds = ranges.map((range) => ('kind' in range ? range.kind : null))
  if (kinds.includes('word')) return element('mark', { class: 'word' }, text)
  if (kinds.includes('sentence')) return element('mark', {}, text)
  return document.createTextNode(text)
}

/** Which words of the passage answer to which word of the query: "semiconductors → semiconductoren". */
export function matchedWords(
  paragraphs: readonly { readonly text: string; readonly highlights: readonly Highlight[] }[],
): Map<string, string[]> {
  const words = new Map<string, Set<string>>()
  for (const { text, highlights } of paragraphs) {
    for (const { start, end, kind, query } of highlights) {
      if (kind !== 'word' || query === undefined) continue
      const found = words.get(query) ?? new Set()
      words.set(query, found.add(text.slice(start, end).toLowerCase()))
    }
  }
  return new Map([...words].map(([query, found]) => [query, [...found]]))
}
