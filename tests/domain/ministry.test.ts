import { expect, it } from 'vitest'
import type { Minister } from '../../src/domain/document.ts'
import { haveMinistryInCommon } from '../../src/domain/ministry.ts'

const minister = (name: string | null, portfolio: string | null): Minister => ({
  role: 'Minister',
  preposition: 'van',
  name,
  portfolio,
})

const answeredBy = (...ministers: Minister[]) => ({ ministers, onBehalfOf: [] })

it.each([
  // A successor.
  [minister('Hoekstra', 'Buitenlandse Zaken'), minister('Veldkamp', 'Buitenlandse Zaken'), true],
  // A ministry under another name.
  [
    minister('Jetten', 'Economische Zaken en Klimaat'),
    minister('Hermans', 'Klimaat en Groene Groei'),
    true,
  ],
  // One person in another office.
  [
    minister('D.M. van Weel', 'Justitie en Veiligheid'),
    minister('Van Weel', 'Buitenlandse Zaken'),
    true,
  ],
  // Only "Zaken" in common.
  [
    minister('Hoekstra', 'Buitenlandse Zaken'),
    minister('Bruins Slot', 'Binnenlandse Zaken'),
    false,
  ],
  [minister('Schouten', null), minister('Schoof', null), false],
])('compares the ministry of %o with that of %o', (one, other, same) => {
  expect(haveMinistryInCommon(answeredBy(one), answeredBy(other))).toBe(same)
  expect(haveMinistryInCommon(answeredBy(other), answeredBy(one))).toBe(same)
})

it('is false for unnamed ministers, and includes those on whose behalf was answered', () => {
  const nobody = answeredBy()
  expect(haveMinistryInCommon(nobody, nobody)).toBe(false)
  const defence = minister(null, 'Defensie')
  expect(haveMinistryInCommon({ ministers: [], onBehalfOf: [defence] }, answeredBy(defence))).toBe(
    true,
  )
})
