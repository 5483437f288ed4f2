import { describe, expect, it } from 'vitest'
import { shortcomings } from '../../../src/ingest/pressing.ts'
import { pairsOf } from '../../support/cases.ts'
import { parsedLetter, readDocument } from '../../support/read-document.ts'

const HEAD = `Vragen van het lid Lindeboom (XYZ) aan de Minister van Waterzaken over het stuwpeil (ingezonden 3 maart 2025).
Antwoord van Minister Van Eikenhorst (Waterzaken) (ontvangen 24 maart 2025).
`

/** The pairs in the text after an official head, as "1: question | answer". */
async function pairs(body: string, head = HEAD): Promise<string[]> {
  const { asked, answered } = pairsOf(await parsedLetter(head + body))
  const keys = [...new Set([...Object.keys(asked), ...Object.keys(answered)])]
  return keys.map(
    (key) => `${key}: ${asked[key]?.join(' ') ?? '-'} | ${answered[key]?.join(' ') ?? '-'}`,
  )
}

const TWO = ['1: Kent u het bericht? | Ja, dat ken ik.', '2: Blijft het peil? | Nee, het zakt.']

const TWO_IN_LINES = [
  'Vraag: Kent u het bericht?',
  'Antwoord: Ja, dat ken ik.',
  'Vraag: Blijft het peil?',
  'Antwoord: Nee, het zakt.',
]

it('a one-word answer on the line of its heading is no part of the heading', async () => {
  const body = ['Nee.', 'Een.', 'En nu?'].map((text, at) => {
    return `Vraag ${at + 1}\nBlijft het peil?\nAntwoord ${at + 1} ${text}\n`
  })
  expect(await pairs(body.join(''))).toEqual([
    '1: Blijft het peil? | Nee.',
    '2: Blijft het peil? | Een.',
    '3: Blijft het peil? | En nu?',
  ])
})

it('an answer may stand to a part of a question that is one', async () => {
  const document = await parsedLetter(
    `${HEAD}Vraag 1\na. Kent u het bericht?\nb. Blijft het peil?\nAntwoord 1a\nJa.\nAntwoord ` +
      `1b\nNee.\n`,
  )
  expect(document.answers.map(({ numbers }) => numbers)).toEqual([['1a'], ['1b']])
  expect(shortcomings(document, '')).toEqual([])
})

describe('headings of a question and its answer', () => {
  it.each([
    ['a number word', 'Vraag nr. %\n', 'Antwoord nr. %\n'],
    ['a number sign', 'Vraag #%:\n', 'Antwoord op vraag #%\n'],
    ['a name', 'Vraag % (Lindeboom)\n', 'Antwoord %\n'],
    ['a name and a party', 'Vraag % (Lindeboom, XYZ):\n', 'Antwoord % (Van Eikenhorst)\n'],
    ['who asks', 'Vraag % van het lid Van den Berg (XYZ)\n', 'Antwoord op vraag %\n'],
    ['on whose behalf', 'Vraag %\n', 'Antwoord % (mede namens de Minister van Financiën)\n'],
    [
      'on whose behalf, without brackets',
      'Vraag %\n',
      'Antwoord % namens de minister van Financiën\n',
    ],
    ['one title above both', 'Vraag en antwoord %\nVraag: ', 'Antwoord: '],
    ['its number in brackets', 'Vraag (%)\n', 'Antwoord (vraag %)\n'],
    ['its number behind a bracket', '%) ', 'Antwoord %:\n'],
    ['one line', 'Vraag % ', 'Antwoord % '],
    ['one line, with a dash', 'Vraag % – ', 'Antwoord % – '],
    ['one line, with a full stop', 'Vraag %. ', 'Antwoord op vraag %. '],
    ['capitals', 'VRAAG %\n', 'ANTWOORD %\n'],
    ['capitals in one line', 'VRAAG % ', 'ANTWOORD % '],
    ['letters set apart', 'V r a a g  %\n', 'A n t w o o r d  %\n'],
    ['the margin', 'Vraag %        ', 'Antwoord %     '],
    ['who answers', 'Vraag %\n', 'Antwoord van de Minister\n'],
    ['who answers, and what', 'Vraag %\n', 'Antwoord van de Minister op vraag %\n'],
    ['who answers, before the number', 'Vraag %\n', 'Antwoord minister %\n'],
    [
      'who answers what, by name',
      'Vraag %\n',
      'Antwoord van minister Van Eikenhorst (Waterzaken) op vraag %\n',
    ],
    ['a reaction', 'Vraag %\n', 'Reactie op vraag %\n'],
    ['a further answer', 'Vraag %\n', 'Nader antwoord op vraag %\n'],
    ['abbreviations', 'Vr. %\n', 'Antw. %\n'],
    ['letters', 'V%: ', 'A%: '],
    ['English letters', 'Q%: ', 'A%: '],
    ['English letters on their lines', 'Q%\n', 'A%\n'],
    ['a dash behind the word', 'Vraag-%\n', 'Antwoord - '],
    ['a name and a party in brackets', 'Vraag % (van het lid Jansen (ABC))\n', 'Antwoord %\n'],
    ['"ad"', 'Vraag %\n', 'Ad vraag %:\n'],
    ['the number first', '%. Vraag\n', '%. Antwoord\n'],
    ['a tab', 'Vraag %\t', 'Antwoord %\t'],
    ['a dash behind the number', '% - ', 'Antwoord: '],
    ['who answers, on the line itself', 'Vraag %\n', 'Antwoord van de minister: '],
    ['no number', 'Vraag\n', 'Antwoord\n'],
    ['no number, on the line itself', 'Vraag: ', 'Antwoord: '],
    ['letters without a number', 'V: ', 'A: '],
    ['an ordinal', '%e vraag\n', '%e antwoord\n'],
    ['an ordinal, on the line itself', '%e vraag: ', '%e antwoord: '],
    ['a sign of no width', '\u200eVraag %\u200b\n', '\u2060Antwoord %\n'],
    ['its number between brackets, and nothing else', '(%) ', 'Antwoord: '],
    ['the mark of a note', 'Vraag %[1]\n', 'Antwoord %²\n'],
    ['ornaments', '*** Vraag % ***\n', '[Antwoord %]\n'],
    ['pictures', '❓ Vraag %\n', '✔️ Antwoord %\n'],
    ['the state of a draft', '[PM] Vraag %\n', '[concept 2] Antwoord %\n'],
    ['a question mark', 'Vraag %?\n', 'Antwoord %!\n'],
    ['who answers, by name', 'Vraag %\n', 'Antwoord van minister Van Eikenhorst (Waterzaken):\n'],
  ])('are recognised with %s', async (_, question, answer) => {
    const body = [1, 2].map(
      (number) =>
        `${question.replace(
          '%',
          String(number),
        )}${['Kent u het bericht?', 'Blijft het peil?'][number - 1]!}\n` +
        `${answer.replace(
          '%',
          String(number),
        )}${['Ja, dat ken ik.', 'Nee, het zakt.'][number - 1]!}\n`,
    )
    expect(await pairs(body.join(''))).toEqual(TWO)
  })

  it.each([
    ['Vraag 4 t/ 5', 'Antwoord 4 t/ 5'],
    ['Vraag 4 tm 5', 'Antwoord 4 t.m. 5'],
    ['Vragen 4 tot/met 5', 'Antwoord op de vragen 4 tot en met 5'],
    ['Vragen 4 —5', 'Antwoorden 4 –5'],
    ['Vraag 4 ne 5', 'Antwoord 4 & 5'],
    ['Vraag 4 / 5', 'Antwoord vraag 4/5'],
    ['Vragen 4 en 5 [Lindeboom]', 'Antwoord op vraag: 4 en 5'],
  ])('are recognised with a mistyped range: %s', async (question, answer) => {
    const body =
      `Vraag 1\nKent u het bericht?\nAntwoord 1\nJa.\n${question}\nWie betaalt? ` +
      `Hoeveel?\n${answer}\nNiemand.\n`
    expect(await pairs(body)).toEqual([
      '1: Kent u het bericht? | Ja.',
      '4+5: Wie betaalt? Hoeveel? | Niemand.',
    ])
  })

  it.each([
    ['Vraag een', 'Antwoord een', 'Vraag twee', 'Antwoord twee'],
    ['Eerste vraag', 'Antwoord', 'Tweede vraag', 'Antwoord op de tweede vraag'],
    ['VRAAG I', 'ANTWOORD I', 'VRAAG II', 'ANTWOORD OP VRAAG II'],
  ])('are recognised with numbers in words: %s', async (...headings) => {
    const lines = ['Kent u het bericht?', 'Ja, dat ken ik.', 'Blijft het peil?', 'Nee, het zakt.']
    const body = headings.map((heading, at) => `${heading}\n${lines[at]!}\n`)
    expect(await pairs(body.join(''))).toEqual(TWO)
  })

  it('are recognised with a full stop below a line without one, if short or "(...)"', async () => {
    const head = HEAD.replace('2025).\n', '2025)\n').replace('2025).\n', '2025)\n')
    const long = 'De Minister heeft in zijn brief van 3 maart aan de Kamer al geschreven dat dit in'
    const body =
      `Vraag 1.\nNoem de stuwen\nAntwoord 1.\nDe stuw bij Gouda\n` +
      `Vraag 2.\nWat blijft?\nAntwoord 2.\n${long}\nAntwoord 1.\nniet staat.\n`
    expect(await pairs(body, head)).toEqual([
      '1: Noem de stuwen | De stuw bij Gouda',
      `2: Wat blijft? | ${long} Antwoord 1. niet staat.`,
    ])
  })

  it.each([
    ['Vrag 2', 'Antword op vraag 2'],
    ['Vraga 2:', 'Anwoord 2:'],
    ['Uraag 2', 'Antw0ord vrag 2'],
    ['Vraagn 2: ', 'Antwoordt 2: '],
    ['Vr@ag 2', 'Antwo.rd 2'],
  ])('are recognised with a mistyped word: %s', async (question, answer) => {
    const below = (heading: string): string => (heading.endsWith(' ') ? heading : `${heading}\n`)
    const body =
      `Vraag 1\nKent u het bericht?\nAntwoord 1\nJa, dat ken ik.\n` +
      `${below(question)}Blijft het peil?\n${below(answer)}Nee, het zakt.\n`
    expect(await pairs(body)).toEqual(TWO)
  })

  it.each(['Kragen 2: glad.', 'Vlagen 2: rood.'])('are none in "%s"', async (item) => {
    const body = `Vraag 1\nWat is verplicht?\nAntwoord 1\nDit.\n\n${item}\n`
    expect(await pairs(body)).toEqual([`1: Wat is verplicht? | Dit. ${item}`])
  })

  it('of letters may follow a list, or a title', async () => {
    const text =
      'V: Waar rijdt hij?\nA: Hier:\n- Ede: bus\n- Bemmel: bus\nV: Wie betaalt?\nA: Ik.\n'
    const expected = [
      '1: Waar rijdt hij? | Hier: - Ede: bus - Bemmel: bus',
      '2: Wie betaalt? | Ik.',
    ]
    expect(await pairs(text, '')).toEqual(expected)
    const html = '<h1>Bussen</h1><p>V: Kent u dit?</p><p>A: Ja.</p><p>V: En?</p><p>A: Nee.</p>'
    const { document } = await readDocument(html, 'page.html')
    expect(pairsOf(document).answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'] })
  })

  it('are recognised with a first letter that stands apart', async () => {
    const body =
      'V raag 1\nKent u het bericht?\nA ntwoord 1\nJa, dat ken ik.\n' +
      'V raag 2: Blijft het peil?\nA ntwoord 2: Nee, het zakt.\n'
    expect(await pairs(body)).toEqual(TWO)
  })

  it('are recognised with a figure that was read as a letter', async () => {
    const body = 'Vraag l\nKent u het bericht?\nAntwoord l\nJa, dat ken ik.\n'
    expect(await pairs(body)).toEqual(TWO.slice(0, 1))
    const numbers = [
      '1',
      '2',
      '3',
      '4',
      'S',
      '6',
      '7',
      '8',
      '9',
      'lO',
      'll',
      'l2',
      'l3',
      '14',
      'lS',
    ]
    const many = numbers.map((number) => `Vraag ${number}\nEn dit?\nAntwoord ${number}\nJa.\n`)
    const { answers } = await parsedLetter(HEAD + many.join(''))
    expect(answers.map((answer) => answer.numbers)).toEqual(numbers.map((_, at) => [at + 1]))
  })

  it('are recognised with such figures among others', async () => {
    const body =
      'Vraag 1\nA?\nAntwoord l\nZo.\nVraag Z t/m 4\nA?\nAntwoord Z t/m 4\nZo.\n' +
      'Vraag S\nB?\nVraag 6\nC?\nAntwoord S en 6\nDit.\n' +
      'Vragen 7 tot en met l0\nD?\nAntwoord 7, 8, 9 en l0\nDat.\n'
    const { answers } = await parsedLetter(HEAD + body)
    expect(answers.map(({ numbers }) => numbers.join())).toEqual(['1', '2,3,4', '5,6', '7,8,9,10'])
    expect(answers[2]!.paragraphs.map(({ reading }) => reading.text)).toEqual(['Dit.'])
  })

  it('are recognised with a letter behind a figure where no part is due', async () => {
    const numbers = ['1-9', '1O', '1l', '12']
    const body = numbers.map((number) => `Vraag ${number}\nA?\nAntwoord ${number}\nZo.\n`)
    const { answers } = await parsedLetter(HEAD + body.join(''))
    expect(answers.slice(1).map(({ numbers: own }) => own)).toEqual([[10], [11], [12]])
  })

  it.each(['\n', '. '])(
    'are recognised where a scan has "l" for the first number: %j',
    async (sign) => {
      const questions = `l${sign}Kent u het bericht?\n2${sign}Blijft het peil?\n`
      const answers = `l${sign}Ja, dat ken ik.\n2${sign}Nee, het zakt.\n`
      const head = 'Vragen van het lid Lindeboom (XYZ) over het peil. (Ingezonden 3 maart 1998)\n'
      const signed =
        'Antwoord van Minister Van Eikenhorst (Waterzaken). (Ontvangen 24 maart 1998)\n'
      expect(await pairs(questions + signed + answers, head)).toEqual(TWO)
    },
  )

  it.each([
    'Antwoord 1 resp. 2\n',
    'Gezamenlijk antwoord op vraag 1 en 2\n',
    'Gezamenlijke beantwoording van de vragen 1 en 2:\n',
    'Antwoord op alle vragen\n',
    'Ad 1 en 2\n',
    'Ad 1 en 2: ',
    'Antwoord\u200b 1 en\u200b 2\n',
  ])('give one answer to both: %j', async (heading) => {
    const body = `Vraag 1\nKent u het bericht?\nVraag 2\nBlijft het peil?\n${heading}Nee.\n`
    const { answers } = await parsedLetter(HEAD + body)
    expect(answers.map(({ numbers }) => numbers)).toEqual([[1, 2]])
    expect(answers[0]!.paragraphs.map(({ reading }) => reading.text)).toEqual(['Nee.'])
  })

  it.each(['1\n', '1. '])('are "Ad 1" and "Ad 2" below questions with %j', async (first) => {
    const body =
      `${first}Kent u het bericht?\n${first.replace('1', '2')}Blijft het peil?\n` +
      'Antwoorden\nAd 1.\nJa, dat ken ik.\nAd 2: Nee, het zakt.\n'
    expect(await pairs(body)).toEqual(TWO)
    expect(await pairs(body.replace('Antwoorden\n', ''))).toEqual(TWO)
  })

  it('are no points "Ad 1" of an answer', async () => {
    const body =
      'Vraag 1\nKent u het bericht?\nAntwoord 1\nHet noemt twee punten.\nAd 1. De sluis lekt.\n' +
      'Ad 2. Het peil zakt.\nVraag 2\nBlijft het peil?\nAntwoord 2\nNee.\n'
    expect((await pairs(body))[0]).toMatch(
      /punten\. Ad 1\. De sluis lekt\. Ad 2\. Het peil zakt\.$/,
    )
  })

  it.each([
    ['Antwoord op\nvraag %', 'Antwoord\nop vraag %', 'Antwoord op vraag\n%'],
    ['Antwoord\nop\nvraag %', 'Antwoord op de\nvraag %:', 'Antwoord\n%'],
  ])('may break in a narrow column: %j, %j, %j', async (...forms) => {
    for (const form of forms) {
      const [first, second] = ['1', '2'].map((number) => form.replace('%', number))
      const body =
        `Vraag 1\nKent u het bericht?\n${first}\nJa, dat ken ik.\n` +
        `Vraag 2\nBlijft het peil?\n${second}\nNee, het zakt.\n`
      expect(await pairs(body)).toEqual(TWO)
    }
  })

  it('may break within their numbers', async () => {
    const body = 'Vragen 1\nen 2\nKent u het bericht?\nAntwoord op vraag 1\nen 2\nJa.\n'
    const { questions, answers } = await parsedLetter(HEAD + body)
    expect([questions[0]!.numbers, answers[0]!.numbers]).toEqual([
      [1, 2],
      [1, 2],
    ])
    expect(answers[0]!.paragraphs.map(({ reading }) => reading.text)).toEqual(['Ja.'])
  })

  it.each([
    ['Antwoord\n2\nDat zijn er twee.', 'Antwoord\n12\nDat zijn er twaalf.'],
    ['Antwoord 1\n2\nDat zijn er twee.', 'Antwoord 2\n3\nDat zijn er drie.'],
    ['Antwoord 1\nZie ook het\nAntwoord op\nvraag 2.', 'Antwoord 2\nTwee.'],
  ])('do not take the answer along: %j', async (one, two) => {
    const [first] = await pairs(`Vraag 1\nHoeveel?\n${one}\nVraag 2\nHoeveel?\n${two}\n`)
    const answer = one.replace(/^Antwoord( 1)?\n/, '').replaceAll('\n', ' ')
    expect(first).toBe(`1: Hoeveel? | ${answer}`)
  })

  it('may stand below "Antwoorden"', async () => {
    const body =
      'Vraag 1\nKent u het bericht?\nVraag 2\nBlijft het peil?\nAntwoorden\n' +
      'Antwoord 1\nJa, dat ken ik.\nAntwoord 2\nNee, het zakt.\n'
    expect(await pairs(body)).toEqual(TWO)
  })

  it('go on below "(vervolg)"', async () => {
    const body =
      'Vraag 1\nKent u\nVraag 1 (vervolg)\nhet bericht?\nAntwoord 1\nJa, dat\n' +
      'Antwoord 1 (Vervolg):\nken ik.\nVraag 2\nBlijft het peil?\nAntwoord 2\nNee, het zakt.\n'
    expect(await pairs(body)).toEqual(TWO)
  })

  it.each([' – ', ': ', ' '])('have one title behind %j, which is no text', async (sign) => {
    const body =
      `Vraag 1${sign}Bericht\nKent u het bericht?\nAntwoord 1${sign}Bericht\nJa, dat ken ik.\n` +
      `Vraag 2${sign}Peil\nBlijft het peil?\nAntwoord 2${sign}Peil\nNee, het zakt.\n`
    expect(await pairs(body)).toEqual(TWO)
  })

  it('are recognised below a number on a line of its own, which is in no answer', async () => {
    const body = TWO_IN_LINES.map((line, at) => (at % 2 === 0 ? `${at / 2 + 1}.\n${line}` : line))
    expect(await pairs(body.join('\n'))).toEqual(TWO)
  })

  it.each(['2.%', '2.%.', '2 %', '2%)', 'nr. 2.%', '2 (%)', '2, onder %', '2 onderdeel %'])(
    'are recognised with parts: %s',
    async (number) => {
      const part = (at: number): string => number.replace('%', at === 1 ? '1' : '2')
      const [first, second] = number.includes('.%') ? [part(1), part(2)] : ['2a', '2b']
      const body =
        `Vraag 1\nWat?\nAntwoord 1\nDat.\nVraag ${first}\nKent u het ` +
        `bericht?\nAntwoord ${first}\nJa, dat ken ik.\nVraag ${second}\nBlijft het ` +
        `peil?\nAntwoord ${second}\nNee, het zakt. Zie vraag ${first}.\n`
      const { answers } = await parsedLetter(HEAD + body)
      expect(answers.map(({ numbers }) => numbers.length)).toEqual([1, 1, 1])
      expect(answers[2]!.paragraphs[0]!.reading.text).toMatch(/^Nee, het zakt\./)
      expect(answers[2]!.references.map(({ target }) => target.id)).toEqual([answers[1]!.id])
    },
  )

  it.each([
    ['Blijft het peil?\n\nAntwoord 2\nNee.', [3]],
    ['Blijft het peil? [1]\n\nNee.\n\nDat zakt.', [3]],
    ['Vraag 2; Blijft het peil?\nAntwoord 2; Nee.', [3]],
    ['Dat zakt.\n\nVraag 2\nBlijft het peil?\n\nAntwoord 2\nWat nu?', [1, 2, 3]],
    ['Dat zakt.', [1, 3]],
  ])('where one is missing, no answer holds its question: %j', async (below, answered) => {
    const pair = (number: number) => `Vraag ${number}\nEn dit?\n\nAntwoord ${number}\nJa.\n\n`
    const { questions, answers } = await parsedLetter(`${HEAD}${pair(1)}${below}\n\n${pair(3)}`)
    const asked = new Set(questions.flatMap(({ numbers }) => numbers))
    const numbers = answers.flatMap((answer) => answer.numbers)
    expect(numbers.filter((number) => asked.has(number))).toEqual(answered)
  })

  it.each(['2-bis', '?', '~'])('with the number %s end the answer above', async (number) => {
    const document = await parsedLetter(
      `${HEAD}Vraag 1\nKent u het bericht?\nAntwoord 1\nJa, dat ken ik.\nVraag ${number}\nBlijft ` +
        `het peil?\nAntwoord ${number}\nNee, het zakt.\n`,
    )
    expect(pairsOf(document).answered).toEqual({ '1': ['Ja, dat ken ik.'] })
    expect(document.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining(`Vraag ${number}`),
      expect.stringContaining(`Antwoord ${number}`),
    ])
  })

  it.each(['Vervolgvraag 1', 'Nadere vraag 1:', 'Aanvullende vraag 2'])(
    'of another question end the answer above: %j',
    async (heading) => {
      const body = `${heading}\nEn nu?\nAntwoord op ${heading.toLowerCase()}\nNiets.\n`
      const document = await parsedLetter(
        `${HEAD}Vraag 1\nKent u het bericht?\nAntwoord 1\nJa, dat ken ik.\n${body}`,
      )
      expect(pairsOf(document).answered).toEqual({ '1': ['Ja, dat ken ik.'] })
      expect(document.warnings).toHaveLength(2)
    },
  )

  it('are recognised if everything came on one line, with colons', async () => {
    const body =
      'Vraag 1: Kent u het bericht? Antwoord: Ja, dat ken ik. Vraag 2: Blijft het peil? ' +
      'Antwoord: Nee, het zakt.'
    expect(await pairs(body, HEAD.replaceAll('\n', ' '))).toEqual(TWO)
  })

  it('are recognised if everything came on one line', async () => {
    const body =
      'Vraag 1 Kent u het bericht? Antwoord 1 Ja, dat ken ik. Vraag 2 Blijft het peil? ' +
      'Antwoord Nee, het zakt.'
    expect(await pairs(body, HEAD.replaceAll('\n', ' '))).toEqual(TWO)
  })

  it('are recognised at the start of lines and within them', async () => {
    const body =
      'Vraag 1 Kent u het bericht? Antwoord 1 Ja, dat ken ik.\nVraag 2 blijft het ' +
      'peil?\nAntwoord 2 nee, het zakt.'
    expect(await pairs(body)).toEqual([TWO[0], '2: blijft het peil? | nee, het zakt.'])
  })
})

describe('text that only looks like a heading', () => {
  it.each([
    'Vraag 2 gaat over de kosten daarvan.',
    'Vraag 2 Kamerstuk 12 is hier niet aan de orde.',
    'Antwoord 2 van mijn ambtsvoorganger gaat daarover.',
    'Vraag 2 van de heer Pieters ging daar ook over.',
    'Ik verwijs naar de brief. Vraag 2 gaat over de kosten.',
    'Ik schreef: "Antwoord 2: het Rijk betaalt." Dat klopt.',
    'In de brief staat het. Antwoord 2: Het Rijk betaalt. Zo staat het er.',
    'Dat is zo. Vraag 2 Wie betaalt? Dat vroeg u ook.',
    'De omzet:\nQ1: 3 miljoen euro.\nQ2: 4 miljoen euro.\nQ3: 5 miljoen euro.',
    'Zoals ik schreef in het\nAntwoord op vraag 2\nis het zo.',
    'Zie daarvoor het antwoord op\nVraag 2',
    'Graag 1: niemand. Kraag 3',
  ])('stays in the answer: %s', async (sentence) => {
    const body =
      `Vraag 1\nKent u het bericht?\nAntwoord 1\nJa.\n${sentence}\nVraag 2\nBlijft het ` +
      'peil?\nAntwoord 2\nNee, het zakt.\n'
    const words = sentence.replaceAll('\n', ' ')
    expect(await pairs(body)).toEqual([`1: Kent u het bericht? | Ja. ${words}`, TWO[1]])
  })

  it('causes a warning if its number occurs nowhere else', async () => {
    const { warnings } = await parsedLetter(
      `${HEAD}Vraag 1\nKent u het bericht?\nAntwoord 1\nJa.\nVraag 9 gaat over de ` +
        'kosten.\nVraag 2\nBlijft het peil?\nAntwoord 2\nNee.\n',
    )
    expect(warnings).toEqual([
      { line: 7, message: '"Vraag 9 gaat over de kosten." may be a heading; it was read as text' },
    ])
  })
})

it('a head that says who answers causes a warning if no answer is found', async () => {
  const { kind, warnings } = await parsedLetter(`${HEAD}Vraag 1\nKent u dit? Het antwoord is ja.\n`)
  expect(kind).toBe('questions')
  expect(warnings).toEqual([
    { line: 1, message: 'its head says who answers, and no answer was found' },
  ])
})

it('a letter that announces answers is warned of where none is found', async () => {
  const { warnings } = await parsedLetter(
    'Hierbij stuur ik u de antwoorden op de vragen van het lid Lindeboom (XYZ) over het peil.\n\n' +
      '1\nKent u dit?\n\nJa.\n\n2\nBlijft het peil? Nee.\n',
  )
  expect(warnings).toEqual([
    { line: 1, message: 'its head announces answers, and no answer was found' },
  ])
})

describe('the older layout', () => {
  const old =
    'Vragen van het lid Lindeboom (XYZ) aan de minister van Waterzaken over het stuwpeil. ' +
    '(Ingezonden 3 maart 2005)\n'

  it.each([
    ['a full stop', '1.\n', '2.\n'],
    ['nothing', '1\n', '2\n'],
    ['the text behind', '1. ', '2. '],
    ['the text right behind', '1 ', '2 '],
  ])('numbers questions and answers with %s', async (_, one, two) => {
    const body =
      `${one}Kent u het bericht?\n${two}Blijft het peil?\n\nAntwoord\n\nAntwoord van minister ` +
      'Van Eikenhorst (Waterzaken), mede namens de\nminister van Financiën. (Ontvangen 24 maart ' +
      `2005)\n\n${one}Ja, dat ken ik.\n${two}Nee, het zakt.\n`
    expect(await pairs(body, old)).toEqual(TWO)
    expect(await parsedLetter(old + body)).toMatchObject({ answered: '2005-03-24', warnings: [] })
  })

  it.each([
    ['1\n', 'Is het waar dat\n1. het lekt?\n2. het zakt?'],
    ['1. ', 'Is het waar dat\n1. het lekt?\n2. het zakt?'],
    ['1. ', 'Is het waar dat\n1. het lekt?\n2. het zakt?\n3. het roest?'],
    ['1\n', 'Klopt het volgende:\n1. het lekt?\n2. het zakt?\n3. het roest?\n4. het gaat?'],
  ])('keeps a list in a question that counts as %j does: %j', async (first, list) => {
    const nth = (number: number): string => first.replace('1', String(number))
    const body =
      `${nth(1)}Kent u het bericht?\n\n${nth(2)}${list}\n\n${nth(3)}Wie betaalt?\n\n` +
      'Antwoord van Minister Van Eikenhorst (Waterzaken). (Ontvangen 24 maart 1998)\n\n' +
      `${nth(1)}Ja.\n\n${nth(2)}Nee.\n\n${nth(3)}Het waterschap.\n`
    const head = 'Vragen van het lid Lindeboom (XYZ) over het peil. (Ingezonden 3 maart 1998)\n\n'
    expect(await pairs(body, head)).toEqual([
      '1: Kent u het bericht? | Ja.',
      `2: ${list.replaceAll('\n', ' ')} | Nee.`,
      '3: Wie betaalt? | Het waterschap.',
    ])
  })

  it('may name the minister behind his name', async () => {
    const body =
      '1. Zakt het peil?\n2. Wie betaalt?\nANTWOORD van de heer Van Eikenhorst, Minister van ' +
      'Waterzaken. (Ingekomen 24 maart 1972)\n1. Ja.\n2. Het waterschap.\n'
    const head = 'VRAGEN van de heer Lindeboom (X.Y.Z.) over het peil. (Ingezonden 3 maart 1972)\n'
    expect(await pairs(body, head)).toEqual([
      '1: Zakt het peil? | Ja.',
      '2: Wie betaalt? | Het waterschap.',
    ])
  })

  it('answers several at once, in any order', async () => {
    const body =
      '1\nKent u dit?\n2\nBlijft het peil?\n3\nWaarom?\n4\nWanneer?\nAntwoord van de ' +
      'Minister\n1 en 4\nJa, in mei.\n2\nNee.\n3\nZie 2.\n'
    expect(await pairs(body, old)).toEqual([
      '1: Kent u dit? | -',
      '2: Blijft het peil? | Nee.',
      '3: Waarom? | Zie 2.',
      '4: Wanneer? | -',
      '1+4: - | Ja, in mei.',
    ])
  })

  it.each([
    ['in the first answer', '1. Twee:\n1. hout;\n2. staal.\n2. Nee.\n3. Ik.\n', 0],
    ['in the second', '1. Ja.\n2. Drie:\n1. hout;\n2. staal;\n3. lood.\n3. Ik.\n', 1],
    ['in two', '1. Ja.\n2. Dit:\n1. hout;\n2. staal.\n3. Dat:\n1. een;\n2. twee;\n3. drie.\n', 1],
  ])('keeps a numbered list %s', async (_, answers, at) => {
    const asked = '1. Welke?\n2. Hoe?\n3. Wie?\nAntwoord van de Minister\n'
    const found = await pairs(asked + answers, old)
    expect(found).toHaveLength(3)
    expect(found[at]).toMatch(/1\. hout; 2\. staal/)
    expect(found[2]).toMatch(/^3: Wie\? \| (?:Ik\.$|Dat: 1\. een; 2\. twee; 3\. drie\.$)/)
  })

  it('numbers answers after a bare "Antwoord" only if all are present', async () => {
    const asked = 'Vraag 1\nKent u dit?\nVraag 2\nBlijft het peil?\nAntwoord\n'
    expect(await pairs(`${asked}1. Ja.\n2. Nee.\n`)).toEqual([
      '1: Kent u dit? | Ja.',
      '2: Blijft het peil? | Nee.',
    ])
    expect(await pairs(`${asked}1. Ja, dat ken ik.\n`)).toEqual([
      '1: Kent u dit? | -',
      '2: Blijft het peil? | -',
      '1+2: - | 1. Ja, dat ken ik.',
    ])
  })
})

describe('a numbered list in an answer is no question', () => {
  const LETTER =
    'Hierbij stuur ik u de antwoorden op de vragen van het lid Lindeboom (XYZ) over het peil.\n\n'

  it.each(['Antwoord\n', 'Antwoord: '])('below "%s"', async (answer) => {
    const body =
      `1. Blijft het peil?\n${answer}Nee, om drie redenen:\n1. de regen;\n2. de wind;\n` +
      `3. de zon.\n2. Wie besluit\ndat?\n3. Graag een kaart.\n${answer}Ik.\n` +
      `4. Wat volgt?\n${answer}Drie stappen:\n1. meten;\n2. graven;\n3. meten.\n` +
      `5. Wanneer?\n${answer}In mei.\n`
    expect(await pairs(body)).toEqual([
      '1: Blijft het peil? | Nee, om drie redenen: 1. de regen; 2. de wind; 3. de zon.',
      '2: Wie besluit dat? | -',
      '3: Graag een kaart. | -',
      '4: Wat volgt? | Drie stappen: 1. meten; 2. graven; 3. meten.',
      '5: Wanneer? | In mei.',
      '2+3: - | Ik.',
    ])
  })

  it('even if its items ask', async () => {
    const body =
      '1. Wat speelt er?\nAntwoord\nDrie dingen:\n1. Wat kost het?\n2. Wie betaalt?\n' +
      '3. Wanneer?\n\n2. Wie besluit?\nAntwoord\nIk.\n'
    expect(await pairs(body)).toEqual([
      '1: Wat speelt er? | Drie dingen: 1. Wat kost het? 2. Wie betaalt? 3. Wanneer?',
      '2: Wie besluit? | Ik.',
    ])
  })

  it('nor where no heading begins the answer', async () => {
    const body =
      '1. Blijft het peil?\n\nNee, om drie redenen:\n1. de regen;\n2. de wind;\n3. de zon.\n\n' +
      '2. Wie besluit?\n\nIk.\n\n3. Wanneer?\n\nIn mei.\n'
    expect(await pairs(body, LETTER)).toEqual([
      '1: Blijft het peil? | Nee, om drie redenen: 1. de regen; 2. de wind; 3. de zon.',
      '2: Wie besluit? | Ik.',
      '3: Wanneer? | In mei.',
    ])
  })

  it('even if the next question asks nothing, or has the next number', async () => {
    const answer = 'Antwoord\nDrie dingen:\n1. de regen;\n2. de wind.\n'
    const body = `1. Wat speelt er?\n${answer}2. Geef een kaart.\n${answer}3. Wanneer?\n${answer}`
    const list = 'Drie dingen: 1. de regen; 2. de wind.'
    expect(await pairs(body)).toEqual([
      `1: Wat speelt er? | ${list}`,
      `2: Geef een kaart. | ${list}`,
      `3: Wanneer? | ${list}`,
    ])
  })

  it.each([
    [
      'below an answer',
      '1. Hoe?\nAntwoord\nZo:\n1. Wat?\n2. Wie?\n3. Waar?\nAntwoord\nIk.\n',
      HEAD,
    ],
    [
      'within a question',
      '1. Hoe?\nAntwoord\nZo.\n2. Wat is dat voor\n1. brieven;\n2. post?\nAntwoord\nIets.\n',
      HEAD,
    ],
    [
      'within a question, up to the next number',
      '1. Hoe?\nAntwoord\nZo.\n2. Wat is dat:\n1. een;\n2. twee;\n3. drie?\nAntwoord\nA.\n' +
        '3. Wie?\nAntwoord\nIk.\n',
      HEAD,
    ],
    ['without a heading', '1. Hoe?\n\nZo:\n1. Wat?\n2. Wie?\n\nDus.\n\n2. Wie?\n\nIk.\n', LETTER],
    [
      'within a question, without a heading',
      '1. Hoe?\n\nZo.\n\n2. Wat is dat voor\n1. brieven;\n2. post?\n\nIets.\n',
      LETTER,
    ],
    ['alone', '1. Hoe?\n\nZo:\n1. Wat?\n2. Wie?\n', LETTER],
    [
      'above the first question',
      'Iets.\nAntwoord\nZo:\n1. Wat?\n2. Wie?\n1. Hoe?\nAntwoord\nZo.\n',
      HEAD,
    ],
  ])(
    'and nothing is read if its items cannot be told from questions: %s',
    async (_, body, head) => {
      expect(await pairs(body, head)).toEqual([])
    },
  )

  it('and nothing is read if it counts on from the question', async () => {
    const list = 'Nee, om twee redenen:\n2. de regen;\n3. de wind.\n4. Wie besluit?\n'
    const below = `1. Blijft het peil?\nAntwoord\n${list}Antwoord\nIk.\n`
    const unheaded = `1. Blijft het peil?\n${list}Ik.\n`
    expect(await pairs(below)).toEqual([])
    expect(await pairs(unheaded, LETTER)).toEqual([])
  })

  it('and bold questions keep the numbers that they print', async () => {
    const list = '<p>Nee:</p><p>2. de regen;</p><p>3. de wind.</p>'
    const html =
      `<p>${LETTER}</p><p><b>1. Blijft het peil?</b></p>${list}<p><b>4. Wie besluit?</b></p>` +
      '<p>Ik.</p>'
    expect(pairsOf((await readDocument(html, 'letter.html')).document)).toEqual({
      asked: { '1': ['Blijft het peil?'], '4': ['Wie besluit?'] },
      answered: { '1': ['Nee:', '2. de regen;', '3. de wind.'], '4': ['Ik.'] },
    })
  })
})

describe('a supplement', () => {
  const head = (named: string) =>
    'Aanvullende antwoorden op vragen van het lid Lindeboom (XYZ) over het peil.\n\nDe vragen 1 ' +
    `en 2 heb ik beantwoord. Hierbij stuur ik u de antwoorden op ${named}.\n\n`
  const body = '4. Blijft het peil?\n\nNee:\n1. regen;\n2. wind.\n\n7. Wie besluit?\n\nIk.\n'
  const expected = ['4: Blijft het peil? | Nee: 1. regen; 2. wind.', '7: Wie besluit? | Ik.']

  it.each(['de vragen 4 en 7', 'vragen 4\nen 7, die openstonden'])(
    'has the questions that its head names: "%s"',
    async (named) => {
      expect(await pairs(body, head(named))).toEqual(expected)
      expect(await pairs(body.replaceAll('?\n\n', '?\nAntwoord\n'), head(named))).toEqual(expected)
      expect((await parsedLetter(head(named) + body)).amends).toBe(true)
    },
  )

  it.each(['de vragen 4, 5 en 7', 'de vragen 4 en 6', 'de overige vragen'])(
    'has none if its head names others: "%s"',
    async (named) => {
      expect(await pairs(body, head(named))).toEqual([])
    },
  )
})

describe('questions in parts', () => {
  const body =
    'Vraag 1\nKent u dit?\nAntwoord 1\nJa.\nVraag 2a\nBlijft het peil?\nAntwoord ' +
    '2a\nNee.\nVraag 2 b\nWie betaalt?\nAntwoord 2b\nNiemand.\nVragen 2c t/m 2e\nWaar? Hoe? ' +
    'Wie?\nAntwoord 2 c, d en e\nZie het antwoord op vraag 2b. Zie ook vraag 2.\n'

  it('have numbers of their own', async () => {
    const document = await parsedLetter(HEAD + body)
    expect(document.answers.map(({ id }) => id)).toEqual([
      'letter.1',
      'letter.2a',
      'letter.2b',
      'letter.2c+2d+2e',
    ])
    expect(document.warnings).toEqual([])
    const targets = document.answers.at(-1)!.references.map(({ target }) => target.id)
    expect(targets[0]).toBe('letter.2b')
    expect(targets).not.toContain('letter.1')
  })

  it('are answered by one answer to all of them, and cause a warning without any', async () => {
    const asked = 'Vraag 1a\nKent u dit?\nVraag 1b\nBlijft het peil?\n'
    expect((await parsedLetter(`${HEAD}${asked}Antwoord 1\nJa.\n`)).warnings).toEqual([])
    expect((await parsedLetter(`${HEAD}${asked}Antwoord 1a\nJa.\n`)).warnings).toEqual([
      { line: 5, message: 'question 1b has no answer' },
    ])
  })
})

it('an explanation within an answer is part of it, and one of the questions is not', async () => {
  const body = 'Vraag 1\nKent u het bericht?\nAntwoord 1\nJa, dat ken ik.\n'
  const second = 'Vraag 2\nBlijft het peil?\nAntwoord 2\nNee.\n\nToelichting\nHet zakt.\n'
  expect(await pairs(`${body}${second}`)).toEqual([
    '1: Kent u het bericht? | Ja, dat ken ik.',
    '2: Blijft het peil? | Nee. Toelichting Het zakt.',
  ])
  const remark = 'Toelichting:\nDeze vragen dienen ter aanvulling op eerdere vragen.\n'
  const { remarks } = await parsedLetter(`${HEAD}${body}${remark}`)
  expect(remarks.map(({ text }) => text)).toEqual([
    'Deze vragen dienen ter aanvulling op eerdere vragen.',
  ])
})

describe('answers without a heading', () => {
  const UNHEADED = [
    'Vraag 1\nKent u het bericht?\n\nJa, dat ken ik.\n\nVraag 2\nBlijft het peil?\n\n' +
      'Nee, het zakt.\n',
    '1. Kent u het bericht?\nJa, dat ken ik.\n2. Blijft het peil?\nNee, het zakt.\n',
    'Vraag 1\nKent u het bericht?\nAntwoord 1\nJa, dat ken ik.\nVraag 2\nBlijft het peil?\n\n' +
      'Nee, het zakt.\n',
  ]
  it.each(UNHEADED)('begin behind the question mark: %j', async (body) => {
    expect(await pairs(body)).toEqual(TWO)
  })

  it.each([
    ['a question that ends otherwise', 'Vraag 1\nKent u het?\n\nJa.\nVraag 2\nZeg het.\n\nNee.\n'],
    [
      'an answer that asks',
      'Vraag 1\nKent u het?\n\nJa. Wie niet?\n\nDus.\nVraag 2\nEn?\n\nNee.\n',
    ],
    [
      'a paragraph that may quote a question',
      'Vraag 1\nKent u het?\n\nZo is het. U vraagt:\n«Mag het?»\n\nDat mag.\n' +
        'Vraag 2\nEn?\n\nNee.\n',
    ],
    ['sources below questions', 'Vraag 1\nKent u het?\n\nBron: NOS\nVraag 2\nEn?\n\nBron: AD\n'],
    ['questions alone', 'Vraag 1\nKent u het?\nVraag 2\nEn nu?\n'],
  ])('are not invented with %s', async (_, body) => {
    const { answers, warnings } = await parsedLetter(HEAD + body)
    expect(answers).toEqual([])
    expect(warnings).not.toEqual([])
  })

  it.each([
    'Hieronder treft u de antwoorden op de vragen van het lid Lindeboom (XYZ) aan.\n\n',
    'Bijgaand vindt u mijn antwoorden op de vragen van het lid Lindeboom (XYZ).\n\n',
  ])('follow "%s"', async (head) => {
    expect(await pairs(UNHEADED[1]!, head)).toEqual(TWO)
  })

  it.each(['-> ', '→ ', '=> '])('follow the sign "%s"', async (sign) => {
    const body = `1. Kent u het bericht?\n${sign}Ja, dat ken ik.\n2. Blijft het peil?\n`
    expect(await pairs(`${body}${sign}Nee, het zakt.\n`, 'Vragen\n\n')).toEqual(TWO)
  })

  it('follow questions that stand once more below "Antwoorden"', async () => {
    const asked = ['Vraag 1\nKent u het bericht?\n', 'Vraag 2\nBlijft het peil?\n']
    const body = `${asked.join('\n')}\nAntwoorden\n\n${asked[0]}Dat ken ik.\n\n${asked[1]}Nee, het zakt.\n`
    expect(pairsOf(await parsedLetter(HEAD + body)).answered).toEqual({
      '1': ['Dat ken ik.'],
      '2': ['Nee, het zakt.'],
    })
  })

  it('answer the question above them alone, though another is open', async () => {
    const body =
      'Vraag 1\nKent u dit?\n\nVraag 2\nEn?\nNee.\n\nVraag 3\nWaarom?\n\nAntwoord\nDaarom.\n'
    expect(Object.keys(pairsOf(await parsedLetter(HEAD + body)).answered)).not.toContain('1+2')
  })

  it('follow the head of a reply to a member', async () => {
    const head = 'Antwoorden lid Lindeboom (XYZ) over het stuwpeil\n\n'
    expect(await pairs(UNHEADED[0]!, head)).toEqual(TWO)
  })

  it('nor where the head announces none', async () => {
    const head = HEAD.split('\n', 1)[0]!
    expect((await parsedLetter(`${head}\n${UNHEADED[0]}`)).answers).toEqual([])
  })

  it('stand in plain type below bold questions', async () => {
    const [asked, answered] = HEAD.split('\n')
    const body =
      '<p><b>Kent u het bericht?</b></p><p>Ja, dat ken ik.</p>' +
      '<p><b>Blijft het peil?</b></p><p>Nee, het zakt.</p>'
    const html = `<p>${asked}</p><p>${answered}</p>${body}`
    const { document } = await readDocument(html, 'letter.html')
    expect(pairsOf(document)).toEqual({
      asked: { '1': ['Kent u het bericht?'], '2': ['Blijft het peil?'] },
      answered: { '1': ['Ja, dat ken ik.'], '2': ['Nee, het zakt.'] },
    })
  })
})

it.each([
  'Nr. 12 VERSLAG HOUDENDE EEN LIJST VAN VRAGEN EN ANTWOORDEN',
  'De daarop door de Minister gegeven antwoorden zijn hierbij afgedrukt.',
])('a list of questions has answers without headings below %j', async (head) => {
  const body =
    '\n\n1\nKent u het bericht?\n\nJa, dat ken ik.\n\n2\nBlijft het peil?\n\nNee, het zakt.\n'
  expect(await pairs(body, head)).toEqual(TWO)
})

describe('a document whose questions are in bold', () => {
  const strong = (text: string): string => `<p><b>${text}</b></p>`
  const read = async (last: string, title = '') => {
    const head = 'Hierbij zend ik u de antwoorden op de vragen van het lid Lindeboom (XYZ).'
    const one = `${strong('Kent u<br>het bericht?')}<p>Ja.</p>`
    const html = `<p>${head}</p>${one}${title}${strong('Wanneer?')}<p>In 2027.</p>${last}`
    return (await readDocument(html, 'letter.html')).document
  }

  it.each([
    'Hoogachtend,|De Minister van Waterzaken,|J.P. van Eikenhorst',
    'De Minister van Waterzaken,|J.P. van Eikenhorst|Bijlage 1: Tabel|Oudewater 12',
  ])('ends its last answer above the signature: %s', async (closing) => {
    const document = await read(`<p>${closing.replaceAll('|', '</p><p>')}</p>`)
    expect(pairsOf(document).answered).toEqual({ '1': ['Ja.'], '2': ['In 2027.'] })
    expect(document.ministers.map(({ portfolio }) => portfolio)).toEqual(['Waterzaken'])
  })

  it('has no title in a question, but all paragraphs of one', async () => {
    expect(pairsOf(await read('', strong('Planning')))).toEqual({
      asked: { '1': ['Kent u het bericht?'], '2': ['Wanneer?'] },
      answered: { '1': ['Ja.'], '2': ['In 2027.'] },
    })
    expect(pairsOf(await read('', strong('Is er een planning?'))).asked).toEqual({
      '1': ['Kent u het bericht?'],
      '2': ['Is er een planning? Wanneer?'],
    })
  })
})

describe('below the last answer', () => {
  const body = `Vraag 1\nKent u het bericht?\nAntwoord 1\nJa, dat ken ik.\n`

  it.each([
    'Hoogachtend,\n\nde Minister van Waterzaken,\nJ.P. van Eikenhorst\n',
    'De Minister van Waterzaken,\n\nJ.P. van Eikenhorst\n',
    'Met vriendelijke groet,\n\nJ.P. van Eikenhorst\n',
  ])('a letter closes, which is no part of it: %j', async (closing) => {
    expect(await pairs(`${body}\n${closing}`)).toEqual([TWO[0]])
  })

  it.each([
    'Verstuurd vanaf mijn iPhone\n',
    '_____________________\nDit bericht kan informatie bevatten die niet voor u is bestemd.\n',
    'Groet, Karien\n',
    'Zie ook\nStuwen\nDijken\n\nDelen\nLinkedIn\n',
  ])('a message or a page ends: %j', async (end) => {
    expect(await pairs(`${body}\n${end}`)).toEqual([TWO[0]])
  })

  it.each(['Dit bericht is onjuist.', 'Zie ook\nKamerstuk 12 345.'])(
    '%j is part of it',
    async (end) => {
      expect(await pairs(`${body}\n${end}\n`)).toEqual([`${TWO[0]} ${end.replace('\n', ' ')}`])
    },
  )

  it('a sentence about a minister is part of it', async () => {
    const text = 'De Minister van Waterzaken betaalt. Dat heeft J.P. van Eikenhorst gezegd.'
    expect(await pairs(`${body}\n${text}\n`)).toEqual([`${TWO[0]} ${text}`])
  })
})

it('a message that is quoted line by line is read without the signs', async () => {
  const body =
    'Vraag 1\nKent u het bericht?\n\nAntwoord 1\nJa, dat\nken ik.\n\n' +
    'Vraag 2\nBlijft het peil?\n\nAntwoord 2\nNee, het zakt.'
  expect(await pairs(`Zie onder.\n\n${body.replace(/^/gm, '> ')}\n`, '')).toEqual(TWO)
  expect(await pairs(`${body}\n> 3 meter\n`, '')).toEqual([TWO[0], `${TWO[1]} > 3 meter`])
  const replied = body.replace(/^(?=Vraag|.*\?$)/gm, '> ')
  expect(await pairs(`${replied}\n\nMeer\nstaat\nhier.\n`, '')).toEqual([
    ...[TWO[0], `${TWO[1]} Meer staat hier.`],
  ])
})

it('who signs a letter answers, for whom is said before the answers', async () => {
  const letter =
    'Hierbij zend ik u, mede namens de Staatssecretaris van Financiën, de antwoorden op de ' +
    'vragen van het lid Lindeboom (XYZ) over het stuwpeil (ingezonden 3 maart 2025).\n\n' +
    'De Minister van Waterzaken,\n\nJ.P. van Eikenhorst\n\nVraag 1\nKent u dit?\nAntwoord 1\nJa.\n'
  const { ministers, onBehalfOf } = await parsedLetter(letter)
  expect(ministers).toEqual([
    { role: 'Minister', name: 'J.P. van Eikenhorst', preposition: 'van', portfolio: 'Waterzaken' },
  ])
  expect(onBehalfOf.map(({ portfolio }) => portfolio)).toEqual(['Financiën'])
})

it.each([
  ['the same number above question and answer', '1\n%q1\n1\n%a1\n2\n%q2\n2\n%a2\n'],
  ['numbers in brackets', 'Vraag (1)\n%q1\nAntwoord (1)\n%a1\nVraag (2)\n%q2\nAntwoord (2)\n%a2\n'],
  ['"A:"', '1) %q1\nA: %a1\n2) %q2\nA: %a2\n'],
  ['"Antw."', 'Vraag 1. %q1\nAntw. %a1\nVraag 2. %q2\nAntw. %a2\n'],
])('%s, pair them', async (_, form) => {
  const body = form
    .replace('%q1', 'Kent u het bericht?')
    .replace('%a1', 'Ja, dat ken ik.')
    .replace('%q2', 'Blijft het peil?')
    .replace('%a2', 'Nee, het zakt.')
  expect(await pairs(body)).toEqual(TWO)
})

it('"Vragen (2) en (3)" are two', async () => {
  const { questions } = await parsedLetter(`${HEAD}Vragen (2) en (3)\nKent u dit? En dit ook al?\n`)
  expect(questions.flatMap(({ numbers }) => numbers)).toEqual([2, 3])
})

describe('"Antwoord" without a number, in an answer with one', () => {
  const body = (answer: string, next = 2) =>
    `Vraag 1\nKent u dit?\n\nAntwoord 1\n${answer}\n\nDat klopt niet.\n\n` +
    `Vraag ${next}\nEn dit?\n\nAntwoord ${next}\nNee.\n`
  const QUOTED = [
    'Er staat:\nAntwoord: 600 euro.',
    'Er staat:\n\nVraag: Wat kost het?\nAntwoord: 600 euro.',
    'Er staat:\n\nVraag:\nWat kost het?\n\nAntwoord:\n600 euro.',
    'Er staat:\n\nVraag: Hoe?\nAntwoord: Zo.\nVraag: Wanneer?\nAntwoord: In mei.',
  ]

  it.each(QUOTED)('is quoted below a colon: %j', async (answer) => {
    const whole = `${answer.replaceAll(/\n+/g, ' ')} Dat klopt niet.`
    expect(await pairs(body(answer))).toEqual([`1: Kent u dit? | ${whole}`, '2: En dit? | Nee.'])
  })

  it.each([
    ['no colon', 'Ja.\nAntwoord: 600 euro.', 2],
    ['a heading that is misspelt', 'Ja:\n- dit.\n\nVreg. 2\nWat kost het?\n\nAntwoord\nNiets.', 3],
    ['a number that is missing', QUOTED[1]!, 3],
  ])('withholds that answer after %s', async (_, answer, next) => {
    const document = await parsedLetter(HEAD + body(answer, next))
    expect(document.answers.map(({ numbers }) => numbers)).toEqual([[next]])
    expect(document.warnings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^withheld: answer 1, since "Antwoord.*" answers no question$/),
    )
  })

  it('is another answer if it says so', async () => {
    const { answers } = await parsedLetter(HEAD + body('Er staat:\nNader antwoord: 600 euro.'))
    expect(answers.map(({ numbers }) => numbers)).toEqual([[1], [1], [2]])
  })
})

it('an answer to questions without words is withheld', async () => {
  const body = 'Vraag 1\n\nVraag 2\n\nAntwoord 1 en 2\nKent u dit? Ja.\n\n'
  const rest = 'Vraag 3\nWie?\n\nVraag 4\n\nAntwoord 3 en 4\nNiemand.\n'
  const { answers, warnings } = await parsedLetter(HEAD + body + rest)
  expect(answers.map(({ numbers }) => numbers)).toEqual([[3, 4]])
  expect(warnings.map(({ message }) => message)).toContain(
    'withheld: answer 1, 2, since question 1, 2 has no words; they may be in it',
  )
})

describe('a question with its number in an answer', () => {
  const body = (answer: string, next = 2) =>
    `Vraag 1\nKent u dit?\n\nAntwoord 1\n${answer}\n\nVraag ${next}\nEn dit?\n\nAntwoord ${next}\nNee.\n`

  it.each([
    'Ik schreef:\nVraag 2\nIs het hoog?\nAntwoord 2\nNee.',
    'Ik schreef:\n\nVraag 4\nIs het hoog?\n\nAntwoord 4\nNee.',
    'Ik schreef:\n\nVraag 4\nIs het hoog?\nAntwoord 4\nNee.\nVraag 5\nLaag?\nAntwoord 5\nNee.',
    'Ik schreef:\n\n«Vraag 2\nIs het hoog?\n\nAntwoord 2\nNee.»',
    'Ik schreef:\n\nAntwoord 2\nHet is laag.',
    'Ja, „zie:\n\nVraag 2\nIs het hoog?\n\nAntwoord 2\nNee, «Peil» is laag.“',
    'Ik schreef:\n"Vraag 5\nIs het hoog?\nAntwoord 5\nNee, het is 12 inch."',
  ])('is quoted where the next one stands below: %j', async (answer) => {
    const whole = `${answer.replaceAll(/\n+/g, ' ')} Dat is nog zo.`
    expect(await pairs(body(`${answer}\nDat is nog zo.`))).toEqual([
      ...[`1: Kent u dit? | ${whole}`, '2: En dit? | Nee.'],
    ])
  })

  it.each([
    ['none stands below', 'Ik schreef:\nVraag 4\nIs het hoog?\nAntwoord 4\nNee.', 9, 'Vraag 4'],
    ['it was asked above', 'Ik schreef:\nVraag 1\nIs het hoog?\nAntwoord 1\nNee.', 2, 'Vraag 1'],
    ['it is an item', 'Dit zijn ze:\nVraag 1: minder water.\nVraag 3: meer.', 2, 'Vraag 1: minder'],
  ])('withholds the answer where %s', async (_, answer, next, quoted) => {
    const { answers, warnings } = await parsedLetter(HEAD + body(answer, next))
    expect(answers.map(({ numbers }) => numbers)).toEqual(next === 2 ? [[2]] : [])
    expect(warnings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        new RegExp(`^withheld: answer 1, since "${quoted}.*" in it may be quoted$`),
      ),
    )
  })

  it.each([
    'Ja, „Peil te hoog“ ken ik.',
    'Ja, „Peil te\nhoog“ ken ik.',
    'Ja, “Peil te hoog ken ik.',
    'Dit is de tabel:',
    'Ik schreef:',
  ])('may be mistyped where the next number is left out: %j', async (answer) => {
    const skipped = 'Vraag 4\nWanneer?\n\nAntwoord 4\nNu.\n'
    const twice = `${answer}\n\nVraag 2\nIs het hoog?\n\nAntwoord 2\nJa.`
    const { answers, warnings } = await parsedLetter(`${HEAD}${body(twice)}\n${skipped}`)
    expect(answers.map(({ numbers }) => numbers)).toEqual([[1], [4]])
    expect(warnings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^withheld: answer 2, .*one of them may be question 3, mistyped$/),
    )
  })

  it.each(['"', '«»', '“”'])('may be quoted with its answer in a question: %s', async (marks) => {
    const quoted = `${marks[0]!}Vraag 3\nWie?\nAntwoord 3\nIk.${marks.at(-1)!}`
    const [first] = await pairs(body('Ja.').replace('Kent u dit?', `Kent u dit?\n${quoted}`))
    expect(first).toBe(`1: Kent u dit? ${quoted.replaceAll('\n', ' ')} | Ja.`)
  })

  it('withholds them all where the last one may be mistyped below a table', async () => {
    const twice = 'Dit is de tabel:\n\nVraag 2\nIs het hoog?\n\nAntwoord 2\nJa.'
    const { answers } = await parsedLetter(
      `${HEAD}${body(twice)}\nVraag 3\nHoe?\n\nAntwoord 3\nZo.\n`,
    )
    expect(answers.map(({ numbers }) => numbers)).toEqual([[3]])
  })

  it.each(['Ja, „Peil te hoog“ ken ik.', 'Dit is de tabel:', 'Ik schreef:'])(
    'is the next one where an annex lists it again, below %j',
    async (answer) => {
      const annex = '\nBijlage: de vragen\n\nVraag 1\nKent u dit?\n\nVraag 2\nEn dit?\n'
      const { answers } = await parsedLetter(HEAD + body(answer) + annex)
      expect(answers.map(({ numbers }) => numbers)).toEqual([[1], [2]])
    },
  )

  it('is one that the numbers skip to, though a quotation above it is not closed', async () => {
    const { answers } = await parsedLetter(HEAD + body('Er staat «iets.', 3))
    expect(answers.map(({ numbers }) => numbers)).toEqual([[1], [3]])
  })

  it('is the next one below a colon, too', async () => {
    expect(await pairs(body('Het zijn deze:'))).toEqual([
      ...['1: Kent u dit? | Het zijn deze:', '2: En dit? | Nee.'],
    ])
  })
})

describe('"Vraag 2" in an answer to questions 1 and 2', () => {
  const body = (answer: string, below = 'Vraag 3\nEn nu?\n\nAntwoord 3\nNiets.\n') =>
    `Vraag 1\nKent u dit?\n\nVraag 2\nZakt het?\n\nAntwoord 1 en 2\n${answer}\n\n${below}`

  it.each([
    'Vraag 1\nJa, dat ken ik.\n\nVraag 2\nNee, het zakt.',
    'Vraag 1: ja, dat ken ik.\nVraag 2: nee, het zakt.',
    'Mijn antwoorden zijn:\nVraag 1: ja, dat ken ik.\nVraag 2: nee, het zakt.',
    'Wat betreft vraag 1: ja.\nVraag 2: nee.',
    'Vraag 1 heeft men vaker gesteld. Waarom? Dat is niet bekend.',
  ])('is a label or a sentence: %j', async (answer) => {
    const whole = answer.replaceAll(/\n+/g, ' ')
    const expected = ['1: Kent u dit? | -', '2: Zakt het? | -']
    expect(await pairs(body(answer))).toEqual([
      ...[...expected, '3: En nu? | Niets.', `1+2: - | ${whole}`],
    ])
  })

  it('withholds the answer where it asks, without another question', async () => {
    const answer = 'Vraag 1\nKent u dit?\nJa.\n\nVraag 2\nZakt het?\nNee.'
    const document = await parsedLetter(HEAD + body(answer))
    expect(document.questions.map(({ numbers }) => numbers)).toEqual([[1], [2], [3]])
    expect(document.answers.map(({ numbers }) => numbers)).toEqual([[3]])
    expect(document.warnings.map(({ message }) => message)).toContain(
      'withheld: answer 1, 2, since "Vraag 1" in it may be quoted',
    )
  })

  it('is one at the end only beside those of all its questions', async () => {
    const labels = ['Vraag 1: ja.', 'Vraag 2: nee.']
    expect(pairsOf(await parsedLetter(HEAD + body(labels.join('\n'), ''))).answered).toEqual({
      '1+2': labels,
    })
    const above = 'Vraag 4\nEn nu?\n\nAntwoord 4\nNiets.\n\n'
    const { answers } = await parsedLetter(
      HEAD + above + body('Ja.\n\nVraag 2: licht dit toe.', ''),
    )
    expect(answers.map(({ numbers }) => numbers)).toEqual([[4]])
  })

  it.each([
    ['an answer follows', 'Ja.\n\nVraag 2\nLicht dit toe.', 'Antwoord 3\nNiets.\n'],
    ['a number is skipped', 'Ja.\n\nVraag 2\nLicht dit toe.', 'Vraag 4\nNu?\n\nAntwoord 4\nNee.\n'],
  ])('is a question where %s', async (_, answer, below) => {
    const document = await parsedLetter(HEAD + body(answer, below))
    expect(document.questions.filter(({ numbers }) => numbers.includes(2))).toHaveLength(2)
    expect(document.answers.every(({ numbers }) => !numbers.includes(2))).toBe(true)
  })
})

it('a quotation that begins as a heading does not end an answer', async () => {
  const body = 'Vraag 1\nKent u dit?\nAntwoord 1\nEr staat:\n«Vraag 2\nWie betaalt?»\n'
  expect(await pairs(body)).toEqual(['1: Kent u dit? | Er staat: «Vraag 2 Wie betaalt?»'])
})

it('a number between short rules is a figure', async () => {
  const body = 'Vraag 1\nHoeveel?\nAntwoord 1\nHet zijn er\n---\n2\n---\nin de polder.\n'
  expect(await pairs(body)).toEqual(['1: Hoeveel? | Het zijn er 2 in de polder.'])
})

describe('numbers that stand apart', () => {
  const lines = Array.from({ length: 8 }, (_, at) => `Dit is regel ${at} van de bladzijde.`)
  const filled = lines.join('\n')
  const text = (first: string, second: string): string =>
    `Vraag 1\nKent u het bericht?\nAntwoord 1\n${filled}\nHet peil\n\n${first}\n\nblijft.\n` +
    `Vraag 2\nEn dan?\nAntwoord 2\n${filled}\nNiets.\n\n${second}\n`

  it('count the pages where one interrupts a sentence', async () => {
    const told = (await pairs(text('2', '3'))).join(' ')
    expect(told).toContain('Het peil blijft.')
    expect(told).toMatch(/Niets\.$/)
  })

  it.each([
    ['2', '4'],
    ['7', '6'],
  ])('are text where they do not count: %s, %s', async (first, second) => {
    expect((await pairs(text(first, second))).join(' ')).toContain(`Het peil ${first} blijft.`)
  })

  it('are answers below their heading', async () => {
    const answer = await pairs(`${text('2', '3')}\nVraag 3\n${filled}\nAntwoord 3\n\n4\n`)
    expect(answer.join(' ')).toContain('Het peil 2 blijft.')
    expect(answer.at(-1)).toMatch(/\| 4$/)
  })
})

it('the number of a page and that of all interrupt no sentence', async () => {
  const text = (number: string) =>
    pairs(`Vraag 1\nHoe?\nAntwoord 1\nHet peil\n\n${number}\n\nblijft.\n\n2/4\n`)
  expect(await text('1/4')).toEqual(['1: Hoe? | Het peil blijft.'])
  expect(await text('5/4')).toEqual(['1: Hoe? | Het peil 5/4 blijft. 2/4'])
})

it.each([
  ...['--- Page 2 ---', '===== Pagina 2 =====', '<!-- Page 2 -->', '[Pagina 2 van 4]', '2 | 4'],
  ...['Pagina 2 | Ministerie van Waterzaken', 'Tweede Kamer | Page 2 of 4'],
])('%j interrupts no sentence', async (foot) => {
  const body = `Vraag 1\nHoe?\n\nAntwoord 1\nHet peil is nu\n\n${foot}\n\nhoog genoeg.\n`
  expect(await pairs(body)).toEqual(['1: Hoe? | Het peil is nu hoog genoeg.'])
})

it('a row of a table that ends with a page is text', async () => {
  const body = 'Vraag 1\nWaar?\nAntwoord 1\nDat staat hier:\nDe stuwen | Pagina 2\nDe brug\n'
  expect((await pairs(body))[0]).toContain('De stuwen | Pagina 2')
})

it('a footer is known though a scan has a letter for a figure of its year', async () => {
  const foot = 'Tweede Kamer, vergaderjaar 2O24-2O25, Aanhangsel   1'
  const body = `Vraag 1\nHoe?\nAntwoord 1\nHet peil\n${foot}\nblijft.\n`
  expect(await pairs(body)).toEqual(['1: Hoe? | Het peil blijft.'])
})

it.each(['***', '---', '* * *'])('a rule %s is no part of an answer', async (rule) => {
  const body = `Vraag 1\nKent u het bericht?\n${rule}\nAntwoord 1\nJa, dat ken ik.\n${rule}\n`
  expect(await pairs(body)).toEqual(TWO.slice(0, 1))
})

it('a page number below its footer is no part of an answer that is over', async () => {
  const foot = 'ISSN 0921 - 7398\nTweede Kamer, vergaderjaar 2024–2025, Aanhangsel\n1\n\n'
  const [one, two] = ['Vraag 1\nKent u dit?\nAntwoord 1\nJa.\n', 'Vraag 2\nEn?\nAntwoord 2\n']
  expect(await pairs(`${one}${foot}${two}Nee.\n`)).toEqual([
    '1: Kent u dit? | Ja.',
    '2: En? | Nee.',
  ])
  // A number below a rule may be an amount.
  const counted = `${one}${two}Er zijn er dit jaar.\n12\n__________\n`
  expect((await pairs(counted))[1]).toBe('2: En? | Er zijn er dit jaar. 12')
})

describe('a number that interrupts a sentence beside furniture', () => {
  const read = (number: string, foot: string) =>
    pairs(`Vraag 1\nHoeveel?\nAntwoord 1\nIn Woerden zijn het er\n${number}\n${foot}\nin mei.\n`)

  it.each([
    ['Pagina 1 van 2'],
    ['Blad 1/2'],
    ['- 1 -'],
    ['ah-tk-20242025-575      1'],
    ['Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1'],
    ['__________\nPagina 1'],
  ])('is text if %j has the number of the page', async (foot) => {
    expect(await read('13', foot)).toEqual(['1: Hoeveel? | In Woerden zijn het er 13 in mei.'])
  })

  it.each([
    ['ah-tk-20242025-575'],
    ['ISSN 0921 - 7398'],
    ['Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel'],
  ])('is the number of the page below %j', async (foot) => {
    expect(await read('1', foot)).toEqual(['1: Hoeveel? | In Woerden zijn het er in mei.'])
  })
})

it('titles between an answer and the next question belong to neither', async () => {
  const pair = (number: number) => `Vraag ${number}\nKent u dit?\n\nAntwoord ${number}\nJa.\n\n`
  const titled = `${pair(1)}Onderhoud\n\n${pair(2)}Kosten en baten\n\n${pair(3)}`
  expect(await pairs(titled)).toEqual([1, 2, 3].map((number) => `${number}: Kent u dit? | Ja.`))
  // One alone may as well be the end of the answer.
  expect((await pairs(`${pair(1)}Onderhoud\n\n${pair(2)}`))[0]).toBe(
    '1: Kent u dit? | Ja. Onderhoud',
  )
  expect(await pairs(titled.replaceAll('\nJa.', ': Ja.'))).toEqual(await pairs(titled))
  const page = `<p>Vraag 1</p><p>En?</p><p>Antwoord 1</p><p>Ja.</p><h3>Peil</h3><p>Vraag 2</p><p>En?</p>`
  const { document } = await readDocument(`${page}<p>Antwoord 2</p><p>Nee.</p>`, 'page.html')
  expect(pairsOf(document).answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'] })
})

it('a further answer below an answer is one to the same question', async () => {
  const body = 'Vraag 1\nKent u dit?\nAntwoord:\nJa.\nNader antwoord:\nToch niet.\n'
  expect(await pairs(body)).toEqual(['1: Kent u dit? | Ja. Toch niet.'])
})

it('a bare answer below a list of the questions is to the one that stands once more', async () => {
  const asked = ['Vraag 1: Kent u het bericht?\n', 'Vraag 2: Blijft het peil?\n']
  const answered = [
    `${asked[0]}Antwoord\nJa, dat ken ik.\n`,
    `${asked[1]}Antwoord\nNee, het zakt.\n`,
  ]
  const { answers } = await parsedLetter(HEAD + [...asked, ...answered].join(''))
  expect(answers.map(({ numbers }) => numbers)).toEqual([[1], [2]])
})

describe('a bare answer below two questions', () => {
  const body = (words: string) =>
    `Vraag 1\nKent u dit?\n\nAntwoord\nJa.\n\nVraag 2\nWat kost het?${words}\n\n` +
    'Vraag 3\nWie betaalt?\n\nAntwoord\nHet waterschap.\n\nVraag 4\nEn?\n\nAntwoord\nNee.\n'

  it.each(['', ' Graag een overzicht.', '\n\n1) De Waterkrant', '\n\nZie https://nos.nl.'])(
    'answers both where the first ends %j',
    async (words) => {
      const { answered } = pairsOf(await parsedLetter(HEAD + body(words)))
      expect(answered).toEqual({ '1': ['Ja.'], '2+3': ['Het waterschap.'], '4': ['Nee.'] })
    },
  )

  it.each(['Zie het antwoord op vraag 1.', 'Nee, dat is niet bekend.'])(
    'answers the second below a reply to the first: "%s"',
    async (reply) => {
      expect(pairsOf(await parsedLetter(HEAD + body(`\n\n${reply}`)))).toMatchObject({
        asked: { '2': ['Wat kost het?'] },
        answered: { '2': [reply], '3': ['Het waterschap.'], '4': ['Nee.'] },
      })
    },
  )

  it('answers the second alone where an answer above names the first', async () => {
    const above = 'Vraag 1\nKent u dit?\nAntwoord op de vragen 1 en 2\nJa.\nVraag 2\nIs het veel?\n'
    expect(await pairs(`${above}Vraag 3\nWie betaalt?\nAntwoord\nHet waterschap.`)).toEqual([
      '1: Kent u dit? | -',
      '2: Is het veel? | -',
      '3: Wie betaalt? | Het waterschap.',
      '1+2: - | Ja.',
    ])
    // Nothing else is asked right above it.
    expect(await pairs(`${above}Antwoord\nHet is veel.`)).toEqual([
      '1: Kent u dit? | -',
      '2: Is het veel? | Het is veel.',
      '1+2: - | Ja.',
    ])
  })

  it('answers the second alone where the first may have an answer', async () => {
    const document = await parsedLetter(HEAD + body('\n\nHet peil zakte in 2024.'))
    expect(pairsOf(document)).toMatchObject({
      asked: { '2': ['Wat kost het? Het peil zakte in 2024.'] },
      answered: { '1': ['Ja.'], '3': ['Het waterschap.'], '4': ['Nee.'] },
    })
    expect(document.warnings.map(({ message }) => message)).toEqual([
      'question 2 has no answer',
      '"Het peil zakte in 2024." may be an answer; it was read as a question',
    ])
  })

  it('answers the second below a reply on a page, too', async () => {
    const lines = (HEAD + body('\nNee, dat niet.')).split('\n').filter((line) => line !== '')
    const page = lines.map((line) => `<p>${line}</p>`).join('')
    const { document } = await readDocument(`<html>${page}</html>`, 'page.html')
    expect(pairsOf(document).answered).toMatchObject({ '2': ['Nee, dat niet.'], '4': ['Nee.'] })
  })
})

it('a colon behind a bold heading is no part of the text', async () => {
  const { document } = await readDocument(
    '**Vraag 1**: Kent u dit?\n\n**Antwoord 1**: Ja.\n',
    'a.md',
  )
  expect(pairsOf(document)).toEqual({ asked: { '1': ['Kent u dit?'] }, answered: { '1': ['Ja.'] } })
})

describe('headings and offices in capitals', () => {
  const CAPITALS =
    'VRAGEN VAN HET LID LINDEBOOM (XYZ) AAN DE MINISTER VAN JUSTITIE EN VEILIGHEID OVER HET PEIL ' +
    '(INGEZONDEN 3 MAART 2025)\nANTWOORD VAN MINISTER VAN WEEL (JUSTITIE EN VEILIGHEID) ' +
    '(ONTVANGEN 24 MAART 2025)\n\n'

  it('say who asks, who answers and when', async () => {
    const body = 'VRAAG 1\nKent u dit?\nANTWOORD\nJa.\nVRAAG 2\nEn dit?\nANTWOORD\nNee.\n'
    expect(await pairs(body, CAPITALS)).toEqual(['1: Kent u dit? | Ja.', '2: En dit? | Nee.'])
    expect(await parsedLetter(CAPITALS + body)).toMatchObject({
      askers: [{ name: 'Lindeboom', party: 'XYZ' }],
      ministers: [{ role: 'Minister', name: 'Van Weel', portfolio: 'Justitie en Veiligheid' }],
      ...{ asked: '2025-03-03', answered: '2025-03-24', title: 'het Peil' },
    })
  })

  it('sign a letter', async () => {
    const signature = 'DE MINISTER VAN WATERZAKEN,\n\nJ. SMIT\n'
    const letter = `Vraag 1\nKent u dit?\nAntwoord 1\nJa.\n\n${signature}`
    const { ministers, answers } = await parsedLetter(letter)
    expect(ministers).toMatchObject([
      { role: 'Minister', name: 'J. Smit', portfolio: 'Waterzaken' },
    ])
    expect(answers[0]!.paragraphs).toHaveLength(1)
  })

  it.each(['ANTWOORD: Ja.', 'ANTWOORD OP VRAAG 1: Ja.', 'ANTWOORD VAN HET KABINET:\nJa.'])(
    'open an answer as in "%s"',
    async (answer) => {
      expect(await pairs(`VRAAG 1\nKent u dit?\n${answer}\n`)).toEqual(['1: Kent u dit? | Ja.'])
    },
  )
})

it.each([
  ['Reactie kabinet\nJa.', 'Reactie kabinet\nNee.'],
  ['Beantwoording\nJa.', 'Beantwoording\nNee.'],
  ['Minister Van Eikenhorst:\nJa.', 'Minister Van Eikenhorst:\nNee.'],
  ['Antwoord van de minister\nJa.', 'Antwoord van de minister\nNee.'],
  ['Minister: Ja.', 'Minister: Nee.'].map((text) => text.replace(':', ' De Wit:')),
])('what names each answer is no part of it: "%s"', async (yes, no) => {
  const body = `Vraag 1\nKent u dit?\n${yes}\nVraag 2\nEn dit?\n${no}\n`
  const expected = ['1: Kent u dit? | Ja.', '2: En dit? | Nee.']
  expect(await pairs(body)).toEqual(expected)
  expect(await pairs(body, `${HEAD.split('\n')[0]}\n`)).toEqual(expected)
})

it('a document whose answers may stand in its questions is told', async () => {
  const { answers, warnings } = await parsedLetter('Vraag 1\nKent u dit?\nJa, dat ken ik.\n')
  expect(answers).toEqual([])
  expect(warnings.map(({ message }) => message)).toEqual([
    'a reply follows a question, and no answer was found',
  ])
})

it('a number, a name and a text in three cells are one heading and its text', async () => {
  const expected = ['1: Kent u dit? | Ja.', '2: En dit? | Nee.']
  const text = '1\tVraag\tKent u dit?\n\tAntwoord\tJa.\n2\tVraag\tEn dit?\n\tAntwoord\tNee.\n'
  expect(await pairs(text)).toEqual(expected)
  const row = (...cells: string[]) => `<tr>${cells.map((each) => `<td>${each}</td>`).join('')}</tr>`
  const rows = [
    ...[row('1', 'Vraag', 'Kent u dit?'), row('', 'Antwoord', 'Ja.')],
    ...[row('2', 'Vraag', 'En dit?'), row('', 'Antwoord', 'Nee.')],
  ]
  const { document } = await readDocument(`<p>${HEAD}</p><table>${rows.join('')}</table>`, 'a.html')
  expect(pairsOf(document).asked).toEqual({ '1': ['Kent u dit?'], '2': ['En dit?'] })
  expect(pairsOf(document).answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'] })
})

it('"Antwoorden" above the head is its title', async () => {
  const body = '**Vraag 1:** Kent u dit?\n\n**Antwoord 1:** Ja.\n'
  const { document } = await readDocument(`# Antwoorden\n\n${HEAD}\n${body}`, 'a.md')
  expect(document.title).toBe('het stuwpeil')
  expect(document.warnings).toEqual([])
})

describe('an annex below the last answer', () => {
  const one = 'Vraag 1\nKent u dit?\n\nAntwoord 1\nJa, zie de bijlage.\n\n'
  const rows = Array.from({ length: 20 }, (_, at) => `Stuw ${at} heeft een peil van 1,20\n`).join(
    '',
  )

  it.each(['Bijlage 1: Peilen', 'BIJLAGE', 'Bijlage 2\n\nOverzicht', 'Annex A – Peilen'])(
    'as in "%s" is no part of it',
    async (title) => {
      expect(await pairs(`${one}${title}\n\n${rows}`)).toEqual([
        '1: Kent u dit? | Ja, zie de bijlage.',
      ])
      const signed = `${one}Hoogachtend,\n\nJ. Smit\n\n${title}\n\n${rows}`
      expect(await pairs(signed)).toEqual(['1: Kent u dit? | Ja, zie de bijlage.'])
    },
  )

  it('has questions of its own, which nobody answers here', async () => {
    const { questions, answers, warnings } = await parsedLetter(
      `${HEAD}${one}Bijlage: vragenlijst\n\nVraag 1\nHoe groot is uw stuw?\n\nVraag 2\nEn?\n`,
    )
    expect(questions).toHaveLength(1)
    expect(answers).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  it('is part of it in a list or a sentence, and told where it may be either', async () => {
    const list = 'Dit zijn:\n\nBijlage 1: het besluit\n\nBijlage 2: de kaart\n'
    expect((await pairs(`${one}${list}`))[0]).toContain('Bijlage 2: de kaart')
    expect((await pairs(`${one}Bijlage 1 toont de kaart van\nhet peil.\n`))[0]).toContain('toont')
    const { warnings } = await parsedLetter(`${HEAD}${one}Bijlage: overzicht van peilen\n`)
    expect(warnings.map(({ message }) => message)).toEqual([
      '"Bijlage: overzicht van peilen" may begin an annex; it was read as an answer',
    ])
  })
})

it.each([
  ['1 … 3', '1+2+3'],
  ['1. t/m 3.', '1+2+3'],
  ['1., 2. en 3.:', '1+2+3'],
  ['1. en 2', '1+2'],
  ['1 en op vraag 2', '1+2'],
])('"Antwoord op vraag %s" answers %s', async (numbers, key) => {
  const body = `Vraag 1\nA?\nVraag 2\nB?\nVraag 3\nC?\nAntwoord op vraag ${numbers}\nJa.\n`
  expect(pairsOf(await parsedLetter(HEAD + body)).answered).toEqual({ [key]: ['Ja.'] })
})

it('a question with the next number in an answer is told', async () => {
  const { warnings } = await parsedLetter(
    `${HEAD}Vraag 1: A?\nAntwoord 1: Ja.\n2. Zakt het?\nNee.\n`,
  )
  expect(warnings.map(({ message }) => message)).toEqual([
    '"2. Zakt het?" may be a question; it was read as an answer',
  ])
})

it.each([
  ['ordinals in digits', '1e vraag|Antwoord|2de vraag|Antwoord op de 2e vraag'],
  ['lower case', 'vraag 1|antwoord 1|vraag 2|antwoord op vraag 2'],
])('headings with %s are read', async (_, headings) => {
  const [one, yes, two, no] = headings.split('|')
  const body = `${one}\nKent u dit?\n${yes}\nJa.\n${two}\nEn dit?\n${no}\nNee.\n`
  expect(await pairs(body)).toEqual(['1: Kent u dit? | Ja.', '2: En dit? | Nee.'])
})

it('a title that names who asks stands in no answer', async () => {
  const pair = (number: number) => `Vraag ${number}\nKent u dit?\n\nAntwoord ${number}\nJa.\n\n`
  expect(await pairs(`${pair(1)}Vragen van het lid De Wit (DEF)\n\n${pair(2)}`)).toEqual([
    ...['1: Kent u dit? | Ja.', '2: Kent u dit? | Ja.'],
  ])
})

it('a question that the numbers skip is told', async () => {
  const told = async (body: string) =>
    (await parsedLetter(HEAD + body)).warnings.map(({ message }) => message)
  const pair = (number: string) => `Vraag ${number}\nKent u dit?\nAntwoord ${number}\nJa.\n`
  expect(await told(pair('1') + pair('3'))).toEqual(['no question 2 was found before question 3'])
  expect(await told(`Vraeeg 1\nKent u dit?\n${pair('2')}`)).toEqual([
    'no question 1 was found before question 2',
  ])
  expect(await told(pair('1 en 3') + pair('2'))).toEqual([])
  expect(await told(pair('4') + pair('5a') + pair('5b'))).toEqual([])
})

it('a head is read with the words that are broken at its line ends', async () => {
  const head =
    'Vragen van het lid Linde-\nboom (XYZ) aan de Minister van Infra-\nstructuur over de zee-\n' +
    'en luchthavens (inge-\nzonden 3 maart 2025).\n'
  const document = await parsedLetter(`${head}Vraag 1\nKent u dit?\nAntwoord 1\nJa.\n`)
  expect(document).toMatchObject({ title: 'de zee- en luchthavens', asked: '2025-03-03' })
})

describe('a second minister', () => {
  const FIRST = 'Vraag 1\nKent u het bericht?\n\n'
  const SECOND = 'Vraag 2\nBlijft het peil?\n\nAntwoord 2\nNee, het zakt.\n'

  it.each([
    [
      'below a label without a colon',
      'Antwoord van de minister van Waterzaken\nJa.\n\n' +
        'Antwoord van de staatssecretaris van Financiën\nIk ook.\n\n',
    ],
    [
      'behind a label',
      'Antwoord van de minister van Waterzaken: Ja.\n\n' +
        'Antwoord van de staatssecretaris van Financiën: Ik ook.\n\n',
    ],
    [
      'though an answer ends with a bracket',
      'Antwoord van de minister van Waterzaken\nJa.\nDat blijft (voorlopig).\n\n' +
        'Antwoord van de staatssecretaris van Financiën\nIk ook.\n\n',
    ],
    [
      'below names',
      'Antwoord minister De Wit (Waterzaken):\nJa.\n\n' +
        'Antwoord staatssecretaris Smit (Financiën):\nIk ook.\n\n',
    ],
    [
      'below a number and a label',
      'Antwoord 1\nJa.\n\nAntwoord van de staatssecretaris van Financiën\nIk ook.\n\n',
    ],
  ])('answers the same question %s', async (_, answers) => {
    const { answers: found } = await parsedLetter(HEAD + FIRST + answers + SECOND)
    expect(found.map(({ id, paragraphs }) => `${id}: ${paragraphs[0]!.reading.text}`)).toEqual([
      'letter.1: Ja.',
      'letter.1-2: Ik ook.',
      'letter.2: Nee, het zakt.',
    ])
  })

  it.each([
    ['Antwoord van de minister van Waterzaken', 'Antwoord van de staatssecretaris van Financiën'],
    ['Antwoord 1 (minister van Waterzaken)', 'Antwoord 1 (staatssecretaris van Financiën)'],
    ['Antwoord 1', 'Antwoord op vraag 1 door de staatssecretaris van Financiën:'],
  ])('is named by the headings %j and %j', async (one, other) => {
    const asked = 'Vragen van het lid Lindeboom (XYZ) over het stuwpeil (ingezonden 3 maart 2025)\n'
    const both = `${one}\nJa.\n\n${other}\nIk ook.\n\n`
    const named = async (head: string) => {
      const { ministers } = await parsedLetter(head + FIRST + both)
      return ministers.map(({ role, name, portfolio }) => [role, name, portfolio].join(' '))
    }
    expect(await named(`${asked}Antwoord van Minister Zand (Waterzaken)\n\n`)).toEqual([
      ...['Minister Zand Waterzaken', 'Staatssecretaris  Financiën'],
    ])
    const found =
      one === 'Antwoord 1' ? [] : ['Minister  Waterzaken', 'Staatssecretaris  Financiën']
    expect(await named(`${asked}\n`)).toEqual(found)
  })

  it.each([
    'Antwoord 2 De minister van Financiën is bezig.',
    'Antwoord 2 (mede namens de minister)',
  ])('is not named in %j', async (line) => {
    const { ministers } = await parsedLetter(
      `${HEAD}${FIRST}Antwoord 1\nJa.\n\nVraag 2\nEn?\n\n${line}\nJa.\n`,
    )
    expect(ministers).toHaveLength(1)
  })

  it.each([
    'Ik lees:\n\nAntwoord van de staatssecretaris van Financiën\nMisschien.',
    'Ja.\n\nAntwoord van de minister: "Dat weet ik niet."\n\nIk nu wel.',
    'Er zijn twee delen.\n\nAntwoord van de minister\n\nSlot',
    'Ja.\n\nAntwoord van de minister op die brief\nkwam er nooit.',
  ])('is none in an answer: %j', async (answer) => {
    const [first] = await pairs(`${FIRST}Antwoord 1\n${answer}\n\n${SECOND}`)
    expect(first).toBe(`1: Kent u het bericht? | ${answer.replace(/\n+/g, ' ')}`)
  })

  it('is announced above answers with numbers, and not in a question', async () => {
    const asked = 'Vraag 1\nKent u het bericht?\n\nVraag 2\nBlijft het peil?\n\n'
    const one = 'Antwoord van de minister van Waterzaken\n\nAntwoord 1\nJa, dat ken ik.\n\n'
    const two = 'Antwoord van de minister van Financiën\n\nAntwoord 2\nNee, het zakt.\n'
    expect(await pairs(asked + one + two)).toEqual(TWO)
  })
})

describe('headings that go on behind their numbers', () => {
  const two = (question: string, answer: string) => {
    return [
      [question, 'Kent u het bericht?', answer, 'Ja, dat ken ik.'],
      [question, 'Blijft het peil?', answer, 'Nee, het zakt.'],
    ]
      .map((lines, at) => lines.join('\n').replaceAll('#', String(at + 1)))
      .join('\n\n')
  }

  it.each([
    ['Vraag # / Question #', 'Antwoord # / Answer #'],
    ['Vraag # | Question #', 'Antwoord # | Answer #'],
    ['Vraag # – Question #', 'Antwoord # – Answer #'],
    ['Vraag # van Lindeboom', 'Antwoord # van Van Eikenhorst'],
    ['Vraag # d.d. 3 maart 2025', 'Antwoord # d.d. 24 maart 2025'],
    ['Vraag #', 'Concept-antwoord #'],
    ['Feitelijke vraag #:', 'Feitelijk antwoord #:'],
    ['[!question] Vraag #', '[!success] Antwoord #'],
    ['Vra\u00adgen #', 'Ant\u00adwoord #'],
    ['Vraag #\u0085', 'Antwoord #\u0085'],
  ])('%j and %j are read', async (question, answer) => {
    expect(await pairs(two(question, answer))).toEqual(TWO)
  })

  it.each([['Antwoord # / Answer #:'], ['Antwoord # college:'], ['Ant\u00adwoord #:']])(
    'and have the answer behind a colon: %j',
    async (answer) => {
      const body = two('Vraag #', answer).replace(/:\n/g, ': ')
      expect(await pairs(body)).toEqual(TWO)
    },
  )

  it('begin the answer unless another goes on alike', async () => {
    const body = two('Vraag #', 'Antwoord #').replace('Antwoord 1', 'Antwoord 1 kort gezegd')
    expect((await pairs(body))[0]).toBe('1: Kent u het bericht? | kort gezegd Ja, dat ken ik.')
    const sentences = two('Vraag #', 'Antwoord # dat weet ik\nniet.')
    expect((await pairs(sentences))[0]).toContain('dat weet ik niet.')
    const figure = two('Vraag #', 'Antwoord #').replace('Antwoord 1', 'Antwoord 1 | NAP -2')
    expect((await pairs(figure))[0]).toContain('NAP -2 Ja')
    const replies = two('Vraag #', 'Antwoord # ja')
    expect((await pairs(replies))[0]).toBe('1: Kent u het bericht? | ja Ja, dat ken ik.')
  })
})

it.each([
  ...['Antwoord 1, tweede deel', 'Antwoord 1 (vervolg)', 'Antwoord op vraag 1 - vervolg'],
  ...['Vervolg antwoord op vraag 1', 'Antwoord 1, tweede deel van de vraag'],
])('an answer goes on below %j', async (heading) => {
  const body = `Vraag 1\nKent u het bericht?\n\nAntwoord 1, eerste deel\nJa.\n\n`
  expect(await pairs(`${body}${heading}\nDat ken ik.\n`)).toEqual([
    '1: Kent u het bericht? | Ja. Dat ken ik.',
  ])
})

it('an answer goes on behind its heading, and begins below a second one', async () => {
  const body = 'Vraag 1\nKent u dit?\n\nAntwoord op vraag 1\n\nAntwoord 1\nJa.\n\n'
  expect(await pairs(`${body}Antwoord 1 (vervolg): Dat ken ik.\n`)).toEqual([
    '1: Kent u dit? | Ja. Dat ken ik.',
  ])
})

it.each(['Vervolgvraag', 'Nadere vraag:'])(
  '%j without a number ends an answer',
  async (heading) => {
    const body = `Vraag 1\nKent u dit?\n\nAntwoord 1\nJa.\n\n${heading}\nEn nu?\n`
    expect(await pairs(body)).toEqual(['1: Kent u dit? | Ja.'])
  },
)

it.each([
  ...['ABC-fractie', 'Leden van de ABC-fractie:', 'De leden van de fractie van ABC:'],
  ...['Fractie De Linde', 'Toelichting door vragensteller:\nHet peil zakt.'],
  ...['Toelichting vragensteller: het peil zakt.', 'Thema 2: Kosten'],
])('%j stands in no answer', async (title) => {
  const pair = (number: number) => `Vraag ${number}\nKent u dit?\n\nAntwoord ${number}\nJa.\n\n`
  expect(await pairs(`${pair(1)}${title}\n\n${pair(2)}`)).toEqual([
    ...['1: Kent u dit? | Ja.', '2: Kent u dit? | Ja.'],
  ])
})

it.each([
  ['Antwoord college: Ja.', 'Antwoord college: Nee.'],
  ['Antwoord van het college\nJa.', 'Antwoord van het college\nNee.'],
  ['Antwoord van de regering\nJa.', 'Antwoord van de regering:\nNee.'],
  ['Antwoord dagelijks bestuur: Ja.', 'Antwoord dagelijks bestuur: Nee.'],
  ['Antwoord GS\nJa.', 'Antwoord GS\nNee.'],
])('the answers of a council are read: %j', async (one, two) => {
  const body = `Vraag 1\nKent u dit?\n\n${one}\n\nVraag 2\nEn dit?\n\n${two}\n`
  expect(await pairs(body, 'Raadsvragen\n\n')).toEqual([
    ...['1: Kent u dit? | Ja.', '2: En dit? | Nee.'],
  ])
})

it.each([
  'Antwoorden van Gedeputeerde Staten',
  'Antwoord Gedeputeerde Staten:',
  'Beantwoording door het college',
  'BEANTWOORDING DOOR HET DAGELIJKS BESTUUR',
  'Wij beantwoorden deze vragen als volgt:',
  'Het college heeft uw vragen op 3 juni als volgt beantwoord:',
  'Onze antwoorden op de vragen luiden:',
  'Antwoorden\nDatum: 24 maart 2025\n',
  'Antwoord van minister Van Eikenhorst (Waterzaken).\n(Ontvangen 24 maart 1995)\n',
  'Antwoord van de minister. (Ontvangen 3 mei 1995)\nZie ook Aanhangsel Handelingen nr. 3.\n',
])('the answers of a province have the numbers of their questions below %j', async (line) => {
  const head = 'Schriftelijke vragen\n\nToelichting\nHet zakt.\n\nVragen\n1. Kent u dit?\n'
  const answers = `2. En dit?\n\n${line}\n1. Ja.\n2. Nee.\n\n`
  const signed = 'Gedeputeerde Staten van Lindeland,\nA. de Boer, secretaris\n'
  expect(await pairs(answers + signed, head)).toEqual([
    ...['1: Kent u dit? | Ja.', '2: En dit? | Nee.'],
  ])
})

it('each of two ministers answers the numbers below the line that names them', async () => {
  const head = 'Vragen van het lid Bos (XYZ) over vis. (Ingezonden 3 maart 1995)\n\n'
  const asked = '1\nKent u dit?\n\n2\nEn dit?\n\n'
  const one = 'Antwoord van minister Zand (Waterzaken). (Ontvangen 24 maart 1995)\n\n1\nJa.\n\n'
  const two = 'Antwoord van staatssecretaris Smit (Land). (Ontvangen 3 mei 1995)\n\n2\nNee.\n'
  const document = await parsedLetter(head + asked + one + two)
  expect(pairsOf(document).answered).toEqual({ '1': ['Ja.'], '2': ['Nee.'] })
  expect(document.ministers.map(({ name }) => name)).toEqual(['Zand', 'Smit'])
})

it('no answers begin below what a question quotes', async () => {
  const quoted = 'Het antwoord van het college luidde als volgt:\n1. Het peil blijft.\n2. De stuw.'
  const head = `1. Kent u dit?\n2. En dit?\n${quoted}\n3. Klopt dat?\n\n`
  expect(await pairs('Antwoord college\n1. Ja.\n2. Nee.\n3. Ja.\n', head)).toEqual([
    '1: Kent u dit? | Ja.',
    `2: En dit? ${quoted.replaceAll('\n', ' ')} | Nee.`,
    '3: Klopt dat? | Ja.',
  ])
})

it('"Vragen nr. 45" and what announces the answers of a province are titles', async () => {
  const asked = 'Vragen\n\nVraag 1:\nKent u dit?\n\nVraag 2:\nEn dit?\n\n'
  const announced = 'Antwoorden\n\nOnze antwoorden op de vragen luiden als volgt:\n\n'
  const answers = `${announced}Antwoord 1:\nJa.\n\nAntwoord 2:\nNee.\n`
  expect(await pairs(asked + answers, 'Vragen nr. 45\n\nHaarlem, 24 maart 2025\n\n')).toEqual([
    ...['1: Kent u dit? | Ja.', '2: En dit? | Nee.'],
  ])
})

it.each([
  ['Antwoorden\n\n', '#. '],
  ['Beantwoording door het college\n\n', '#. '],
  ['', 'Antwoord #\n'],
  ['', 'Antwoord op vraag #: '],
  ['Antwoorden\n\n', 'Vraag #\n'],
])('%j: a question that stands once more above its answer is no part of it', async (title, nth) => {
  const asked = ['Kent u het bericht over\nhet peil?', 'Waarom?']
  const list = asked.map((question, at) => `Vraag ${at + 1}\n${question}\n\n`)
  const answers = ['Ja.', 'Het peil zakt.'].map(
    (answer, at) => `${nth.replace('#', `${at + 1}`)}${asked[at]}\n${answer}\n\n`,
  )
  const { answered } = pairsOf(await parsedLetter(`${list.join('')}${title}${answers.join('')}`))
  expect(answered).toEqual({ '1': ['Ja.'], '2': ['Het peil zakt.'] })
})

it.each([
  'U schreef: «Vraag 3: Zakt het? Antwoord: Nee.» Klopt dat nog?',
  'U schreef: “Vraag 3: Zakt het?\nAntwoord: Nee, dat niet.” Klopt dat nog?',
])('a question and an answer that a question quotes are part of it: %j', async (question) => {
  expect(await pairs(`Vraag 1\n${question}\n\nAntwoord 1\nJa.\n`)).toEqual([
    `1: ${question.replace('\n', ' ')} | Ja.`,
  ])
})

it('a mark that nothing closes hides no answer', async () => {
  const body = '1. Kent u het bericht “Peil?\nAntwoord: Ja, dat “Peil” ken ik.\n'
  expect(await pairs(`${body}2. En dit?\nAntwoord: Nee.\n`)).toEqual([
    ...['1: Kent u het bericht “Peil? | Ja, dat “Peil” ken ik.', '2: En dit? | Nee.'],
  ])
})

it('a question may go on with who answered', async () => {
  const question = 'Kent u de\nBeantwoording door het college van de motie?'
  const body = `1. ${question}\n2. En dit?\n\nAntwoord college\n1. Ja.\n2. Nee.\n`
  expect(await pairs(body, 'Schriftelijke vragen\n\n')).toEqual([
    `1: ${question.replace('\n', ' ')} | Ja.`,
    '2: En dit? | Nee.',
  ])
})

it('the day above the questions of a council is theirs', async () => {
  const head = 'Schriftelijke vragen\nDatum: 3 maart 2025\n\n1. Kent u dit?\n2. En dit?\n\n'
  const answers = 'Antwoord van het college op de vragen van 3 maart\n1. Ja.\n2. Nee.\n'
  expect(await parsedLetter(head + answers)).toMatchObject({ asked: '2025-03-03', answered: null })
})

it('the answers below the questions that a reply quotes are read', async () => {
  const body = '> 1. Kent u\n> dit?\n\nJa.\n\n> 2. En dit?\n\nNee.\n'
  expect(await pairs(body, 'Beste Piet,\n\nAntwoorden hieronder.\n\n')).toEqual([
    ...['1: Kent u dit? | Ja.', '2: En dit? | Nee.'],
  ])
})

it.each([
  ...['Beantwoording door het college d.d. 24 maart 2025', 'Beantwoord: 24 maart 2025'],
  ...['Hieronder beantwoorden wij uw vragen als volgt.', 'Beantwoording schriftelijke vragen'],
  'Zie mijn antwoorden hieronder.',
])('%j in the head announces answers without a heading', async (line) => {
  const head = `Raadsvragen\n${line}\n\n`
  expect(await pairs('1. Kent u dit?\nJa, dat.\n2. En dit?\nNee.\n', head)).toEqual([
    ...['1: Kent u dit? | Ja, dat.', '2: En dit? | Nee.'],
  ])
})

it.each([
  ...['Antwoord (W):\n', 'Antwoord (W): ', 'Antwoord GS op vraag #\n', 'Antw. vr. #\n'],
  ...['Antwoord van het college op vraag #: ', 'Ons antwoord\n', 'Onze reactie:\n'],
  ...['Ons antwoord: ', 'Answer # / Antwoord #\n', 'Answers # - Antwoord #:\n'],
  ...['Antwoord op vraag # is: ', 'Antwoord # luidt als volgt:\n', 'Antwoord # ¶\n'],
])('%j names the answer, and is no part of it', async (heading) => {
  const body = ['Kent u dit?|Ja.', 'En dit?|Nee.'].map((pair, at) => {
    const [question, answer] = pair.split('|')
    return `Vraag ${at + 1}\n${question}\n${heading.replaceAll('#', `${at + 1}`)}${answer}\n`
  })
  expect(await pairs(body.join(''))).toEqual(['1: Kent u dit? | Ja.', '2: En dit? | Nee.'])
})

it.each([
  ['Kamervraag #\n', 'Antwoord op Kamervraag #\n'],
  ['Vraag # van de AB#-fractie\n', 'Antwoord #\n'],
  ['Schriftelijke vraag #:\n', 'Antwoord schriftelijke vraag #:\n'],
  ['Vraag # | ', 'Antwoord # | '],
  ['[Vraag #] ', '[Antwoord #] '],
  ['(Vraag #): ', '(Antwoord #): '],
  ['Vra ag #\n', 'Antwoor d #\n'],
  ['V#) ', 'A#) '],
  ['Vraag #;\n', 'Antwoord #,\n'],
  ['Vraag #,\n', "Antwoord #'\n"],
  ['* Vraag #: ', '  - Antwoord: '],
  ['Vraag #\n', 'Antwoord IenW\n'],
  ['Vraag #: ', 'Antwoord MinFin: '],
  ['Vraag #\n', 'Bestuurlijke reactie:\n'],
  ['Vraag #\n', 'Het college antwoordt:\n'],
  ['Vraag #\n', 'Collegeantwoord:\n'],
  ['Vraag #\n', 'Het antwoord op deze vraag luidt als volgt:\n'],
  ['#. ', '> '],
  ['Vraag #\n', 'Ambtelijk antwoord: '],
])('%j and %j are headings', async (asked, answered) => {
  const body = ['Kent u dit?|Ja.', 'En dit?|Nee.'].map((pair, at) => {
    const [question, answer] = pair.split('|')
    return `${asked}${question}\n${answered}${answer}\n`.replaceAll('#', `${at + 1}`)
  })
  expect(await pairs(body.join(''))).toEqual(['1: Kent u dit? | Ja.', '2: En dit? | Nee.'])
})

it.each([
  'Ja, en er waren eerder deze:\n- Vraag 1: kan dat?\n- Antwoord: ja.',
  'Ja.\n- Vraag 2: kan dat?\n- Vraag 3: mag dat?',
  'Ja, zie het\nAntwoord IenW\nvan vorig jaar.',
  'Ja. Zie\nStatenvragen 12\nen Kamervragen 3 en 4.',
  'Ja.\n(Antwoord 2) is hier van belang.',
  'Ja. Het antwoord luidt als volgt:\nNee.',
])('no heading is in %j', async (answer) => {
  const body = `Vraag 1\nKent u dit?\nAntwoord 1\n${answer}\nVraag 2\nEn dit?\nAntwoord 2\nNee.\n`
  expect(await pairs(body)).toEqual([
    `1: Kent u dit? | ${answer.replaceAll('\n', ' ')}`,
    '2: En dit? | Nee.',
  ])
})

describe('a translation', () => {
  const english = [1, 2].map((at) => `Question ${at}\nDo you?\nAnswer ${at}\nYes.\n`)
  const dutch = ['Kent u dit?|Ja.', 'En dit?|Nee.'].map((pair, at) => {
    const [question, answer] = pair.split('|')
    return [`Vraag ${at + 1}\n${question}\n`, `Antwoord ${at + 1}\n${answer}\n`] as const
  })
  const expected = ['1: Kent u dit? | Ja.', '2: En dit? | Nee.']

  it('below the answers is in none, and told', async () => {
    const body = `${dutch.flat().join('')}\nEnglish translation\n\n${english.join('')}`
    expect(await pairs(body)).toEqual(expected)
    const told = '"English translation" may be a heading; what follows is in no answer'
    expect((await parsedLetter(HEAD + body)).warnings.map(({ message }) => message)).toEqual([told])
  })

  it('of each part is in none', async () => {
    const body = dutch.map(([question, answer], at) => {
      const [asked, answered] = english[at]!.split(/(?=Answer)/)
      return `${question}${asked}${answer}${answered}`
    })
    expect(await pairs(body.join(''))).toEqual(expected)
  })

  it.each([
    'De enquête had:\nQuestion 1: yes\nAnswer 1: no\nDat is het.',
    'Er is een\nEnglish version\nvan.',
    'Dat staat er.\nQuestion 1: yes\nQuestion 2: no',
    'De brief heeft een Engelse vertaling.\n\nEnglish version\n\nwww.example.nl/en',
  ])('is no text in English of an answer: %j', async (answer) => {
    const body = `Vraag 1\nKent u dit?\nAntwoord 1\n${answer}\nVraag 2\nEn dit?\nAntwoord 2\nNee.\n`
    expect(await pairs(body)).toEqual([
      `1: Kent u dit? | ${answer.replace(/\n+/g, ' ')}`,
      '2: En dit? | Nee.',
    ])
  })
})

describe('questions that are named once more below "Antwoorden"', () => {
  const asked = 'Vraag 1\nKent u dit?\nVraag 2\nGeef aan wat het kost.\n'

  it.each(['Antwoorden\n', 'Antwoord van de minister:\n', 'Antwoord\n'])(
    'head their answers: %j',
    async (title) => {
      for (const sign of ['\n', ': ']) {
        const body = `${asked}${title}Vraag 1${sign}Ja.\nVraag 2${sign}Niets.\n`
        expect(await pairs(body)).toEqual([
          ...['1: Kent u dit? | Ja.', '2: Geef aan wat het kost. | Niets.'],
        ])
      }
      const { answers } = await parsedLetter(`${HEAD}${asked}${title}Vraag 1 en 2\nJa, niets.\n`)
      expect(answers.map(({ numbers }) => numbers)).toEqual([[1, 2]])
    },
  )

  it('stand in no answer', async () => {
    const again = 'Vraag 1\nWat zegt u?\nJa.\nVraag 2\nGeef aan wat het kost.\nNiets.\n'
    for (const pair of await pairs(`${asked}Antwoorden\n${again}`))
      expect(pair).not.toMatch(/\| .*(?:Wat|Geef)/)
  })
})

it('an answer that is corrected beside the new one is in neither', async () => {
  const body =
    'Vraag 1\nKent u dit?\nAntwoord 1 (gecorrigeerd)\nJa.\nOorspronkelijk antwoord 1\nNee.\n' +
    'Vraag 2\nEn dit?\nOorspronkelijk antwoord 2:\nJa.\nGecorrigeerd antwoord 2\nNee.\n'
  expect(await pairs(body)).toEqual(['1: Kent u dit? | Ja.', '2: En dit? | Nee.'])
})

it('minutes have no pair', async () => {
  const text =
    '1. Opening\nJan opent.\n\n2. Vragen\nPiet vraagt naar de stuw. Antwoord: in mei.\n\n3. Slot'
  const { questions } = await parsedLetter(text)
  expect(questions).toEqual([])
  const requests = '1. Geef dit aan.\nAntwoord: Tien.\n\n2. Geef dat aan.\nAntwoord: Elf.\n'
  expect(await pairs(requests)).toEqual(['1: Geef dit aan. | Tien.', '2: Geef dat aan. | Elf.'])
})

it('questions in an annex that count from 1 again are another set', async () => {
  const body = (words: string) => `Vraag 1\n${words}\n\nAntwoord 1\nJa.\n\n`
  const document = await parsedLetter(
    `${HEAD}${body('Kent u dit?')}Bijlage: eerdere vragen\n\n${body('Kent u dat?')}`,
  )
  expect(pairsOf(document)).toEqual({ asked: { 1: ['Kent u dit?'] }, answered: { 1: ['Ja.'] } })
  expect(document.warnings).toMatchObject([
    { message: expect.stringContaining('the answers below "Bijlage: eerdere vragen"') },
  ])
})
