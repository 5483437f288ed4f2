import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sentencesOf } from '../../src/text/sentences.ts'

const split = (text: string): string[] =>
  sentencesOf(text).map(({ start, end }) => text.slice(start, end))

it.each([
  ['Ja. Dat klopt.', ['Ja.', 'Dat klopt.']],
  ['Zie art. 3 van de wet. Meer niet.', ['Zie art. 3 van de wet.', 'Meer niet.']],
  ['Dat zei dhr. J. Jansen. «Klopt!» Waarom?', ['Dat zei dhr. J. Jansen.', '«Klopt!»', 'Waarom?']],
  ['Dit geldt o.a. Nederland.', ['Dit geldt o.a. Nederland.']],
  ['Dat zei mw. Bos over artt. 3 en 4.', ['Dat zei mw. Bos over artt. 3 en 4.']],
  ['Het steeg met 1.000 euro. 2021 was anders.', ['Het steeg met 1.000 euro.', '2021 was anders.']],
  ['', []],
])('splits "%s" into sentences', (text, sentences) => {
  expect(split(text)).toEqual(sentences)
})

it('leaves out white space only', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aB.?! \n«»3') }), (text) => {
      expect(split(text).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''))
    }),
  )
})
