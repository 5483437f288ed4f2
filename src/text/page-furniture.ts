import { PUBLISHED_NUMBER } from '../domain/publication.ts'
import { patternOf } from './pattern.ts'

/** "2024–2025", "2O24-2O25" in a scan */
export const YEARS = String.raw`\d[\dO]\d{2}[–-]\d[\dO]\d{2}`

/** "Pagina 2", "Page 2 of 7" */
const PAGE = String.raw`(?:Pagina|Bladzijde|Blad|Page) \d{1,3}(?: ?(?:van|of|\/) ?\d{1,3})?`

const OFFICE = String.raw`(?:Ministerie|Gemeente|Provincie|(?:Tweede|Eerste) Kamer)[^.?!|]{0,60}`

/**
 * What a printer adds to each page or to the first. Every pattern is anchored at the line's start;
 * after those without `$`, an extractor may have glued text.
 */
export const FURNITURE: readonly RegExp[] = [
  // "Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1", "..., Vragen 2", "..., 36 410, nr. 5 12"
  new RegExp(patternOf`
    ^(?:(?:Tweede|Eerste) Kamer, vergaderjaar ${YEARS}, (?:Aanhangsel
    |Vragen)(?:\s+\d{1,3}(?=\D|$))?)
  `),
  // "ah-tk-20242025-575", "kv-tk-2024Z18796", "ah-1281235", "ah-1281235      2"
  new RegExp(String.raw`^${PUBLISHED_NUMBER}(?:\s{1,80}\d{1,3})?$`),
  // "ISSN 0921 - 7398’s-Gravenhage 2024Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1"
  new RegExp(patternOf`
    ^ISSN \d{4} ?- ?\d{3}[\dX](?:\s*[’'\x60]s-Gravenhage \d{4})?
    (?:\s*Tweede Kamer, vergaderjaar ${YEARS}, (?:Aanhangsel|Vragen)(?:\s+\d{1,3}(?=\D|$))?)?
  `),
  // "’s-Gravenhage 2024 Tweede Kamer, vergaderjaar 2024–2025, Vragen"
  new RegExp(patternOf`
    ^[’'\x60]s-Gravenhage \d{4}(?:\s*Tweede Kamer, vergaderjaar ${YEARS}, (?:Aanhangsel
    |Vragen)(?:\s+\d{1,3}(?=\D|$))?)?
  `),
  // "Pagina 2 van 7", "Blad 3/5", "--- Page 2 ---", "<!-- Pagina 2 -->", "- 3 -"
  new RegExp(
    patternOf`
      ^(?:(?:[-–=*_#]{1,9}|<!--|\[|\{) ?)?${PAGE}(?: ?(?:[-–=*_#]{1,9}|-->|\]|\}))?$|^- ?\d{1,3} ?-$
    `,
    'i',
  ),
  // "Pagina 2 | Ministerie van Waterzaken", "Ministerie van Waterzaken | Pagina 2 van 7"
  new RegExp(String.raw`^(?:${PAGE} \| ${OFFICE}|${OFFICE} \| ${PAGE})$`, 'i'),
  // "https://waterzaken.nl/peil   1/3": what a browser prints below each page
  /^(?:https?|file):\/\/\S{1,160}\s{1,160}\d{1,3}\/\d{1,3}$/,
  // a rule drawn with characters
  /^(?:[_=*-]{3,}|\*(?: \*){2,4})$/,
  // one between the rows of a table: "----- ----", "+----+----+"
  /^[-=+|:]{3,}(?: {1,9}[-=+|:]{3,}){0,40}$/,
]
