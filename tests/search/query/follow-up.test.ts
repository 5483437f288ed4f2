import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isFollowUp, readStep } from '../../../src/search/query/follow-up.ts'
import { readLanguage } from '../../../src/search/query/language.ts'

/** Follow-up questions in ten languages, written for this test. */
const written = readFileSync(new URL('follow-ups.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [kind: string, language: string, query: string])

describe('follow-ups', () => {
  it.each(written)('%s, %s: %s', (kind, _, query) => {
    expect(isFollowUp(query, readLanguage(query))).toBe(kind === 'dependent')
  })

  it.each([
    ...['en voor China?', 'wanneer wel?', 'why?', 'is Japan one of them?'],
    ...['wat doet de ambassade daartegen?', 'hoe duur wordt het', 'is het veilig?'],
    ...['wat antwoordde de minister?', 'what did the minister reply?'],
    ...['alleen van DENK', 'alleen in 2023', 'alleen gemeenten'],
    ...['en hoeveel zijn er gestorven?', 'hoeveel werden gewond', 'how many were injured?'],
    'and how many died?',
  ])('"%s" needs the previous query', (query) => {
    expect(isFollowUp(query)).toBe(true)
  })

  it.each([
    // Each names its own subject, however it begins.
    ...['en over ASML?', 'and dual-use goods?', 'what about Taiwan?'],
    ...['alleen halfgeleiders', 'Alleenstaande ouders', 'is het oorlog in Oekraïne?'],
    ...['Weibo', 'hoeveel kost de dijkversterking', 'Which countries adopted sanctions?'],
    ...['hoeveel wolven zijn er gestorven?', 'how many wolves died?'],
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
