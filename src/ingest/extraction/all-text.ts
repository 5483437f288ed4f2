import type { Held, HeldBlock } from './account.ts'
import type { LeftOutReason } from './extraction.ts'
import type { Element } from './tree.ts'

/**
 * All text in a tree of elements, for its account. Text counts as visible, whatever its element,
 * unless `leftOut` gives a reason; `parts` says which elements are separate from the text around
 * them.
 */
export function heldByTree(
  root: Element,
  {
    leftOut,
    parts,
  }: { leftOut(element: Element): LeftOutReason | null; parts(element: Element): boolean },
): HeldBlock[] {
  const blocks: Held[][] = [[]]
  visit(root, null)
  return blocks

  function visit(element: Element, above: LeftOutReason | null): void {
    const why = above ?? leftOut(element)
    const apart = parts(element)
    if (apart) blocks.push([])
    for (const child of element.children) {
      if (typeof child !== 'string') visit(child, why)
      else if (child.trim() !== '') blocks.at(-1)!.push({ text: child, leftOut: why })
    }
    if (apart) blocks.push([])
  }
}
