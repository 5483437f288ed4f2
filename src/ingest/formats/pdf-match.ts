import type { Glyph } from './pdf-glyphs.ts'

/** A run of characters as pdf.js gives it: its matrix, its width and its text, in points. */
export interface TextItem {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
}

/** The visible runs of a page, and its characters outside any run. */
export interface Matched {
  readonly items: readonly TextItem[]
  readonly unseen: readonly string[]
  /** drawn characters that are in no run */
  readonly missed: readonly string[]
  /** runs with a character that is not drawn */
  readonly added: readonly string[]
}

/** A character further away than this is a different one. */
const FAR = 200

/** A character of a run, with the drawn one that matches it. */
interface Pair {
  readonly at: number
  readonly glyph: number
}

/**
 * Matches the characters of runs with drawn ones, which come in the same order. A run with
 * invisible characters is broken there.
 */
export function matchGlyphs(items: readonly TextItem[], glyphs: readonly Glyph[]): Matched {
  const letters = lettersOf(glyphs)
  const found = new Set<number>()
  const shown: TextItem[] = []
  const unseen: string[] = []
  const added: string[] = []
  let next = 0
  for (const item of items) {
    const pairs: Pair[] = []
    const wanted = charactersOf(item.str)
    const window = letters.slice(next, next + wanted.length)
    if (isTurned(wanted, window)) {
      for (const { glyph } of window) found.add(glyph)
      next += wanted.length
      shown.push(item)
      continue
    }
    for (const { at, character } of wanted) {
      let place = next
      while (
        place < letters.length &&
        place < next + FAR &&
        letters[place]!.character !== character
      )
        place++
      if (letters[place]?.character !== character) {
        if (VISIBLE.test(character) && added.at(-1) !== item.str) added.push(item.str)
        continue
      }
      pairs.push({ at, glyph: letters[place]!.glyph })
      found.add(letters[place]!.glyph)
      next = place + 1
    }
    if (pairs.every(({ glyph }) => !glyphs[glyph]!.unseen)) shown.push(item)
    else {
      const { parts, hidden } = broken(item, pairs, glyphs)
      shown.push(...parts)
      unseen.push(...hidden)
    }
  }
  const others = glyphs.filter(({ text }, at) => !found.has(at) && VISIBLE.test(text))
  return {
    items: shown,
    unseen: [...unseen, ...others.filter((glyph) => glyph.unseen).map(({ text }) => text)],
    missed: others.filter((glyph) => !glyph.unseen).map(({ text }) => text),
    added,
  }
}

/** Characters that leave a trace on the page. */
const VISIBLE = /[^\s\p{C}]/u

interface Letter {
  readonly character: string
  readonly glyph: number
}

function lettersOf(glyphs: readonly Glyph[]): Letter[] {
  return glyphs.flatMap(({ text }, glyph) =>
    charactersOf(text).map(({ character }) => ({ character, glyph })),
  )
}

/** The characters of a text, with ligatures spelt out, without white space. */
function charactersOf(text: string): { at: number; character: string }[] {
  const found: { at: number; character: string }[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign <= '~' && sign > ' ') found.push({ at, character: sign })
    else {
      for (const character of sign.normalize('NFKC')) {
        if (/[^\s\u00ad\u200b]/.test(character)) found.push({ at, character })
      }
    }
  }
  return found
}

/** True if a run of a right-to-left script contains all of its characters. */
function isTurned(
  wanted: readonly { character: string }[],
  window: readonly { character: string }[],
): boolean {
  if (!wanted.some(({ character }) => /[\u0590-\u08ff]/.test(character))) return false
  const sorted = (all: readonly { character: string }[]): string =>
    all
      .map(({ character }) => character)
      .sort()
      .join('')
  return sorted(wanted) === sorted(window)
}

/** The visible parts of a run, each with its place, and the invisible ones. */
function broken(
  item: TextItem,
  pairs: readonly Pair[],
  glyphs: readonly Glyph[],
): { parts: TextItem[]; hidden: string[] } {
  const parts: TextItem[] = []
  const hidden: string[] = []
  let from = 0
  for (let index = 0; index < pairs.length; index++) {
    const isUnseen = glyphs[pairs[index]!.glyph]!.unseen
    const following = pairs[index + 1]
    if (following !== undefined && glyphs[following.glyph]!.unseen === isUnseen) continue
    const text = item.str.slice(pairs[from]!.at, following?.at ?? item.str.length)
    const [first, last] = [glyphs[pairs[from]!.glyph]!, glyphs[pairs[index]!.glyph]!]
    if (isUnseen) hidden.push(text)
    else {
      const [a = 1, b = 0, c = 0, d = 1] = item.transform
      const [x, y] = first.start
      const width = Math.hypot(last.end[0] - x, last.end[1] - y)
      parts.push({ str: text, transform: [a, b, c, d, x, y], width })
    }
    from = index + 1
  }
  return { parts, hidden }
}
