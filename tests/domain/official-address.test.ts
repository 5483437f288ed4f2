import { expect, it } from 'vitest'
import { officialAddress } from '../../src/domain/official-address.ts'

const publication = (from: number) => ({ sessionYear: `${from}-${from + 1}`, number: 345 })

it.each([
  [
    'ah-tk-20232024-2210',
    null,
    null,
    'https://zoek.officielebekendmakingen.nl/ah-tk-20232024-2210.html',
  ],
  ['ah-1281235', 2026, '2026Z12345', 'https://zoek.officielebekendmakingen.nl/ah-1281235.html'],
  ['kv-1281234', null, null, 'https://zoek.officielebekendmakingen.nl/kv-1281234.html'],
  ['kv-tk-2024Z18796', null, null, 'https://zoek.officielebekendmakingen.nl/kv-tk-2024Z18796.html'],
  [
    '2022D35172',
    null,
    null,
    'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=2022D35172&did=2022D35172',
  ],
  [
    '2022D35172',
    null,
    '2022Z14823',
    'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=2022Z14823&did=2022D35172',
  ],
  ['2022D35172', 2021, null, 'https://zoek.officielebekendmakingen.nl/ah-tk-20212022-345.html'],
  [
    '2024Z18796',
    null,
    null,
    'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=2024Z18796',
  ],
  [
    'brief',
    null,
    '2024Z18796',
    'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=2024Z18796',
  ],
  ['brief', 2026, null, null],
  ['brief', null, null, null],
])('of %s, published in %s, on %s is %s', (id, from, questions, address) => {
  const published = from === null ? null : publication(from)
  expect(officialAddress({ id, publication: published, questions })).toBe(address)
})
