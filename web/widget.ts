import { LetterlijkChat } from './chat-element.ts'

// The default server is the one that served this file.
LetterlijkChat.server = new URL('.', import.meta.url).href
LetterlijkChat.define()

for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-mode]')) {
  if (script.src !== import.meta.url) continue
  const chat = document.createElement('letterlijk-chat')
  for (const [name, value = ''] of Object.entries(script.dataset)) chat.setAttribute(name, value)
  document.body.append(chat)
}
