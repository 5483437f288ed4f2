import type { IndexOptions } from './index-documents.ts'

/** The part of a terminal's stream that we use. */
interface Output {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Milliseconds between lines of a plain log. */
const PLAIN_INTERVAL = 5_000
const TERMINAL_INTERVAL = 100
const BAR = 24

/**
 * Shows the progress of a command: one line, rewritten, in a terminal, else a line every five
 * seconds.
 */
export function statusLine(output: Output, now = () => performance.now()) {
  const interval = output.isTTY ? TERMINAL_INTERVAL : PLAIN_INTERVAL
  let shown = now() - (output.isTTY ? interval : 0)
  return {
    show(text: string, isLast: boolean): void {
      if (!isLast && now() - shown < interval) return
      shown = now()
      output.write(output.isTTY ? `\r\u001b[2K${text}` : `${text}\n`)
    },
    end() {
      if (output.isTTY) output.write('\n')
    },
  }
}

/**
 * Shows the progress of an index run: in a terminal a bar with rate and time left, else plain
 * lines.
 */
export function progressLine(output: Output, now = () => performance.now()) {
  const began = now()
  const { show, end } = statusLine(output, now)

  return {
    onProgress({ files, totalFiles, paragraphs }) {
      const seconds = (now() - began) / 1000
      const share = totalFiles === 0 ? 1 : files / totalFiles
      const rate = seconds === 0 ? 0 : paragraphs / seconds
      const left = share === 0 ? '' : `, ${Math.ceil((seconds * (1 - share)) / share)} s left`
      const figures =
        `${files}/${totalFiles} files, ${paragraphs} paragraphs embedded, ` +
        `${rate.toFixed(0)}/s${left}`
      const filled = Math.round(share * BAR)
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} `
      show(output.isTTY ? bar + figures : figures, files === totalFiles && totalFiles > 0)
    },
    onDownload({ file, loaded, total }) {
      const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
      show(`${file}: ${megabytes(loaded)} of ${megabytes(total)} MB`, loaded === total)
    },
    end,
  } satisfies IndexOptions & { end(): void }
}
