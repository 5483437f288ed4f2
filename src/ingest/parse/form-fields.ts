import { patternOf } from '../../text/pattern.ts'
import { MEMBERS } from './askers.ts'
import { dateAfter } from './dates.ts'
import { COUNCIL } from './heading-patterns.ts'
import { CABINET_ROLE } from './ministers.ts'

/** What the fields of a form or a page above the questions say, as councils have them. */
interface FormFields {
  /** what follows "Indiener:"; empty without that field */
  readonly asking: string
  /** it says who asks, or whom: its date is that of the questions */
  readonly asks: boolean
  /** what follows "Beantwoord door:" and the like, a minister; empty without such a field */
  readonly answering: string
  readonly asked: string | null
  readonly answered: string | null
}

/**
 * "Indiener: Piet Lindeboom (XYZ)", "Vraagsteller(s)\tLindeboom", "Gesteld door: lid Lindeboom",
 * "Van: raadslid Lindeboom"
 */
const ASKER = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?:(?:Indiener|Vra(?:ag|gen)steller)(?:s|\(s\))?\s?:?
    |(?:Gesteld|Ingediend)\sdoor\s?:)\s+(?=${MEMBERS}\s|\p{Lu})|Van\s?:\s+(?=${MEMBERS}\s))
  `,
  'u',
)

/** "PvdD", "D66", "Fractie XYZ": no member, but for "IJsbrand" and "McDonald" */
const PARTY = /^(?:Fractie\s|(?!IJ|Mc)\p{Lu}\p{L}{0,20}[\p{Lu}\d])/u

/** "A. Duin, XYZ": the party behind a name */
const PARTY_BEHIND = /,\s(?<party>(?!IJ|Mc)\p{Lu}\p{L}{0,20}[\p{Lu}\d][\p{L}\d]{0,20})(?=\s|$)/u

/** "Aan: het college", "Aan de minister van Financiën" */
const ADDRESSED = new RegExp(
  String.raw`(?<!\p{L})Aan\s?:?\s(?:(?:de|het)\s)?(?:${CABINET_ROLE}|${COUNCIL})(?!\p{L})`,
  'u',
)

/** Before the next field: "Datum:", "Datum van indiening:" */
const NEXT = String.raw`\s\p{Lu}\p{Ll}{1,20}(?:\s\p{Ll}{1,12}){0,3}\s?:`
const FIELD_END = new RegExp(NEXT, 'u')

/**
 * "Beantwoord door: de minister van Waterzaken", "Jan Duin, minister van Waterzaken"; a letter has
 * "Van:". "Aan:" need not answer.
 */
const ANSWERER = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?<letter>Van)|Beantwoord\sdoor|Antwoord(?:en)?\svan)\s?:\s+
    (?:(?<name>\p{Lu}[^,:]{2,40}),\s)?(?<who>(?:de\s)?${CABINET_ROLE}\s.{2,200}?)(?=${NEXT}|$)
  `,
  'u',
)

const ASKED = patternOf`
  \b(?:Datum\s(?:van\s)?(?:de\s)?(?:indiening|inzending|ontvangst|vra(?:ag|gen))|Ingediend(?:\sop)?)
  \s?:?\s+
`

/** also "Kamerstuk: Kamervragen | 24-03-2025", on pages of rijksoverheid.nl */
const ANSWERED = patternOf`
  (?:\bDatum\s(?:van\s)?(?:de\s)?(?:verzending\s)?(?:beantwoording|antwoord(?:en)?)\s?:?\s+
  |\bKamerstuk:\s[^|]{3,40}\|\s)
`

/** "Beantwoord\t24 maart 2025": by itself it may stand in a sentence */
const ANSWERED_BESIDE = String.raw`\bBeantwoord(?:\sop)?\s?:?\s+`

/** "Datum: 3 maart 2025" of the form, which says who asks, or of a minister's letter */
const DATED = String.raw`\bDatum\s?:?\s+`

/** The fields in the text above the questions. */
export function formFields(text: string): FormFields {
  const asker = ASKER.exec(text)
  const asking = asker === null ? '' : upToNext(text.slice(asker.index + asker[0].length))
  const answerer = ANSWERER.exec(text)?.groups
  const isForm = asker !== null || ADDRESSED.test(text)
  const dated = isForm ? dateAfter(text, DATED) : null
  const isLetter = answerer?.['letter'] !== undefined
  const answered = dateAfter(text, ANSWERED) ?? (isForm ? dateAfter(text, ANSWERED_BESIDE) : null)
  return {
    asks: isForm,
    asking: PARTY.test(asking) ? '' : asking.replace(PARTY_BEHIND, ' ($<party>)'),
    answering: [answerer?.['who'], answerer?.['name']].filter(Boolean).join(', '),
    asked: dateAfter(text, ASKED) ?? (isLetter ? null : dated),
    answered: answered ?? (isLetter ? dated : null),
  }
}

function upToNext(text: string): string {
  return text.split(FIELD_END, 1)[0]!
}
