import fc from 'fast-check'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown } from '../../src/text/escape-markdown.ts'

describe('escapeMarkdown', () => {
  it.each([
    [
      'leaves prose alone',
      'Ja, dat klopt (38%, zie 2021.3); «neutraal».',
      'Ja, dat klopt (38%, zie 2021.3); «neutraal».',
    ],
    ['stops emphasis', 'a *b* _c_', 'a \\*b\\* \\_c\\_'],
    ['stops HTML', '<script>', '\\<script\\>'],
    ['stops a list', '1. eerst', '1\\. eerst'],
    ['stops a bare link', 'https://x.nl en www.x.nl', 'https\\://x.nl en www\\.x.nl'],
    ['shows escape sequences', 'rood \u001b[31m', 'rood \u241b\\[31m'],
    ['shows what turns the direction', 'abc\u202edef', 'abc⟨U+202E⟩def'],
    ['takes line ends and tabs out', 'a\r\n\tb\u2028c', 'a   b c'],
  ])('%s', (_, text, escaped) => expect(escapeMarkdown(text)).toBe(escaped))

  it('makes marked show any line of text unaltered', () => {
    const punctuation = [...'\\`*_{}[]<>()#+-.!|~&:@"\'=$^/ a1w'].map((mark) => fc.constant(mark))
    const line = fc
      .array(fc.oneof(...punctuation, fc.constantFrom('www.', 'https://', '&amp;', '1.', '- ')), {
        minLength: 1,
      })
      .map((parts) => parts.join('').trim().replace(/\s+/g, ' '))
      .filter((text) => text !== '')
    fc.assert(
      fc.property(line, (text) => {
        const html = marked.parse(`> ${escapeMarkdown(text)}`, { async: false })
        expect(html).toMatch(/^<blockquote>\n<p>[^<]*<\/p>\n<\/blockquote>\n$/)
        expect(textOf(html)).toBe(text)
      }),
      { numRuns: 3_000 },
    )
  })
})

function textOf(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return html
    .replace(/<[^>]*>|\n/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!)
}
