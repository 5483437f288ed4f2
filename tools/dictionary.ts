/* eslint-disable no-console -- a command that prints what it made */
// `npm run dictionary`: makes src/search/query/dictionary.json, by which words of other languages
// are read in Dutch, from tools/dictionary/words.tsv and the terms in tools/model/terms.tsv, and
// everyday-words.json beside it, what ministries call everyday terms, from everyday.tsv.
import { readFileSync, writeFileSync } from 'node:fs'
import { termKey, LONGEST_TERM } from '../src/search/query/everyday-words.ts'
import { isGeneral } from '../src/search/query/general-words.ts'
import { setOf } from '../src/search/query/foreign-words.ts'
import { fold } from '../src/domain/fold.ts'
import { stemsOfText, wordsOf } from '../src/text/words.ts'
import {
  namesNothing,
  plainWords,
  TRANSLATED,
  type TranslatedLanguage,
} from '../src/search/query/term-letters.ts'

/** A Dutch word or term with its translations, by language. */
type Row = Readonly<Partial<Record<string, string>>>

/** Words within a term that it means the same without. */
const LINKING = setOf(
  `der die das des dem den ein eine einer und von vom für in zu zur zum le la les l de du des
  d un une à au aux en et pour el los las del y para i w z do na o dla і й та в у з до для
  про و في من إلى على it fan foar op e di pa ve`,
)

/** Words that turn a term round. */
const NEGATIONS = setOf(
  `nicht kein keine ohne non pas sans no sin nie bez не без غير بدون لا değil net gjin sûnder`,
)

/** Regular plurals, which are read as forms of their singular. */
const PLURALS: Readonly<Record<TranslatedLanguage, readonly string[]>> = {
  ...{ de: ['n', 'en', 'e'], fr: ['s'], es: ['s', 'es'], tr: ['lar', 'ler'], pl: [], uk: [] },
  ...{ ar: [], fy: ['en', 's'], pap: ['nan'] },
}

const rows = ['dictionary/words.tsv', 'model/terms.tsv'].flatMap(readRows)
const dutch = [...new Set(rows.map(dutchOf))].sort()
const placeOf = new Map(dutch.map((term, place) => [term, place]))
const terms = TRANSLATED.map((language) => [language, linesOf(rows, language).join('\n')])
const dictionary = { dutch: dutch.join('\n'), terms: Object.fromEntries(terms) }
const file = new URL('../src/search/query/dictionary.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(dictionary)}\n`)
for (const [language, lines] of terms) console.log(language, lines!.split('\n').length)

const everyday = everydayLines(readRows('dictionary/everyday.tsv'))
const everydayFile = new URL('../src/search/query/everyday-words.json', import.meta.url)
writeFileSync(everydayFile, `${JSON.stringify({ terms: everyday.join('\n') })}\n`)
console.log('everyday Dutch', everyday.length)

/** What ministries call each everyday term, by its stems; of two with the same stems the first. */
function everydayLines(rows: readonly Row[]): string[] {
  const official = new Map<string, string>()
  for (const { everyday = '', official: terms = '' } of rows) {
    const key = termKey(stemsOfText(everyday))
    const count = key.split(' ').length
    if (count > LONGEST_TERM) throw new Error(`more than ${LONGEST_TERM} words: ${everyday}`)
    if (count === 1 && isGeneral(everyday)) throw new Error(`names no subject: ${everyday}`)
    if (!official.has(key)) official.set(key, terms)
  }
  return Array.from(official, ([key, terms]) => `${key}\t${terms}`)
}

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
  /** the place of the Dutch word, the most frequent first */
  readonly row: number
}

/**
 * The terms of a language in order, each with the place of the Dutch that it is most likely to
 * mean, to base 36.
 */
function linesOf(rows: readonly Row[], language: TranslatedLanguage): string[] {
  const best = new Map<string, Candidate>()
  for (const [at, row] of rows.entries()) {
    for (const [place, alternative] of (row[language]?.split('|') ?? []).entries()) {
      const words = plainWords(alternative, language)
      const all = wordsOf(alternative).map(({ text }) => text)
      if (words.length === 0 || losesMeaning(all, words.length, language)) continue
      const leftOut = all.length - words.length
      const term = words.join(' ')
      const known = best.get(term)
      const candidate = { dutch: dutchOf(row), leftOut, place, row: at }
      if (known === undefined || isLikelier(candidate, known)) best.set(term, candidate)
    }
  }
  for (const [term, { row }] of best) {
    const noun = PLURALS[language].map((ending) => best.get(withoutEnding(term, ending)))
    // "Schulen" is more often schools than to train.
    if (noun.some((other) => other !== undefined && other.row < row)) best.delete(term)
  }
  return [...best].map(([term, { dutch }]) => `${term}\t${placeOf.get(dutch)!.toString(36)}`).sort()
}

/**
 * Whether a term means something else without the words that name no subject: "niederländische
 * Regierung", "no saludable".
 */
function losesMeaning(all: readonly string[], left: number, language: TranslatedLanguage): boolean {
  const lost = all.filter((word) => namesNothing(word, language) && !LINKING.has(fold(word)))
  return lost.length > 0 && (left === 1 || lost.some((word) => NEGATIONS.has(fold(word))))
}

function withoutEnding(term: string, ending: string): string {
  return term.endsWith(ending) ? term.slice(0, -ending.length) : ''
}

/** Of two equals the first counts: the more frequent Dutch word. */
function isLikelier(one: Candidate, other: Candidate): boolean {
  return (one.leftOut - other.leftOut || one.place - other.place) < 0
}

/** The first, without its article. */
function dutchOf(row: Row): string {
  return row['nl']!.split('|')[0]!.replace(/^(?:de|het|een) /u, '')
}
