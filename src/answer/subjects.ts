import type { SourceDocument } from '../domain/document.ts'
import { isFunctionWord } from '../search/query/function-words.ts'
import { fold } from '../domain/fold.ts'
import { stemOf, wordsOf } from '../text/words.ts'

/**
 * Stems of words in titles that say what kind of paper it is, or that something happened, but not
 * the topic.
 */
const GENERAL = new Set(
  `aantal antwoord artikel bericht berichtgeving beantwoorden beantwoording besluit betreffende
  brief effect gaan gebruik geen gevolg gevolgen groot grote herhaald jaar jaren kabinet kamer
  kamervragen komen krijgen laten lid maatregelen maken meer mensen mening minister nederland
  nederlandse nieuw nieuwe nieuws nieuwsbericht onderzoek opnieuw overheid plan problemen rapport
  recente rol situatie staan staatssecretaris steeds stellen toename uitblijven uitspraak
  uitspraken uitzending verdwijnen vervolgvragen vragen waarschuwt wijze worden`
    .split(/\s+/u)
    .map(stemOf),
)

/** Letters of the shortest word that names a subject, abbreviations aside: "wolf", "PFAS". */
const SHORTEST = 4

/** A word names a subject once this many documents share it. */
const FEWEST = 2

/** A word in more than this share of all titles distinguishes none of them. */
const MOST = 0.2

/**
 * The subjects of documents, in the words of their own titles: each document with those words of
 * its title that other titles share, in their most frequent form. Nothing is invented, and no list
 * of ours is involved. Made with breaks.
 */
export function* subjectsInSteps(
  documents: readonly SourceDocument[],
): Generator<void, (id: string) => string[]> {
  const stems = new Map<string, string[]>()
  const held = new Map<string, { documents: number; forms: Map<string, number> }>()
  for (const { id, title } of documents) {
    const own = new Map(wordsOf(title).flatMap(({ text }) => formOf(text)))
    stems.set(id, [...own.keys()])
    for (const [stem, form] of own) {
      const known = held.get(stem) ?? { documents: 0, forms: new Map<string, number>() }
      known.documents++
      known.forms.set(form, (known.forms.get(form) ?? 0) + 1)
      held.set(stem, known)
    }
    yield
  }
  const named = new Map<string, string>()
  const most = Math.max(FEWEST, documents.length * MOST)
  for (const [stem, { documents: count, forms }] of held) {
    if (count >= FEWEST && count <= most) named.set(stem, commonest(forms))
  }
  return (id) => (stems.get(id) ?? []).flatMap((stem) => named.get(stem) ?? [])
}

/** The stem of a word that can name a subject, with the word as listed. */
function formOf(written: string): [string, string][] {
  // A decomposed accent is no letter by itself.
  const word = written.normalize('NFC')
  const isAbbreviation = word === word.toUpperCase() && /\p{L}{2}/u.test(word)
  if (!/^\p{L}[\p{L}'’]*$/u.test(word)) return []
  if (!isAbbreviation && (word.length < SHORTEST || isFunctionWord(fold(word)))) return []
  const stem = stemOf(word)
  if (GENERAL.has(stem)) return []
  return [[stem, isAbbreviation ? word : word.toLowerCase()]]
}

/** Of equally frequent forms, the first in the alphabet. */
function commonest(forms: ReadonlyMap<string, number>): string {
  const [[first]] = [...forms].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)) as [
    [string, number],
  ]
  return first
}

/** Whether two words are forms of one word, which is how an address of a subject is looked up. */
export function isSameSubject(a: string, b: string): boolean {
  return stemOf(a) === stemOf(b)
}
