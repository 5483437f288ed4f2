import { expect, it } from 'vitest'
import { catalogueOf } from '../../src/search/corpus/catalogue.ts'
import { createScope } from '../../src/search/scope.ts'
import { readDocument } from '../support/read-document.ts'

const HEAD = `Vragen van het lid Lindeboom (XYZ) aan de Minister van Waterzaken over het stuwpeil (ingezonden 3 maart 2025).
`

/** A document with one answer to question 1, given on a day of April 2025. */
async function given(id: string, day: number, what = 'Antwoord') {
  const answered = `${what} van Minister Van Eikenhorst (Waterzaken) (ontvangen ${day} april 2025).\n`
  const pair = `Vraag 1\nZakt het peil?\nAntwoord 1\nJa, tot ${day} centimeter.\n`
  return (await readDocument(`${HEAD}${answered}${pair}`, `${id}.txt`)).document
}

it('question 1 of a number that was corrected twice leads to a correction alone', async () => {
  const [old, first, second] = await Promise.all([
    given('ah-tk-20242025-902', 1),
    given('ah-tk-20242025-902-n1', 2),
    given('ah-tk-20242025-1100', 3, 'Nader antwoord'),
  ])
  const catalogue = catalogueOf([old, first, second])
  const { numberedPairs } = createScope(catalogue)
  const asked = [{ kind: 'question', numbers: [1], said: 'vraag 1' }] as const
  const foundIn = (...ids: string[]) =>
    numberedPairs(asked, new Set(ids))!.map((at) => catalogue.pairs[at]!.document.id)
  expect(foundIn(old.id, first.id)).toEqual([first.id])
  expect(foundIn(old.id, second.id)).toEqual([second.id])
  expect(foundIn(old.id, first.id, second.id)).toEqual([second.id])
  // Its own number alone still finds it.
  expect(foundIn(old.id)).toEqual([old.id])
})
