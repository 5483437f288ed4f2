import besideCss from './beside.css'
import { button, element } from './element.ts'
import { dress } from './own-rem.ts'
import type { Turn, TurnView } from './turn.ts'

/** Gives a chat the look of the place beside the answers. */
export function dressBeside(root: ShadowRoot): void {
  dress(root, besideCss)
}

/** The first of the cards for which a turn's outline was made: others take its place. */
const outlined = new WeakMap<HTMLElement, Element | null>()

/** Puts an outline beside each turn whose answers were drawn since it got the last one. */
export function outlineTurns(views: ReadonlyMap<Turn, TurnView>, label: string): void {
  for (const [{ id }, { root, aside }] of views) {
    const card = root.querySelector('.card')
    if (outlined.get(aside) === card) continue
    outlined.set(aside, card)
    aside.querySelector('.outline')?.remove()
    // Numbered from the second on: a screen reader tells them apart by their names.
    aside.prepend(outline(root, id === 1 ? label : `${label} (${id})`) ?? '')
  }
}

/**
 * A list of a turn's answers, each with a button that scrolls to it; null if there is no choice. It
 * is made from the drawn answers, so that it always has their order.
 */
function outline(turn: HTMLElement, label: string): HTMLElement | null {
  const cards = [...turn.querySelectorAll<HTMLElement>('.card')]
  if (cards.length < 2) return null
  const items = cards.map((card) => {
    const isFirst = card.previousElementSibling?.matches('.about') ?? false
    const sheet = card.closest<HTMLElement>('.sheet')!
    const go = button('', () => goTo(card, isFirst ? sheet : card))
    if (isFirst) {
      const subject = sheet.querySelector('.subject a')?.firstChild?.textContent ?? ''
      go.append(element('span', { class: 'subject', lang: 'nl' }, subject))
    }
    go.append(element('small', {}, card.querySelector('h4')?.textContent ?? ''))
    const day = isFirst ? sheet.querySelector('.particulars .date') : null
    if (day !== null) go.append(' ', element('span', { class: 'day' }, day.textContent))
    return element('li', {}, go)
  })
  return element('nav', { class: 'outline', 'aria-label': label }, element('ol', {}, ...items))
}

function goTo(card: HTMLElement, place: HTMLElement): void {
  card.tabIndex = -1
  card.focus({ preventScroll: true })
  place.scrollIntoView({ block: 'start' })
}
