import { describe, expect, it } from 'vitest'
import { checkApart } from '../../src/quote/apart.ts'
import { checkQuote } from '../../src/quote/check.ts'
import { ministersIn } from '../../src/quote/known-ministers.ts'
import { expectLinear } from '../support/cost-of.ts'
import { indexQuotes, parsed } from '../support/quote-documents.ts'

const { document } = await parsed(
  `Vragen van het lid Bos (DDD) aan de Minister van Water over de brug (ingezonden 3 maart 2021).

Antwoord van Minister Zand (Water) (ontvangen 1 april 2021).

Vraag 1
Gaat de brug open?

Antwoord 1
De brug gaat in het voorjaar open. De gemeente noemt dat «veel te laat voor de winkels». De provincie draagt de helft van alle kosten bij. Zover wil ik niet gaan.
`,
  'bridge',
)
const index = indexQuotes([document])
const check = (quote: string) => checkQuote(index, quote)
const served = { check, ministersIn: (text: string) => ministersIn(index, text) }
const apart = (text: string) =>
  (checkApart(text, check(text), served)?.parts ?? []).map(
    ({ check: { verdict, attribution } }) => [verdict, attribution?.agrees ?? null],
  )

const [opens, half] = [
  'De brug gaat in het voorjaar open',
  'De provincie draagt de helft van alle kosten bij',
]

describe('a text that is more than one quote', () => {
  it.each([
    [`"${opens}." "${half}."`, ['verbatim null', 'verbatim null']],
    [`"${opens}", aldus Zand. En: "${half}."`, ['verbatim true', 'verbatim null']],
    [`"${opens}", aldus Zand. "${half}", aldus Berg.`, ['verbatim true', 'verbatim false']],
    // Another sentence stands between these.
    [`"${opens}", zegt Zand. "${half}."`, ['verbatim true', 'verbatim null']],
    [
      `Veel rumoer in de stad. "${opens}", zegt Zand. De gemeente denkt: "De brug blijft dicht."`,
      ['verbatim true', 'altered null'],
    ],
    [`"${opens}", wordt Berg in de Kamer voorgehouden.`, ['verbatim null']],
    [`"${opens}", minister Berg is het daar niet mee eens.`, ['verbatim null']],
    [`"${opens}", aldus de minister, die de Kamer tegemoetkomt met een brief.`, ['verbatim null']],
    [
      `"${opens}", zegt Berg. En minister Zand: "De brug blijft dicht." "${half}", aldus Zand.`,
      ['verbatim false', 'altered true', 'verbatim true'],
    ],
    [
      `"${opens}", zegt Zand. "${half.replace('helft', 'rest')}", aldus Berg.`,
      ['verbatim true', 'altered false'],
    ],
    // in other words than the usual ones
    [`Zand maakt er een punt van dat "${opens}".`, ['verbatim true']],
    [
      `Zand’ brief: "${opens}", klaar. En Berg’ brief: "${half}."`,
      ['verbatim true', 'verbatim null'],
    ],
    [`"${opens}." Lees meer op https://krant.example/brug #brug`, ['verbatim null']],
    [`De krant noemt de brug "veel te laat voor de winkels".`, ['cut null']],
    // The words outside the marks are the passage's as well.
    [`De brug gaat volgens Zand „in het voorjaar open”.`, ['verbatim null']],
    [`De provincie betaalt „de helft van alle kosten”, schrijft minister Zand.`, ['verbatim true']],
    // Few words, alone
    [`De bewindsvrouw ziet geen haast, en spreekt van „alle kosten”.`, ['verbatim null']],
  ])('has each of its quotations checked: %s', (text, expected) => {
    expect(apart(text).map((each) => each.map(String).join(' '))).toEqual(expected)
  })

  it.each([
    `"${opens}", aldus minister Zand.`,
    `"${opens}", aldus minister Zand, "zei hij."`,
    `"${opens.replace('voorjaar', 'najaar')}", aldus Zand.`,
    // Its own words stand in the source as well, and one of them is wrong.
    'De gemeente noemt dit «veel te laat voor de winkels». De provincie draagt de helft bij.',
    `"${opens}", zegt Zand. "${half.replace('helft', 'rest')}."`,
    `De gemeente noemt zoiets «veel te laat voor de winkels». ${half}.`,
    'De brug gaat in het «najaar», niet «in het voorjaar» open.',
    'De brug gaat «in het voorjaar dicht».',
    'Zand heeft het over de «brug» en de «winkels», en over veel andere zaken van de stad.',
    opens,
  ])('is none where it is one quote: %s', (text) => {
    expect(apart(text)).toEqual([])
  })

  it('may be questions with their answers, as copied from the document', () => {
    const text = `Vraag 1\nGaat de brug open?\n\nAntwoord 1:\n${opens}.`
    const { kind, parts } = checkApart(text, check(text), served)!
    expect(kind).toBe('headed')
    expect(parts.map((part) => part.check.verdict)).toEqual(['not_found', 'verbatim'])
    expect(parts[0]!.check.elsewhere).toMatchObject([{ kind: 'question', verdict: 'verbatim' }])
    expect(apart(text.replace(' 1\nGaat', ':\nGaat').replace(' 1:', ''))).toHaveLength(2)
    expect(apart(`Q: Gaat de brug open?\n\nA: ${opens}.`)).toHaveLength(2)
    expect(apart(`Vraag 1: Gaat de brug open? Antwoord: ${opens}.`)).toHaveLength(2)
    expect(apart(`Gaat de brug open? A: ${opens}.`)).toHaveLength(2)
    expect(apart(`Antwoord 1\n${opens}, nietwaar, na al die jaren van grote drukte?`)).toEqual([])
  })

  it('may be a list of quotes, as slides have it', () => {
    const text = `• ${opens}\n• ${half}`
    expect(checkApart(text, check(text), served)?.kind).toBe('listed')
    expect(apart(text)).toEqual([
      ['verbatim', null],
      ['verbatim', null],
    ])
    expect(apart(`o\t${half}\n\uF0B7\t“${opens}”, aldus Berg`)).toEqual([
      ['verbatim', null],
      ['verbatim', false],
    ])
    expect(apart(text.replace('helft', 'rest'))).toEqual([])
    expect(apart(`Twee punten:\n${text}`)).toEqual([])
  })

  it('takes time in proportion to its length', async () => {
    const whole = check('Iets heel anders dan dat.')
    await expectLinear((length) => {
      checkApart('"een twee" drie vier vijf '.repeat(length / 25), whole, {
        ...served,
        check: () => whole,
      })
    }, 20_000)
  })
})
