import type { SourceDocument } from '../../src/domain/document.ts'
import type { QuestionNumber } from '../../src/domain/question-number.ts'
import { bare } from './bare-document.ts'
import { reading } from './kamerqa.ts'

/** An invented pair: question numbers, the question, and the paragraphs of the answer. */
export type InventedPair = readonly [
  numbers: QuestionNumber[],
  question: string,
  paragraphs: string[],
]

/** A document like a parsed one, for tests; its readings have no source. */
export function invented(
  id: string,
  pairs: readonly InventedPair[],
  rest: Partial<SourceDocument> = {},
): SourceDocument {
  return {
    ...bare(id),
    ...rest,
    questions: pairs.map(([numbers, question]) => ({ numbers, reading: reading(question) })),
    answers: pairs.map(([numbers, , paragraphs]) => {
      const answerId = `${id}.${numbers.join('+')}`
      return {
        id: answerId,
        numbers,
        refersOnly: false,
        references: [],
        paragraphs: paragraphs.map((text, index) => ({
          id: `${answerId}.p${index + 1}`,
          style: 'text',
          page: null,
          reading: reading(text),
        })),
      }
    }),
  }
}

export const trains = invented(
  'trains',
  [
    [
      [1],
      'Waarom rijden er in het weekend minder treinen naar Zeeland?',
      ['Door werk aan het spoor bij Goes rijden er in het weekend minder treinen.'],
    ],
    [
      [2, 3],
      'Wat kost een kaartje? Wordt het duurder?',
      [
        'Een kaartje kost negen euro.',
        'De vervoerder verhoogt de prijzen in januari met vijf procent. Jongeren krijgen korting.',
      ],
    ],
  ],
  {
    title: 'treinen naar Zeeland',
    answered: '2021-03-01',
    askers: [{ name: 'De Wit', party: 'ABC' }],
    ministers: [{ role: 'Minister', name: 'Visser', preposition: null, portfolio: 'Verkeer' }],
    publication: { sessionYear: '2020-2021', number: 1234 },
  },
)

export const dikes = invented(
  'dikes',
  [
    [[1], 'Zijn de dijken veilig?', ['Ja, alle dijken voldoen aan de norm voor waterveiligheid.']],
    [[2], 'Wie betaalt de versterking?', ['De waterschappen betalen de helft, het Rijk de rest.']],
  ],
  { title: 'de veiligheid van dijken', answered: '2023-06-15' },
)
