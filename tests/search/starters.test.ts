import { describe, expect, it } from 'vitest'
import { exampleAmong, startersAmong, startersOf } from '../../src/search/starters.ts'
import { proofOf } from '../web/wire-fixture.ts'

const questions = (texts: string[]) => ({
  questions: texts.map((text, index) => ({
    number: index + 1,
    numbers: [index + 1],
    text,
    proof: proofOf(text),
  })),
})

describe('starter questions', () => {
  it('leave out questions that make no sense alone, and stay word for word', () => {
    const good = 'Wat doet het kabinet aan de wachtlijsten in de jeugdzorg in Groningen?'
    expect(
      startersOf(
        questions([
          'Bent u bekend met het bericht over de wachtlijsten in de jeugdzorg in Groningen?',
          good,
          'Hoe oordeelt u over deze berichten, en wat gaat u daar op korte termijn aan doen?',
          'Kunt u deze vragen afzonderlijk beantwoorden?',
          'Waarom?',
        ]),
      ),
    ).toEqual([good])
  })

  it('are spread over a long document', () => {
    const many = Array.from(
      { length: 9 },
      (_, n) => `Wat is de stand van zaken van het programma met nummer ${n}?`,
    )
    expect(startersOf(questions(many))).toEqual([many[0], many[3], many[6]])
  })

  it('come from different documents, or from one if it is the only one', () => {
    const of = (name: string, n: number) =>
      questions(
        Array.from(
          { length: n },
          (_, k) => `Wat doet het kabinet aan zaak ${k} van het dossier ${name}?`,
        ),
      )
    const first = (starters: string[]) => starters.map((starter) => starter.at(-2))
    expect(first(startersAmong([of('a', 5), of('b', 0), of('c', 1), of('d', 2)], 3))).toEqual([
      ...['a', 'c', 'd'],
    ])
    expect(first(startersAmong([of('a', 5), of('c', 1)], 3))).toEqual(['a', 'c', 'a'])
    expect(startersAmong([], 3)).toEqual([])
  })

  it('have one that fits the field, if there is any', () => {
    const fits = 'Hoeveel leraren zijn er in Drenthe tekort op scholen?'
    const long =
      'Hoeveel leraren zijn er op basisscholen in Drenthe, Groningen en Friesland tekort?'
    const vague = 'Deelt u de mening dat dit zorgwekkend is voor Drenthe?'
    expect(exampleAmong([questions([long]), questions([vague, fits])])).toBe(fits)
    expect(exampleAmong([questions([long, vague])])).toBeNull()
  })

  it('read no more documents than they come from', () => {
    let read = 0
    const documents = function* () {
      for (;;) {
        read++
        yield questions([`Wat doet het kabinet in gemeente ${read} aan de wachttijden?`])
      }
    }
    expect(startersAmong(documents(), 2)).toHaveLength(2)
    expect(read).toBe(2)
  })
})
