import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quotationsOf } from '../../src/quote/quotations.ts'

const texts = (text: string) => quotationsOf(text).map((quotation) => quotation.text)

describe('quotationsOf', () => {
  it.each([
    ['De minister zegt “dit is zo” en „dat niet”.', ['dit is zo', 'dat niet']],
    ['Hij zei: "Ja, dat klopt." Zij zei: «Nee».', ['Ja, dat klopt.', 'Nee']],
    [
      "Foto's van 's morgens: 'dit is het plan van de minister'.",
      ['dit is het plan van de minister'],
    ],
    ['Het ‘plan van ’s Rijks kas’ is er.', ['plan van ’s Rijks kas']],
    ['Een scherm van 15" is geen citaat, en 5\' ook niet.', []],
    ['“Het rapport «Water» is er”, aldus de minister.', ['Het rapport «Water» is er']],
    ['“Nooit gesloten.\n\nEen nieuwe alinea met “een citaat”.', ['een citaat']],
    ['“Over twee\nregels”', ['Over twee\nregels']],
    [
      'Tekst.\n\n> Een heel blok\n> van twee regels.\n\nTekst.',
      ['> Een heel blok\n> van twee regels.\n'],
    ],
    ['“…” en "—"', []],
  ])('finds those of %j', (text, expected) => {
    expect(texts(text)).toEqual(expected)
  })

  it('tells the line, the place and the speaker', () => {
    const text =
      'Kop\n\nDe minister schrijft: “Dat is zo.”\n\n“Dit ook”, aldus minister Zand. Meer.'
    const [first, second] = quotationsOf(text)
    expect([first!.line, second!.line]).toEqual([3, 5])
    expect(text.slice(second!.start, second!.end)).toBe('Dit ook')
    expect(second!.given).toBe('“Dit ook”, aldus minister Zand.')
    expect(first!.given).toContain('De minister schrijft')
  })

  it('finds text put between marks in any text, in time', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abc de. ,\n') })
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        expect(texts(`${before} “hier staat het” ${after}`)).toContain('hier staat het')
      }),
    )
    const start = performance.now()
    for (const mark of ['“', '"', "'", '„', '« ', '> ', '“a ']) quotationsOf(mark.repeat(20_000))
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
