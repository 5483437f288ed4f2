import type { Layout, Zone } from './extraction.ts'

/** Writes a marked-up document's text line by line and keeps what each stretch of it is. */
export interface TextBuilder {
  /** Adds running text; white space collapses, as it does on a page. */
  write(text: string): void
  /** Ends the line that is being written, if there is one. */
  endLine(): void
  /** Writes what `content` writes as a zone; blocks stand on lines of their own. */
  zone(kind: Zone['kind'], content: () => void): void
  block(kind: Zone['kind'], content: () => void): void
  /** Keeps a footnote's text for the end of the block that its mark stands in. */
  note(text: string): void
  /** Writes the notes that were kept. */
  flushNotes(): void
  finish(): { text: string; layout: Layout }
}

/** A builder; `gap` stands between two blocks. */
export function createTextBuilder(gap: '\n' | '\n\n' = '\n'): TextBuilder {
  let text = ''
  const zones: Zone[] = []
  let notes: string[] = []
  const atLineStart = (): boolean => text === '' || text.endsWith('\n')

  const builder: TextBuilder = {
    write(raw) {
      const collapsed = raw.replace(/[ \t\r\n\f\v]+/g, ' ')
      text += atLineStart() || text.endsWith(' ') ? collapsed.replace(/^ /, '') : collapsed
    },
    endLine() {
      if (text.endsWith(' ')) text = text.slice(0, -1)
      if (!atLineStart()) text += gap
    },
    zone(kind, content) {
      const start = text.length
      content()
      const end = start + text.slice(start).trimEnd().length
      if (end > start) zones.push({ kind, start, end })
    },
    block(kind, content) {
      builder.endLine()
      builder.zone(kind, content)
      builder.endLine()
    },
    note(note) {
      notes.push(note)
    },
    flushNotes() {
      const kept = notes
      notes = []
      for (const note of kept) builder.block('note', () => builder.write(note))
    },
    finish() {
      builder.endLine()
      builder.flushNotes()
      zones.sort((a, b) => a.start - b.start || b.end - a.end)
      return { text, layout: { zones, lines: [] } }
    },
  }
  return builder
}
