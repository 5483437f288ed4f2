import type { SourceDocument } from '../domain/document.ts'
import { fold } from '../domain/fold.ts'

/** A snippet: a stretch of text cut at words, with the places of the matches. */
export interface Snippet {
  readonly text: string
  /** `[start, end)` in `text` */
  readonly found: readonly { readonly start: number; readonly end: number }[]
  /** text was left out before it, and after it */
  readonly cut: { readonly before: boolean; readonly behind: boolean }
  /** null outside answers; `paragraph` counts from 1 */
  readonly answer: { readonly id: string; readonly paragraph: number } | null
}

/** Finds documents by the words in them, for somebody who is browsing. */
export interface FullText {
  /** true if the document contains every word, or a longer word that begins with it */
  holds(document: SourceDocument): boolean
  /**
   * the text of the document that contains most of the words; null if they occur only in its
   * subject or id
   */
  snippet(document: SourceDocument): Snippet | null
}

/** Words that are used; more would not narrow the result. */
const MOST_WORDS = 8

/** Characters of a snippet around a match. */
const AROUND = 110

/**
 * Makes a matcher for these words, or for a phrase between quotation marks; null if the query is
 * empty. Case and accents make no difference. It scans the texts themselves, so no index has to be
 * kept: 250 MB of text, as 38,000 documents have, take one core two seconds at most.
 */
export function fullText(query: string): FullText | null {
  const finders = termsOf(query).map(finderOf)
  if (finders.length === 0) return null
  return {
    holds: (document) => finders.every((find) => anyText(document, (text) => find(text) !== null)),
    snippet(document) {
      let best: { place: Place; count: number } | null = null
      for (const place of placesOf(document)) {
        const count = finders.filter((find) => find(place.text) !== null).length
        if (count > (best?.count ?? 0)) best = { place, count }
      }
      return best === null ? null : snippetOf(best.place, finders)
    },
  }
}

/** Documents to scan before yielding. */
const AT_ONCE = 500

/**
 * The documents that contain the words. Yields now and then, so that large collections hold nobody
 * up.
 */
export async function documentsHolding(
  words: FullText,
  documents: readonly SourceDocument[],
): Promise<SourceDocument[]> {
  const holding: SourceDocument[] = []
  for (const [at, document] of documents.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve))
    if (words.holds(document)) holding.push(document)
  }
  return holding
}

/** `a "b c"` is the word a and the phrase b c; the longest comes first, since it is the rarest. */
function termsOf(query: string): string[] {
  const terms = [...query.matchAll(/["“”„]([^"“”„]+)["“”„]|[\p{L}\p{M}\p{N}.-]+/gu)]
    .map((match) => (match[1] ?? match[0]).trim())
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
  return [...new Set(terms)].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS)
}

type Found = { readonly start: number; readonly end: number }
type Finder = (text: string, from?: number) => Found | null

/** Letters that Unicode does not decompose, with the letter that people type for them. */
const TYPED_AS: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  ŧ: 't',
  '’': "'",
  '‐': '-',
  '‑': '-',
  '–': '-',
}

/** Accents after their letter, and soft hyphens. */
const MARKS = '[\\u00ad\\u0300-\\u036f]*'

/** Where Unicode has the letters that decompose, and the other digits: "₂", "é", "ș", "ắ". */
const DECOMPOSED = { from: 0xa0, to: 0x214f }

/** Each letter with its spellings: nobody types all accents, and some documents lack them. */
let spellings: ReadonlyMap<string, string> | null = null

function spellingsOf(letter: string): string {
  spellings ??= allSpellings()
  return spellings.get(letter) ?? letter
}

function allSpellings(): Map<string, string> {
  const found = new Map<string, string>()
  for (let code = DECOMPOSED.from; code <= DECOMPOSED.to; code++) {
    const written = String.fromCharCode(code)
    const letter = typedAs(written)
    // The pattern ignores case, except for "İ", whose lower case is two characters.
    const isCapital = written.toLowerCase() !== written && written.toLowerCase().length === 1
    if (letter.length !== 1 || letter === written || isCapital) continue
    found.set(letter, (found.get(letter) ?? letter) + written)
  }
  return found
}

function typedAs(written: string): string {
  const letter = fold(written)
  return TYPED_AS[written] ?? TYPED_AS[letter] ?? letter
}

/** A pattern for a letter of the query: as typed, and in its other spellings. */
function patternOf(written: string): string {
  if (/\s/.test(written)) return '\\s'
  const typed = typedAs(written)
  if (written.length > 1) return escaped(written)
  if (typed.length === 1) return `[${escaped(spellingsOf(typed) + written)}]${MARKS}`
  // A ligature ("ĳ"), or an accent without a letter of its own.
  return typed === '' ? '' : `(?:${[...typed].map(patternOf).join('')}|${escaped(written)})`
}

function finderOf(term: string): Finder {
  const letters = [...term.normalize('NFC')].map(patternOf)
  const pattern = new RegExp(letters.join('').replace(/(?:\\s)+/g, '\\s+'), 'gi')
  return (text, from = 0) => {
    pattern.lastIndex = from
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      if (beginsWord(text, match.index)) {
        return { start: match.index, end: match.index + match[0].length }
      }
      pattern.lastIndex = match.index + 1
    }
    return null
  }
}

function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '\\$&')
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{M}\p{N}\u00ad]/u.test(text[at - 1]!)
}

interface Place {
  readonly text: string
  readonly answer: Snippet['answer']
}

function* placesOf(document: SourceDocument): Generator<Place> {
  for (const { id, paragraphs } of document.answers) {
    for (const [at, { reading }] of paragraphs.entries()) {
      yield { text: reading.text, answer: { id, paragraph: at + 1 } }
    }
  }
  for (const { reading } of document.questions) yield { text: reading.text, answer: null }
  for (const { text } of document.remarks) yield { text, answer: null }
  for (const { reading } of document.notes) yield { text: reading.text, answer: null }
}

function anyText(document: SourceDocument, has: (text: string) => boolean): boolean {
  if (has(document.title) || has(document.id)) return true
  if (document.askers.some(({ name }) => has(name))) return true
  for (const { text } of placesOf(document)) if (has(text)) return true
  return false
}

function snippetOf({ text, answer }: Place, finders: readonly Finder[]): Snippet {
  const first = Math.min(...finders.map((find) => find(text)?.start ?? Infinity))
  const start = wordEdge(text, Math.max(0, first - AROUND), 1)
  const end = wordEdge(text, Math.min(text.length, first + 2 * AROUND), -1)
  const shown = text.slice(start, end)
  const found = finders.flatMap((find) => allIn(shown, find))
  return {
    text: shown,
    found: found.sort((a, b) => a.start - b.start),
    cut: { before: start > 0, behind: end < text.length },
    answer,
  }
}

function allIn(text: string, find: Finder): Found[] {
  const all: Found[] = []
  for (let next = find(text); next !== null; next = find(text, next.end)) all.push(next)
  return all
}

/** The nearest word boundary from here, forward (1) or back (-1). */
function wordEdge(text: string, at: number, step: 1 | -1): number {
  if (at === 0 || at === text.length) return at
  const space = step === 1 ? text.indexOf(' ', at) + 1 : text.lastIndexOf(' ', at)
  return space > 0 ? space : at
}
