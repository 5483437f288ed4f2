import { expect, it } from 'vitest'
import { answerOf, readDocument } from '../../support/read-document.ts'

const letter = (word: string): string =>
  `Vraag 1\nKlopt dat?\n\nAntwoord 1\nDat ${word} klopt.\n\nVraag 2\nEn nu?\n\nAntwoord 2\nNee.\n`

it.each([
  ...['één café', '«zo»', 'São Ãlvares', 'Â', 'twee \ufffd tekens'],
  ...['3 ‰ zout', 'zo‘n foto‘s', 'taxi‘s', '(•) punt'],
])('"%s" is quoted', async (word) => {
  const { document } = await readDocument(letter(word), 'brief.txt')
  expect(answerOf(document, 1)).toEqual([`Dat ${word} klopt.`])
})

it.each(['één café', 'ïdee', '«zo»', '’s', '€ 5', 'Édouard'])(
  '"%s" in another encoding withholds its answer alone',
  async (word) => {
    const garbled = new TextDecoder('windows-1252').decode(new TextEncoder().encode(word))
    const { document } = await readDocument(letter(garbled), 'brief.txt')
    expect(document.answers.map(({ numbers }) => numbers)).toEqual([[2]])
    expect(document.warnings[0]!.message).toMatch(/^withheld: answer 1, since ".+" has letters of/)
  },
)

it.each([
  ...['Financi‰n', 'geïnteresseerd'.replace('ï', '•'), 'financi‘n', 'cafe\u008ftje'],
  ...['cafŽ', 'Û 12', '\u00c3\u0089n', '\u00e2\u0080\u0093'],
])('"%s", of DOS or an old Mac, withholds its answer alone', async (word) => {
  const { document } = await readDocument(letter(word), 'brief.txt')
  expect(document.answers.map(({ numbers }) => numbers)).toEqual([[2]])
})

it.each(['caf\ufffd', '¬ 12', 'een \0', 'caf(cid:68)'])(
  '"%s", a lost letter, withholds its answer',
  async (word) => {
    const { document } = await readDocument(letter(word), 'brief.txt')
    expect(document.answers.map(({ numbers }) => numbers)).toEqual([[2]])
  },
)
