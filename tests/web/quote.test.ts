import { Marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { quoteMarkdown, quoteText } from '../../web/quote.ts'

const quote = {
  paragraphs: ['1. «Ja», *zegt* het kabinet <b>.', '- en nee_nee.'],
  citation: 'Antwoord op vraag 3 [en 4], 2022D35172',
  address: 'https://antwoorden.example.nl/documents/d#antwoord-3',
}

describe('a copied quote', () => {
  it('has the unaltered words, the citation and the place, as plain text', () => {
    expect(quoteText(quote)).toBe(
      '1. «Ja», *zegt* het kabinet <b>.\n\n- en nee_nee.\n\n— Antwoord op vraag 3 [en 4], ' +
        '2022D35172\nhttps://antwoorden.example.nl/documents/d#antwoord-3\n',
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
    expect(html).toContain(`<a href="${quote.address}">`)
  })
})
