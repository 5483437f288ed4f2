/** Milliseconds within which a smooth scroll has ended. */
const LONGEST = 1_500

/**
 * Scrolls to an element of the chat, below the pixels that are `covered` at the top of the window.
 * A header that sticks only once the page has moved is measured again then.
 */
export function bring(node: HTMLElement, root: HTMLElement, covered: number): void {
  const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches
  const go = (below: number, behavior: ScrollBehavior): void => {
    // Setting it anew has every element of the conversation styled and laid out again.
    if (root.style.getPropertyValue('--covered') !== `${below}px`)
      root.style.setProperty('--covered', `${below}px`)
    node.scrollIntoView({ block: 'start', behavior })
  }
  go(covered, smooth ? 'smooth' : 'auto')
  const again = (): void => {
    const now = coveredBy(root)
    if (now > covered) go(now, 'auto')
  }
  // Where there was nothing to scroll, the next end of a scroll is another's.
  const signal = AbortSignal.timeout(LONGEST)
  if (smooth) addEventListener('scrollend', again, { once: true, signal })
  else requestAnimationFrame(again)
}

/**
 * Pixels at the top of the window that the page's own elements cover. To find them, the page must
 * be laid out: ask before drawing what has to be laid out anew.
 */
export function coveredBy(root: HTMLElement): number {
  // A changed attribute has made the chat anew meanwhile.
  if (!root.isConnected) return 0
  const host = (root.getRootNode() as ShadowRoot).host
  const { left, width } = host.getBoundingClientRect()
  let covered = 0
  let each = document.elementFromPoint(left + width / 2, 1)
  for (; each !== null && !each.contains(host); each = each.parentElement) {
    const { position } = getComputedStyle(each)
    if (position === 'fixed' || position === 'sticky') covered = each.getBoundingClientRect().bottom
  }
  return covered < innerHeight / 2 ? covered : 0
}
