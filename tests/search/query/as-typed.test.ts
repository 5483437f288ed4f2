import { expect, it } from 'vitest'
import { asTyped } from '../../../src/search/query/as-typed.ts'

const WIDE = 'Vragen van het lid Lindeboom (XYZ) aan de minister'

it.each([
  // pasted from a web page, from Word, in haste, and from a Mac
  ['vragen\u00a0van het\u202flid', 'vragen van het lid'],
  ['\ufeffvragen \u200bvan\u200f het lid', 'vragen van het lid'],
  ['vragen  van\thet lid', 'vragen van het lid'],
  ['vo\u0301o\u0301r 2020', 'vóór 2020'],
  [`${WIDE}\nvan Waterzaken`, `${WIDE} van Waterzaken`],
  [`${WIDE}\r\nvan Waterzaken`, `${WIDE} van Waterzaken`],
  ['- dijken', 'dijken'],
  ['> Zijn de dijken hoog?', 'Zijn de dijken hoog?'],
  // lists, a letter, and what is left out
  ['- dijken\n- wolven', '- dijken\n- wolven'],
  ['-DENK dijken', '-DENK dijken'],
  ['dijken\nwolven', 'dijken\nwolven'],
  [`${WIDE}\n- van Waterzaken`, `${WIDE}\n- van Waterzaken`],
  [`${WIDE}\n\nHoogachtend`, `${WIDE}\n\nHoogachtend`],
  // joiners that a script and an emoji need
  ['سگ‌های پلیس 👩‍🚒', 'سگ‌های پلیس 👩‍🚒'],
])('%j is typed %j', (pasted, typed) => {
  expect(asTyped(pasted)).toBe(typed)
})
