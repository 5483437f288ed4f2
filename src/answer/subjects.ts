import type { SourceDocument } from '../domain/document.ts'
import { isFunctionWord } from '../search/query/function-words.ts'
import { fold, stemOf, wordsOf } from '../text/words.ts'

/**
 * Words of subjects that say what a paper is, or that something happened, and not what about:
 * stems.
 */
const GENERAL = new Set(
  `aantal antwoord artikel bericht berichtgeving beantwoorden beantwoording besluit betreffende brief
  effect gaan gebruik geen gevolg gevolgen groot grote herhaald jaar jaren kabinet kamer kamervragen
  komen krijgen laten lid maatregelen maken meer mensen mening minister nederland nederlandse nieuw
  nieuwe nieuws nieuwsbericht onderzoek opnieuw overheid plan problemen rapport recente rol situatie
  staan staatssecretaris steeds stellen toename uitblijven uitspraak uitspraken uitzending verdwijnen
  vervolgvragen vragen waarschuwt wijze worden`
    .split(/\s+/u)
    .map(stemOf),
)

/** Letters of the shortest word that names a subject, but for an abbreviation: "wolf", "PFAS". */
const SHORTEST = 4

/** A word names a subject from so many documents on. */
const FEWEST = 2

/** A word in more than this share of all subjects tells none of them apart. */
const MOST = 0.2

/**
 * What documents are about, in the words of their own subjects: each document with the words of its
 * title that others have too, in the form in which most write them. Nothing is made up, and nothing
 * is a list of ours.
 */
export function subjectsOf(documents: readonly SourceDocument[]): (id: string) => string[] {
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
  }
  const named = new Map<string, string>()
  const most = Math.max(FEWEST, documents.length * MOST)
  for (const [stem, { documents: count, forms }] of held) {
    if (count >= FEWEST && count <= most) named.set(stem, commonest(forms))
  }
  return (id) => (stems.get(id) ?? []).flatMap((stem) => named.get(stem) ?? [])
}

/** The stem of a word that can name a subject, with the word as it is listed. */
function formOf(word: string): [string, string][] {
  const isAbbreviation = word === word.toUpperCase() && /\p{L}{2}/u.test(word)
  if (!/^\p{L}[\p{L}'’]*$/u.test(word)) return []
  if (!isAbbreviation && (word.length < SHORTEST || isFunctionWord(fold(word)))) return []
  const stem = stemOf(word)
  if (GENERAL.has(stem)) return []
  return [[stem, isAbbreviation ? word : word.toLowerCase()]]
}

/** Of forms that as many write, the one that comes first in the alphabet. */
function commonest(forms: ReadonlyMap<string, number>): string {
  const [[first]] = [...forms].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)) as [
    [string, number],
  ]
  return first
}

/** Whether two words are forms of one: what an address of a subject is looked up by. */
export function isSameSubject(a: string, b: string): boolean {
  return stemOf(a) === stemOf(b)
}
