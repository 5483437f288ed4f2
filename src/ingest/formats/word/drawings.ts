import { type Element, elementsOf, findAll, textOf } from '../../extraction/tree.ts'
import { attribute } from './attribute.ts'

/** Words in a drawing: a text box, a diagram in a part of its own, or a line of WordArt. */
export type Drawn =
  | { readonly kind: 'story'; readonly element: Element }
  | { readonly kind: 'diagram'; readonly element: Element }
  | { readonly kind: 'line'; readonly text: string }

/** The words in a drawing, in file order; `chosen` selects one of two forms. */
export function drawnText(
  element: Element,
  chosen: (alternatives: Element) => Element | null,
): Drawn[] {
  return elementsOf(element).flatMap((child): Drawn[] => {
    switch (child.name) {
      case 'txbxcontent':
        return [{ kind: 'story', element: child }]
      case 'txbody':
        return linesOfShape(child).map((text) => ({ kind: 'line', text }))
      case 'relids':
        return [{ kind: 'diagram', element: child }]
      case 'textpath': {
        const text = attribute(child, 'string') ?? ''
        return text.trim() === '' ? [] : [{ kind: 'line', text }]
      }
      case 'alternatecontent': {
        const branch = chosen(child)
        return branch === null ? [] : drawnText(branch, chosen)
      }
      default:
        return drawnText(child, chosen)
    }
  })
}

/** The paragraphs of a shape in DrawingML: `<a:p><a:r><a:t>`. */
export function linesOfShape(body: Element): string[] {
  return findAll(body, 'p').map((paragraph) => findAll(paragraph, 't').map(textOf).join(''))
}
