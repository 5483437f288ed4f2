import { expect, it } from 'vitest'
import { pairsOf } from '../../support/cases.ts'
import { readDocument } from '../../support/read-document.ts'

const HEAD = `Vragen van het lid Lindeboom (XYZ) aan de Minister van Waterzaken over het stuwpeil (ingezonden 3 maart 2025).
Antwoord van Minister Van Eikenhorst (Waterzaken) (ontvangen 24 maart 2025).
`

/** "2a: question | answer", of a question 2 with its answer. */
async function pairs(question: string, answer: string): Promise<string[]> {
  const body = `Vraag 1\nKent u het bericht?\nAntwoord 1\nJa.\nVraag 2\n${question}\nAntwoord 2\n`
  const { document } = await readDocument(`${HEAD}${body}${answer}\n`, 'letter.txt')
  const { asked, answered } = pairsOf(document)
  const keys = new Set([...Object.keys(asked), ...Object.keys(answered)])
  return [...keys]
    .filter((key) => key !== '1')
    .map((key) => `${key}: ${asked[key]?.join(' ') ?? '-'} | ${answered[key]?.join(' / ') ?? '-'}`)
}

const APART = ['2a: Zakt het peil? | Nee.', '2b: Wie betaalt? | Het Rijk.']

it.each([
  ['a. Zakt het peil?\nb. Wie betaalt?', 'a. Nee.\nb. Het Rijk.'],
  ['a) Zakt het peil?\n\nb) Wie betaalt?', 'a)\nNee.\n\nb)\nHet Rijk.'],
  ['(a) Zakt het peil? (b) Wie betaalt?', 'Ad a. Nee.\nAd b. Het Rijk.'],
  ['A. Zakt het peil?\nB. Wie betaalt?', 'Antwoord a: Nee.\nAntwoord b: Het Rijk.'],
  ['2a. Zakt het peil?\n2b. Wie betaalt?', 'a. Nee. b. Het Rijk.'],
])('letters of a question and its answer are numbers of their own: %j', async (asked, answered) => {
  expect(await pairs(asked, answered)).toEqual(APART)
})

it('one part may answer several letters, and hold a list', async () => {
  const question = 'a. Zakt het peil?\nb. Sinds wanneer?\nc. Wie betaalt?'
  expect(await pairs(question, 'a en b. Nee:\n- er is gemeten;\n- er is gekeken.\nc. Ik.')).toEqual(
    [
      '2a: Zakt het peil? | -',
      '2b: Sinds wanneer? | -',
      '2c: Wie betaalt? | Ik.',
      '2a+2b: - | Nee: / - er is gemeten; / - er is gekeken.',
    ],
  )
})

it('a question whose letters share a beginning stays whole', async () => {
  expect(await pairs('Klopt het dat a. het peil zakt en b. u betaalt?', 'a. Nee.\nb. Ja.')).toEqual(
    ['2: Klopt het dat a. het peil zakt en b. u betaalt? | -', '2a: - | Nee.', '2b: - | Ja.'],
  )
})

it.each([
  ['letters of the question alone', 'a. Zakt het peil?\nb. Wie betaalt?', 'Nee. Het Rijk betaalt.'],
  ['letters of the answer alone', 'Wat doet u?', 'a. Meten.\nb. Kijken.'],
  ['fewer letters', 'a. Zakt het?\nb. Hoe?\nc. Wie?', 'a. Nee.\nb. Het Rijk.'],
  ['words before them', 'a. Hoeveel stuwen?\nb. En kelders?', 'Per 2024:\na. Twaalf.\nb. Drie.'],
  ['words below them', 'a. Hoeveel?\nb. En nu?', 'a. Twaalf.\n\nb. Drie.\n\nDit is van 2024.'],
])('an answer stays whole with %s', async (_, question, answer) => {
  const [pair, ...others] = await pairs(question, answer)
  expect(others).toEqual([])
  expect(pair).toBe(`2: ${question.replaceAll('\n', ' ')} | ${answer.replaceAll(/\n+/g, ' / ')}`)
})

it('one answer to 2a and 2b that counts through them is two', async () => {
  const body = 'Vraag 2a\nZakt het?\nVraag 2b\nWie betaalt?\nAntwoord\na. Nee.\nb. Het Rijk.\n'
  const { document } = await readDocument(`${HEAD}${body}`, 'letter.txt')
  expect(pairsOf(document).answered).toEqual({ '2a': ['Nee.'], '2b': ['Het Rijk.'] })
})
