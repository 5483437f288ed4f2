import { expect, it } from 'vitest'
import { importProgress } from '../../src/commands/import-command.ts'
import { progressLine } from '../../src/commands/progress.ts'

/** Feeds a progress line, one file a second, and returns its output. */
function shown({ isTTY, files }: { isTTY: boolean; files: number }): string[] {
  const written: string[] = []
  let clock = 0
  const line = progressLine({ isTTY, write: (text) => written.push(text) }, () => clock)
  for (let at = 0; at <= files; at++) {
    line.onProgress({ files: at, totalFiles: files, paragraphs: at * 50 })
    clock += 1000
  }
  line.end()
  return written
}

it('is one line, redrawn in a terminal, with rate and time left', () => {
  const written = shown({ isTTY: true, files: 4 })
  expect(written.at(-1)).toBe('\n')
  const drawn = written.slice(0, -1)
  expect(drawn).toHaveLength(5)
  expect(drawn.every((text) => text.startsWith('\r\u001b[2K') && !text.includes('\n'))).toBe(true)
  expect(drawn[2]).toContain(
    '████████████░░░░░░░░░░░░ 2/4 files, 100 paragraphs embedded, 50/s, 2 s left',
  )
  expect(drawn[4]).toContain('4/4 files')
})

it('elsewhere is a plain line now and then, and one at the end', () => {
  const written = shown({ isTTY: false, files: 12 })
  expect(written).toEqual([
    '5/12 files, 250 paragraphs embedded, 50/s, 7 s left\n',
    '10/12 files, 500 paragraphs embedded, 50/s, 2 s left\n',
    '12/12 files, 600 paragraphs embedded, 50/s, 0 s left\n',
  ])
})

it('shows how much of a model has been downloaded', () => {
  const written: string[] = []
  const line = progressLine({ isTTY: false, write: (text) => written.push(text) }, () => 0)
  line.onDownload({ file: 'model.onnx', loaded: 1_000_000, total: 2_500_000 })
  line.onDownload({ file: 'model.onnx', loaded: 2_500_000, total: 2_500_000 })
  expect(written).toEqual(['model.onnx: 2.5 of 2.5 MB\n'])
})

it('tells at once of a long wait of an import, and of no short one', () => {
  const told: unknown[] = []
  const progress = importProgress((...shown) => told.push(shown))
  for (const milliseconds of [2_000, 1_800_000]) {
    progress({ kind: 'waiting', why: 'https://tk.example answers 503', milliseconds })
  }
  expect(told).toEqual([['https://tk.example answers 503; waiting for 30 min', true]])
})
