import { describe, expect, it } from 'vitest'
import { readAskedNumbers, readReference } from '../../../src/search/query/reference.ts'

describe('question numbers in a query', () => {
  it.each([
    ['vraag 7', [7]],
    ['Vraag nr. 7', [7]],
    ['answer to question 3', [3]],
    ['What was the reply to question six?', [6]],
    ['antwoorden 3 en 4', [3, 4]],
    ['answers 3, 5 and 8', [3, 5, 8]],
    ['vragen 2 t/m 5', [2, 3, 4, 5]],
    ['questions 3-6', [3, 4, 5, 6]],
    ['antwoord op vraag drieëntwintig', [23]],
    ['question twenty-three', [23]],
    ['de derde vraag', [3]],
    ['the second answer', [2]],
    ['vraag één', [1]],
    ['wat staat er bij vraag 2b', ['2b']],
    ['question 2 b', ['2b']],
    ['antwoord op vraag 2a en c', ['2a', '2c']],
    ['vragen 2a t/m 2d', ['2a', '2b', '2c', '2d']],
    ['question 2 a bit shorter', [2]],
    ['vraag 2 en vraag 4', [2, 4]],
    ['question 3, question 5 and also answer 6', [3, 5, 6]],
    ['antwoord op vraag 2 en op vraag 5', [2, 5]],
    ['vraag 3 t/m vraag 5', [3, 4, 5]],
    ['mijn eerste vraag gaat over de tweede vraag', [2]],
    ['2022D35172 vraag 7: chips', [7]],
    ['Vraag 7: 2022D35172', [7]],
    ['2022D35172 vr 7', [7]],
    ['2022D35172 antw. 7', [7]],
    ['de 3e vraag', [3]],
    ['2de antwoord', [2]],
    ['the 21st question', [21]],
    ['Antwort auf Frage 3', [3]],
    ['respuesta a la pregunta 4', [4]],
    ['odpowiedź na pytanie 4', [4]],
    ['السؤال 4', [4]],
    ['réponse à la question 5', [5]],
  ])('"%s" names %j', (query, numbers) => {
    expect(readReference(query)?.numbers).toEqual(numbers)
  })

  it.each([
    'wat kost het',
    // an article, not a number
    'ik vraag een vergunning aan',
    // amounts and years
    'wie vraag 3 miljoen euro subsidie aan',
    'antwoord over 2021',
    'answers to climate change',
    'een zesde van de vragen',
    'antwoord 6 weken te laat',
    'een 2e antwoordnummer',
    'de vrouw van 3 vragen',
    // their own questions, not those of a document
    'Mijn eerste vraag: hoe snel wordt schade vergoed?',
    'My second question is how quickly damage is compensated',
    'ik heb nog een derde vraag',
    'Tweede vraag: wat kost het?',
    'de eerste vraag is of het veilig is',
    'Vraag 1: hoe snel wordt schade vergoed?',
  ])('"%s" names none', (query) => {
    expect(readReference(query)).toBeNull()
  })

  it('returns their places in the query', () => {
    const query = 'wat zegt vraag 7 over chips'
    const { start, end } = readReference(query)!
    expect(query.slice(start, end)).toBe('vraag 7')
  })

  it('does not count up to numbers that nobody asked', () => {
    expect(readAskedNumbers('1 t/m 999')).toEqual([1, 999])
  })
})
