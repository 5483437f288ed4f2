import type { Chat } from './chat.ts'
import { button, element } from './element.ts'
import type { Strings } from '../src/words/chat.ts'

export interface Launcher {
  readonly nodes: readonly Node[]
  isOpen(): boolean
  open(): void
  close(): void
}

/**
 * A floating button with the chat in a panel. The page behind stays usable: the panel is not modal,
 * and closes where it would hide what has the focus, as on a phone.
 */
export function launcher(chat: Chat, strings: Strings): Launcher {
  const toggle = button(strings.launch, open, {
    class: 'solid launch',
    part: 'launch',
    'aria-expanded': 'false',
    'aria-haspopup': 'dialog',
  })
  const panel = element(
    'div',
    { class: 'panel', part: 'panel', role: 'dialog', 'aria-label': strings.heading, hidden: true },
    element(
      'div',
      { class: 'bar' },
      element('span', {}, 'Letterlijk'),
      button(strings.close, close, { class: 'plain' }),
    ),
    chat.root,
  )
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) close()
  })

  const uncover = (event: Event): void => {
    const [target] = event.composedPath()
    if (!(target instanceof Element) || event.composedPath().includes(panel)) return
    // The browser scrolls to it first.
    requestAnimationFrame(() => {
      if (panel.isConnected && !isBehind(target, panel)) return
      set(false)
    })
  }

  function set(shown: boolean): void {
    document[shown ? 'addEventListener' : 'removeEventListener']('focusin', uncover)
    panel.hidden = !shown
    toggle.hidden = shown
    toggle.setAttribute('aria-expanded', String(shown))
  }
  function open(): void {
    set(true)
    chat.field.focus()
  }
  function close(): void {
    set(false)
    toggle.focus()
  }

  return { nodes: [toggle, panel], isOpen: () => !panel.hidden, open, close }
}

function isBehind(hidden: Element, cover: Element): boolean {
  const [inner, outer] = [hidden.getBoundingClientRect(), cover.getBoundingClientRect()]
  const isBeside = inner.left < outer.left || inner.right > outer.right
  return !isBeside && inner.top >= outer.top && inner.bottom <= outer.bottom
}
