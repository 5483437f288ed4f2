import type { Publication } from './document.ts'

/** The number of a publication in the official series: "ah-tk-20232024-2210". */
export function seriesNumber({ sessionYear, number }: Publication): string {
  return `ah-tk-${sessionYear.replace('-', '')}-${number}`
}

/** "Aanhangsel Handelingen II 2021/22, nr. 3958" */
export function publicationLabel(publication: Publication): string {
  return `${publicationSeries(publication)}, nr. ${publication.number}`
}

/** "Aanhangsel Handelingen II 2021/22" */
export function publicationSeries({ sessionYear }: Publication): string {
  const [from = '', to = ''] = sessionYear.split('-')
  return `Aanhangsel Handelingen II ${from}/${to.slice(2)}`
}

/** "Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594", also where spaces were lost. */
const NAMED =
  /Aanhangsel (?:van de )?Handelingen(?: II)?[,\s]\s*(?:Tweede Kamer,\s*|II,?\s+)?(?:vergaderjaar\s+)?(?<from>\d{4})\s?[-–/]\s?(?<to>\d{2,4})[,\s]\s*(?:nr|nummer)\.?\s*(?<number>\d{1,5})/gi

/** The publications that a text names, with the places of their names in it. */
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
