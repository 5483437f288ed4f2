import { signOf } from './symbol-fonts.ts'

/** An open field: its instruction comes first, then its result. */
interface Field {
  instruction: string
  shows: boolean
}

/** Nested fields across paragraphs: instructions are hidden, results are shown. */
export interface Fields {
  /** true where text is shown: outside fields, or in the results of all open ones */
  readonly shown: boolean
  /** true within a field that shows the mark of a note once more */
  readonly callsNote: boolean
  /** true within a table of contents */
  readonly listsContents: boolean
  begin(): void
  instruct(text: string): void
  separate(): void
  /** ends the innermost field; returns the text that one without a result shows all the same */
  end(): string
}

/** Fields whose result is stored for others and shown nowhere. */
const SILENT = /^\s*(?:SET|ASK)\b/i

/**
 * "MACROBUTTON NoMacro [Klik hier]", "GOTOBUTTON b3 pagina 3": the visible text is part of the
 * instruction.
 */
const BUTTON = /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(?<text>.+)$/is

/** `SYMBOL 183 \f "Symbol"` */
const SIGN = /^\s*SYMBOL\s+(?<code>0x[\da-f]{1,6}|\d{1,7})(?:.*?\\f\s+"?(?<font>[^"\\]+))?/is

/** Tracks the fields of a story; an unmatched end ends nothing. */
export function followFields(): Fields {
  const open: Field[] = []
  return {
    get shown() {
      return open.every(({ shows }) => shows)
    },
    get callsNote() {
      return open.some(({ instruction }) => /^\s*NOTEREF\b/i.test(instruction))
    },
    get listsContents() {
      return open.some(({ instruction }) => /^\s*TOC\b/i.test(instruction))
    },
    begin() {
      open.push({ instruction: '', shows: false })
    },
    instruct(text) {
      const field = open.at(-1)
      if (field !== undefined && !field.shows) field.instruction += text
    },
    separate() {
      const field = open.at(-1)
      if (field !== undefined) field.shows = showsResult(field.instruction)
    },
    end() {
      const field = open.pop()
      if (field === undefined || field.shows) return ''
      return open.every(({ shows }) => shows) ? shownByInstruction(field.instruction) : ''
    },
  }
}

/** True where what a field results in is shown. */
function showsResult(instruction: string): boolean {
  return !SILENT.test(instruction)
}

function shownByInstruction(instruction: string): string {
  const text = BUTTON.exec(instruction)?.groups?.['text']
  if (text !== undefined) return text
  const { code, font = '' } = SIGN.exec(instruction)?.groups ?? {}
  return code === undefined ? '' : (signOf(font, Number(code)) ?? '')
}
