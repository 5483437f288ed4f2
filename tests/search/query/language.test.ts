import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readLanguage } from '../../../src/search/query/language.ts'

/** Questions on everyday matters in eleven languages, written for this test. */
const queries = readFileSync(new URL('languages.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [language: string, query: string])

describe('the language of a query', () => {
  it.each([
    [2, 3, 0.96],
    [4, 7, 0.96],
    [8, 20, 0.99],
  ])('of %i to %i words is recognised for most', (least, most, share) => {
    const own = queries.filter(([, query]) => {
      const count = query.split(/\s+/u).length
      return count >= least && count <= most
    })
    const right = own.filter(([language, query]) => readLanguage(query) === language)
    expect(right.length / own.length).toBeGreaterThanOrEqual(share)
  })

  it('of one word is recognised, or left open', () => {
    const own = queries.filter(([, query]) => !query.includes(' '))
    const wrong = own.filter(
      ([language, query]) => ![language, 'und'].includes(readLanguage(query)),
    )
    expect(own.length).toBeGreaterThan(10)
    expect(wrong).toEqual([])
  })

  it.each([
    ['weather in Amsterdam tomorrow', 'en'],
    ['het weer in Amsterdam morgen', 'nl'],
    ['en over ASML?', 'nl'],
    ['and NATO?', 'en'],
    ['why?', 'en'],
    ['waarom niet?', 'nl'],
  ])('"%s" is %s', (query, language) => {
    expect(readLanguage(query)).toBe(language)
  })

  it.each(['ASML', '🙂🙂', '2022D35172', '中文 问题', '?!', ''])('"%s" reveals none', (query) => {
    expect(readLanguage(query)).toBe('und')
  })

  it('of a long text is that of its beginning', () => {
    const dutch =
      'wat zegt de minister over de veiligheid van het spoor in het noorden van het land '
    const english = 'and what does the minister say about railways in the north of the country '
    expect(readLanguage(dutch.repeat(2) + english.repeat(10))).toBe('nl')
    expect(readLanguage(english.repeat(3) + dutch.repeat(10))).toBe('en')
  })
})
