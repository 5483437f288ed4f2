import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShared, shareLink } from '../../web/share.ts'

const page = 'https://antwoorden.example.nl/?lang=nl'

describe('a shared link', () => {
  it('has question and filters only in the fragment', () => {
    const link = shareLink(page, {
      query: 'wat & hoe? #1',
      filters: { ministers: ['Van Weel'], from: '2024-01-01' },
      history: ['nachttrein & Wenen', 'en in 2024?'],
      unread: ['hoe'],
    })
    const url = new URL(link)
    expect(url.origin + url.pathname + url.search).toBe(page)
    expect(readShared(url.hash)).toEqual({
      query: 'wat & hoe? #1',
      filters: { ministers: ['Van Weel'], from: '2024-01-01' },
      history: ['nachttrein & Wenen', 'en in 2024?'],
      unread: ['hoe'],
    })
  })

  it('restores any question, in any script', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `a${text.trim()}`)
    fc.assert(
      fc.property(words, fc.array(words, { minLength: 1 }), (query, parties) => {
        const shared = { query, filters: { parties }, history: parties, unread: [query] }
        const { hash } = new URL(shareLink(page, shared))
        expect(readShared(hash)).toEqual(shared)
      }),
    )
  })

  it.each(['', '#', '#antwoord-7', '#q=', '#q=%20', '#ministers=x'])('is not %j', (fragment) =>
    expect(readShared(fragment)).toBeNull(),
  )

  it('ignores an invalid day', () => {
    expect(readShared('#q=a&from=gisteren&to=2024-12-31')).toEqual({
      query: 'a',
      filters: { to: '2024-12-31' },
      ...{ history: [], unread: [] },
    })
  })
})
