import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../src/domain/document.ts'
import { meets } from '../../src/search/filter.ts'
import { searchedIn } from '../../src/answer/scope.ts'
import type { DocumentSummary } from '../../src/wire/schemas.ts'
import { dikes, trains } from '../support/invented.ts'
import { ministerLabel } from '../../src/domain/names.ts'

const documents = [trains, dikes]

function summaryOf(document: SourceDocument): DocumentSummary {
  const { id, kind, title, askers, ministers, onBehalfOf, asked, answered } = document
  const coverage = { questions: 0, answers: document.answers.length, paragraphs: 0, warnings: [] }
  return {
    ...{ id, kind, title, asked, answered, coverage, publication: null, url: null, earlier: [] },
    ...{ zaken: [], supersedes: [], corrects: [], correctedBy: null, license: null },
    matter: { state: 'answered', documents: [] },
    askers: [...askers],
    ministers: ministers.map(ministerLabel),
    onBehalfOf: onBehalfOf.map(ministerLabel),
    links: { self: '', page: '', source: '', file: null },
  }
}

describe('what was searched', () => {
  it('is all documents, from the first day of an answer to the last, without filters', () => {
    expect(searchedIn({ documents: documents.map(summaryOf) }, {})).toEqual({
      documents: 2,
      answers: trains.answers.length + dikes.answers.length,
      period: { from: '2021-03-01', to: '2023-06-15' },
    })
  })

  it('has no period where nothing is left', () => {
    const list = { documents: documents.map(summaryOf) }
    expect(searchedIn(list, { from: '2030-01-01' })).toEqual({
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
  ])('is the documents that the search takes for %j', (filters) => {
    const searched = documents.filter((document) => meets(document, filters))
    const { documents: count } = searchedIn({ documents: documents.map(summaryOf) }, filters)
    expect(count).toBe(searched.length)
  })
})
