/**
 * Characters that command a terminal, change the writing direction or are invisible: with these a
 * text can show something else than it says. Soft hyphens are not among them: documents are full of
 * them.
 */
const UNSEEN =
  /(?![\t\n])[\p{Cc}\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu

/** U+001B becomes its picture "␛", U+202E "⟨U+202E⟩". Line feeds and tabs stay. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0)!
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    if (code === 0x7f) return '\u2421'
    return `⟨U+${hexOf(code)}⟩`
  })
}

/** For a name or a sentence in a list: it cannot pass for two of them. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\u240a')
}

/** The same for JSON shown on a terminal: it remains the same JSON. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (character) => `\\u${hexOf(character.codePointAt(0)!).toLowerCase()}`)
}

const hexOf = (code: number) => code.toString(16).toUpperCase().padStart(4, '0')
