import { signOf } from './symbol-fonts.ts'

/** One field that has begun: first its instruction comes, then what it shows. */
interface Field {
  instruction: string
  shows: boolean
}

/** Fields as they nest, from paragraph to paragraph: an instruction is not shown, its result is. */
export interface Fields {
  /** true where text is shown: in no field, or in the results of all */
  readonly shown: boolean
  begin(): void
  instruct(text: string): void
  separate(): void
  /** ends the innermost field; gives what one without a result shows all the same */
  end(): string
}

/** Fields whose result is kept for others and shown nowhere. */
const SILENT = /^\s*(?:SET|ASK)\b/i

/**
 * "MACROBUTTON NoMacro [Klik hier]", "GOTOBUTTON b3 pagina 3": what is shown is part of the
 * instruction.
 */
const BUTTON = /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(?<text>.+)$/is

/** `SYMBOL 183 \f "Symbol"` */
const SIGN = /^\s*SYMBOL\s+(?<code>0x[\da-f]{1,6}|\d{1,7})(?:.*?\\f\s+"?(?<font>[^"\\]+))?/is

/** Follows the fields of a story; an end without a beginning ends nothing. */
export function followFields(): Fields {
  const open: Field[] = []
  return {
    get shown() {
      return open.every(({ shows }) => shows)
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
export function showsResult(instruction: string): boolean {
  return !SILENT.test(instruction)
}

function shownByInstruction(instruction: string): string {
  const text = BUTTON.exec(instruction)?.groups?.['text']
  if (text !== undefined) return text
  const { code, font = '' } = SIGN.exec(instruction)?.groups ?? {}
  return code === undefined ? '' : (signOf(font, Number(code)) ?? '')
}
