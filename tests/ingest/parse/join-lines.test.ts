import { expect, it } from 'vitest'
import { dutchWords } from '../../../src/ingest/parse/dictionary.ts'
import { noWords } from '../../../src/ingest/parse/hyphens.ts'
import { joinLines } from '../../../src/ingest/parse/join-lines.ts'
import { linesOf } from '../../../src/ingest/parse/lines.ts'
import { isVerbatim } from '../../../src/domain/reading.ts'

const read = (source: string, cuts: { start: number; end: number }[] = []) => {
  const reading = joinLines(source, linesOf(source), { cuts, words: dutchWords, own: noWords })
  if (reading !== null) expect(isVerbatim(source, reading)).toBe(true)
  return reading?.text ?? null
}

it.each([
  // a space for a line end, without the surrounding white space
  ['Een  dijk \n  is hoog.', 'Een  dijk is hoog.'],
  ['de mogelijkhe-\nden', 'de mogelijkheden'],
  ['de RIEC-\npartners', 'de RIEC-partners'],
  ['de SDE++-\nregeling', 'de SDE++-regeling'],
  ['de water\u00ad\nschappen', 'de waterschappen'],
  ['in- en\nuitvoer', 'in- en uitvoer'],
  // a web address continues where it was broken
  ['zie https://voorbeeld.nl/een-\ntwee/\ndrie', 'zie https://voorbeeld.nl/een-twee/drie'],
  ['in 2021–\n2022', 'in 2021–2022'],
  // an extractor put the small number of a unit on a line of its own
  ['10,4 miljard m\n3 gas', '10,4 miljard m3 gas'],
  ['aan de slag\n, zei hij', 'aan de slag, zei hij'],
])('reads %j as %j', (source, text) => {
  expect(read(source)).toBe(text)
})

it('leaves out marks, even within a word broken at a line end', () => {
  expect(read('Dat is zo.1 Dat blijft.', [{ start: 10, end: 11 }])).toBe('Dat is zo. Dat blijft.')
  expect(read('het water1-\nschap', [{ start: 9, end: 10 }])).toBe('het waterschap')
  expect(read('1', [{ start: 0, end: 1 }])).toBeNull()
})
