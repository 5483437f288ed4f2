import { expect, it } from 'vitest'
import { openQuestionsOn } from '../../src/answer/open-questions.ts'
import { answeredDocument } from '../support/invented-library.ts'

const asking = (id: string, title: string, text: string) => ({
  ...answeredDocument(id, [], { title }),
  questions: [{ numbers: [1], reading: { text, spans: [], joins: [] } }],
})

const documents = [
  asking('bats', 'de opvang van vleermuizen in Zeist', 'Ontvangt de opvang subsidie?'),
  asking('ferry', 'veerponten', 'Varen de veerponten bij laagwater?'),
]

/** What answers often speak of. */
const COMMON = ['zitten', 'vast', 'opvang']

it.each([
  ['veerponten', ['ferry']],
  // "Vast" stands in many answers, and in no question.
  ['zitten vleermuizen vast in Zeist?', ['bats']],
  ['krijgt de opvang van vleermuizen subsidie?', ['bats']],
  ['varen veerponten bij laagwater?', ['ferry']],
  // a name, and words of few answers, that these questions lack
  ['zitten vleermuizen in Vast?', []],
  ['zitten dassen vast in Zeist?', []],
  ['zitten vleermuizen vast op zolder?', []],
  // of the title it has only what many answers have
  ['zitten mensen vast in de opvang?', []],
  ['ontvangt iemand subsidie?', []],
])('"%s" is on %j', async (query, ids) => {
  const isRare = async (word: string) => !COMMON.includes(word.toLowerCase())
  const open = await openQuestionsOn({ query }, { readFilters: [] }, { documents, isRare })
  expect(open.map(({ id }) => id)).toEqual(ids)
})

it('looks for questions whoever will answer, and for notices by who wrote them', async () => {
  const minister = { role: 'Minister', name: 'Bos', preposition: null, portfolio: 'Waterzaken' }
  const [, ferry] = documents
  const notice = { ...ferry!, id: 'notice', ministers: [minister] }
  const openTo = async (ministry: string) => {
    const asked = { said: `aan de minister van ${ministry}`, kind: 'ministry' as const, ministry }
    const query = { query: `vragen aan de minister van ${ministry} over veerponten` }
    const deps = { documents: [ferry!, notice], isRare: async () => true }
    const open = await openQuestionsOn(query, { readFilters: [asked] }, deps)
    return open.map(({ id }) => id)
  }
  expect(await openTo('waterzaken')).toEqual(['ferry', 'notice'])
  expect(await openTo('defensie')).toEqual(['ferry'])
})
