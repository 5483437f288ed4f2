import { expect, it } from 'vitest'
import { catalogueOf } from '../../src/search/corpus/catalogue.ts'
import { termsOf } from '../../src/search/pair-terms.ts'
import { phraseReader } from '../../src/search/phrase-stems.ts'
import { phraseFinder } from '../../src/search/query/phrases.ts'
import { answering } from '../support/quote-documents.ts'

const said = [
  ['Het veiligheidsregio-overleg over dual-use goederen.', 'Dualuse en e-mail.'],
  ["De foto's van het coördinatieplan.", 'Veiligheids-regio, dual use.'],
  ['Email over fotos en de coordinatie.', 'goederen over dual-use'],
  ["Een foto van de pro en A'dam.", "Zo'n zes collega’s, auto’s en baby's."],
  ['Het non-proliferatie-\nverdrag, een auto-\nweg.', 'Windows™ en m².'],
]
const documents = said.map((paragraphs, at) =>
  answering(`t${at}`, { question: 'Wat?', paragraphs }),
)
const stemsOfPairs = documents.flatMap((each) =>
  termsOf(each, null).map(({ stems }) => new Set(stems.map(([stem]) => stem))),
)
const frequencies = new Map<string, number>()
for (const stems of stemsOfPairs) {
  for (const stem of stems) frequencies.set(stem, (frequencies.get(stem) ?? 0) + 1)
}
/** As if there were many more pairs, so that no word is everywhere. */
const stemsOf = phraseReader(frequencies, 1_000)

function pairsWith(phrase: string): number[] {
  const stretches = stemsOf(phrase)
  if (typeof stretches === 'string') return []
  return [...stemsOfPairs.keys()].filter((at) =>
    stretches.every((ways) =>
      ways.some((way) => way.every((stems) => stems.some((stem) => stemsOfPairs[at]!.has(stem)))),
    ),
  )
}

it.each([
  ...['dual-use', 'dualuse', 'e-mail', 'email', "foto's", 'fotos en de', 'veiligheidsregio'],
  ...['veiligheids-regio', 'coördinatieplan', 'coordinatie', 'Dual use goederen', 'over dual'],
  ...["collega's, auto's", 'auto', 'A dam', 'zo', 'non-proliferatieverdrag', 'autoweg', 'm2'],
])('leads to every pair with “%s”', (phrase) => {
  const finder = phraseFinder(phrase)
  const holding = catalogueOf(documents).pairs.flatMap(({ answer }, pair) =>
    answer.paragraphs.some(({ reading }) => finder.placesIn(reading.text).length > 0) ? pair : [],
  )
  expect(holding).not.toEqual([])
  expect(pairsWith(phrase)).toEqual(expect.arrayContaining(holding))
})

it('says that no pair has an unknown word, and that any may have a common one', () => {
  expect(stemsOf('nergens')).toBe('none')
  expect(stemsOf('goederen nergens')).toBe('none')
  expect(phraseReader(frequencies, stemsOfPairs.length)('wat')).toBe('any')
})

it('looks for the rarest stretch first, and not for one that most pairs have', () => {
  const few = phraseReader(
    new Map([
      ['de', 90],
      ['minister', 20],
      ['oliedom', 2],
    ]),
    100,
  )
  expect(few('de minister oliedom')).toEqual([[[['oliedom']]], [[['minister']]]])
})
