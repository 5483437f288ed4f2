import { patternOf } from '../../text/pattern.ts'
import { MEMBERS } from './askers.ts'
import { DATE, dateAfter, readDate } from './dates.ts'
import { COUNCIL } from './heading-patterns.ts'
import { CABINET_ROLE } from './ministers.ts'

/** What the fields of a form or a page above the questions say, as councils have them. */
interface FormFields {
  /** what follows "Indiener:"; empty without that field */
  readonly asking: string
  /** it says who asks, or whom, or speaks of no answer: its date is not that of the answers */
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
    (?<!\p{L})(?:(?:(?:(?:Naam\s)?[Ii]ndiener|Vra(?:ag|gen)steller)(?:s|\(s\))?\s?:?
    |(?:(?:Gesteld|Ingediend)\sdoor|(?:Raads|Staten)lid)\s?:)\s+(?=${MEMBERS}\s|\p{Lu})
    |Van\s?:\s+(?=${MEMBERS}\s))
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

/** "Fractie: Lokaal Belang", right behind the asker's name */
const PARTY_FIELD = new RegExp(
  String.raw`^\s(?:Naam\s)?[Ff]ractie\s?:\s+(?<party>[^:]{2,40}?)(?=${NEXT}|$)`,
  'u',
)

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
  \b(?:Datum\s(?:van\s)?(?:de\s)?(?:indiening|inzending|ontvangst|vra(?:ag|gen))
  |Inge(?:diend|komen)(?:\sop)?|Gesteld(?:\sop)?\s?:)\s?:?\s+
`

/**
 * also "Beantwoord: 24 maart 2025", and on pages of rijksoverheid.nl "Kamerstuk: Kamervragen |
 * 24-03-2025"
 */
const ANSWERED = patternOf`
  (?:\b(?:Datum\s(?:van\s)?(?:de\s)?(?:verzending\s)?(?:beantwoording|antwoord(?:en)?)\s?:?
  |Beantwoord(?:\sop)?\s?:)\s+
  |\bKamerstuk:\s[^|]{3,40}\|\s)
`

/** "Beantwoord\t24 maart 2025": by itself it may stand in a sentence */
const ANSWERED_BESIDE = String.raw`\bBeantwoord(?:\sop)?\s+`

/** "Beantwoording door het college d.d. 24 maart 2025", "Antwoord van minister Duin": a title */
const TITLE = new RegExp(
  patternOf`
    (?<!\S)(?:Antwoord(?:en)?|Beantwoording)\s(?:(?:van|door)\s)?(?:(?:de|het)\s)?
    (?:${CABINET_ROLE}|${COUNCIL})(?!\p{L})(?!.{0,200}?\s(?:op|over)\s.{0,40}?vra(?:ag|gen))
    (?:(?<by>.{0,120}?)[\s(](?<date>${DATE}))?
  `,
  'u',
)

/** "Beantwoording door het college van de vragen d.d. 3 maart 2025": not the day of the answer */
const OF_OTHERS = /vra(?:ag|gen)|brief|motie|debat/

/**
 * "Beantwoording", "de antwoorden", "mij vragen", "Uw kenmerk", "Onze referentie" as ministries
 * have it; a member writes "te beantwoorden"
 */
const OF_ANSWERS = new RegExp(
  patternOf`
    (?<!\b(?:te|ter|uw|om|schriftelijke|mondelinge)\s)\b(?:be)?antwoord
    |\b(?:reactie|mij\s(?:\p{L}{3,20}\s)?vragen|onze\sreferentie
    |uw\s(?:brief|kenmerk|referentie))
  `,
  'iu',
)

/** "Kamervragen over vis" may as well be the title of their answers. */
const OF_QUESTIONS =
  /\b(?:schriftelijke |technische |raads|staten)vragen|\bvragen (?:van|aan)\b|\bgeacht college/i

/** "Datum: 3 maart 2025" of the form, which says who asks, or of a minister's letter */
const DATED = String.raw`\bDatum\s?:?\s+`

/** The fields in the text around the questions; `above` is that before the first of them. */
export function formFields(text: string, above: string): FormFields {
  const asker = ASKER.exec(text)
  const asking = asker === null ? '' : askersIn(text.slice(asker.index + asker[0].length))
  const answerer = ANSWERER.exec(text)?.groups
  const title = TITLE.exec(text)
  const { by = '', date = '' } = title?.groups ?? {}
  const head = above.slice(0, title?.index)
  const isAddressed = asker !== null || ADDRESSED.test(text)
  const isForm = isAddressed || !OF_ANSWERS.test(head)
  const isAsked = isAddressed || title !== null || OF_QUESTIONS.test(head)
  const dated = isForm ? dateAfter(head, DATED) : null
  const below = text.startsWith(above) ? text.slice(above.length) : ''
  const isLetter = answerer?.['letter'] !== undefined
  const answered =
    dateAfter(text, ANSWERED) ??
    (isForm ? dateAfter(text, ANSWERED_BESIDE) : null) ??
    (OF_OTHERS.test(by) ? null : readDate(date)) ??
    dateAfter(below, DATED)
  return {
    asks: isForm,
    asking,
    answering: [answerer?.['who'], answerer?.['name']].filter(Boolean).join(', '),
    asked: dateAfter(text, ASKED) ?? (isLetter || !isAsked ? null : dated),
    answered: answered ?? (isLetter ? dated : null),
  }
}

/** The value of the field with the askers; empty if it names a party alone. */
function askersIn(text: string): string {
  const value = text.split(FIELD_END, 1)[0]!
  if (PARTY.test(value)) return ''
  const party = PARTY_FIELD.exec(text.slice(value.length))?.groups?.['party']
  return party === undefined ? value.replace(PARTY_BEHIND, ' ($<party>)') : `${value} (${party})`
}
