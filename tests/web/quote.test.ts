import { Marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { chatWords } from '../../src/words/chat.ts'
import { quoteMarkdown, quoteOf, quoteText } from '../../web/quote.ts'
import { answerOf } from './wire-fixture.ts'

const quote = {
  paragraphs: ['1. «Ja», *zegt* het kabinet <b>.', '- en nee_nee.'],
  sources: [
    {
      text: '— Antwoord op vraag 3 [en 4], 2022D35172',
      address: 'https://antwoorden.example.nl/documents/d#antwoord-3',
    },
  ],
}

describe('a copied quote', () => {
  it('has the unaltered words, the citation and the place, as plain text', () => {
    expect(quoteText(quote)).toBe(
      '1. «Ja», *zegt* het kabinet <b>.\n\n- en nee_nee.\n\n— Antwoord op vraag 3 [en 4], ' +
        '2022D35172\nhttps://antwoorden.example.nl/documents/d#antwoord-3\n',
    )
  })

  it('names the answer that it refers to, whose words are not its own', () => {
    const answer = { ...answerOf('Zie vraag 1.'), refersTo: [answerOf('Ja, dat klopt.')] }
    const context = { strings: chatWords.nl, page: (path: string) => `https://a.example${path}` }
    const place = 'https://a.example/documents/d#antwoord-1'
    expect(quoteText(quoteOf(answer, context))).toBe(
      `Zie vraag 1.\n\n— Zie vraag 1.\n${place}\n\n` +
        `Waarnaar dit antwoord verwijst: Ja, dat klopt.\n${place}\n`,
    )
  })

  it('shows the same words when its Markdown is rendered', () => {
    const html = new Marked().parse(quoteMarkdown(quote), { async: false })
    const shown = html
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
    for (const paragraph of quote.paragraphs) expect(shown).toContain(paragraph)
    expect(html).not.toMatch(/<(?:b|em|li|ol|ul)>/)
    expect(html).toContain(`<a href="${quote.sources[0]!.address}">`)
  })
})
