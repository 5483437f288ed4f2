import { expect, it } from 'vitest'
import { catalogueOf } from '../../src/search/corpus/catalogue.ts'
import { gatherRepeats } from '../../src/search/repeats.ts'
import { invented } from '../support/invented-documents.ts'

const LONG =
  'De gemeenten krijgen in het najaar 12 miljoen euro om de opvang van dak- en thuislozen in de ' +
  'winter te verruimen, en ik spreek in het voorjaar met hen over de uitkomsten daarvan.'

type Said = readonly [answered: string | null, question: string, answer: string]

/** The ids of each group, the shown one first, for pairs ranked in this order. */
function groupsOf(...said: Said[]): string[][] {
  const documents = said.map(([answered, question, answer], at) =>
    invented(`d${at}`, [[[1], question, [answer]]], { answered }),
  )
  const { pairs } = catalogueOf(documents)
  const ranked = pairs.map((_, pair) => ({ pair, score: 1 - pair / 10 }))
  return gatherRepeats(ranked, pairs).map(({ shown, others }) =>
    [shown, ...others].map((pair) => pairs[pair]!.document.id),
  )
}

it('groups a repeated answer with its first, and shows the latest', () => {
  expect(
    groupsOf(
      ['2021-01-01', 'Wat doet u voor daklozen?', LONG],
      [
        '2021-01-01',
        'Iets anders?',
        'Over dit andere onderwerp is nog niets besloten, maar dat komt.',
      ],
      ['2022-01-01', 'Hoe helpt u deze mensen?', LONG.replace('najaar', 'najaar,')],
    ),
  ).toEqual([['d2', 'd0'], ['d1']])
})

it('keeps the ranking order if the days are the same or unknown', () => {
  expect(groupsOf([null, 'A?', LONG], [null, 'B?', LONG])).toEqual([['d0', 'd1']])
})

it('keeps answers apart that differ by a figure, a negation or several words', () => {
  expect(groupsOf([null, 'A?', LONG], [null, 'A?', LONG.replace('12', '15')])).toHaveLength(2)
  expect(
    groupsOf([null, 'A?', LONG], [null, 'A?', LONG.replace('krijgen', 'krijgen niet')]),
  ).toHaveLength(2)
  expect(groupsOf([null, 'A?', `Ja. ${LONG}`], [null, 'A?', `Nee. ${LONG}`])).toHaveLength(2)
  const other = LONG.replace('dak- en thuislozen', 'vluchtelingen uit Oekraïne').replace(
    'uitkomsten',
    'kosten',
  )
  expect(groupsOf([null, 'A?', LONG], [null, 'A?', other])).toHaveLength(2)
})

it('groups short answers only under the same question', () => {
  const asked = 'Bent u bereid het verbod op vuurwerk voor particulieren nog dit jaar in te voeren?'
  expect(groupsOf(['2021-01-01', asked, 'Nee.'], ['2022-01-01', asked, 'Nee.'])).toEqual([
    ['d1', 'd0'],
  ])
  expect(groupsOf([null, asked, 'Nee.'], [null, 'Gaat u dat doen?', 'Nee.'])).toHaveLength(2)
  expect(groupsOf([null, asked, 'Nee.'], [null, asked, 'Ja.'])).toHaveLength(2)
})
