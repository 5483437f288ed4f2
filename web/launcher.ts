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
 * A floating button with the chat in a panel. The page behind stays usable: the panel is not modal.
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

  function set(shown: boolean): void {
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
