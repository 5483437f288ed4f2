/**
 * Runs inside the frame of `/embed`, which is as high as the chat: tells the page around it how high
 * that is and where a new answer begins, and keeps the field within what the page shows.
 */

const chat = document.querySelector('letterlijk-chat')!
let told = 0

new ResizeObserver(() => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
  if (height === told) return
  told = height
  // A height says nothing about anybody, so whoever frames the page may have it.
  parent.postMessage({ type: 'letterlijk-height', height }, '*')
}).observe(document.documentElement)

chat.addEventListener('letterlijk-answer', () => {
  // The answer is drawn, and the frame has grown, by then.
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
