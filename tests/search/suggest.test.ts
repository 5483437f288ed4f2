import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../src/domain/document.ts'
import { atOnce } from '../../src/domain/slices.ts'
import { suggesterInSteps } from '../../src/search/suggest.ts'

const document = (answered: string, ...texts: string[]): SourceDocument =>
  ({
    answered,
    questions: texts.map((text) => ({ reading: { text } })),
  }) as unknown as SourceDocument

const questions = [
  document(
    '2022-09-12',
    'Bent u bekend met het bericht? Wat doet u tegen de uitvoer van halfgeleiders naar Rusland?',
    'Klopt dit?',
  ),
  document(
    '2024-03-01',
    'Hoeveel halfgeleiders worden in Nederland gemaakt en uitgevoerd?',
    'Deelt u de zorgen van energiebedrijven over het volle stroomnet?',
  ),
  document('2020-01-01', 'Hoeveel halfgeleiders worden in Nederland gemaakt en uitgevoerd?'),
]

const { suggest } = atOnce(suggesterInSteps(questions))

describe('suggestions', () => {
  it('complete the word being typed, newest first', () => {
    expect(suggest('halfgel', 5)).toEqual([
      'Hoeveel halfgeleiders worden in Nederland gemaakt en uitgevoerd?',
      'Wat doet u tegen de uitvoer van halfgeleiders naar Rusland?',
    ])
  })

  it('contain every word typed, whatever its accents and case', () => {
    expect(suggest('HALFGELEIDERS in rús', 5)).toEqual([
      'Wat doet u tegen de uitvoer van halfgeleiders naar Rusland?',
    ])
    expect(suggest('halfgeleiders stroomnet', 5)).toEqual([])
  })

  it('treat a word as complete once something follows it', () => {
    expect(suggest('halfgel ', 5)).toEqual([])
    expect(suggest('stroomnet ', 5)).toHaveLength(1)
  })

  it('are not made for function words, single letters or nothing', () => {
    for (const typed of ['', '  ', 'wat doet u', 'de', 'h', '?!', '🙂']) {
      expect(suggest(typed, 5)).toEqual([])
    }
  })

  it('leave out sentences that ask nothing alone, and repeat none', () => {
    expect(suggest('klopt', 5)).toEqual([])
    expect(suggest('halfgeleiders gemaakt', 5)).toHaveLength(1)
  })
})
