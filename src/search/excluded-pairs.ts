import { stemOf, wordsOf } from '../text/words.ts'
import { questionOf, type Pair } from './corpus/catalogue.ts'
import { phraseFinder } from './query/phrases.ts'

/**
 * Makes a test whether a pair speaks of what a query is not about: in the answer, its question or
 * the title of its document, in these words or another form of a single one.
 */
export function speaksOfAny(topics: readonly string[]): (pair: Pair) => boolean {
  const finders = topics.map(phraseFinder)
  const stems = new Set(topics.map(stemOf))
  const speaks = (text: string) =>
    wordsOf(text).some((word) => stems.has(stemOf(word.text))) ||
    finders.some((finder) => finder.placesIn(text).length > 0)
  return (pair) =>
    speaks(questionOf(pair)) ||
    speaks(pair.document.title ?? '') ||
    pair.answer.paragraphs.some(({ reading }) => speaks(reading.text))
}
