import { expect, it } from 'vitest'
import { joinedIn } from '../../../src/search/query/joined-words.ts'
import { stemOf } from '../../../src/text/words.ts'

const known = ['rekeninggluren', 'rekening', 'kinderopvangtoeslag', 'windturbines', 'wind']
const stems = new Set([...known, 'turbines', 'afghanistan', 'opleiding'].map(stemOf))

it.each([
  ['wat is Rekening gluren bij banken?', [['Rekening gluren', 'rekeninggluren']]],
  ['kinder opvang toeslag', [['kinder opvang toeslag', 'kinderopvangtoeslag']]],
  ['rekening, gluren', []],
  // a name, or a word by itself
  ['rekening Gluren', []],
  ['wind turbines', []],
  ['op leiding', []],
  ['Afghanistan end', []],
] as const)('the words of "%s" are joined to %j', (text, expected) => {
  const joined = joinedIn(text, (stem) => stems.has(stem))
  expect(joined.map(({ word, as }) => [word, as])).toEqual(expected)
})
