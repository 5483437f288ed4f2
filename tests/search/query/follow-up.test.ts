import { describe, expect, it } from 'vitest'
import { isFollowUp, readStep } from '../../../src/search/query/follow-up.ts'

describe('follow-ups', () => {
  it.each([
    ...['en voor China?', 'and dual-use goods?', 'wanneer wel?', 'why?', 'is Japan one of them?'],
    'wat doet de ambassade daartegen?',
  ])('"%s" needs the query before it', (query) => {
    expect(isFollowUp(query)).toBe(true)
  })

  it.each([
    ...['Weibo', 'hoeveel kost de dijkversterking', 'Which countries adopted sanctions?'],
    'Klopt het dat die bedrijven de Russische oorlogsmachine met onderdelen voor drones steunen?',
  ])('"%s" stands by itself', (query) => {
    expect(isFollowUp(query)).toBe(false)
  })

  it.each([
    ['en de volgende?', 1],
    ['the next question', 1],
    ['en de vorige vraag?', -1],
    ['wat is de volgende stap in de procedure?', 0],
    ['en China?', 0],
  ])('"%s" steps by %i', (query, step) => {
    expect(readStep(query)).toBe(step)
  })
})
