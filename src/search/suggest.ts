import { compareText, placeAmong } from '../domain/order.ts'
import type { SourceDocument } from '../domain/document.ts'
import { isFunctionWord } from './query/function-words.ts'
import { sentencesOf } from '../text/sentences.ts'
import { standsAlone } from './starters.ts'
import { fold } from '../domain/fold.ts'
import { wordsOf } from '../text/words.ts'

/**
 * Shorter ones say too little to choose by, longer ones do not fit a line; in UTF-16 code units.
 */
const FITTING = { shortest: 25, longest: 180 }

/** Words with the typed beginning whose questions are looked up. */
const MOST_COMPLETIONS = 200

/** Suggests members' own questions that fit the text typed so far. */
interface Suggester {
  /**
   * At most `limit` questions that contain every word typed; the last word may be unfinished.
   * Newest first, then shortest, then by text. Empty if only function words were typed.
   */
  suggest(typed: string, limit: number): string[]
}

interface Candidate {
  readonly text: string
  readonly answered: string
}

/**
 * Reads the documents' questions once, with breaks; after that `suggest` looks up words and
 * compares no texts.
 */
export function* suggesterInSteps(
  documents: readonly SourceDocument[],
): Generator<void, Suggester> {
  const candidates = yield* candidatesOf(documents)
  const holders = new Map<string, number[]>()
  for (const [place, { text }] of candidates.entries()) {
    for (const word of topicsOf(text)) {
      const places = holders.get(word)
      if (places === undefined) holders.set(word, [place])
      else places.push(place)
    }
    yield
  }
  const vocabulary = [...holders.keys()].sort()

  /** Places of the candidates that contain a word which begins so. */
  function placesOfBegun(word: string): Set<number> {
    const from = placeAmong(vocabulary, word)
    const places = new Set<number>()
    for (let n = from; n < vocabulary.length && n < from + MOST_COMPLETIONS; n++) {
      if (!vocabulary[n]!.startsWith(word)) break
      for (const place of holders.get(vocabulary[n]!)!) places.add(place)
    }
    return places
  }

  return {
    suggest(typed, limit) {
      const words = wordsOf(typed)
      const last = words.at(-1)
      if (last === undefined) return []
      const unfinished = last.end === typed.length
      const folded = words.map(({ text }) => fold(text))
      const wanted = folded.filter(
        (word, n) => !isFunctionWord(word) && (word.length > 1 || n < folded.length - 1),
      )
      if (wanted.length === 0) return []
      const isBegun = (word: string, n: number) =>
        unfinished && n === wanted.length - 1 && word === folded.at(-1)
      const sets = wanted.map((word, n) =>
        isBegun(word, n) ? placesOfBegun(word) : new Set(holders.get(word)),
      )
      sets.sort((a, b) => a.size - b.size)
      const [fewest, ...others] = sets
      const places = [...fewest!].filter((place) => others.every((set) => set.has(place)))
      return places
        .sort((a, b) => a - b)
        .slice(0, limit)
        .map((place) => candidates[place]!.text)
    },
  }
}

/** The questions that can be suggested, each once, in order of preference. */
function* candidatesOf(documents: readonly SourceDocument[]): Generator<void, Candidate[]> {
  const byText = new Map<string, Candidate>()
  for (const { questions, answered } of documents) {
    for (const { reading } of questions) {
      for (const question of fittingSentences(reading.text)) {
        const known = byText.get(question)
        const candidate = { text: question, answered: answered ?? '' }
        if (known === undefined || known.answered < candidate.answered) {
          byText.set(question, candidate)
        }
      }
    }
    yield
  }
  return [...byText.values()].sort(
    (a, b) =>
      compareText(b.answered, a.answered) ||
      a.text.length - b.text.length ||
      compareText(a.text, b.text),
  )
}

function fittingSentences(text: string): string[] {
  return sentencesOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter(
      (sentence) =>
        standsAlone(sentence) &&
        sentence.length >= FITTING.shortest &&
        sentence.length <= FITTING.longest,
    )
}

function topicsOf(text: string): Set<string> {
  const words = wordsOf(text).map((word) => fold(word.text))
  return new Set(words.filter((word) => !isFunctionWord(word)))
}
