import type { Answer } from '../../domain/document.ts'
import { MONTHS } from '../../domain/months.ts'
import { patternOf } from '../../text/pattern.ts'

/** "Hoeveel bussen rijden er?", "how often", "wat kost", in any language that queries are in. */
const ASKS_AMOUNT = new RegExp(
  patternOf`
    (?<!\p{L})(?:hoeveel|hoe (?:vaak|hoog|groot|lang|duur|oud)
    |wat (?:kost|kostte|verdient|verdienen)|how (?:many|much|often|long|high|large|big|old)
    |wie ?viele?|wie (?:oft|hoch|lange|groß)|combien|cuánt[oa]s?|kuantu|hoefolle|hoe (?:faak|heech)
    |ile|ilu|kaç|ne kadar|скільки|كم)(?!\p{L})
  `,
  'iu',
)

/** Days, years, and the numbers of questions, articles and papers. */
const NO_AMOUNT = new RegExp(
  patternOf`
    \b\d{1,2} (?:${MONTHS.join('|')})\b(?: \d{4})?
    |\b(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?(?![\d.,]\d)
    |\b(?:vraag|vragen|antwoorden|antwoord|artikelen|artikel|nrs?\.|kamerstukken|kamerstuk)
    (?: (?:en )?[\d.,]{1,9}){1,5}
  `,
  'giu',
)

const FIGURE = new RegExp(
  patternOf`
    \d|(?<!\p{L})(?:twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|helft|derde|kwart)(?!\p{L})
    |(?:tien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|miljoen
    |miljard)(?:en|tal)?(?!\p{L})
  `,
  'iu',
)

/** Whether a query asks for an amount. */
export function asksAmount(query: string): boolean {
  return ASKS_AMOUNT.test(query)
}

/** Whether a Dutch answer gives a figure that may be an amount. */
export function givesFigure({ paragraphs }: Pick<Answer, 'paragraphs'>): boolean {
  return paragraphs.some(({ reading }) => FIGURE.test(reading.text.replace(NO_AMOUNT, ' ')))
}
