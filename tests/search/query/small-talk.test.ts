import { describe, expect, it } from 'vitest'
import { isSmallTalk } from '../../../src/search/query/small-talk.ts'

describe('small talk', () => {
  it.each([
    'Hallo!',
    'goedemorgen allemaal',
    'hey there, how is it going?',
    'Dank je wel voor de uitleg',
    'thank you so much, great help',
    'tot ziens en een fijn weekend',
    'Danke!',
    'Waar kun je me mee helpen?',
    'Can you help me?',
  ])('is "%s"', (text) => {
    expect(isSmallTalk(text)).toBe(true)
  })

  it.each([
    // A subject, however polite.
    'Hallo, hoe staat het met de wolven?',
    'thanks, and what about ASML?',
    'bedankt, en de toeslagenaffaire?',
    // Nobody is greeted.
    'hulp',
    // Help with something.
    'kun je hulp krijgen van een notaris?',
    'can you help the farmers?',
    'goed nieuws vandaag?',
    'dag van de arbeid',
    '',
  ])('is not "%s"', (text) => {
    expect(isSmallTalk(text)).toBe(false)
  })
})
