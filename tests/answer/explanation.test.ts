import { expect, it } from 'vitest'
import { explanationAsMarkdown } from '../../src/answer/explanation.ts'
import type { WireExplanation } from '../../src/wire/explanation.ts'

const explanation: WireExplanation = {
  weights: { dense: 1.25, lexical: 0.4 },
  trust: 0.5,
  inDutch: [{ word: 'yarı iletkenler', as: 'halfgeleiders' }],
  alsoAs: [{ word: 'geldezels', as: 'witwassen' }],
  candidates: 1262,
  found: 0.8125,
  thresholds: { possible: 0.5, strong: 0.95, gap: 0.3 },
  answers: [
    {
      ...{ answerId: 'a_b.1', score: 1.5, chance: 0.96, relevance: 'strong', because: null },
      ...{ signals: { dense: 0.9, lexical: 0.25 }, features: { words: 2 } },
    },
    {
      ...{ answerId: 'c.2', score: 1.1, chance: null, relevance: 'weak', because: 'behind' },
      ...{ signals: { dense: 0.7, lexical: 0 }, features: { words: 2 } },
    },
  ],
}

it('puts each candidate in a row, with its signals and why it is held back', () => {
  expect(explanationAsMarkdown(explanation, 'en').split('\n').slice(4)).toEqual([
    '| answer | score | chance | verdict | why | dense × 1.25 | lexical × 0.4 |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| a\\_b.1 | 1.5 | 0.96 | strong |  | 0.9 | 0.25 |',
    '| c.2 | 1.1 |  | weak | too far behind the best | 0.7 | 0 |',
  ])
})

it('gives the least chance at which answers are shown, in either language', () => {
  const dutch = explanationAsMarkdown(explanation, 'nl')
  expect(dutch).toContain('Gekozen uit 1262 antwoorden.')
  expect(dutch).toContain('In het Nederlands gelezen: yarı iletkenler = halfgeleiders.')
  expect(dutch).toContain('zoals ministeries het noemen: geldezels = witwassen.')
  expect(dutch).toContain('is: 0.813; vanaf 0.5 wordt iets getoond')
  expect(dutch).toContain('blijft te ver achter bij het beste')
})
