import { describe, expect, it } from 'vitest'
import { sayFound, sayReading } from '../../src/answer/say-reading.ts'
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

describe('what may be a filter and left nothing', () => {
  it('is said in both languages, behind the filters', () => {
    const read = {
      ...{ readAs: [], readWith: [] },
      readFilters: [{ kind: 'party' as const, said: 'DENK', party: 'DENK' }],
      leftOut: [{ kind: 'asker' as const, said: 'Lindeboom', name: 'Lindeboom' }],
    }
    expect(sayReading(read, 'nl')).toEqual([
      'Gezocht in vragen van DENK.',
      'Niets gevonden in vragen van Lindeboom. Dit staat daarbuiten.',
    ])
    expect(sayReading(read, 'en')[1]).toBe(
      'Nothing found in questions by Lindeboom. This is from elsewhere.',
    )
  })
})

describe('what a query leaves out', () => {
  it('is said among the filters', () => {
    const read = {
      ...{ readAs: [], readWith: [], leftOut: [] },
      readFilters: [
        { kind: 'party' as const, said: 'DENK', party: 'DENK' },
        { kind: 'without' as const, said: 'gas' },
      ],
    }
    expect(sayReading(read, 'nl')).toEqual(['Gezocht in vragen van DENK en alles behalve “gas”.'])
    expect(sayReading(read, 'en')).toEqual(['Looked in questions by DENK and all but “gas”.'])
  })
})
