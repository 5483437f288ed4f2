import { expect, it } from 'vitest'
import { catalogueOf } from '../../src/search/corpus/catalogue.ts'
import { pairsWithPhrases } from '../../src/search/phrase-pairs.ts'
import { phraseFinder } from '../../src/search/query/phrases.ts'
import { invented } from '../support/invented-documents.ts'

const COUNT = 1_300

it('keeps the newest thousand pairs with a common phrase, in the order of the index', async () => {
  const documents = Array.from({ length: COUNT }, (_, at) =>
    invented(
      `d${String(at).padStart(4, '0')}`,
      [[[1], 'Wat is het?', [at % 100 === 7 ? 'Iets anders.' : 'Dat het is de vraag.']]],
      // The first ones are the newest.
      { answered: `${2024 - Math.floor(at / 100)}-05-01` },
    ),
  )
  const finder = phraseFinder('het is de')
  const all = [...documents.keys()]
  const narrowed = true
  const catalogue = catalogueOf(documents)
  const found = await pairsWithPhrases(catalogue, [finder], { among: all, narrowed })
  expect(found).toEqual(all.filter((at) => at % 100 !== 7).slice(0, 1_000))
  // Fewer are not read in another order, and none is lost.
  const last = all.slice(-150)
  expect(await pairsWithPhrases(catalogue, [finder], { among: last, narrowed })).toHaveLength(149)
})

it('reads all of many pairs that were not picked by the words of the phrase', async () => {
  const documents = Array.from({ length: 10_100 }, (_, at) =>
    invented(
      `d${String(at).padStart(5, '0')}`,
      [[[1], 'Wat is het?', [at % 10_000 === 50 ? 'Dat het is de vraag.' : 'Iets anders.']]],
      { answered: `${2024 - Math.floor(at / 1_000)}-05-01` },
    ),
  )
  const among = [...documents.keys()]
  const finder = phraseFinder('het is de')
  const found = await pairsWithPhrases(catalogueOf(documents), [finder], { among, narrowed: false })
  expect(found).toEqual([50, 10_050])
})
