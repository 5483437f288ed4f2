import { patternOf } from '../../text/pattern.ts'
import { wordsOf } from '../../text/words.ts'

/** A phrase between quotation marks, with the place of both in UTF-16 code units. */
interface QuotedPhrase extends Place {
  readonly phrase: string
}

/** Any of these opens, and any closes: „a”, “a”, »a«, «a», 'a'. */
const DOUBLE = "[\"“”„‟«»‹›❝❞〝〞〟＂″「」]|''|,,|``|´´"
const SINGLE = "['‘’‚‛`´]"

/**
 * The forms of a phrase in a query; the first that matches wins. An apostrophe is not a quotation
 * mark: "foto's", "'s-Gravenhage", "'t Hooft".
 */
const patterns = [
  // A quotation in another: "het bericht «Overheid liegt»", «Jos de Blok: «Buitengesloten»»
  /(?<![\p{L}\p{N}])"(?=\S)(?<phrase>[^"«»“”„]*(?:[«“„][^"«»“”„]*[»”“][^"«»“”„]*)+)(?<=\S)"/gu,
  /«(?<phrase>[^«»]*(?:«[^«»]*»[^«»]*)+)»/gu,
  // Marks directly beside another open or close together: ""a"".
  new RegExp(
    patternOf`
      (?:(?:${DOUBLE})+(?=\S)|${DOUBLE})(?<phrase>.*?)
      (?:(?:${DOUBLE})+(?![\p{L}\p{N}])|${DOUBLE})
    `,
    'gsu',
  ),
  new RegExp(
    patternOf`
      (?<![\p{L}\p{N}])${SINGLE}
      (?<phrase>(?:…\s?)?(?!(?:s|t|n|k|m|r)(?![\p{L}\p{N}]))[\p{L}\p{N}].*?)
      ${SINGLE}(?![\p{L}\p{N}])
    `,
    'gsu',
  ),
] as const

/**
 * The phrases between quotation marks, in order. A mark that is never closed, or encloses no word,
 * does not count.
 */
export function findPhrases(query: string): QuotedPhrase[] {
  const found: QuotedPhrase[] = []
  for (const pattern of patterns) {
    for (const { index: start, 0: all, groups } of query.matchAll(pattern)) {
      const phrase = groups!['phrase']!.trim()
      const end = start + all.length
      if (!/[\p{L}\p{N}]/u.test(phrase)) continue
      if (found.some((other) => start < other.end && other.start < end)) continue
      found.push({ phrase, start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A phrase's place in a text, in UTF-16 code units. */
interface Place {
  readonly start: number
  readonly end: number
}

/** Finds a phrase in texts. */
export interface PhraseFinder {
  /** true if a text may contain it: faster than finding its places */
  mayStandIn(text: string): boolean
  placesIn(text: string): Place[]
}

/**
 * Makes a finder of a phrase that ignores case, accents, hyphens and line ends: it finds "dual-use"
 * in "Dual use", "veiligheidsregio" in "veilig-\nheidsregio", "e-mail" in "email". A match begins
 * and ends at a word boundary.
 */
export function phraseFinder(phrase: string): PhraseFinder {
  const asked = spell(phrase)
  return {
    mayStandIn: lettersFinder(asked.letters),
    placesIn(text) {
      if (asked.letters === '') return []
      const told = spell(text)
      const places: Place[] = []
      for (
        let from = told.letters.indexOf(asked.letters);
        from >= 0;
        from = told.letters.indexOf(asked.letters, from + 1)
      ) {
        const end = from + asked.letters.length
        if (!fits(asked, told, from)) continue
        places.push({ start: told.starts[from]!, end: told.ends[end - 1]! })
      }
      return places
    },
  }
}

/**
 * What stands before a letter. A hyphen may join two words, split a word at a line end, or be left
 * out.
 */
const NOTHING = 0
const HYPHEN = 1
const GAP = 2

/** A hyphen, or what no reader sees: text from web pages has it within words. */
const JOINS = /[-‐‑\u200b\u200c\u2060\ufeff]/u

/** A text reduced to its letters and digits, in lower case and without accents. */
interface Spelt {
  readonly letters: string
  /** where in the text each letter begins and ends */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** what stands before each letter, and after the last one */
  readonly gaps: readonly number[]
}

function spell(text: string): Spelt {
  let letters = ''
  const starts: number[] = []
  const ends: number[] = []
  const gaps: number[] = []
  let gap = GAP
  let closed = false
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const own = lettersOfCharacter(character)
    for (let nth = 0; nth < own.length; nth++) {
      gaps.push(nth === 0 ? gap : NOTHING)
      starts.push(at)
      ends.push(end)
    }
    letters += own
    if (own !== '') {
      gap = NOTHING
      closed = false
    } else if (/\p{M}/u.test(character)) {
      // An accent belongs to the letter before it.
      if (gap === NOTHING && ends.length > 0) ends[ends.length - 1] = end
    } else if (character === '\u00ad') closed = true
    else if (JOINS.test(character)) gap = Math.max(gap, HYPHEN)
    else if (character === '\n' && gap <= HYPHEN && (closed || gap === HYPHEN)) closed = true
    else if (!closed || /\S/u.test(character)) gap = GAP
    at = end
  }
  gaps.push(GAP)
  return { letters, starts, ends, gaps }
}

function fits(asked: Spelt, told: Spelt, from: number): boolean {
  const { length } = asked.letters
  if (told.gaps[from] === NOTHING || told.gaps[from + length] === NOTHING) return false
  for (let at = 1; at < length; at++) {
    const wanted = asked.gaps[at]!
    const found = told.gaps[from + at]!
    if (wanted === NOTHING ? found === GAP : wanted === GAP && found === NOTHING) return false
  }
  return true
}

/**
 * Tells whether these letters stand in a text one after the other, whatever is between them. A
 * common phrase is looked for in thousands of texts: each is read once, and none is copied (the
 * algorithm of Knuth, Morris & Pratt 1977).
 */
function lettersFinder(wanted: string): (text: string) => boolean {
  /** after so many letters that fit, how many of the last ones also begin the wanted ones */
  const again = new Uint16Array(wanted.length + 1)
  for (let at = 1, same = 0; at < wanted.length; at++) {
    while (same > 0 && wanted[same] !== wanted[at]) same = again[same]!
    if (wanted[same] === wanted[at]) same++
    again[at + 1] = same
  }

  function next(fitting: number, letter: number): number {
    let fit = fitting
    while (fit > 0 && wanted.charCodeAt(fit) !== letter) fit = again[fit]!
    return wanted.charCodeAt(fit) === letter ? fit + 1 : fit
  }

  return (text) => {
    if (wanted === '') return false
    let fit = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code < ASCII.length) {
        const letter = ASCII[code]!
        if (letter === 0) continue
        fit = next(fit, letter)
        if (fit === wanted.length) return true
        continue
      }
      const character = String.fromCodePoint(text.codePointAt(at)!)
      at += character.length - 1
      const letters = lettersOfOther(character)
      for (let nth = 0; nth < letters.length; nth++) {
        fit = next(fit, letters.charCodeAt(nth))
        if (fit === wanted.length) return true
      }
    }
    return false
  }
}

/** By ASCII character, its letter or digit in lower case; 0 for others. */
const ASCII = new Uint8Array(128)
for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789') {
  for (const form of [letter, letter.toUpperCase()]) {
    ASCII[form.charCodeAt(0)] = letter.charCodeAt(0)
  }
}

function lettersOfCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= ASCII.length) return lettersOfOther(character)
  const letter = ASCII[code]!
  return letter === 0 ? '' : String.fromCharCode(letter)
}

/** Characters that are not ASCII recur: each is decomposed once. */
const others = new Map<string, string>()

function lettersOfOther(character: string): string {
  let letters = others.get(character)
  if (letters === undefined) {
    letters = character
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]+/gu, '')
      .toLowerCase()
    others.set(character, letters)
  }
  return letters
}

/**
 * Ways in which a phrase's words may be cut in a text that `phraseFinder` finds it in, for looking
 * them up: one after the other the stretches between gaps, for each its ways, and for each way its
 * words. A stretch may be one word, two that a hyphen parts anywhere, or as many as it has hyphens
 * itself, one of which may be parted once more; a gap may be an apostrophe, which stands inside a
 * word. A sign that is spelt in letters or digits, "½" or "™", is also looked up as it stands.
 * `thrice` also parts each stretch in three, which takes hundreds of lookups.
 */
export function cutsOf(phrase: string, { thrice = false } = {}): string[][][] {
  const { letters, gaps, starts, ends } = spell(phrase)
  const stretches: { words: string[]; start: number; end: number }[] = []
  // Gaps are counted by code unit: a letter may take two.
  for (let at = 0; at < letters.length; at++) {
    if (gaps[at] === GAP) stretches.push({ words: [''], start: starts[at]!, end: 0 })
    const stretch = stretches.at(-1)!
    const { words } = stretch
    if (gaps[at] === HYPHEN) words.push('')
    words[words.length - 1] += letters[at]!
    stretch.end = ends[at]!
  }
  return stretches.map(({ words, start, end }, at) => {
    const whole = words.join('')
    const before = stretches[at - 1]?.words.at(-1)
    const behind = stretches[at + 1]?.words[0]
    const partedOnceMore =
      words.length === 1
        ? []
        : words.flatMap((word, nth) => inTwo(word).map((two) => words.toSpliced(nth, 1, ...two)))
    const joined = [
      ...(before === undefined ? [] : [[`${before}'${words[0]}`]]),
      ...(behind === undefined ? [] : [[`${words.at(-1)}'${behind}`]]),
    ]
    const asItStands = wordsOf(phrase.slice(start, end)).map(({ text }) => text)
    const inThree = thrice && whole.length <= LONGEST_IN_THREE ? partedInThree(whole) : []
    return [words, [whole], ...inTwo(whole), ...inThree, ...partedOnceMore, ...joined, asItStands]
  })
}

/** Letters of a word that may be parted in three, in some 700 ways. */
const LONGEST_IN_THREE = 40

function partedInThree(word: string): string[][] {
  return inTwo(word).flatMap(([first, rest]) => inTwo(rest).map((two) => [first, ...two]))
}

/** The ways to part a word in two. */
function inTwo(word: string): [string, string][] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, cut) => [
    word.slice(0, cut + 1),
    word.slice(cut + 1),
  ])
}
