/* eslint-disable no-console -- a command that prints what it made */
// `npm run dictionary`: makes src/search/query/dictionary.json, by which words of other languages
// are read in Dutch, from tools/dictionary/words.tsv and the terms in tools/model/terms.tsv.
import { readFileSync, writeFileSync } from 'node:fs'
import { FOREIGN, isGeneralIn } from '../src/search/query/foreign-words.ts'
import { fold, wordsOf } from '../src/text/words.ts'
import {
  plainWords,
  TRANSLATED,
  type TranslatedLanguage,
} from '../src/search/query/term-letters.ts'

/** A Dutch word or term with its translations, by language. */
type Row = Readonly<Partial<Record<string, string>>>

const rows = ['dictionary/words.tsv', 'model/terms.tsv'].flatMap(readRows)
const dutch = [...new Set(rows.map(dutchOf))].sort()
const placeOf = new Map(dutch.map((term, place) => [term, place]))
const terms = TRANSLATED.map((language) => [language, linesOf(rows, language).join('\n')])
const dictionary = { dutch: dutch.join('\n'), terms: Object.fromEntries(terms) }
const file = new URL('../src/search/query/dictionary.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(dictionary)}\n`)
for (const [language, lines] of terms) console.log(language, lines!.split('\n').length)

function readRows(name: string): Row[] {
  const [head, ...lines] = readFileSync(new URL(name, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
  return lines.map((line) => Object.fromEntries(head!.map((key, at) => [key, line[at]])))
}

/** A term with its Dutch, and how likely it is to mean that. */
interface Candidate {
  readonly dutch: string
  /** words that name no subject and were left out of the term: "personnes de plus de 65 ans" */
  readonly leftOut: number
  /** its place among the translations of the Dutch word, the most usual first */
  readonly place: number
}

/**
 * The terms of a language in order, each with the place of the Dutch that it is most likely to
 * mean, to base 36.
 */
function linesOf(rows: readonly Row[], language: TranslatedLanguage): string[] {
  const best = new Map<string, Candidate>()
  for (const row of rows) {
    for (const [place, alternative] of (row[language]?.split('|') ?? []).entries()) {
      const words = plainWords(alternative, language)
      const all = wordsOf(alternative).map(({ text }) => text)
      // Without "Regierung", "niederländische Regierung" would mean something else.
      if (words.length === 0 || all.some((word) => isOfAnySubject(word, language))) continue
      const leftOut = all.length - words.length
      const term = words.join(' ')
      const known = best.get(term)
      const candidate = { dutch: dutchOf(row), leftOut, place }
      if (known === undefined || isLikelier(candidate, known)) best.set(term, candidate)
    }
  }
  return [...best].map(([term, { dutch }]) => `${term}\t${placeOf.get(dutch)!.toString(36)}`).sort()
}

/** Whether a word names no subject without being a mere article or preposition. */
function isOfAnySubject(word: string, language: TranslatedLanguage): boolean {
  const { closed, standsFor } = FOREIGN.get(language)!
  return isGeneralIn(language, word) && !closed.has(fold(word)) && !standsFor.has(fold(word))
}

/** Of two equals the first counts: the more frequent Dutch word. */
function isLikelier(one: Candidate, other: Candidate): boolean {
  return (one.leftOut - other.leftOut || one.place - other.place) < 0
}

/** The first, without its article. */
function dutchOf(row: Row): string {
  return row['nl']!.split('|')[0]!.replace(/^(?:de|het|een) /u, '')
}
