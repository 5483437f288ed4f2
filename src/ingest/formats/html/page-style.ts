import { type Element, elementsOf } from '../../extraction/tree.ts'
import { type Declarations, readDeclarations } from './declarations.ts'
import { readStyleSheet } from './style-sheet.ts'

/** The style of an element by the page's style sheets and its own attributes. */
export type PageStyle = (element: Element) => Declarations

const NONE: Declarations = new Map()

/** Reads the styles of a page. */
export function readPageStyle(root: Element): PageStyle {
  const sheet = readStyleSheet(root)
  const known = new Map<Element, Declarations>()
  return (element) => {
    const before = known.get(element)
    if (before !== undefined) return before
    const styles = [...sheet(element), ...ownStyle(element)]
    const style = styles.length === 0 ? NONE : readDeclarations(...styles)
    known.set(element, style)
    return style
  }
}

function ownStyle({ name, attributes }: Element): string[] {
  const { style, color } = attributes
  const font = name === 'font' && color !== undefined ? [`color:${color}`] : []
  return style === undefined ? font : [...font, style]
}

/** Puts what a style raises or lowers into elements that say so, as `<sup>` and `<sub>` do. */
export function raiseByStyle(root: Element, styleOf: PageStyle): void {
  for (const element of elementsOf(root)) {
    raiseByStyle(element, styleOf)
    const place = styleOf(element).get('vertical-align')
    if (element.name !== 'span' || (place !== 'super' && place !== 'sub')) continue
    const name = place === 'super' ? 'sup' : 'sub'
    const children = element.children.splice(0)
    element.children.push({ name, attributes: {}, children })
  }
}
