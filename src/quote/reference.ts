import type { SourceDocument } from '../domain/document.ts'
import {
  concerns,
  numbersBetween,
  readQuestionNumber,
  type QuestionNumber,
} from '../domain/question-number.ts'
import {
  KAMER_NUMBER,
  officialId,
  PUBLISHED_NUMBER,
  publicationsIn,
  seriesNumber,
} from '../domain/publication.ts'
import { patternOf } from '../text/pattern.ts'
import { isClaim } from './naming.ts'
import { dated, months, office, opening, publication, see } from './naming-patterns.ts'

/** What the text beside a quote says of its answer: a day, the numbers of questions, a document. */
export type QuoteReference = { readonly text: string } & (
  | { readonly kind: 'day'; readonly day: RegExp }
  | { readonly kind: 'questions'; readonly numbers: readonly QuestionNumber[] }
  | { readonly kind: 'document'; readonly ids: readonly string[] }
)

const named = `(?<month>(?:${months.join('|')})\\p{Ll}{0,6})\\.?`

/** The ways to write a day, or a part of one; the first that occurs counts. */
const days = [
  // "12 augustus 2024", "12 aug.", "12th of August"
  patternOf`
    (?<!\d)(?<day>\d{1,2})(?:\.|st|nd|rd|th)?(?: of)? ${named}(?: (?<year>\d{4}))?(?![\p{L}\d])
  `,
  // "2024-08-12", "12-8-2024", "12.8.2024"
  '(?<!\\d)(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?!\\d)',
  '(?<!\\d)(?<day>\\d{1,2})[-/.](?<month>\\d{1,2})[-/.](?<year>\\d{4})(?!\\d)',
  // "August 12, 2024", "augustus 2024"
  `(?<!\\p{L})${named} (?:(?<day>\\d{1,2}),? )?(?<year>\\d{4})(?!\\d)`,
  // "2024", but not "2023/24", "2023-2024" or "nr. 2024"
  '(?<![\\p{L}\\d/–-]|nr\\.? )(?<year>(?:19|20)\\d{2})(?![\\p{L}\\d]|[/–-]\\d)',
].map((pattern) => new RegExp(pattern, 'iu'))

const range = ' t\\/m | tot en met | ?[–-] ?'

/** "vragen 3 en 4", "vraag nr. 2 t/m 5", "Antwoord 3", "antw. vr. 3"; not "vragen 3 maart" */
const questions = new RegExp(
  patternOf`
    (?<!\p{L})(?:vraag|vragen|vrn?\.?|questions?|antwoord(?:en)?|antw\.?)\x20
    (?:nr\.? ?|#)?(?<numbers>\d{1,3}[a-z]?
    (?:(?:, | en | and | & |${range})\d{1,3}[a-z]?){0,20})
    (?![\p{L}\d]|[/–-]\d|\.? (?:${months.join('|')}))
  `,
  'iu',
)

/**
 * Where a minister said it to reporters, the day is theirs: "tegen de NOS", "in een interview", and
 * "(Trouw, 3 mei 2023)" behind a name. Behind the name of an account it is that of a post.
 */
const reporters = new RegExp(
  patternOf`
    (?<!\p{L})(?:in|tegen|tegenover|bij|op) (?:de |het )?
    (?!Tweede |Eerste |Kamer|Den Haag|\p{Lu}\p{Ll}{2,8} \d{4})\p{Lu}
    |(?<!\p{L})(?:[kK]rant|interview|televisie|tv|radio|podcast|persconferentie)(?!\p{L})
    |(?:\p{L} \(|[Bb]ron: (?!Tweede|Kamer|Handel|Aanh|Antw|Beantw|Minis|Staats))
    \p{Lu}[^(),\d]{1,40}, ?\d|\(@\w
  `,
  'u',
)

/** "over de wet van 2016", but not "over de wet op 3 mei 2021" */
const topic = /(?<!\p{L})over (?:(?! op \d)[^,:;()]){1,80}/gu

/** "Zie ook het antwoord op vraag 3:", "Kamerbrief van 3 mei 2021:", "2021D00001:" */
const before = new RegExp(
  patternOf`
    ^${see}(?<told>(?:${publication}|${KAMER_NUMBER}|${PUBLISHED_NUMBER}
    |${dated})
    (?![\p{L}\d])[^"“”„«»‘’'?!:;\n]{0,100}?)(?: (?:staat|stond))?: ?(?=${opening})
  `,
  'u',
)

/** Who speaks is read elsewhere: "Zie het antwoord van minister Zand op vraag 2:" */
const somebody = new RegExp(`${office}|(?<=\\S )(?!Handelingen|Tweede|Kamer)\\p{Lu}\\p{Ll}`, 'u')

/** The words before a quotation that tell of which day, questions or document it is. */
export function referenceBefore(text: string): RegExpExecArray | null {
  const match = before.exec(text)
  const told = match?.groups?.['told'] ?? ''
  const isOwn = isClaim(told) || somebody.test(told)
  return referencesIn(told).length > 0 && !isOwn ? match : null
}

/**
 * The first day, the first questions and the documents that are named beside a quote, up to the
 * address of an answer.
 */
export function referencesIn(beside: string): QuoteReference[] {
  const [own = ''] = beside.split(/https?:/)
  const dated = own.replace(topic, ' ')
  const references: QuoteReference[] = []
  const day = days.map((pattern) => pattern.exec(dated)).find((match) => match !== null)
  if (day && !reporters.test(own))
    references.push({ kind: 'day', text: day[0], day: datesOf(day.groups!) })
  const asked = questions.exec(own)
  if (asked) {
    const numbers = numbersIn(asked.groups!['numbers']!)
    references.push({ kind: 'questions', text: asked[0], numbers })
  }
  const published = publicationsIn(own)
  const id = officialId(own)
  const ids = [...published.map((each) => seriesNumber(each.publication)), ...(id ? [id] : [])]
  const named = published.map(({ start, end }) => own.slice(start, end))
  if (ids.length > 0) references.push({ kind: 'document', text: named[0] ?? ids[0]!, ids })
  return references
}

/** The days, as YYYY-MM-DD, that have what is written. */
function datesOf({ year = '....', month = '..', day = '..' }: Record<string, string>): RegExp {
  const nth = months.findIndex((names) => names.includes(month.slice(0, 3).toLowerCase()))
  const number = month === '..' || /^\d/.test(month) ? month : String(nth + 1)
  return new RegExp(`^${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}$`)
}

function numbersIn(written: string): QuestionNumber[] {
  return written.split(/, | en | and | & /).flatMap((part) => {
    const ends = part.split(new RegExp(range)).map(readQuestionNumber)
    const [from, to = from] = ends.filter((number) => number !== null)
    return from === undefined ? [] : [from, ...numbersBetween(from, to!), to!]
  })
}

/**
 * Whether an answer fits: given, or asked for, on that day, to one of these questions, in that
 * document. Null if its document does not tell.
 */
export function fitsReference(
  reference: QuoteReference,
  document: SourceDocument,
  answerId: string,
): boolean | null {
  const { answered, asked, answers } = document
  if (reference.kind === 'document') return isOneOf(document, reference.ids)
  if (reference.kind === 'day') {
    if ([answered, asked].some((date) => date !== null && reference.day.test(date))) return true
    return answered === null ? null : false
  }
  const { numbers = [] } = answers.find(({ id }) => id === answerId) ?? {}
  return numbers.some((own) => reference.numbers.some((number) => concerns(number, own)))
}

/** Null if the document has no number of that kind: "2021D00001", "ah-tk-20202021-1". */
function isOneOf(document: SourceDocument, named: readonly string[]): boolean | null {
  const { id, supersedes, zaken, publication } = document
  const series = publication === null ? [] : [seriesNumber(publication)]
  const own = [id, ...supersedes, ...zaken, ...series].map(withoutSeries)
  const ids = named.map(withoutSeries)
  if (ids.some((each) => own.includes(each))) return true
  const kinds = new Set(own.map(kindOf))
  return ids.every((each) => kinds.has(kindOf(each))) ? false : null
}

/** "2021Z00001" of "kv-tk-2021Z00001": the questions of the same matter. */
function withoutSeries(id: string): string {
  return id.replace(/^kv-[et]k-/i, '').toUpperCase()
}

function kindOf(id: string): string {
  return id.replace(/\d+/g, '0')
}
