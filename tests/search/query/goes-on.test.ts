import { describe, expect, it } from 'vitest'
import { mayGoOn, namesNoSubject } from '../../../src/search/query/goes-on.ts'

describe('a query that names no subject', () => {
  it.each(['en op welke termijn?', 'combien ça coûte ?', 'a dlaczego nie?', 'waarom?'])(
    'is "%s"',
    (query) => {
      expect(namesNoSubject(query)).toBe(true)
    },
  )

  it.each(['en in 2023?', 'en de wolf?', 'geprotesteerd?'])('is not "%s"', (query) => {
    expect(namesNoSubject(query)).toBe(false)
  })
})

describe('a query that may leave out its subject', () => {
  const knows = (stem: string): boolean => !stem.startsWith('wolv')

  it.each(['worden agenten gestraft?', 'which breeds?', 'waarom commercieel'])(
    'is "%s"',
    (query) => {
      expect(mayGoOn(query, knows)).toBe(true)
    },
  )

  it.each([
    // nothing that the index knows
    'hoeveel wolven zijn er?',
    // keywords
    'pensioenleeftijd',
    // enough of its own
    'komt er statiegeld op wijnflessen en melkpakken?',
  ])('is not "%s"', (query) => {
    expect(mayGoOn(query, knows)).toBe(false)
  })
})
