import { ACCENTS } from './pdf-accents.ts'
import type { Glyph } from './pdf-glyphs.ts'
import { SET_APART, withoutSpacing } from './pdf-spacing.ts'

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
  /** those of the invisible runs that an opaque area covers */
  readonly barred: readonly TextItem[]
  /** drawn characters that are in no run */
  readonly missed: readonly string[]
  /** runs with a character that is not drawn */
  readonly added: readonly string[]
}

/** A character further away than this is a different one. */
const FAR = 200

/**
 * An accent and a space that pdf.js sees between it and what follows: the accent may stand over the
 * letter before, and then what follows stands next to that letter.
 */
const SPACED_ACCENT = new RegExp(`[${ACCENTS}] `, 'u')

/**
 * A sign that the font of a text lacks is drawn at most this many runs after it; a raised number or
 * letter also after the rest of the page.
 */
const SOON = 8
const SHORT = 3

/** It fills this share of the gap that the text leaves for it, at least. */
const FILLED = 0.6

/**
 * Matches the characters of runs with drawn ones, which come in the same order. A run is broken at
 * invisible characters, behind an accent with a space, and where a later run stands in it.
 */
export function matchGlyphs(items: readonly TextItem[], glyphs: readonly Glyph[]): Matched {
  const { characters, owners } = lettersOf(glyphs)
  const found = new Uint8Array(glyphs.length)
  const shown: TextItem[] = []
  const unseen: string[] = []
  const barred: TextItem[] = []
  const added: string[] = []
  const hides = glyphs.some((glyph) => glyph.unseen)
  const late = items.flatMap((other, place) => {
    const { length } = other.str.trim()
    return length > 0 && length <= SHORT && place > SOON ? [{ other, place }] : []
  })
  // Without spaces that are drawn, nothing but gaps shows words.
  const drawsSpaces = glyphs.some(({ text }) => text === ' ')
  let next = 0
  for (const [index, item] of items.entries()) {
    const pairs: Pair[] = []
    const within = [
      ...items.slice(index + 1, index + 1 + SOON),
      ...late.filter(({ place }) => place > index + SOON).map(({ other }) => other),
    ].filter((other) => isWithin(other, item))
    const breaks = SPACED_ACCENT.test(item.str) || within.length > 0
    const isSetApart = drawsSpaces && item.str.search(SET_APART) >= 0
    const match = (character: string, at: number): void => {
      const last = Math.min(characters.length, next + FAR)
      let place = next
      while (place < last && characters[place] !== character) place++
      if (place < last) {
        const glyph = owners[place]!
        if (hides || breaks || isSetApart) pairs.push({ at, glyph })
        found[glyph] = 1
        next = place + 1
      } else if (added.at(-1) !== item.str && VISIBLE.test(character)) added.push(item.str)
    }
    const turned = RIGHT_TO_LEFT.test(item.str) ? turnedLength(item.str, characters, next) : 0
    if (turned === 0) eachCharacter(item.str, match)
    const until = next + turned
    while (next < until) found[owners[next++]!] = 1
    if (!breaks && pairs.every(({ glyph }) => !glyphs[glyph]!.unseen))
      shown.push(isSetApart ? closedUp(item, pairs, glyphs) : item)
    else {
      const { parts, hidden, covered } = broken(item, pairs, glyphs, within)
      shown.push(...parts)
      unseen.push(...hidden)
      barred.push(...covered)
    }
  }
  const others = glyphs.filter(({ text }, at) => found[at] === 0 && VISIBLE.test(text))
  return {
    items: shown,
    barred,
    unseen: [...unseen, ...others.filter((glyph) => glyph.unseen).map(({ text }) => text)],
    missed: others.filter((glyph) => !glyph.unseen).map(({ text }) => text),
    added,
  }
}

function closedUp(item: TextItem, pairs: readonly Pair[], glyphs: readonly Glyph[]): TextItem {
  const [, , c = 0, d = 0] = item.transform
  return { ...item, str: withoutSpacing(item.str, Math.hypot(c, d), pairs, glyphs) }
}

/** A character of a run, with the drawn one that matches it. */
interface Pair {
  readonly at: number
  readonly glyph: number
}

/** Characters that leave a trace on the page. */
const VISIBLE = /[^\s\p{C}]/u

/** The characters that are drawn, each with its glyph. */
function lettersOf(glyphs: readonly Glyph[]) {
  const characters: string[] = []
  const owners: number[] = []
  for (const [glyph, { text }] of glyphs.entries()) {
    eachCharacter(text, (character) => {
      characters.push(character)
      owners.push(glyph)
    })
  }
  return { characters, owners }
}

/** Visits the characters of a text, with ligatures spelt out, without white space. */
function eachCharacter(text: string, visit: (character: string, at: number) => void): void {
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign <= '~' && sign > ' ') visit(sign, at)
    else if (sign !== ' ') {
      for (const character of sign.normalize('NFKC')) {
        if (/[^\s\u00ad\u200b]/.test(character)) visit(character, at)
      }
    }
  }
}

export const RIGHT_TO_LEFT = /[\u0590-\u08ff]/

/**
 * The count of characters in a run of a right-to-left script, which stand in another order than
 * the drawn ones from `next` on; 0 if those are other characters.
 */
function turnedLength(text: string, characters: readonly string[], next: number): number {
  const wanted: string[] = []
  eachCharacter(text, (character) => wanted.push(character))
  const drawn = characters.slice(next, next + wanted.length)
  return wanted.sort().join('') === drawn.sort().join('') ? wanted.length : 0
}

/** True for an upright run that stands within another one on its line. */
function isWithin(other: TextItem, { transform, width, str }: TextItem): boolean {
  const [, , , size = 0, left = 0, base = 0] = transform
  const [, along = 0, , , start = 0, level = 0] = other.transform
  const isUpright = along === 0 && size > 0 && str.trim() !== '' && other.str.trim() !== ''
  const isLevel = Math.abs(level - base) < size * 0.5
  return isUpright && isLevel && start > left && start + other.width < left + width
}

/** True if a run fills the gap between two characters. */
function isBetween(
  { transform, width }: TextItem,
  before: Glyph,
  after: Glyph | undefined,
): boolean {
  const middle = (transform[4] ?? 0) + width / 2
  if (after === undefined || before.endX > middle || after.startX < middle) return false
  return width > 0 && after.startX - before.endX > width * FILLED
}

/** The visible parts of a run, each with its place, the invisible ones and the covered of these. */
function broken(
  item: TextItem,
  pairs: readonly Pair[],
  glyphs: readonly Glyph[],
  within: readonly TextItem[],
): { parts: TextItem[]; hidden: string[]; covered: TextItem[] } {
  const parts: TextItem[] = []
  const hidden: string[] = []
  const covered: TextItem[] = []
  let from = 0
  for (let index = 0; index < pairs.length; index++) {
    const isUnseen = glyphs[pairs[index]!.glyph]!.unseen
    const following = pairs[index + 1]
    const isAccent = SPACED_ACCENT.test(item.str.slice(pairs[index]!.at, following?.at))
    const after = following === undefined ? undefined : glyphs[following.glyph]!
    const isGap = within.some((other) => isBetween(other, glyphs[pairs[index]!.glyph]!, after))
    if (!isAccent && !isGap && after?.unseen === isUnseen) continue
    const end = isAccent ? pairs[index]!.at + 1 : (following?.at ?? item.str.length)
    const whole = item.str.slice(pairs[from]!.at, end)
    const text = isGap ? whole.trimEnd() : whole
    const [first, last] = [glyphs[pairs[from]!.glyph]!, glyphs[pairs[index]!.glyph]!]
    const [a = 1, b = 0, c = 0, d = 1] = item.transform
    const { startX, startY } = first
    const width = Math.hypot(last.endX - startX, last.endY - startY)
    const part = { str: text, transform: [a, b, c, d, startX, startY], width }
    if (isUnseen) hidden.push(text)
    else parts.push(part)
    if (first.barred) covered.push(part)
    from = index + 1
  }
  return { parts, hidden, covered }
}
