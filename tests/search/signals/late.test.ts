import { expect, it } from 'vitest'
import { buildSearchData } from '../../../src/search/corpus/build.ts'
import { catalogueOf, segmentTexts } from '../../../src/search/corpus/catalogue.ts'
import { leastCosineAmong } from '../../../src/search/signals/chance.ts'
import { lateInteraction } from '../../../src/search/signals/late.ts'
import { nearnessIn, numberIn, type Nearnesses } from '../../../src/search/signals/neighbours.ts'
import { dikes, trains } from '../../support/invented-documents.ts'
import { bundledModel } from '../../support/kamerqa.ts'

const { lexicon } = bundledModel()
const catalogue = catalogueOf([dikes, trains])
const data = buildSearchData([dikes, trains], lexicon)
const late = lateInteraction(lexicon, catalogue, data.tokens!)
const segments = [...segmentTexts(catalogue)]

/** A stored cosine: 0 to 255, nothing below the bound for so few pairs. */
function nearness(a: number, b: number): number {
  const row = (token: number): number[] => [
    ...lexicon.rows.subarray(token * lexicon.dimensions, (token + 1) * lexicon.dimensions),
  ]
  const product = (x: number[], y: number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0)
  const [x, y] = [row(a), row(b)]
  const cosine = product(x, y) / Math.sqrt(product(x, x)) / Math.sqrt(product(y, y))
  return cosine < leastCosineAmong(catalogue.pairs.length)
    ? 0
    : Math.round(Math.min(1, cosine) * 255)
}

function bestIn(segment: number, token: number): number {
  return Math.max(0, ...lexicon.tokenize(segments[segment]!).map((each) => nearness(token, each)))
}

/** The match in each pair, 0 if it is not reached. */
function byPair(nearnesses: Nearnesses): number[] {
  const found = catalogue.pairs.map(() => 0)
  for (const each of nearnesses) found[numberIn(each)] = nearnessIn(each)
  return found
}

it.each(['treinen', 'trains', 'prijsverhoging', 'dikes', 'water', 'Zeeland', 'xqz'])(
  'finds in each pair the token nearest to "%s", as an exhaustive search does',
  (word) => {
    for (const token of lexicon.tokenize(word)) {
      const expected = catalogue.pairs.map((pair) => {
        const own = Array.from({ length: pair.endParagraph - pair.questionSegment }, (_, i) =>
          bestIn(pair.questionSegment + i, token),
        )
        // All pairs of the document share the subject, so it counts for less.
        return Math.max(...own, Math.round(0.7 * bestIn(pair.subjectSegment, token)))
      })
      const inQuestion = catalogue.pairs.map(({ questionSegment }) =>
        bestIn(questionSegment, token),
      )
      const [match] = late.match([token])
      expect(byPair(match!.pairs)).toEqual(expected)
      expect(byPair(match!.questions)).toEqual(inQuestion)
      const sum = expected.reduce((total, each) => total + each, 0)
      expect(match!.usual).toBeCloseTo(sum / 255 / expected.length, 12)
      expect(late.match([token, token])).toEqual([match, match])
    }
  },
)

it('finds the same for many tokens at once, in any order, as for each alone', () => {
  const tokens = lexicon.tokenize(
    'Waarom stijgt het water achter de dijken in Zeeland, en de treinen?',
  )
  expect(tokens.length).toBeGreaterThan(10)
  const alone = tokens.map(
    (token) => lateInteraction(lexicon, catalogue, data.tokens!).match([token])[0],
  )
  expect(late.match(tokens)).toEqual(alone)
  expect(late.match(tokens.toReversed())).toEqual(alone.toReversed())
})

it('accepts a lower cosine among few pairs than among many', () => {
  const among = [1, 10, 30, 100, 500, 100_000].map(leastCosineAmong)
  expect(among[0]).toBe(among[1])
  expect(among[1]).toBeCloseTo(0.1 * Math.sqrt(2 * Math.log(10)), 12)
  expect(among.slice(1, 5)).toEqual(among.slice(1, 5).toSorted((a, b) => a - b))
  expect(among.slice(4)).toEqual([0.35, 0.35])
})
