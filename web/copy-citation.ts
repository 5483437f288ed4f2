/**
 * On a document's page: adds to each citation link a button that copies the text behind the link.
 * Without this script the links still lead to it.
 */
for (const list of document.querySelectorAll<HTMLElement>('.cite-as')) {
  const { copy = '' } = list.dataset
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  status.className = 'quiet'
  list.after(status)
  for (const link of list.querySelectorAll('a')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'plain'
    button.textContent = copy
    button.setAttribute('aria-label', `${copy}: ${link.textContent}`)
    button.addEventListener('click', () => void say(status, link.href, list.dataset))
    link.after(' ', button)
  }
}

async function say(status: HTMLElement, address: string, said: DOMStringMap): Promise<void> {
  const text = fetched(address)
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })])
    status.textContent = said['copied'] ?? ''
  } catch {
    // No permission, or an insecure page: the link still leads there, if there is such a text.
    const why = await text.then(
      () => 'failed',
      (error: unknown) => (error instanceof Missing ? 'gone' : 'unreachable'),
    )
    status.textContent = said[why] ?? ''
  }
}

/** The server no longer has it. */
class Missing extends Error {}

async function fetched(address: string): Promise<Blob> {
  const response = await fetch(address)
  if (response.status === 404) throw new Missing()
  if (!response.ok) throw new Error(`${response.status}`)
  return new Blob([(await response.text()).trimEnd()], { type: 'text/plain' })
}
