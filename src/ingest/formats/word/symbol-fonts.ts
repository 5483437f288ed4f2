/**
 * The font Symbol from 0x22 on, where it differs from ASCII or Latin-1; a blank means identical or
 * undrawn.
 */
const SYMBOL: Readonly<Record<number, string>> = table([
  [0x22, '∀'],
  [0x24, '∃'],
  [0x27, '∍'],
  [0x2a, '∗'],
  [0x2d, '−'],
  [0x40, '≅'],
  [0x41, 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ'],
  [0x5c, '∴'],
  [0x5e, '⊥'],
  [0x61, 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ'],
  [0x7e, '∼'],
  [0xa1, 'ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…'],
  [0xc0, 'ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇'],
  [0xd5, '∏√⋅¬∧∨⇔⇐⇑⇒⇓◊'],
  [0xe5, '∑'],
  [0xf2, '∫'],
])

/** The signs of Wingdings that letters use. */
const WINGDINGS: Readonly<Record<number, string>> = table([
  [0x28, '☎'],
  [0x2a, '✉'],
  [0x4a, '☺☻☹'],
  [0x6c, '●❍■□'],
  [0x71, '❑❒⬧⧫◆❖'],
  [0x9f, '•'],
  [0xa7, '▪□'],
  [0xd8, '➢'],
  [0xdf, '←→↑↓'],
  [0xe8, '➔'],
  [0xef, '⇦⇨⇧⇩'],
  [0xfb, '✗✓☒☑'],
])

/** The same for Wingdings 2: boxes and check marks. */
const WINGDINGS_2: Readonly<Record<number, string>> = table([
  [0x4f, '✗✓☒☑'],
  [0x54, '☒'],
  [0xa3, '☐'],
])

function table(rows: readonly (readonly [number, string])[]): Record<number, string> {
  return Object.fromEntries(
    rows.flatMap(([from, signs]) => [...signs].map((sign, index) => [from + index, sign])),
  )
}

/**
 * The character that a symbol font draws for a code; null if unknown. Symbol fonts draw their signs
 * at the codes from U+F000 on; in other fonts the code is the character.
 */
export function signOf(font: string, code: number): string | null {
  const name = font.trim().toLowerCase()
  const own = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  if (name === 'symbol') return SYMBOL[own] ?? (own >= 0x20 && own < 0x7f ? ascii(own) : null)
  if (name === 'wingdings') return WINGDINGS[own] ?? null
  if (name === 'wingdings 2') return WINGDINGS_2[own] ?? null
  if (code >= 0xe000 && code <= 0xf8ff) return null
  return /dings/.test(name) || code < 0x20 || code > 0x10ffff ? null : String.fromCodePoint(code)
}

/** A text as its font draws it: at these codes only symbol fonts have signs. */
export function signsIn(text: string, font: string, unknown: string): string {
  if (!/^(?:symbol|wingdings|webdings)/i.test(font.trim())) return text
  return text.replace(/[\uf020-\uf0ff]/g, (sign) => signOf(font, sign.charCodeAt(0)) ?? unknown)
}

function ascii(code: number): string {
  return String.fromCharCode(code)
}
