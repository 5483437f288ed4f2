import { describe, expect, it } from 'vitest'
import { checkQuote } from '../../src/quote/check.ts'
import { indexQuotes } from '../../src/quote/quote-index.ts'
import { answering } from '../support/quote-documents.ts'

function checked(paragraphs: readonly string[], quote: string) {
  const index = indexQuotes([answering('x', { question: 'Steunt u dat?', paragraphs })])
  const { verdict, matches } = checkQuote(index, quote)
  const [match] = matches
  return {
    verdict,
    sentence: match?.sentence.map(({ text }) => text).join(' | '),
    dropped: match?.differences.map(({ said }) => said.text.replace(/[.,]$/, '')),
  }
}

describe('a quote that is cut', () => {
  it.each([
    ['Ik steun dat voorstel zeker niet.', 'Ik steun dat voorstel', ['niet']],
    ['Ik steun dat voorstel, mits het budget er komt.', 'Ik steun dat voorstel', ['mits']],
    [
      'Ik steun dat voorstel alleen als de Kamer meedoet.',
      'Ik steun dat voorstel',
      ['alleen', 'als'],
    ],
    ['Ik steun dat voorstel als de Kamer meedoet.', 'Ik steun dat voorstel', ['als']],
    ['Tenzij de Kamer anders wil, steun ik dat voorstel.', 'steun ik dat voorstel.', ['Tenzij']],
    ['Het is onjuist dat ik dat voorstel steun.', 'ik dat voorstel steun.', ['onjuist']],
    [
      'Nooit zal ik dat voorstel in de Kamer steunen.',
      'zal ik dat voorstel in de Kamer steunen',
      ['Nooit'],
    ],
    ['Zolang er geen geld is, steun ik het voorstel.', 'steun ik het voorstel', ['Zolang', 'geen']],
    ['Ik steun dat voorstel in beginsel.', 'Ik steun dat voorstel', ['in beginsel']],
    [
      'Ik steun het voorstel van mr. Jansen en dr. Vis niet.',
      'Ik steun het voorstel van mr. Jansen',
      ['niet'],
    ],
    [
      'Ik steun het, maar pas nadat de Raad heeft geadviseerd.',
      'Ik steun het,',
      ['maar', 'pas nadat'],
    ],
    [
      'Ik steun dat voorstel van de Kamer niet meer.',
      'Ik steun … van de Kamer',
      ['dat voorstel', 'niet'],
    ],
  ])('of "%s"', (sentence, quote, dropped) => {
    const result = checked([`Dank voor de vraag. ${sentence} Meer weet ik nu nog.`], quote)
    expect(result).toEqual({ verdict: 'cut', sentence, dropped })
  })

  it('is told of where an ellipsis hides the negation', () => {
    const said = 'De sluizen worden niet in 2022 vernieuwd.'
    expect(checked([said], 'De sluizen worden […] in 2022 vernieuwd.')).toEqual({
      verdict: 'cut',
      sentence: said,
      dropped: ['niet'],
    })
  })

  it('is told of where the sentence goes on behind the end of a page', () => {
    const { verdict, dropped } = checked(
      ['Ik steun dat voorstel van de', 'leden van de Kamer niet.'],
      'Ik steun dat voorstel',
    )
    expect([verdict, dropped]).toEqual(['cut', ['niet']])
  })

  it.each([
    ['Ik steun dat voorstel van harte.', 'Ik steun dat voorstel'],
    ['Ik steun dat voorstel niet.', 'Ik steun dat voorstel niet'],
    ['Ik steun dat voorstel. Het amendement niet.', 'Ik steun dat voorstel.'],
    ['Ik steun dat voorstel als minister van Financiën.', 'Ik steun dat voorstel'],
    ['Ik kom zo spoedig mogelijk met dat voorstel.', 'met dat voorstel.'],
    ['Het regent, maar ik steun dat voorstel.', 'ik steun dat voorstel.'],
  ])('is not where "%s" goes on without a reservation', (said, quote) => {
    expect(checked([said], quote).verdict).toBe('verbatim')
  })

  it('is verbatim where the words stand in another answer without it', () => {
    const index = indexQuotes([
      answering('a', { question: '?', paragraphs: ['Ik steun dat voorstel zeker niet.'] }),
      answering('b', { question: '?', paragraphs: ['Ik steun dat voorstel.'] }),
    ])
    const { verdict, matches } = checkQuote(index, 'Ik steun dat voorstel')
    expect([verdict, matches.map(({ documentId }) => documentId)]).toEqual(['verbatim', ['b']])
  })
})
