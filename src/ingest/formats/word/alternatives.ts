import { childOf, type Element, elementsOf, textOf } from '../../extraction/tree.ts'

/**
 * Of content stored in two forms: the one for today's Word, or the other if only that has words.
 */
export function chosenBranch(element: Element): Element | null {
  const choices = elementsOf(element).filter(({ name }) => name === 'choice')
  const worded = [...choices, childOf(element, 'fallback')].find(
    (branch) => branch !== null && hasWords(branch),
  )
  return worded ?? choices[0] ?? childOf(element, 'fallback')
}

/** True if an element may contain something to read: text, a symbol, or a diagram. */
function hasWords(element: Element): boolean {
  return elementsOf(element).some(
    (child) =>
      (child.name === 't' && textOf(child).trim() !== '') ||
      ['sym', 'relids', 'textpath'].includes(child.name) ||
      hasWords(child),
  )
}
