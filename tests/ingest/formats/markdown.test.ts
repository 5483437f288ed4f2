import { describe, expect, it } from 'vitest'
import { answerOf, notesOf, readDocument } from '../../support/read-document.ts'

const letter = `# Antwoorden op Kamervragen

Vragen van het lid **Lindeboom** (XYZ) aan de Minister van Water over het *peil* (ingezonden 3 maart 2025).

## Vraag 1

Kent u het [bericht](https://example.nl/a_b)?[^1]

## Antwoord 1

Ja, dat **bericht** ken ik.[^1] Het is \`code\`, zie <https://a.nl>. Een \\* ster.

**Vraag 2** Wordt het verlaagd?

**Antwoord 2** Nee, **niet** verlaagd:

- eerste *punt*;
- tweede punt
  loopt door.

1. Een
2. Twee **vet**

> Citaat van **iemand**
> over twee regels.

| Stuw | Peil |
|------|------|
| Gouda | **1,20** |

Slot.

[^1]: De Waterkrant, **1** maart 2025.
`

describe('a text in Markdown', () => {
  it.each([
    ['as it is', letter],
    ['with the line ends of Windows', letter.replaceAll('\n', '\r\n')],
  ])('is read without what stands for form, %s', async (_, text) => {
    const { document, extracted } = await readDocument(text, 'brief.txt')
    expect(extracted.text).toBe(text)
    expect(extracted.extractor).toMatch(/^marked \d/)
    expect(document).toMatchObject({ title: 'het peil', warnings: [] })
    expect(document.questions.map(({ reading }) => reading.text)).toEqual([
      'Kent u het bericht?',
      'Wordt het verlaagd?',
    ])
    expect(answerOf(document, 1)).toEqual([
      'Ja, dat bericht ken ik. Het is code, zie https://a.nl. Een * ster.',
    ])
    expect(answerOf(document, 2)).toEqual([
      'Nee, niet verlaagd:',
      '* eerste punt;',
      '* tweede punt loopt door.',
      '* 1. Een',
      '* 2. Twee vet',
      'Citaat van iemand over twee regels.',
      'Stuw Peil',
      'Gouda 1,20',
      'Slot.',
    ])
    expect(notesOf(document, extracted.text)).toEqual(['1 De Waterkrant, 1 maart 2025. @_b)?'])
  })

  it.each([
    [
      'headings with a line below',
      'Vraag 1\n=======\n\nKlopt dat?\n\nAntwoord 1\n---\n\n*Ja*, dat klopt.\n',
    ],
    ['bold of the other kind', '__Vraag 1__\nKlopt dat?\n\n__Antwoord 1__\n_Ja_, dat klopt.\n'],
    ['headings in bold', '### **Vraag 1**\nKlopt dat?\n\n### **Antwoord 1**\n**Ja**, dat klopt.\n'],
    ['headings in a quotation', '> **Vraag 1**\n> Klopt dat?\n\n**Antwoord 1**\nJa, dat klopt.\n'],
    ['headings with a sign', '**Vraag 1:** Klopt dat?\n\n**Antwoord 1:** Ja, dat klopt.\n'],
  ])('has its pairs with %s', async (_, text) => {
    const { document } = await readDocument(text, 'brief.md')
    expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Klopt dat?'])
    expect(answerOf(document, 1)).toEqual(['Ja, dat klopt.'])
  })
})

it('takes a plain text with stars, hashes and brackets for what it is', async () => {
  const text = 'Vraag 1\nKlopt 2 * 3 = 6 [1] en # 4?\nAntwoord 1\nJa, 2 * 3 * 4 en a_b_c.\n'
  const { document, extracted } = await readDocument(text, 'brief.txt')
  expect(extracted.extractor).toBe('utf-8')
  expect(answerOf(document, 1)).toEqual(['Ja, 2 * 3 * 4 en a_b_c.'])
})
