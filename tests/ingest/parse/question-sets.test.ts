import { describe, expect, it } from 'vitest'
import { pairsOf } from '../../support/cases.ts'
import { readDocument } from '../../support/read-document.ts'

const HEAD =
  'Vragen van het lid Lindeboom (XYZ) aan de Minister van Waterzaken over het stuwpeil ' +
  '(ingezonden 3 maart 2025).\nAntwoord van Minister Van Eikenhorst (Waterzaken) (ontvangen 24 ' +
  'maart 2025).\n\n'

const SLUICE = 'aan de Minister van Waterzaken over de sluis (ingezonden 4 maart 2025)'

/** "Vraag 1\nKent u dit?\n\nAntwoord 1\nJa." */
const pair = (number: number, asked: string, answered: string) =>
  `Vraag ${number}\n${asked}\n\nAntwoord ${number}\n${answered}\n\n`

const FIRST = HEAD + pair(1, 'Kent u dit?', 'Ja.') + pair(2, 'Zakt het?', 'Nee.')
const SECOND = pair(1, 'Is de sluis dicht?', 'Ja, dicht.') + pair(2, 'Tot wanneer?', 'Tot mei.')

async function read(text: string) {
  const { document } = await readDocument(text, 'letter.txt')
  return {
    ...pairsOf(document),
    messages: document.warnings.map(({ message }) => message),
  }
}

describe('another set of questions', () => {
  it.each([
    'Vragen van het lid De Wit (DEF)',
    'Vragen van de leden De Wit en Pieters (beiden DEF), ingezonden 4 maart 2025',
    `Vragen van het lid De Wit (DEF) ${SLUICE}\nAntwoord van Minister Smit (Bruggen).`,
    `2025Z04321\n(ingezonden 4 maart 2025)\n\nVragen van het lid De Wit (DEF) ${SLUICE}`,
  ])('is in no answer below %j', async (head) => {
    const { asked, answered, messages } = await read(`${FIRST}${head}\n\n${SECOND}`)
    expect(asked).toEqual({ '1': ['Kent u dit?'], '2': ['Zakt het?'] })
    expect(answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'] })
    expect(messages).toEqual([
      expect.stringMatching(/^withheld: the answers below "Vragen van .*hand it in by itself$/),
    ])
  })

  it('is in no answer where numbers alone open questions', async () => {
    const one = '1. Kent u dit?\n\nAntwoord\nJa.\n\n2. Zakt het?\n\nAntwoord\nNee.\n\n'
    const two = '1. Is de sluis dicht?\n\nAntwoord\nJa, dicht.\n'
    const { answered } = await read(`${HEAD}${one}Vragen van het lid De Wit (DEF)\n\n${two}`)
    expect(answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'] })
  })

  it('has its questions over no answer of the first, whatever stands above it', async () => {
    const two = `${SECOND}${pair(3, 'En dan?', 'Niets.')}`
    await expect(read(`${FIRST}Sluis bij Gouda\n\n${two}`)).rejects.toThrow(
      /withheld: answer 1, since two questions 1 are asked \(lines 4 and 18\); hand in two sets of questions as two/,
    )
  })
})

it('questions that a document appends are in no answer', async () => {
  const head = `2025Z04321\n(ingezonden 3 maart 2025)\n\nVragen van het lid De Wit (DEF) ${SLUICE}`
  const { answered, messages } = await read(`${FIRST}${head}\n\n1. Kent u dit?\n2. Zakt het?\n`)
  expect(answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'] })
  expect(messages).toEqual([
    expect.stringMatching(/^"Vragen van het lid De Wit .*" begins questions without answers/),
  ])
})

it.each([
  ['below a colon', `Zie:\n\nVragen van het lid De Wit (DEF) ${SLUICE}\n\n1. Dit of dat?`],
  ['in a sentence', 'Vragen van het lid De Wit over de sluis heb ik\nbeantwoord: zie 1. Wat nu?'],
])('a line that names who asks stays in an answer %s', async (_, answer) => {
  const { answered, messages } = await read(HEAD + pair(1, 'Kent u dit?', answer))
  expect(answered['1']!.join(' ')).toContain('Vragen van het lid De Wit')
  expect(messages).toEqual([])
})

it.each([', ingezonden 4 maart 2025', ` ${SLUICE}`])(
  'a title that names who asks and when stands in no answer: "De Wit (DEF)%s"',
  async (rest) => {
    const title = `Vragen van het lid De Wit (DEF)${rest}\n\n`
    const { answered } = await read(`${FIRST}${title}${pair(3, 'En dit?', 'Ja.')}`)
    expect(answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'], '3': ['Ja.'] })
  },
)

describe('a number under which two questions are asked', () => {
  it('has no answer, nor has what may end above the second one', async () => {
    const quoted = pair(1, 'Was het hoog?', 'Nee.')
    const next = pair(3, 'Wie betaalt?', 'Niemand.')
    const { answered, messages } = await read(FIRST + quoted + next)
    expect(answered).toEqual({ '3': ['Niemand.'] })
    expect(messages.filter((message) => message.startsWith('withheld'))).toEqual([
      expect.stringMatching(
        /^withheld: answer 1, since two questions 1 are asked \(lines 4 and 16\); a/,
      ),
      expect.stringMatching(/^withheld: answer 2, since two questions 1 are asked, once below it /),
      expect.stringMatching(
        /^withheld: answer 1, since two questions 1 are asked \(lines 4 and 16\); a/,
      ),
    ])
  })

  it.each([
    [[1, 1, 3], { '3': ['Antwoord.'] }, 2],
    [[1, 2, 2, 4], { '1': ['Antwoord.'], '4': ['Antwoord.'] }, 3],
    [[2, 2, 3], { '3': ['Antwoord.'] }, 1],
    [[1, 3, 3], { '1': ['Antwoord.'] }, 2],
  ])('withholds no other answer where it is mistyped: %j', async (numbers, expected, missing) => {
    const asked = ['Kent u dit?', 'Zakt het?', 'Wie betaalt?', 'Wanneer?']
    const pairs = numbers.map((number, at) => pair(number, asked[at]!, 'Antwoord.'))
    const { answered, messages } = await read(HEAD + pairs.join(''))
    expect(answered).toEqual(expected)
    const withheld = messages.filter((message) => message.startsWith('withheld'))
    expect(withheld).toHaveLength(2)
    expect(withheld[0]).toMatch(new RegExp(`; one of them may be question ${missing}, mistyped$`))
  })

  it('is answered if both have the same words', async () => {
    const list = 'Vraag 1\nKent u\ndit?\n\nVraag 2\nZakt het?\n\n'
    const { answered } = await read(FIRST.replace(HEAD, HEAD + list))
    expect(answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'] })
  })
})
