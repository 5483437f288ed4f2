import { inSeries, officialId } from './publication.ts'
import type { Publication } from './document.ts'

const PUBLICATIONS = 'https://zoek.officielebekendmakingen.nl/'
const PARLIAMENT = 'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail'

/** A document's official numbers; `questions` is the number of the questions: "2022Z14823". */
interface OfficialNumbers {
  readonly id: string
  readonly publication: Publication | null
  readonly questions: string | null
}

/**
 * The official address of a document: by its publication's number in the official publications,
 * else by its own or its questions' number at parliament. Null without any of these.
 */
export function officialAddress({ id, publication, questions }: OfficialNumbers): string | null {
  const own = officialId(id) === id ? id : null
  if (own !== null && /^[a-z]/.test(own)) return `${PUBLICATIONS}${own}.html`
  const series = publication === null ? null : inSeries(publication)
  if (series !== null) return `${PUBLICATIONS}${series}.html`
  if (own?.includes('D') === true) return `${PARLIAMENT}?id=${questions ?? own}&did=${own}`
  const asked = own ?? questions
  return asked === null ? null : `${PARLIAMENT}?id=${asked}`
}
