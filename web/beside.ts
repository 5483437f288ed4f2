import besideCss from './beside.css'
import { button, element } from './element.ts'
import { dress } from './own-rem.ts'

/** Gives a chat the look of the place beside the answers. */
export function dressBeside(root: ShadowRoot): void {
  dress(root, besideCss)
}

/**
 * A list of a turn's answers, each with a button that scrolls to it; null if there is no choice. It
 * is made from the drawn answers, so that it always has their order.
 */
export function outline(turn: HTMLElement, label: string): HTMLElement | null {
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
