import { describe, expect, it } from 'vitest'
import { asksAmount, givesFigure } from '../../../src/search/query/amount.ts'

describe('asking for an amount', () => {
  it.each([
    'Hoeveel bussen rijden er?',
    'en hoe vaak komt dat voor',
    'Wat kost een paspoort?',
    'How much money goes to Yemen?',
    'Wie viele Busse fahren?',
    'Combien de bus circulent ?',
    'Kaç otobüs var?',
    'Скільки автобусів?',
  ])('is told by its words: "%s"', (query) => {
    expect(asksAmount(query)).toBe(true)
  })

  it.each([
    'Waarom rijden er bussen?',
    'Wie betaalt dat?',
    'Wie hoestte?',
    'Wat vindt het kabinet?',
    'How does it work?',
  ])('is not what another question does: "%s"', (query) => {
    expect(asksAmount(query)).toBe(false)
  })
})

describe('giving a figure', () => {
  const gives = (text: string): boolean =>
    givesFigure({
      paragraphs: [
        { id: 'a.1.p1', style: 'text', page: null, reading: { text, spans: [], joins: [] } },
      ],
    })

  it.each([
    'Er rijden 1750 bussen.',
    'Dat kost 24 miljoen euro in de periode 2024 t/m 2026.',
    'Ongeveer een derde van de bussen.',
    'Het waren er twintig.',
    'Bijna negentienhonderd.',
    'In 2023 waren het er 2.019.',
  ])('is more than a date or a reference: "%s"', (text) => {
    expect(gives(text)).toBe(true)
  })

  it.each([
    'Dat is niet bekend.',
    'Zie het antwoord op vraag 3 en 4.',
    'De Kamer is op 14 november 2024 geïnformeerd.',
    'De cijfers van 2022 en 2023 ontbreken.',
    'Dat volgt uit artikel 11.04 (Kamerstuk 28 828, nr. 66).',
  ])('is not one of these: "%s"', (text) => {
    expect(gives(text)).toBe(false)
  })
})
