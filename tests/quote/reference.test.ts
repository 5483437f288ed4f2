import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../src/domain/document.ts'
import { checkQuote } from '../../src/quote/check.ts'
import { quotationsOf } from '../../src/quote/quotations.ts'
import { referencesIn } from '../../src/quote/reference.ts'
import { expectLinear } from '../support/cost-of.ts'
import { indexQuotes, parsed } from '../support/quote-documents.ts'

const answered = async (id: string, day: string | null, minister = 'Zand') => {
  const received = day === null ? '' : ` (ontvangen ${day})`
  const { document } = await parsed(
    `Vragen van het lid Bos (DDD) aan de Minister van Water over sluizen (ingezonden 3 maart 2021).

Antwoord van Minister ${minister} (Water)${received}.

Vraag 1
Gaat de sluis open?

Antwoord 1
Nee.

Vraag 2
Wie betaalt dat?

Vraag 3
Hoeveel?

Antwoord 2 en 3
De provincie van ${id} draagt de helft bij.
`,
    id,
  )
  return document
}
const documents = [
  await answered('Aal', '1 april 2021'),
  await answered('Baal', '12 mei 2022'),
  await answered('Caal', null),
]
const numbered: SourceDocument = {
  ...(await answered('Eem', '1 april 2021')),
  id: '2021D00001',
  zaken: ['2021Z00009'],
  publication: { sessionYear: '2020-2021', number: 12 },
}
const index = indexQuotes([...documents, numbered])
const reference = (quote: string) => checkQuote(index, quote).reference

describe('the day beside a quote', () => {
  it.each([
    'zei Zand op 2 mei 2021 tegen de NOS.',
    'zei Zand vrijdag 2 april in de Volkskrant.',
    'zei minister Zand op 2 mei in een interview.',
    'aldus Zand (Trouw, 3 mei 2021)',
    '— Ada Zand (@zandvvp) May 3, 2021',
    '(bron: NOS, 3 mei 2021)',
  ])('is the reporters’ where it was said to them: %s', (said) => {
    expect(reference(`“De provincie van Aal draagt de helft bij”, ${said}`)).toBeNull()
  })

  it.each([
    [
      '“De provincie van Aal draagt de helft bij”, schreef Zand op 1 april 2021 aan de Kamer.',
      true,
    ],
    ['“De provincie van Aal draagt de helft bij” (Zand, 2021)', true],
    ['“De provincie van Aal draagt de helft bij” (Zand, 2022)', false],
    ['“De provincie van Aal draagt de helft bij” – Ada Zand, 2021-04-01', true],
    ['“De provincie van Aal draagt de helft bij” – Ada Zand, 1-4-2020', false],
    ['“De provincie van Aal draagt de helft bij,” said Zand on April 1, 2021.', true],
    ['In april 2020 schreef Zand: “De provincie van Aal draagt de helft bij.”', false],
    ['Minister Zand in 2021: “De provincie van Aal draagt de helft bij.”', true],
    ['“De provincie van Aal draagt de helft bij”, antwoordde Zand op 2 april.', false],
    ['“De provincie van Aal draagt de helft bij”, staat in een Kamerbrief van 2 april.', false],
    ['De provincie van Aal draagt de helft bij (Zand, 2 april 2021)', false],
    ['“De provincie van Aal draagt de helft bij,” wrote Zand in April 2020.', false],
    ['“De provincie van Aal draagt de helft bij”, schreef Zand op 2 april in de Kamer.', false],
    // The day of the questions.
    ['“De provincie van Aal draagt de helft bij”, aldus Zand op vragen van 3 maart 2021', true],
    ['“De provincie van Caal draagt de helft bij” (Zand, 2022)', null],
    ['“De provincie van Caal draagt de helft bij” (Zand, 2021)', true],
    ['“De provincie van Aal draagt de helft bij” (antwoord op vraag 3)', true],
    ['Antwoord 2 en 3\nDe provincie van Aal draagt de helft bij.', true],
    ['Antwoord op vraag 2: “De provincie van Aal draagt de helft bij.”', true],
    ['Antwoord 1: De provincie van Aal draagt de helft bij.', false],
    ['“De provincie van Aal draagt de helft bij” (antwoord op de vragen 1 t/m 3, 2021)', true],
    ['“De provincie van Aal draagt de helft bij” (antwoord op vraag 1)', false],
    ['“De provincie van Aal draagt de helft bij” (antw. vr. 2)', true],
    ['“De provincie van Aal draagt de helft bij” (vr. 1)', false],
    ['“De provincie van Aal draagt de helft bij” (answer to question 1)', false],
    ['“De provincie van Aal draagt de helft bij” (Zand, vraag nr. 2)', true],
    ['“De provincie van Aal draagt de helft bij” (minister Zand, 2.4.2021)', false],
    ['“De provincie van Aal draagt de helft bij” – Zand, 2nd of April 2021', false],
    ['Op 2 apr. 2021 schreef Zand: “De provincie van Aal draagt de helft bij.”', false],
    ['“De provincie van Aal draagt de helft bij” (minister Zand, 2 april jl.)', false],
    ['“De provincie van Aal draagt de helft bij” (1 april 2021)', true],
    ['“De provincie van Aal draagt de helft bij” (april 2021)', true],
    ['“De provincie van Aal draagt de helft bij” (Zand, mei 2021)', false],
    ['“De provincie van Aal draagt de helft bij” (brief van 2 april 2021)', false],
    ['“De provincie van Aal draagt de helft bij” (d.d. 2-4-2021, antwoord 2)', false],
    ['“De provincie van Aal draagt de helft bij” (zie het antwoord op vragen 1-2)', true],
    ['“De provincie van Aal draagt de helft bij” (vr. 3 april 2021, Aanhangsel)', false],
    ['Zand schreef over de wet van 2016: “De provincie van Aal draagt de helft bij”', undefined],
    ['Zand schreef over vraag 1: “De provincie van Aal draagt de helft bij”', false],
    ['“De provincie van Daal betaalt werkelijk alles voor ons” (Zand, 2021)', null],
  ])('is compared with that of the answer, and so is its question: %s', (quote, agrees) => {
    expect(reference(quote)?.agrees).toBe(agrees)
  })

  it('is told as it is written, without what agrees', () => {
    const quote = '“De provincie van Aal draagt de helft bij” (antwoord op vraag 2, 7 mei 2021)'
    expect(reference(quote)).toEqual({ named: '7 mei 2021', agrees: false })
    expect(checkQuote(index, quote).verdict).toBe('verbatim')
  })

  it.each([
    '“De provincie van Aal draagt de helft bij”',
    '“De provincie van Aal draagt de helft bij”, aldus Zand.',
    // A newspaper's own.
    '“De provincie van Aal draagt de helft bij” (Algemeen Dagblad, 3 mei 2024)',
    '“De provincie van Aal draagt de helft bij” (NRC, mei 2024)',
  ])('is none: %s', (quote) => expect(reference(quote)).toBeNull())

  it('chooses among answers with the same words', () => {
    const { matches, reference: told } = checkQuote(index, '“Nee.” (antwoord van 12 mei 2022)')
    expect([matches.map(({ answerId }) => answerId), told?.agrees]).toEqual([['Baal.1'], true])
  })

  it('is read in drafts too, beside the speaker', () => {
    const [quotation] = quotationsOf(
      'Zand schreef: “De provincie van Aal draagt de helft bij” (antwoord van 3 mei 2022).',
    )
    expect(checkQuote(index, quotation!.given)).toMatchObject({
      attribution: { named: 'Zand', agrees: true },
      reference: { named: '3 mei 2022', agrees: false },
    })
  })
})

describe('a reference before a quotation', () => {
  const words = '“De provincie van Eem draagt de helft bij.”'

  it.each([
    ['Zie ook het antwoord op vraag 2:', true],
    ['In het antwoord op vraag 1 staat:', false],
    ['Kamerbrief van 1 april 2021:', true],
    ['Brief van 2 april 2021:', false],
    ['2021D00002:', false],
    ['Aanhangsel Handelingen II 2020/21, nr. 12:', true],
    ['1 april 2021:', true],
    ['Antwoord 1:', false],
    ['Antw. 1:', false],
    ['Antw. op vr. 2:', true],
  ])('is compared, in drafts too: %s', (told, agrees) => {
    const found = { verdict: 'verbatim', reference: { agrees }, attribution: null }
    expect(checkQuote(index, `${told} ${words}`)).toMatchObject(found)
    for (const draft of [`Het nieuws.\n\n${told} ${words} Meer.`, `${told}\n\n> ${words}\n`]) {
      expect(checkQuote(index, quotationsOf(draft)[0]!.given)).toMatchObject(found)
    }
  })

  it('leaves who speaks to be read', () => {
    const told = (name: string) =>
      checkQuote(index, quotationsOf(`Zie het antwoord van ${name} op vraag 2: ${words}`)[0]!.given)
    for (const name of ['minister Zand', 'Ada Zand']) {
      expect(told(name)).toMatchObject({ attribution: { agrees: true } })
      expect(told(name.replace('Z', 'H'))).toMatchObject({ attribution: { agrees: false } })
    }
  })

  it.each(['Brief:', 'De vraag is:', '1 april 2021 was een zwarte dag:', 'Antwoord 2 liegt:'])(
    'tells something else: %s',
    (told) => {
      expect(checkQuote(index, `${told} ${words}`)).toMatchObject({ reference: null })
      const [quotation] = quotationsOf(`${told} ${words}`)
      expect(checkQuote(index, quotation!.given)).toMatchObject({
        verdict: 'verbatim',
        reference: null,
      })
    },
  )
})

describe('the document beside a quote', () => {
  it.each([
    ['2021D00001', true],
    ['minister Zand, 2021D00001, antwoord 2', true],
    ['zie 2021D00002', false],
    ['Antwoord op vraag 2, kv-tk-2021Z00009', true],
    ['Aanhangsel Handelingen II 2020/21, nr. 12', true],
    ['Aanhangsel van de Handelingen, vergaderjaar 2020-2021, nr. 13', false],
    ['Aanh. Hand. II 2020/21, 12, p. 2', true],
    ['Aanhangsel Handelingen II, 2020-2021, 12', true],
    ['Aanhangsel Handelingen II 2020/21, 13', false],
    ['Aanhangsel Handelingen II 2020/21, 1 april 2021', true],
    ['ah-tk-20202021-12', true],
    ['ah-1281235', null],
    ['Kamerstuk 31 409, nr. 14', undefined],
  ])('is compared with its numbers: %s', (cited, agrees) => {
    expect(reference(`“De provincie van Eem draagt de helft bij” (${cited})`)?.agrees).toBe(agrees)
  })

  it('says nothing of a document without such a number', () => {
    const quote = '“De provincie van Aal draagt de helft bij” (2021D00001)'
    expect(reference(quote)).toEqual({ named: '2021D00001', agrees: null })
    expect(checkQuote(index, quote).verdict).toBe('verbatim')
  })
})

describe('referencesIn', () => {
  it('reads one citation, and not those that it refers to', () => {
    const cited =
      '— Antwoord van Zand van 1 april 2021 op vraag 2: https://a.nl/1999-01-01 Verwijst naar: ' +
      'Antwoord op vraag 9'
    expect(referencesIn(cited).map(({ text }) => text)).toEqual(['1 april 2021', 'vraag 2'])
  })

  it.each(['1 jan ', '2021-', 'vraag 1, ', '12 ', 'januari '])(
    'takes linear time for a run of %j',
    async (piece) => {
      await expectLinear((length) => referencesIn(piece.repeat(length)), 2_500)
    },
  )
})
