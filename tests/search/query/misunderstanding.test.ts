import { expect, it } from 'vitest'
import { whyNotUnderstood } from '../../../src/search/query/misunderstanding.ts'

const known = ['vraag', 'sha256', '38']
const index = { isInIndex: (word: string) => known.includes(word), isInModel: () => true }

it.each([
  // The digest of a text, a key, and a cat on the keyboard.
  ['3016ab23e3a52c7fcfe2f981001d6275fc3a1aafb401a28f4e1d447fe566a6f1', 'unknown_words'],
  ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'unknown_words'],
  ['x'.repeat(61), 'unknown_words'],
  ['%', 'no_words'],
  ['q', 'no_words'],
  ['é?', 'no_words'],
  ['1 + 12', 'no_words'],
  ['24-3', 'no_words'],
  ['24-13-25', 'no_words'],
  ['24-3-25', null],
  ['18/11/24?', null],
  ['"38 %"', null],
  ['5G', null],
  ['ГМО', null],
  ['中', 'unknown_script'],
  ['kindercarnavalsoptochtvoorbereidingswerkzaamheden', null],
  ['2022D35172', null],
  ['vraag 3016ab23e3a52c7fcfe2f981001d6275fc3a1aafb401a28f4e1d447fe566a6f1', null],
] as const)('understands of %j: %j', (query, why) => {
  expect(whyNotUnderstood(query, index)).toBe(why)
})

it('understands a number behind another query', () => {
  expect(whyNotUnderstood('8', { ...index, follows: true })).toBeNull()
})
