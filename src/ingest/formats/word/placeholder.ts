import { childOf, type Element, elementsOf, findAll, textOf } from '../../extraction/tree.ts'
import { patternOf } from '../../../text/pattern.ts'

/** "Klik of tik om tekst in te voeren.", "Kies een item.", "[Datum]" */
const INVITES = new RegExp(
  patternOf`
    ^(?:\[[^\]]{1,80}\]|(?:klik|tik|kies|voer|vul|typ|selecteer|click|tap|choose|enter|type|select)
    \s.{1,150})$
  `,
  'iu',
)

/**
 * True for a block of text that is only an invitation to fill in a content control: Word marks what
 * it shows instead. A program that fills one in may leave the mark, so the words must be such too.
 * Within a sentence the invitation is text, since the sentence has a gap.
 */
export function isUnfilled(element: Element): boolean {
  if (element.name === 'p') {
    const controls = elementsOf(element).filter(isShowingPlaceholder)
    return controls.length === 1 && wordsIn(element) === wordsIn(controls[0]!)
  }
  return isShowingPlaceholder(element) && findAll(element, 'p').length === 1
}

function isShowingPlaceholder(element: Element): boolean {
  if (element.name !== 'sdt') return false
  const properties = childOf(element, 'sdtpr')
  const isMarked = properties !== null && childOf(properties, 'showingplchdr') !== null
  return isMarked && findAll(element, 'tc').length === 0 && INVITES.test(wordsIn(element))
}

function wordsIn(element: Element): string {
  return findAll(element, 't').map(textOf).join('').trim()
}
