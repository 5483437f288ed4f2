import { expect, it } from 'vitest'
import { remembering } from '../../../src/search/signals/memo.ts'

/** Caches the lengths of texts, three letters of text in all, and records each computation. */
function open() {
  const worked: string[] = []
  const lengthsOf = remembering(
    (texts: readonly string[]) => {
      worked.push(texts.join(' '))
      return texts.map((text) => text.length)
    },
    { room: 3, sizeOf: (length) => length },
  )
  return { lengthsOf, worked }
}

it('computes missing values together, each once, and answers in the order asked', () => {
  const { lengthsOf, worked } = open()
  expect(lengthsOf(['a', 'bc', 'a'])).toEqual([1, 2, 1])
  expect(lengthsOf(['bc', 'a'])).toEqual([2, 1])
  expect(worked).toEqual(['a bc'])
})

it('evicts the least recently used, and only as much as it must', () => {
  const { lengthsOf, worked } = open()
  lengthsOf(['a', 'b', 'c'])
  lengthsOf(['a'])
  lengthsOf(['d'])
  lengthsOf(['a', 'c', 'd'])
  expect(worked).toEqual(['a b c', 'd'])
  lengthsOf(['b'])
  expect(worked).toEqual(['a b c', 'd', 'b'])
})

it('answers even without room for the values', () => {
  const { lengthsOf, worked } = open()
  expect(lengthsOf(['abcd', 'e'])).toEqual([4, 1])
  expect(lengthsOf(['e', 'abcd'])).toEqual([1, 4])
  expect(worked).toEqual(['abcd e', 'abcd'])
})
