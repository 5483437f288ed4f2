/**
 * Runs inside the frame of `/embed`, which is as high as the chat: tells the surrounding page its
 * height and where a new answer begins, and keeps the field within the visible part.
 */

const chat = document.querySelector('letterlijk-chat')!
let told = 0

new ResizeObserver(() => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
  if (height === told) return
  told = height
  // A height reveals nothing about anybody, so any framing page may have it.
  parent.postMessage({ type: 'letterlijk-height', height }, '*')
}).observe(document.documentElement)

chat.addEventListener('letterlijk-answer', () => {
  // By then the answer is drawn, and the frame has grown.
  setTimeout(() => {
    const turn = [...(chat.shadowRoot?.querySelectorAll('.turn') ?? [])].at(-1)
    const top = turn?.getBoundingClientRect().top ?? 0
    parent.postMessage({ type: 'letterlijk-answer', top }, '*')
  }, 100)
})

addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source !== parent || typeof data !== 'object' || data === null) return
  const { type, below } = data as Record<string, unknown>
  if (type !== 'letterlijk-below' || typeof below !== 'number') return
  chat.style.setProperty('--embed-below', `${below}px`)
})
