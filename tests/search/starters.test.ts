import { describe, expect, it } from 'vitest'
import { startersOf } from '../../src/search/starters.ts'
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
  it('leave out what cannot be understood alone, and stay word for word', () => {
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
})
