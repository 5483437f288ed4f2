import { describe, expect, it } from 'vitest'
import { knowsAllOf, mayGoOn, namesNoSubject } from '../../../src/search/query/goes-on.ts'

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
  it.each(['worden agenten gestraft?', 'which breeds?', 'waarom commercieel'])(
    'is "%s"',
    (query) => {
      expect(mayGoOn(query)).toBe(true)
    },
  )

  it.each([
    // keywords
    'pensioenleeftijd',
    // enough of its own
    'komt er statiegeld op wijnflessen en melkpakken?',
    // it says what it is about
    'wat zegt het kabinet over schapen?',
    'Hükümet İran hakkında ne diyor?',
  ])('is not "%s"', (query) => {
    expect(mayGoOn(query)).toBe(false)
  })

  it('may name what the index does not know', () => {
    const knows = (stem: string): boolean => !stem.startsWith('wolv')
    expect(knowsAllOf('hoeveel wolven zijn er?', knows)).toBe(false)
    expect(knowsAllOf('hoeveel honden zijn er?', knows)).toBe(true)
  })
})
