/**
 * Runs on the page that frames `/embed`: makes each frame from this server as high as its chat,
 * tells it how much of it is below the window, and scrolls to its answers.
 */

// Available only while the script runs for the first time.
const server = new URL((document.currentScript as HTMLScriptElement).src).origin
const frames = new Set<HTMLIFrameElement>()

addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
  if (origin !== server || typeof data !== 'object' || data === null) return
  const { type, height, top } = data as Record<string, unknown>
  const frame = [...document.querySelectorAll('iframe')].find(
    ({ contentWindow }) => contentWindow === source,
  )
  if (frame === undefined) return
  if (type === 'letterlijk-height' && Number.isFinite(height)) {
    frame.style.height = `${(height as number) + edgesOf(frame)}px`
    frames.add(frame)
    tell()
  }
  if (type === 'letterlijk-answer' && Number.isFinite(top)) {
    const at = frame.getBoundingClientRect().top + (top as number)
    if (at < 0 || at > innerHeight / 2) scrollBy({ top: at - innerHeight / 8 })
  }
})

addEventListener('scroll', tell, { passive: true })
addEventListener('resize', tell)

/** The border and padding that count as height, on pages that reset `box-sizing`. */
function edgesOf(frame: Element): number {
  const style = getComputedStyle(frame)
  if (style.boxSizing !== 'border-box') return 0
  const { borderTopWidth, borderBottomWidth, paddingTop, paddingBottom } = style
  return [borderTopWidth, borderBottomWidth, paddingTop, paddingBottom]
    .map(Number.parseFloat)
    .reduce((sum, each) => sum + each, 0)
}

function tell(): void {
  for (const frame of frames) {
    const below = Math.max(0, frame.getBoundingClientRect().bottom - innerHeight)
    frame.contentWindow?.postMessage({ type: 'letterlijk-below', below }, server)
  }
}

export {}
