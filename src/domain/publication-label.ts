import type { Publication } from './document.ts'

/** "Aanhangsel Handelingen II 2021/22, nr. 3958" */
export function publicationLabel(publication: Publication): string {
  return `${publicationSeries(publication)}, nr. ${publication.number}`
}

/** "Aanhangsel Handelingen II 2021/22" */
export function publicationSeries({ sessionYear }: Publication): string {
  const [from = '', to = ''] = sessionYear.split('-')
  return `Aanhangsel Handelingen II ${from}/${to.slice(2)}`
}
