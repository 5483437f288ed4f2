/** Runs inside the frame of `/embed`: tells the page around it how high the chat is. */

let told = 0

new ResizeObserver(() => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
  if (height === told) return
  told = height
  // A height says nothing about anybody, so whoever frames the page may have it.
  parent.postMessage({ type: 'letterlijk-height', height }, '*')
}).observe(document.documentElement)
