import { describe, expect, it } from 'vitest'
import { sayFound } from '../../src/answer/say-reading.ts'
import { sharedWords } from '../../src/words/chat-and-pages.ts'

const answers = (...relevances: ('strong' | 'possible' | 'weak')[]) =>
  relevances.map((relevance) => ({ relevance }))

describe('what was found', () => {
  it.each([
    [answers('strong'), '1 antwoord gevonden'],
    [answers('strong', 'possible'), '2 antwoorden gevonden'],
    // The weak ones were asked for too: only of these it is said.
    [
      answers('strong', 'possible', 'weak'),
      '3 antwoorden gevonden, 1 daarvan waarschijnlijk niet over uw vraag',
    ],
    [
      answers('possible', 'weak', 'weak'),
      '3 antwoorden gevonden, 2 daarvan waarschijnlijk niet over uw vraag',
    ],
    [answers('weak'), 'Dit gaat waarschijnlijk niet over uw vraag.'],
    [answers('weak', 'weak'), 'Dit gaat waarschijnlijk niet over uw vraag.'],
  ])('of %j is said in one line', (found, said) => {
    expect(sayFound(found, sharedWords.nl)).toBe(said)
  })
})
