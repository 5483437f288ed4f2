import { childOf, type Element, elementsOf, textOf } from '../../extraction/tree.ts'

/**
 * Of what is kept in two forms, the one for today's Word, or the other where only that has words.
 */
export function chosenBranch(element: Element): Element | null {
  const choices = elementsOf(element).filter(({ name }) => name === 'choice')
  const worded = [...choices, childOf(element, 'fallback')].find(
    (branch) => branch !== null && hasWords(branch),
  )
  return worded ?? choices[0] ?? childOf(element, 'fallback')
}

/** True where something in an element may be read: text, a sign, or a diagram. */
function hasWords(element: Element): boolean {
  return elementsOf(element).some(
    (child) =>
      (child.name === 't' && textOf(child).trim() !== '') ||
      ['sym', 'relids', 'textpath'].includes(child.name) ||
      hasWords(child),
  )
}
