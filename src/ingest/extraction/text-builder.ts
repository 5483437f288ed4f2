import type { Span } from '../../domain/document.ts'
import type { Layout, Zone } from './extraction.ts'

type Kind = Zone['kind']

/** Writes a marked-up document's text line by line and records what each stretch of it is. */
export interface TextBuilder {
  /** Adds running text; white space collapses, as on a page. */
  write(text: string): void
  /**
   * Adds text that the page shows without characters in the file: the number of a list, the mark of
   * a note.
   */
  make(text: string): void
  /** Keeps what follows from running into the raised or lowered number before it: "log2 8". */
  endScript(): void
  /** The last characters written. */
  tail(): string
  /** True while the line contains only what the reader itself made. */
  atLineStart(): boolean
  /** Ends the current line, if any. */
  endLine(): void
  /** Records what `content` writes as a zone, whose kind may be known only afterwards. */
  zone(kind: Kind | (() => Kind), content: () => void): void
  /** As `zone`; blocks stand on lines of their own. */
  block(kind: Kind | (() => Kind), content: () => void): void
  /**
   * Puts what `content` writes on one line, whatever blocks it contains: a row of a table, a note.
   */
  line(kind: Kind, content: () => void): void
  /** Defers writing a footnote to the end of the block that contains its mark. */
  note(content: () => void): void
  /** Writes the deferred notes. */
  flushNotes(): void
  finish(): { text: string; layout: Layout; made: readonly Span[] }
}

/** This many characters reveal what precedes a raised number. */
const TAIL = 8

/** Makes a builder; `gap` separates two blocks. */
export function createTextBuilder(gap: '\n' | '\n\n' = '\n'): TextBuilder {
  // In parts: examining the end of a growing string would copy it each time.
  const parts: string[] = []
  let length = 0
  let last = '\n'
  /** the end of the last word */
  let wordsEnd = 0
  /** true if the line holds no words but the reader's own */
  let lineIsOpen = true
  const zones: Zone[] = []
  const made: Span[] = []
  let notes: (() => void)[] = []
  let inLine = 0
  let scripted = false

  function add(text: string): void {
    if (text === '') return
    parts.push(text)
    const words = text.trimEnd().length
    if (words > 0) wordsEnd = length + words
    length += text.length
    last = text.at(-1)!
  }

  function write(raw: string): boolean {
    // No width, no sign: it would only part "Vraag" from its number.
    const collapsed = raw.replace(/\u200b/g, '').replace(/[ \t\r\n\f\v]+/g, ' ')
    if (scripted && /^\p{N}/u.test(collapsed) && /\p{N}/u.test(last)) add(' ')
    if (collapsed !== '') scripted = false
    add(last === '\n' || last === ' ' ? collapsed.replace(/^ /, '') : collapsed)
    return collapsed.trim() !== ''
  }

  const builder: TextBuilder = {
    endScript() {
      scripted = true
    },
    tail() {
      return parts.slice(-TAIL).join('').slice(-TAIL)
    },
    atLineStart() {
      return lineIsOpen
    },
    write(raw) {
      if (write(raw)) lineIsOpen = false
    },
    make(raw) {
      const start = length
      write(raw)
      if (length > start) made.push({ start, end: length })
    },
    endLine() {
      if (inLine > 0) return builder.write(' ')
      if (last === ' ') {
        parts.push(parts.pop()!.slice(0, -1))
        length--
        // Two spaces never meet, and none begins a line.
        last = 'x'
      }
      if (last !== '\n') add(gap)
      lineIsOpen = true
    },
    zone(kind, content) {
      const start = length
      content()
      const end = Math.min(wordsEnd, length)
      if (end > start) zones.push({ kind: typeof kind === 'string' ? kind : kind(), start, end })
    },
    block(kind, content) {
      builder.endLine()
      if (inLine > 0) content()
      else builder.zone(kind, content)
      builder.endLine()
    },
    line(kind, content) {
      builder.block(kind, () => {
        inLine++
        content()
        inLine--
      })
    },
    note(content) {
      notes.push(content)
    },
    flushNotes() {
      if (inLine > 0) return
      const kept = notes
      notes = []
      for (const content of kept) builder.line('note', content)
    },
    finish() {
      builder.endLine()
      builder.flushNotes()
      zones.sort((a, b) => a.start - b.start || b.end - a.end)
      return { text: parts.join(''), layout: { zones, lines: [] }, made }
    },
  }
  return builder
}
