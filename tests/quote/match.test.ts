import { describe, expect, it } from 'vitest'
import { checkQuote } from '../../src/quote/check.ts'
import { editingOf } from '../../src/quote/editing.ts'
import { answering, indexQuotes } from '../support/quote-documents.ts'

const said =
  'De brug gaat in het voorjaar open. De sluis volgt pas later. De provincie draagt de helft van ' +
  'alle kosten bij. Dat is zo afgesproken met de beide gemeenten.'
const index = indexQuotes([answering('own', { question: 'Hoe?', paragraphs: [said] })])

describe('an altered quote', () => {
  it.each([
    [
      'De brug gaat in het voorjaar open. De provincie draagt de helft van alle kosten bij.',
      'sentences',
    ],
    [
      'De brug gaat in het voorjaar open. (…) De provincie draagt de helft van alle kosten bij.',
      'marked',
    ],
    ['De brug [over de Maas] gaat in het voorjaar [van 2022] open.', 'inserted'],
    ['De brug gaat in [april] open. (…) De provincie draagt de helft [bij].', null],
    ['De sluis (…) volgt [straks] pas later. [Zij] is zo afgesproken.', null],
    ['[Dit] is zo afgesproken met de [betrokken] gemeenten.', 'inserted'],
    ['De provincie draagt [alle kosten] bij.', null],
    ['De brug [in Westhaven gaat in het najaar open.', null],
    ['De brug [niet] gaat in het najaar open.', null],
    // What one sentence loses changes it.
    ['De provincie draagt alle kosten bij.', null],
    ['De sluis volgt later. De provincie draagt de helft van alle kosten bij.', null],
    ['De brug gaat in het najaar open. De provincie draagt de helft van alle kosten bij.', null],
    ['De brug gaat in het voorjaar open. De provincie draagt alle kosten bij.', null],
    // Another order leaves nothing out.
    ['De provincie draagt de helft van alle kosten bij. De brug gaat in het voorjaar open.', null],
  ])('may only be edited: %s', (quote, editing) => {
    const { verdict, matches } = checkQuote(index, quote)
    expect(verdict).toBe('altered')
    expect(editingOf({ verdict, matches })).toBe(editing)
  })

  it('tells words that are only spaced in another way as such', () => {
    const joined = said.replace('pas later', 'paslater').replace('alle kosten', 'allekosten')
    const other = indexQuotes([answering('other', { question: 'Hoe?', paragraphs: [joined] })])
    const { matches } = checkQuote(other, said.replace('brug', 'weg').replace('beide', 'zes'))
    expect(matches[0]!.differences.map((each) => [each.kind, each.quoted.text])).toEqual([
      ['changed', 'weg'],
      ['spaces', 'pas later.'],
      ['spaces', 'alle kosten'],
      ['changed', 'zes'],
    ])
  })

  it('leaves nothing out where it differs in nothing', () => {
    expect(editingOf(checkQuote(index, said))).toBeNull()
  })
})
