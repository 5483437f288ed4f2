import { stemOf, stemsOfText } from '../text/words.ts'
import { questionOf, type Pair } from './corpus/catalogue.ts'
import { phraseFinder } from './query/phrases.ts'

/** Results to look through for those that do not speak of what a query is not about. */
const LOOKED_THROUGH = 100

/** The best `most` of these whose pairs do not speak of any of the topics. */
export function firstWithout<Item>(
  topics: readonly string[],
  best: (count: number) => readonly Item[],
  { most, pairOf }: { readonly most: number; readonly pairOf: (item: Item) => Pair },
): readonly Item[] {
  if (topics.length === 0) return best(most)
  const isUnwanted = speaksOfAny(topics)
  return best(LOOKED_THROUGH)
    .filter((item) => !isUnwanted(pairOf(item)))
    .slice(0, most)
}

/**
 * Makes a test whether a pair speaks of what a query is not about: in the answer, its question or
 * the title of its document, in these words or another form of a single one.
 */
function speaksOfAny(topics: readonly string[]): (pair: Pair) => boolean {
  const finders = topics.map(phraseFinder)
  const stems = new Set(topics.map(stemOf))
  const speaks = (text: string) =>
    stemsOfText(text).some((stem) => stems.has(stem)) ||
    finders.some((finder) => finder.placesIn(text).length > 0)
  return (pair) =>
    speaks(questionOf(pair)) ||
    speaks(pair.document.title ?? '') ||
    pair.answer.paragraphs.some(({ reading }) => speaks(reading.text))
}
