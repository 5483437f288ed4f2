import type { Asker, Publication, SourceDocument } from '../../domain/document.ts'
import { publicationOf, publicationsIn, sessionYearOf } from '../../domain/publication.ts'
import { patternOf } from '../../text/pattern.ts'
import { BEFORE_SUBJECT, askingPart, dateBesideAskers, readAskers } from './askers.ts'
import { dateAfter, readDate } from './dates.ts'
import { formFields } from './form-fields.ts'
import { letterOnBehalfOf, readMinisters, CABINET_ROLE, signedBy } from './ministers.ts'

/** What the introduction of a document says about it. */
export interface Introduction extends Pick<
  SourceDocument,
  'title' | 'askers' | 'ministers' | 'onBehalfOf' | 'asked' | 'answered' | 'publication' | 'earlier'
> {
  /** the question's number, "2024Z12345" */
  readonly number: string | null
  readonly notice: boolean
}

/** Characters of an introduction that are read. */
const LONGEST = 8000

/**
 * Reads the introduction: the lines before the first question, `above`, and those between questions
 * and answers, a blank line between paragraphs.
 */
export function readIntroduction(header: string, above = header): Introduction {
  const paragraphs = paragraphsIn(header)
  const text = paragraphs.join(' ')
  const notice = NOTICE.exec(text)
  // Beside an answer, the notice that it comes later gives neither its minister nor its date.
  const listed = LISTED_ON.exec(text)
  const listedBy = listed === null ? null : LISTED_BY.exec(text)
  const answer = ANSWERING.exec(text) ?? notice ?? ANSWERS.exec(text) ?? listedBy
  const asking = askingPart(text)
  const { askers, title } = questionHead(asking, paragraphs)
  const form = formFields(text, paragraphsIn(above).join(' '))
  const { ministers, onBehalfOf } = readMinisters(
    answer?.groups?.['who'] ?? answer?.groups?.['by'] ?? form.answering,
  )
  const answered =
    dateAfter(text.slice(answer?.index ?? 0), answer === null ? NOT_ASKED + RECEIVED : RECEIVED) ??
    form.answered ??
    (form.asks ? null : dateOfLetter(text)) ??
    readDate(listed?.groups?.['on'] ?? listed?.groups?.['by'] ?? '')
  return {
    title,
    askers: askers.length > 0 ? askers : readAskers(form.asking),
    ministers: ministers.map((minister) => ({
      ...minister,
      name: minister.name ?? signedBy(text, minister),
    })),
    onBehalfOf: answer === null ? letterOnBehalfOf(text) : onBehalfOf,
    asked:
      dateAfter(text, SENT) ??
      dateAfter(text, FORWARDED) ??
      form.asked ??
      dateBesideAskers(text, asking),
    answered,
    publication: readPublication(text, answered),
    earlier: seeToo(text),
    number: QUESTION_NUMBER.exec(text)?.groups?.['number']?.replace(/\s/g, '') ?? null,
    notice: notice !== null && notice.index <= answer!.index,
  }
}

function paragraphsIn(header: string): string[] {
  return header
    .slice(0, LONGEST)
    .split('\n\n')
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

const BY_WHOM = String.raw` van (?:de |het )?(?<who>(?:${CABINET_ROLE}).{1,1200})`

const ANSWERING = new RegExp(
  patternOf`
    \b(?:(?:Antwoord(?:en)?|(?:Nader|Aanvullend|Herzien|Gewijzigd)e? antwoord(?:en)?)${BY_WHOM}
    |Beantwoording\sdoor\s(?:de\s)?(?<by>(?:${CABINET_ROLE}).{1,1200}))
  `,
)

/** "Minister Van Eikenhorst (Waterzaken) beantwoordt Kamervragen", as a web page says it */
const ANSWERS = new RegExp(
  patternOf`
    (?<who>(?:${CABINET_ROLE})\s[^.?!]{2,200}?)
    \s(?:heeft\s(?:deze|de)\svragen\s[^.?!]{0,40}beantwoord
    |(?:beantwoord(?:t|en)|antwoordt\sop)\s(?:\p{Ll}{2,20}\s){0,2}(?:[Kk]amer)?vragen)(?!\p{L})
  `,
  'u',
)

/** "Bij brief van 4 november 2024 zijn ze beantwoord", "beantwoord bij brief van": of a list */
const LISTED_ON = new RegExp(
  patternOf`
    bij\sbrief\svan\s(?<on>\d[^.]{5,25}?)\szijn\s[^.]{0,160}?\sbeantwoord(?!\p{L})
    |beantwoord\sbij\sbrief\svan\s(?<by>\d.{5,25})
  `,
  'iu',
)

const LISTED_BY = new RegExp(
  patternOf`
    (?:voorgelegd\saan|\szijn\s(?:ze|zij|deze|de\svragen)\sdoor)\s(?:de\s)?
    (?<who>(?:${CABINET_ROLE})\s[^.]{2,150}?)(?=\sover\s|\sbeantwoord|[.,]\s)
  `,
  'u',
)

const NOTICE = new RegExp(String.raw`\bMededeling${BY_WHOM}`)

/** "2024Z12345", also as "2024Z 17972" */
const QUESTION_NUMBER = /\b(?<number>\d{4}\s?Z\s?\d{5})\b/

const SENT = String.raw`\bingezonden:?\s+(?:op\s+|d\.?d\.?\s+)?`
/** also "(ontvangen (ontvangen 7 juni 2024)" */
const RECEIVED = String.raw`\bontvangen:?\s+(?:\(?ontvangen\s+)?(?:op\s+|d\.?d\.?\s+)?`
/** Not "vragen over de dijk, ontvangen op 3 maart 2025": when these came */
const NOT_ASKED = String.raw`(?<!\bvragen\s[^.(]{1,150}(?:\([^()]{1,40}\))?,?\s)`
/** A letter's head, and its reference to the letter with the questions. */
const DATED = String.raw`\bDatum:?\s+`
/** "Den Haag, 24 maart 2025", above a letter */
const AT_PLACE = String.raw`(?:Den Haag|[’'‘]s-Gravenhage),?\s+(?:d\.?d\.?\s+)?`
const FORWARDED = String.raw`\bin (?:het )?antwoord op uw brief van\s+`

/** Characters in which to look for askers and subject. */
const LONGEST_HEAD = 3000

/**
 * Where a subject ends: at the next item of the head, or at the end of the surrounding sentence.
 */
const SUBJECT = new RegExp(
  patternOf`
    \s${BEFORE_SUBJECT}\s+(?<title>.*?)(?=\.?\s*\(+\s*(?:[Ii]ngezonden|(?:[Uu]w )?[Kk]enmerk|[Nn]r\.
    |[Nn]ummer)|,\s+(?:ingezonden|ingediend)\s|\.?\s+(?:[Ii]ngezonden|[Oo]ntvangen|[Nn]ummer):\s
    |\.?\s+(?:Datum|Nummer|Inge(?:zonden|diend|komen))(?:\s\p{Ll}{2,20})?\s?(?::|\d)
    |\s+Geachte\s
    |\s+Aan\sde\s(?:gemeenteraad|leden|voorzitter)(?!\p{L})|\s*\(\d{4}Z\d{5}[),]|\.?\s+Hoogachtend
    |\s+(?:Antwoord|(?:Nader|Aanvullend|Herzien|Gewijzigd)e? antwoord)
    (?:en)? van |\s+Mededeling van |\s*\(+\s*[Oo]ntvangen
    |,?\s+(?:bericht|bied|deel|doe|informeer|kan|laat|meld|stuur|zend) (?:ik|wij) u[ ,]
    |,?\s+beantwoord (?:ik|wij) |,?\s+(?:treft|vindt|ontvangt) u
    (?=\s)|\s+kunnen (?:tot mijn spijt )?niet |\s+worden beantwoord|\.\s+\p{Lu}\p{Ll}+ |$)
  `,
  'u',
)

/** "Welzijn en Sportover zorg": an extractor lost the space at a line end. */
const GLUED_SUBJECT =
  /(?:\p{L}over\s+|\sover(?=het\s|de\s|een\s))(?<title>.*?)(?=\s*\(+\s*ingezonden|$)/u

const HEAD_END = new RegExp(` ${BEFORE_SUBJECT} `)

/**
 * Askers and subject from "Sjoerdsma (D66) aan de Minister van ... over ... (ingezonden", the end
 * of the joined `paragraphs`.
 */
function questionHead(
  asking: string,
  paragraphs: readonly string[],
): { askers: Asker[]; title: string } {
  const rest = asking.slice(0, LONGEST_HEAD)
  // A subject can name other members' questions to a minister.
  const [head = ''] = rest.split(HEAD_END, 1)
  const to = head.search(
    / (?:schriftelijke vragen gesteld )?aan (?:de |het )?(?=minister|staatss?ecretaris)/i,
  )
  const about = to < 0 ? rest : rest.slice(to)
  const subject = SUBJECT.exec(about) ?? GLUED_SUBJECT.exec(about)
  let title = subject?.groups?.['title'] ?? ''
  const after = subject === null ? '' : about.slice(subject.index + subject[0].length)
  if (subject !== null && /^(?:$|\.\s|\.?\s+(?:Datum|Nummer|Inge))/.test(after)) {
    // No item of the head ends it, so its paragraph does: "Nr. Vraag" is the head of a table.
    const left = asking.length - rest.length + after.length + title.length
    title = title.slice(0, left - leftAfter(paragraphs, left))
  }
  const names = to < 0 ? head : head.slice(0, to)
  return { askers: readAskers(names), title: title.replace(/[._\s]+$/, '') }
}

/** Of the last `left` characters of these paragraphs, those after the one that they begin in. */
function leftAfter(paragraphs: readonly string[], left: number): number {
  let after = 0
  for (const paragraph of paragraphs.toReversed()) {
    if (after + paragraph.length >= left) return after
    after += paragraph.length + 1
  }
  return 0
}

function dateOfLetter(text: string): string | null {
  const above = /^.*?(?=\bGeachte\b)/.exec(text)?.[0] ?? ''
  return dateAfter(text, DATED) ?? dateAfter(above, AT_PLACE)
}

/** "Zie ook Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 344." */
function seeToo(text: string): Publication[] {
  return publicationsIn(text)
    .filter(({ start }) => /\bZie ook\s+$/.test(text.slice(0, start)))
    .map(({ publication: named }) => named)
}

const NUMBERED = new RegExp(
  patternOf`
    Vergaderjaar (?<from>\d{4})[–-](?<to>\d{4}).{0,250}?gegeven antwoorden (?<number>\d{1,5})\b
  `,
)

/** "Eerste Kamer der Staten-Generaal 1 Vergaderjaar 2024–2025", whose series has its own numbers */
const OF_SENATE = /Eerste Kamer[^.?!]{0,30}vergaderjaar/i
const OF_HOUSE = /Tweede Kamer[^.?!]{0,30}vergaderjaar/i

/** The series' own number: "ah-tk-20242025-575", "Vergaderjaar 2024–2025 ... 575", "AH 604". */
function readPublication(text: string, answered: string | null): Publication | null {
  const code = /\bah-tk-\d{8}-\d{1,5}\b/.exec(text)?.[0]
  if (code !== undefined) return publicationOf(code)
  if (OF_SENATE.test(text) && !OF_HOUSE.test(text)) return null
  const { from, to, number: own } = NUMBERED.exec(text)?.groups ?? {}
  if (own !== undefined) return { sessionYear: `${from}-${to}`, number: Number(own) }
  const number = /^AH (?<number>\d{1,5})\b/.exec(text)?.groups?.['number']
  if (number === undefined || answered === null) return null
  return { sessionYear: sessionYearOf(answered), number: Number(number) }
}
