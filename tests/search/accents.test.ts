import { describe, expect, it } from 'vitest'
import { accentReader, withAccents } from '../../src/search/accents.ts'
import { createSearch } from '../../src/search/create.ts'
import { stemOf } from '../../src/text/words.ts'
import { dikes, invented } from '../support/invented-documents.ts'
import { bundledModel, sourcesFor } from '../support/kamerqa.ts'

const supporters = invented('supporters', [
  [[1], 'Kent u het bericht over Çelebi?', ['Aanhangers van de Gülenbeweging vluchten.']],
  [[2], 'Hoeveel zijn het er?', ['De Gülen-aanhangers zijn met twee.']],
])
const model = bundledModel()

describe('words without their accents', async () => {
  const { search } = createSearch(await sourcesFor([supporters, dikes], model))

  it.each([
    ['Gulen', 'Gülen', 'supporters.2'],
    ['wat weet de minister van Celebi?', 'Çelebi', 'supporters.1'],
  ])('of "%s" are read as "%s"', async (query, as, found) => {
    const { readAs, passages } = await search({ query })
    expect(readAs.map((read) => read.as)).toEqual([as])
    expect(passages[0]!.answerId).toBe(found)
  })

  it('stay as typed in another language', async () => {
    const { readAs } = await search({ query: 'Wie viele Anhänger von Gulen sind geflohen?' })
    expect(readAs).toEqual([])
  })

  it('stay as typed if they must not be read', async () => {
    expect((await search({ query: 'Gulen', unread: ['Gulen'] })).readAs).toEqual([])
  })

  it('count in a query before', async () => {
    const { readAs, passages } = await search({ query: 'hoeveel dan?', history: ['Gulen'] })
    expect([readAs, passages[0]!.answerId]).toEqual([[], 'supporters.2'])
  })
})

describe('the reader of accents', () => {
  const pairs = supporters.answers.map((answer) => ({ answer, document: supporters }))
  const read = accentReader({
    catalogue: { pairs: pairs as never },
    lexicon: model.lexicon,
    knows: (stem) => stem !== stemOf('Orban'),
    firstWith: () => [0, 1],
  })

  it.each([
    // a word of the model, one that the index lacks, and one that only its stem brings
    ...['dijken', 'Orban', 'Iedereen'],
    // as a text has it
    ...['Gülen', 'Aanhangers'],
    // part of a word, a function word, and a number
    ...['Gulenb', 'een', '2024'],
  ])('leaves "%s"', async (word) => {
    expect(await read([word])).toEqual([])
  })
})

it('replaces whole words', () => {
  const read = [{ word: 'Gulen', as: 'Gülen' }]
  expect(withAccents('Gulen, Gulenisten en (Gulen)', read)).toBe('Gülen, Gulenisten en (Gülen)')
})
