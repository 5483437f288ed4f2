import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading, SourceDocument } from '../../src/domain/document.ts'
import { checkQuote } from '../../src/quote/check.ts'
import { gapInReading } from '../../src/domain/reading-offsets.ts'
import { filesOf, hasCorpus, parseFile } from '../support/gold.ts'
import { answering, indexQuotes } from '../support/quote-documents.ts'

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const raised = (mark: string) => mark.replace(/\d/g, (digit) => superscripts[Number(digit)]!)

/** An answer with these words before and after a footnote mark. */
function marked(before: string, mark: string, behind: string): SourceDocument {
  const source = `${before}${mark}${behind}`
  const at = before.length
  const spans = [
    { start: 0, end: at },
    { start: at + mark.length, end: source.length },
  ]
  const plain = answering('x', { question: 'Hoeveel?', paragraphs: [''] })
  const [answer] = plain.answers
  const [paragraph] = answer!.paragraphs
  const reading: Reading = { text: before + behind, spans, joins: [''] }
  return {
    ...plain,
    answers: [{ ...answer!, paragraphs: [{ ...paragraph!, reading }] }],
    notes: [
      {
        mark,
        reading: { text: 'Rapport.', spans: [{ start: 0, end: 8 }], joins: [] },
        anchor: { start: at, end: at + mark.length },
      },
    ],
  }
}

function checked(document: SourceDocument, quote: string) {
  const { verdict, matches } = checkQuote(indexQuotes([document]), quote)
  return { verdict, differences: matches[0]?.differences.map((d) => [d.quoted.text, d.said.text]) }
}

describe('a footnote mark', () => {
  it.each([
    ['€ 3', '4', ' miljard', '€ 34 miljard', '34', '3'],
    ['€ 3,', '4', ' dus', '€ 3,4 dus', '3,4', '3,'],
    ['in 2022.', '3', ' Dat', 'in 2022.3 Dat', '2022.3', '2022.'],
    ['de 38', '1', '%, ofwel', 'de 381%, ofwel', '381%,', '38%,'],
    ['het kabinet', '2', ' zegt', 'het kabinet2 zegt', 'kabinet2', 'kabinet'],
    ['in het geding.', '2', ' Zonder', 'in het geding.2 Zonder', 'geding.2', 'geding.'],
    ['over 15 km', '2', ' weg', 'over 15 km² weg', 'km²', 'km'],
    ['ruim 10', '3', ' keer', 'ruim 10³ keer', '10³', '10'],
    ['lid van artikel 3', '4', ' dat', 'lid van artikel 3(4) dat', '3(4)', '3'],
  ])('after "%s" is not one of its digits: "%s%s"', (before, mark, behind, quote, ours, said) => {
    const document = marked(`Dat kost ${before}`, mark, `${behind} voor ons allemaal.`)
    expect(checked(document, quote)).toEqual({ verdict: 'altered', differences: [[ours, said]] })
    expect(checked(document, `${before}${behind}`).verdict).toBe('verbatim')
  })

  it.each([
    ['in het geding.', '2', ' Zonder', 'in het geding.² Zonder'],
    ['in het geding.', '12', ' Zonder', 'in het geding.[12] Zonder'],
    ['het kabinet', '2', ' zegt', 'het kabinet(2) zegt'],
    ['ruim € 3', '4', ' miljard', 'ruim € 3[4] miljard'],
    ['het kabinet', '*', ' zegt', 'het kabinet* zegt'],
  ])('that is written as a mark alters nothing: "%s%s%s"', (before, mark, behind, quote) => {
    const document = marked(`Dat kost ${before}`, mark, `${behind} voor ons allemaal.`)
    expect(checked(document, quote).verdict).toBe('verbatim')
  })

  it('is never read as digits, whatever precedes it', () => {
    const words = fc.constantFrom('€ 3', '1,5', '38', '2022.', '12:', 'km', 'kabinet', 'geding.»')
    const numbers = fc.integer({ min: 1, max: 199 }).map(String)
    const rest = fc.constantFrom(' miljard', '% van het bedrag', ', dus veel', '.', '')
    fc.assert(
      fc.property(words, numbers, rest, (before, mark, behind) => {
        const document = marked(`Dat bedraagt ${before}`, mark, `${behind} en meer dan dat.`)
        for (const quote of [
          `Dat bedraagt ${before}${mark}${behind}`,
          `Dat bedraagt ${before}${mark}`,
          `bedraagt ${before}${mark}${behind} en meer dan dat.`,
          ...(/\d$/.test(before) ? [`Dat bedraagt ${before}${raised(mark)}${behind}`] : []),
        ]) {
          expect([quote, checked(document, quote).verdict]).toEqual([quote, 'altered'])
        }
      }),
    )
  })
})

describe.skipIf(!hasCorpus)('each footnote mark of the corpus', () => {
  it('is not one of the words of its sentence', async () => {
    const files = ['pdf', 'docx', 'text', 'xml'].flatMap((folder) =>
      filesOf(folder).filter(({ pathname }) => !pathname.endsWith('.json')),
    )
    let seen = 0
    for (const file of files) {
      const { document } = await parseFile(file)
      const index = indexQuotes([document])
      const readings = [
        ...document.answers.flatMap(({ paragraphs }) => paragraphs.map(({ reading }) => reading)),
        ...document.questions.map(({ reading }) => reading),
      ]
      for (const { mark, anchor } of document.notes) {
        if (anchor === null || !/^\d+$/.test(mark)) continue
        for (const { reading, at } of readings.flatMap((reading) => {
          const at = gapInReading(reading, anchor.start)
          return at === null ? [] : [{ reading, at }]
        })) {
          const from = Math.max(0, reading.text.lastIndexOf(' ', Math.max(0, at - 60)))
          const behind = reading.text.indexOf(' ', at + 30)
          const to = behind < 0 ? reading.text.length : behind
          const quote = reading.text.slice(from, at) + mark + reading.text.slice(at, to)
          const { matches, elsewhere } = checkQuote(index, quote)
          const places = [...matches, ...elsewhere]
          expect([quote, places.length > 0]).toEqual([quote, true])
          expect(places.filter(({ differences }) => differences.length === 0)).toEqual([])
          seen++
        }
      }
    }
    expect(seen).toBeGreaterThan(100)
  }, 120_000)
})
