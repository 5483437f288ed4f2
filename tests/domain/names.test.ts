import { describe, expect, it } from 'vitest'
import {
  isPerson,
  isSamePerson,
  labelHolds,
  listedAs,
  withoutInitials,
} from '../../src/domain/names.ts'

describe('one person', () => {
  it.each([
    ['Van Weel', 'D.M. van Weel'],
    ['van weel', 'Van Weel'],
    ['D. Yeşilgöz-Zegerius', 'Yesilgoz-Zegerius'],
    ['drs. P.E. Heerma', 'P. E. Heerma'],
    ['Th.J. van der Meer', 'Van der Meer'],
    ['mevrouw E.A. Blok', 'Blok'],
    ['D. Blok', 'D.M. Blok'],
    ['d.m. van weel', 'D.M. van Weel'],
    ['S. van ’t Hof', "Van 't Hof"],
  ])('is named by %s and %s', (a, b) => {
    expect(isSamePerson(a, b)).toBe(true)
    expect(isSamePerson(b, a)).toBe(true)
    expect(isPerson(a, b)).toBe(true)
  })

  it.each([
    ['J. van Weel', 'D.M. van Weel'],
    ['T. Meer', 'Th. Meer'],
    ['Weel', 'Van der Weel'],
    ['Blok', 'Blokland'],
    ['', ''],
  ])('is not named by %s and %s', (a, b) => {
    expect(isSamePerson(a, b)).toBe(false)
    expect(isSamePerson(b, a)).toBe(false)
  })

  it('matches a last name, but not with another’s initials', () => {
    expect(isPerson('D.M. van Weel', 'weel')).toBe(true)
    expect(isPerson('D.M. van Weel', 'J. Weel')).toBe(false)
    expect(isPerson('Van Rauweel', 'weel')).toBe(false)
    expect(isPerson(null, 'weel')).toBe(false)
  })
})

it('strips initials and titles, and nothing of the name', () => {
  expect(['D.M. van Weel', 'mr.dr. A. Blok', 'Van Weel', 'De Jong'].map(withoutInitials)).toEqual([
    'van Weel',
    'Blok',
    'Van Weel',
    'De Jong',
  ])
})

describe('labels', () => {
  const full = 'Minister D.M. van Weel (Justitie en Veiligheid)'
  const bare = 'Minister Van Weel (Justitie en Veiligheid)'

  it.each(['Van Weel', 'D.M. van Weel', 'minister van weel', '(Justitie', full, bare])(
    'contain "%s", however they write the name',
    (asked) => {
      expect([full, bare].filter((label) => labelHolds(label, asked))).toEqual([full, bare])
    },
  )

  it('do not contain somebody with other initials', () => {
    expect(labelHolds(full, 'J. van Weel')).toBe(false)
    expect(labelHolds(bare, 'Minister D.M. van Weel (Financiën)')).toBe(false)
  })

  it('are listed once a person, by the fullest', () => {
    const other = 'Minister van Weel (Justitie en Veiligheid)'
    expect([...listedAs([bare, full, other, bare])]).toEqual(
      expect.arrayContaining([
        [bare, full],
        [full, full],
        [other, full],
      ]),
    )
    expect(new Set(listedAs(['Yesilgoz', 'Yeşilgöz']).values())).toEqual(new Set(['Yeşilgöz']))
  })

  it('are each listed if one may belong to two people', () => {
    const all = ['Van Weel', 'D.M. van Weel', 'J. van Weel']
    expect(new Set(listedAs(all).values())).toEqual(new Set(all))
    expect(listedAs([...all, 'van Weel']).get('van Weel')).toBe('Van Weel')
  })
})
