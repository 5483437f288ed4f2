import { describe, expect, it } from 'vitest'
import { readerLanguage } from '../../src/server/http/language.ts'

describe('the language of a page', () => {
  it.each([
    // what was chosen wins
    ['en', 'nl', 'en'],
    ['nl', 'en', 'nl'],
    // else what the browser prefers of the two that there are
    [undefined, 'en-GB,en;q=0.9,nl;q=0.8', 'en'],
    [undefined, 'de;q=0.9, nl;q=0.5, en;q=0.4', 'nl'],
    [undefined, 'fr', 'nl'],
    [undefined, undefined, 'nl'],
    ['xx', 'en', 'en'],
  ] as const)('chosen %s, accepted %s: %s', (chosen, accepted, expected) => {
    expect(readerLanguage(chosen, accepted)).toBe(expected)
  })
})
