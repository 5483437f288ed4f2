import { expect, it } from 'vitest'
import { remembering } from '../../../src/search/signals/memo.ts'

/** Remembers how long texts are, three letters of text in all, and notes what is worked out. */
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

it('works out together what it does not remember, each once, and answers in the order asked', () => {
  const { lengthsOf, worked } = open()
  expect(lengthsOf(['a', 'bc', 'a'])).toEqual([1, 2, 1])
  expect(lengthsOf(['bc', 'a'])).toEqual([2, 1])
  expect(worked).toEqual(['a bc'])
})

it('forgets what has not been asked for the longest time, and only as much as it must', () => {
  const { lengthsOf, worked } = open()
  lengthsOf(['a', 'b', 'c'])
  lengthsOf(['a'])
  lengthsOf(['d'])
  lengthsOf(['a', 'c', 'd'])
  expect(worked).toEqual(['a b c', 'd'])
  lengthsOf(['b'])
  expect(worked).toEqual(['a b c', 'd', 'b'])
})

it('answers also where there is no room for what was asked', () => {
  const { lengthsOf, worked } = open()
  expect(lengthsOf(['abcd', 'e'])).toEqual([4, 1])
  expect(lengthsOf(['e', 'abcd'])).toEqual([1, 4])
  expect(worked).toEqual(['abcd e', 'abcd'])
})
