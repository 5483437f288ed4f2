import { describe, expect, it } from 'vitest'
import { hasCases, pairsOf, parseCase } from '../../support/cases.ts'

const ASKED = {
  '1': ['Kent u het bericht over het stuwpeil?'],
  '2': ['Wordt het stuwpeil verlaagd?'],
}
const KNOWN = ['Ja, dat bericht ken ik.']

describe.skipIf(!hasCases)('the cases beside the project', () => {
  it('16: a heading and its text in one paragraph of a page', async () => {
    expect(pairsOf(await parseCase('16'))).toEqual({
      asked: { '1': ['Kent u het bericht?'], '2': ['Wordt het stuwpeil verlaagd?'] },
      answered: { '1': KNOWN, '2': ['Nee, het peil blijft.'] },
    })
  })

  it('17: a mistyped range', async () => {
    expect(pairsOf(await parseCase('17')).answered).toEqual({
      '1+2+3': ['Het stuwpeil blijft op 1,20 meter.'],
      '4+5': ['Het waterschap betaalt.'],
      '6+7': ['In mei, in Oudewater.'],
    })
  })

  it.each(['19', '20'])('%s: a name, or on whose behalf, after the number', async (number) => {
    const third = 'Wie betaalt het onderhoud?'
    expect(pairsOf(await parseCase(number))).toEqual({
      asked: { ...ASKED, '3': [third] },
      answered: {
        '1': KNOWN,
        '2': ['Nee. Het stuwpeil bij Oudewater blijft op 1,20 meter boven NAP.'],
        '3': ['Het waterschap betaalt het onderhoud.'],
      },
    })
  })

  it('22: question and answer on the lines of their headings', async () => {
    expect(pairsOf(await parseCase('22')).answered).toEqual({
      '1': KNOWN,
      '2': ['Nee, het stuwpeil blijft op 1,20 meter.'],
    })
  })

  it('23: bare numbers, and who answers between questions and answers', async () => {
    expect(pairsOf(await parseCase('23'))).toEqual({
      asked: ASKED,
      answered: {
        '1': KNOWN,
        '2': ['Nee, het stuwpeil bij Oudewater blijft op 1,20 meter.'],
      },
    })
  })

  it('25: questions in parts', async () => {
    const { answers } = await parseCase('25')
    expect(answers.map(({ numbers }) => numbers)).toEqual([[1], ['2a'], ['2b'], ['2c'], [3]])
    expect(answers.flatMap(({ references }) => references.map(({ target }) => target.id))).toEqual([
      '25-sub-questions.2b',
      '25-sub-questions.2a',
    ])
  })

  it('27: all in one line', async () => {
    expect(Object.keys(pairsOf(await parseCase('27')).answered)).toEqual(['1', '2', '3+4'])
  })

  it('06: an exponent, and a mark with the same number', async () => {
    const { answers, notes } = await parseCase('06')
    expect(answers[0]!.paragraphs[0]!.reading.text).toBe(
      'De polder is 12 km2 groot en telt veertig stuwen in totaal.',
    )
    expect(notes.map(({ anchor }) => anchor === null)).toEqual([false, false])
  })

  it('34: two columns drawn row by row', async () => {
    expect(pairsOf(await parseCase('34')).answered).toEqual({
      '1': ['Ja, dat bericht ken ik. De gemeente heeft het peil op 1 maart laten meten.'],
      '2': ['Nee. Het peil blijft op 1,20 meter boven NAP.'],
    })
  })

  it('40: a watermark', async () => {
    expect(pairsOf(await parseCase('40')).answered['1']).toEqual([
      'Ja. Het waterschap heeft op 4 februari het peil laten meten en de uitkomst aan de ' +
        'gemeente gestuurd.',
    ])
  })

  it('47: an accent that is drawn over its letter', async () => {
    expect(pairsOf(await parseCase('47')).answered).toEqual({
      '1': ['Ja, de heer Milović vroeg dat ook.'],
    })
  })

  it('08: an identifier of the new kind at the foot of a page', async () => {
    const document = await parseCase('08')
    expect(document).toMatchObject({
      id: 'ah-1281235',
      publication: { sessionYear: '2026-2027', number: 345 },
    })
    expect(pairsOf(document).answered['1']![0]).toMatch(
      /zo blijkt uit de brief die zij mij in oktober hebben gestuurd\.$/,
    )
  })

  it.each(['10', '12'])('%s: a note in the middle of an answer', async (number) => {
    const document = await parseCase(number)
    expect(pairsOf(document).answered['1']).toEqual([
      'Ja. Het waterschap heeft op 4 februari het stuwpeil laten meten en de uitkomst daarvan ' +
        'aan de gemeente gestuurd. De gemeente heeft daarop in de raad besloten om het peil in ' +
        'de zomer met tien centimeter te verlagen, zodat de kelders droog blijven.',
    ])
    expect(pairsOf(document).asked['1']).toEqual(['Kent u het bericht «Stuw te hoog»?'])
    expect(document.notes).toHaveLength(1)
  })

  it('53: soft hyphens', async () => {
    expect(pairsOf(await parseCase('53')).answered['1']![0]).toMatch(/^De veiligheidsregio kost/)
  })
})
