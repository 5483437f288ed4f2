import { LetterlijkChat } from '../../web/chat-element.ts'

export { LetterlijkChat }

/** Registers the element, once, if custom elements exist. */
export function defineChat({ server, name = 'letterlijk-chat' }) {
  LetterlijkChat.server = server
  if (globalThis.customElements !== undefined) LetterlijkChat.define(name)
}
