import { patternOf } from '../text/pattern.ts'

/** Characters of a text in which its head stands. */
const HEAD = 2000

/** Documents of other parliaments: their questions and answers do not stand as Dutch ones do. */
const OTHERS: readonly (readonly [whose: string, line: RegExp])[] = [
  [
    'the European Parliament',
    new RegExp(
      patternOf`
        ^(?:Vraag\smet\sverzoek\som\s(?:schriftelijk|mondeling)\santwoord(?!\p{L})
        |[EPO]-\d{6}/\d{2,4}(?!\d)|Antwoord\svan\s.{3,80}\snamens\sde\s(?:Europese\s)?Commissie$)
      `,
      'mu',
    ),
  ],
  [
    'the Flemish Parliament',
    new RegExp(
      patternOf`
        ^(?:VLAAMS\s(?:PARLEMENT|MINISTER)|(?:VICE)?MINISTER-PRESIDENT\sVAN\sDE\sVLAAMSE)(?!\p{L})
      `,
      'mu',
    ),
  ],
  [
    'the Belgian Parliament',
    new RegExp(
      patternOf`
        ^(?:Vraag\snr\.?\s\d{1,5}\svan\s.{2,40}\svolksvertegenwoordig(?:st)?er
        |Schriftelijke\svraag\snr\.?\s\d-\d{1,5}(?!\d)|DO\s\d{9,13}$)
      `,
      'mu',
    ),
  ],
]

/** Questions and answers in running text: a written consultation, a memorandum on a bill */
const CONSULTATION = new RegExp(
  patternOf`
    ^(?:Nr\.\s\d{1,4}\s{1,4})?(?:Verslag\svan\seen\s(?:nader\s)?schriftelijk\soverleg
    |(?:Nadere\s)?memorie\svan\santwoord
    |Nota\snaar\saanleiding\svan\shet\s(?:nader\s)?verslag)(?!\p{L})
  `,
  'imu',
)

/** What a text is, with what to do, if it only looks like questions or answers. */
export function otherDocument(text: string, hasAnswers: boolean): string | null {
  const head = text.slice(0, HEAD).replace(/\r\n?/g, '\n')
  const [whose] = OTHERS.find(([, line]) => line.test(head)) ?? []
  if (whose !== undefined) return `is of ${whose}, which is not read: hand in that of a Dutch body`
  // Within a sentence it begins small.
  const title = hasAnswers ? undefined : CONSULTATION.exec(head)?.[0]
  if (title === undefined || !/^\p{Lu}/u.test(title)) return null
  return (
    'is a consultation, whose questions and answers cannot be told apart: put "Vraag 1" and ' +
    '"Antwoord 1" above each, and hand that in'
  )
}
