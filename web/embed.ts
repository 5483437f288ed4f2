/** Runs on the page that frames `/embed`: makes each frame from this server as high as its chat. */

// Only known while the script runs for the first time.
const server = new URL((document.currentScript as HTMLScriptElement).src).origin

addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
  if (origin !== server || !isHeight(data)) return
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.style.height = `${data.height}px`
  }
})

function isHeight(data: unknown): data is { height: number } {
  if (typeof data !== 'object' || data === null) return false
  const { type, height } = data as Record<string, unknown>
  return type === 'letterlijk-height' && Number.isFinite(height)
}

export {}
