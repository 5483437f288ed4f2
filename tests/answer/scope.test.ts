import { describe, expect, it } from 'vitest'
import { choicesIn, searchedIn } from '../../src/answer/scope.ts'
import { meets } from '../../src/search/filter.ts'
import { dikes, trains } from '../support/invented-documents.ts'

const documents = [trains, dikes]

describe('the scope of a search', () => {
  it('is all documents without filters, from the first day of an answer to the last', () => {
    expect(searchedIn(documents)).toEqual({
      documents: 2,
      answers: trains.answers.length + dikes.answers.length,
      period: { from: '2021-03-01', to: '2023-06-15' },
    })
  })

  it('has no period if nothing is left', () => {
    expect(searchedIn(documents, { from: '2030-01-01' })).toEqual({
      documents: 0,
      answers: 0,
      period: null,
    })
  })

  it.each([
    { documents: ['dikes'] },
    { ministers: ['visser'] },
    { ministers: ['Verkeer', 'nobody'] },
    { parties: ['abc'] },
    { parties: ['ab'] },
    { from: '2021-03-01', to: '2021-03-01' },
    { from: '2021-03-02' },
    { to: '2021-02-28' },
  ])('is the documents that the search uses for %j', (filters) => {
    const searched = documents.filter((document) => meets(document, filters))
    expect(searchedIn(documents, filters).documents).toBe(searched.length)
  })
})

describe('the choice of filters', () => {
  it('is each minister and party once, and the documents, the newest first', () => {
    const { ministers, parties, ...choices } = choicesIn([...documents, ...documents])
    expect(ministers).toEqual(choicesIn(documents).ministers)
    expect(ministers.length).toBeGreaterThan(0)
    expect(parties).toEqual(choicesIn(documents).parties)
    expect(choices.documents.map(({ id }) => id)).toEqual(['dikes', 'dikes', 'trains', 'trains'])
  })

  it('is limited by the filters that a page fixes', () => {
    expect(choicesIn(documents, { documents: ['dikes'] }).documents).toEqual([
      { id: 'dikes', title: dikes.title },
    ])
  })

  it('has no documents if they are too many for a list', () => {
    const many = Array.from({ length: 101 }, (_, n) => ({ ...dikes, id: `dikes-${n}` }))
    expect(choicesIn(many).documents).toEqual([])
    expect(choicesIn(many.slice(1)).documents).toHaveLength(100)
  })
})
