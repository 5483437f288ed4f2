import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { atOnce } from '../../src/domain/slices.ts'
import { loadModel } from '../../src/open/model.ts'
import { buildSearchData } from '../../src/search/corpus/build.ts'
import { searchIn } from '../../src/search/create.ts'
import { wholeField } from '../../src/search/field.ts'
import { largeField } from '../../src/search/large.ts'
import type { Search } from '../../src/search/search.ts'
import { codedStore } from '../../src/store/coded-store.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { int8Of } from '../../src/vectors/int8.ts'
import { bundledModel, entriesOf } from '../support/kamerqa.ts'
import { partsWith } from '../support/parts-with.ts'
import { madeUpQueries } from '../support/made-up-queries.ts'
import { seeded } from '../support/invent-document.ts'
import { invented } from '../support/invented-documents.ts'

const SUBJECTS = [
  ...['dijken', 'treinen', 'scholen', 'ziekenhuizen', 'belastingen', 'asielzoekers', 'windmolens'],
  ...['boeren', 'visserij', 'woningen', 'gevangenissen', 'luchthavens', 'universiteiten', 'musea'],
]
const SAYINGS = ['kosten', 'veiligheid', 'onderhoud', 'tekorten', 'toezicht', 'vergunningen']
const PLACES = ['Zeeland', 'Limburg', 'Groningen', 'Utrecht', 'Drenthe', 'Almere', 'Breda']

/** Answers on some hundred matters, some of them on the same one. */
const random = seeded(4)
const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]!
const documents = Array.from({ length: 250 }, (_, at) => {
  const [subject, saying, place] = [pick(SUBJECTS), pick(SAYINGS), pick(PLACES)]
  return invented(
    `d${String(at).padStart(3, '0')}`,
    [
      [
        [1],
        `Wat is er bekend over ${saying} bij ${subject} in ${place}?`,
        [
          `De ${saying} bij ${subject} in ${place} zijn ${at} keer onderzocht.`,
          `Het onderzoek van ${subject} begon in ${1990 + (at % 30)}.`,
        ],
      ],
      [[2], `Bent u bekend met het bericht over ${subject}?`, ['Ja.']],
    ],
    { title: `${saying} bij ${subject}`, answered: `20${10 + (at % 14)}-05-0${1 + (at % 9)}` },
  )
})

it('finds what scoring every pair finds, with filters and without', async () => {
  const { embedder, lexicon } = bundledModel()
  const { calibrations } = await loadModel(readConfig({ MODEL: 'letterlijk/nl-en-256' }).model)
  const vectors = int8Of(await entriesOf(documents, embedder), embedder.dimensions)
  const sources = { documents, embedder, lexicon }
  const data = buildSearchData(documents, lexicon)
  const options = { embedder, lexicon, calibrations }
  const whole = searchIn(wholeField({ ...sources, data, store: memoryStore(vectors) }), options)
  const makeLarge = () => {
    const store = atOnce(codedStore(vectors))
    const field = largeField({ ...sources, data: partsWith(documents, lexicon, 40), store })
    return searchIn(atOnce(field), options)
  }
  const large = makeLarge()
  let asked = 0
  let same = 0
  for (const query of madeUpQueries(documents, 24)) {
    for (const filters of [undefined, { from: '2020-01-01' }]) {
      const wanted = { query, ...(filters === undefined ? {} : { filters }) }
      const [expected, found] = await Promise.all([whole.search(wanted), large.search(wanted)])
      asked++
      if (found.passages[0]?.answerId === expected.passages[0]?.answerId) same++
      expect(found.reason === null).toBe(expected.reason === null)
      expect(found.passages.every(({ matched }) => matched.length > 0)).toBe(true)
    }
  }
  expect(same / asked).toBeGreaterThan(0.9)
  for (const phrase of [
    'toezicht bij musea',
    'Toezicht-bij  MUSEA',
    'windmo-lens',
    'nergens iets',
  ]) {
    const query = `wat zegt u over "${phrase}"?`
    const [expected, found] = await Promise.all([whole.search({ query }), large.search({ query })])
    expect(found.readFilters).toEqual(expected.readFilters)
    expect(found.passages.length).toBe(expected.passages.length)
  }
  const numbered = { query: 'vraag 2 in d017' }
  expect(await large.search(numbered)).toEqual(await whole.search(numbered))

  const asksAll = ({ search }: Search) =>
    Promise.all(
      ['toezicht op ziekenhiuzen in Zeeland', '"toezicht bij musea"'].map((query) =>
        search({ query }),
      ),
    )
  const unprepared = await asksAll(large)
  expect(unprepared[0]!.readAs).toEqual([{ word: 'ziekenhiuzen', as: 'ziekenhuizen' }])
  const prepared = makeLarge()
  await prepared.ready()
  expect(await asksAll(prepared)).toEqual(unprepared)
})
