import { patternOf } from '../../text/pattern.ts'
import { dateAfter } from './dates.ts'

/** What the fields of a form or a page above the questions say, as councils have them. */
export interface FormFields {
  /** what follows "Indiener:"; empty without that field */
  readonly asking: string
  readonly asked: string | null
  readonly answered: string | null
}

/** "Indiener: Piet Lindeboom (XYZ)", "Vraagsteller(s)\tLindeboom" */
const ASKER = /(?<!\p{L})(?:Indiener|Vra(?:ag|gen)steller)(?:s|\(s\))?\s?:?\s+(?=\p{Lu})/u

const ASKED = patternOf`
  \b(?:Datum\s(?:van\s)?(?:de\s)?(?:indiening|inzending|ontvangst|vra(?:ag|gen))|Ingediend(?:\sop)?)
  \s?:?\s+
`

/** also "Kamerstuk: Kamervragen | 24-03-2025", on pages of rijksoverheid.nl */
const ANSWERED = patternOf`
  (?:\bDatum\s(?:van\s)?(?:de\s)?(?:beantwoording|antwoord(?:en)?)\s?:?\s+
  |\bKamerstuk:\s[^|]{3,40}\|\s)
`

/** "Beantwoord\t24 maart 2025": by itself it may stand in a sentence */
const ANSWERED_BESIDE = String.raw`\bBeantwoord(?:\sop)?\s?:?\s+`

/** "Datum: 3 maart 2025" of the form, which says who asks */
const DATED = String.raw`\bDatum\s?:?\s+`

/** The fields in the text above the questions. */
export function formFields(text: string): FormFields {
  const asker = ASKER.exec(text)
  const isForm = asker !== null
  return {
    asking: asker === null ? '' : text.slice(asker.index + asker[0].length),
    asked: dateAfter(text, ASKED) ?? (isForm ? dateAfter(text, DATED) : null),
    answered: dateAfter(text, ANSWERED) ?? (isForm ? dateAfter(text, ANSWERED_BESIDE) : null),
  }
}
