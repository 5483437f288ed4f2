/**
 * On a document's page: adds to each citation link a button that copies the text behind the link.
 * Without this script the links still lead to it.
 */
for (const list of document.querySelectorAll<HTMLElement>('.cite-as')) {
  const { copy = '', copied = '', failed = '' } = list.dataset
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
    button.addEventListener('click', () => void say(status, link.href, { copied, failed }))
    link.after(' ', button)
  }
}

async function say(
  status: HTMLElement,
  address: string,
  { copied, failed }: { copied: string; failed: string },
): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': fetched(address) })])
    status.textContent = copied
  } catch {
    // No permission, no connection, or an insecure page: the link still leads there.
    status.textContent = failed
  }
}

async function fetched(address: string): Promise<Blob> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${response.status}`)
  return new Blob([(await response.text()).trimEnd()], { type: 'text/plain' })
}
