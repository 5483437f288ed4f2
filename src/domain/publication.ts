import type { Publication } from './document.ts'

/** The number of a publication in the official series: "ah-tk-20232024-2210". */
export function seriesNumber({ sessionYear, number }: Publication): string {
  return `ah-tk-${sessionYear.replace('-', '')}-${number}`
}

/** The documents that the official series numbers, by their number. */
export function byAppendixNumber<T extends { readonly publication: Publication | null }>(
  documents: readonly T[],
): Map<string, T> {
  return new Map(
    documents.flatMap((document) =>
      document.publication === null ? [] : [[seriesNumber(document.publication), document]],
    ),
  )
}

/** The publication named by an id: "ah-tk-20232024-2210". */
export function publicationOf(id: string): Publication | null {
  const { from, to, number } = IN_SERIES.exec(id)?.groups ?? {}
  return number === undefined ? null : { sessionYear: `${from}-${to}`, number: Number(number) }
}

const IN_SERIES = /^ah-tk-(?<from>\d{4})(?<to>\d{4})-(?<number>\d{1,5})(?:-n\d{1,2})?$/

/**
 * The parliamentary year of a date: it begins on the third Tuesday of September (Grondwet, art.
 * 65).
 */
export function sessionYearOf(date: string): string {
  const year = Number(date.slice(0, 4))
  const first = new Date(Date.UTC(year, 8, 1)).getUTCDay()
  const opening = 15 + ((2 - first + 7) % 7)
  const from = date >= `${year}-09-${opening}` ? year : year - 1
  return `${from}-${from + 1}`
}

/**
 * The last session year whose publications are numbered by year and number. Later numbers follow no
 * rule ("ah-1281235"): a program can read them but not construct them.
 */
const LAST_IN_SERIES = 2025

/** The number of a publication in the official series; null if it is not numbered that way. */
export function inSeries(publication: Publication): string | null {
  const from = Number(publication.sessionYear.slice(0, 4))
  return from > LAST_IN_SERIES ? null : seriesNumber(publication)
}

/** The official id of separately published questions, from their number "2024Z18796". */
export function questionsId(number: string): string | null {
  return Number(number.slice(0, 4)) > LAST_IN_SERIES ? null : `kv-tk-${number}`
}

/** "ah-tk-20232024-2210" */
const SERIES = String.raw`[ae]h-[te]k-\d{8}-\d{1,5}`
/** "ah-1281235", "kv-1281234" */
const LATER = String.raw`(?:[ae]h|kv)-\d{6,8}`
/** behind the number of what it corrects: "-n1" */
const CORRECTION = String.raw`-n\d{1,2}`
/** before the number of a matter, where its questions are published: "kv-tk-2024Z18796" */
const QUESTIONS = 'kv-[te]k-'

/** The source of a pattern for the number of an official publication. */
export const PUBLISHED_NUMBER = [
  `(?:(?:${SERIES}|${LATER})(?:${CORRECTION})?`,
  String.raw`|${QUESTIONS}\d{4}Z\d{5})`,
].join('')

/** The same for a number that the Kamer gives: "2024Z12345" to a matter, "2024D12345" to a file */
export const KAMER_NUMBER = String.raw`\d{4}[ZD]\d{5}`

const OFFICIAL = new RegExp(
  [
    String.raw`(?<series>${SERIES}(?!\d)(?:${CORRECTION}(?![a-z\d]))?`,
    String.raw`|(?<![a-z\d-])${LATER}(?:${CORRECTION}(?![a-z\d])|(?![\d-])))`,
    String.raw`|(?<questions>${QUESTIONS})(?<questionNumber>\d{4}Z\d{5})(?!\d)`,
    String.raw`|(?<![\dA-Z])(?<document>${KAMER_NUMBER})(?!\d)`,
  ].join(''),
  'i',
)

/** The official number in a text, in the form of an id; null without one. */
export function officialId(text: string): string | null {
  const { series, questions, questionNumber, document } = OFFICIAL.exec(text)?.groups ?? {}
  if (questionNumber !== undefined) return questions!.toLowerCase() + questionNumber.toUpperCase()
  return series?.toLowerCase() ?? document?.toUpperCase() ?? null
}

/**
 * The original of a correction's official number: "ah-tk-20232024-2210-n1" is the first correction
 * of "ah-tk-20232024-2210".
 */
export function correctedId(id: string): { base: string; nth: number } | null {
  // Asked of every document of an index several times.
  if (!id.includes('-n')) return null
  const { base, nth } = /^(?<base>.+)-n(?<nth>\d{1,2})$/.exec(id)?.groups ?? {}
  const isFirst = base !== undefined && correctedId(base) === null && officialId(base) === base
  return isFirst ? { base, nth: Number(nth) } : null
}

/**
 * "Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594", possibly without its spaces, and as
 * lawyers write it: "Aanh. Hand. II 2023/24, 594".
 */
const NAMED = new RegExp(
  [
    String.raw`Aanh(?:angsel|\.) (?:van de )?Hand(?:elingen|\.)(?: II)?[,\s]\s*`,
    String.raw`(?:Tweede Kamer,\s*|II,?\s+)?`,
    String.raw`(?:vergaderjaar\s+)?(?<from>\d{4})\s?[-–\/]\s?(?<to>\d{2,4})[,\s]\s*`,
    String.raw`(?:(?:nr|nummer)\.?\s*)?(?<number>\d{1,5})(?!\d|[-–\/]\d|\s[a-z]{3,9}\s\d{4})`,
  ].join(''),
  'gi',
)

/** The publications that a text names, each with the place of its name. */
export function publicationsIn(
  text: string,
): { publication: Publication; start: number; end: number }[] {
  return [...text.matchAll(NAMED)].map((match) => {
    const { from = '', to = '', number } = match.groups ?? {}
    const sessionYear = `${from}-${from.slice(0, 4 - to.length)}${to}`
    return {
      publication: { sessionYear, number: Number(number) },
      start: match.index,
      end: match.index + match[0].length,
    }
  })
}
