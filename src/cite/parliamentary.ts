import type { Answer, Asker, SourceDocument } from '../domain/document.ts'
import { numberAfter, type QuestionNumber } from '../domain/question-number.ts'
import { publicationLabel } from '../domain/publication-label.ts'
import { MONTHS } from '../domain/months.ts'
import { ministerLabel } from '../domain/names.ts'

/** "3 en 4", "2, 5 en 7", "2 t/m 6", "2a en 2b": runs of three and more become a range. */
function listNumbers(numbers: readonly QuestionNumber[]): string {
  const parts: string[] = []
  for (let at = 0; at < numbers.length;) {
    let end = at
    while (numbers[end + 1] === numberAfter(numbers[end]!)) end++
    if (end - at >= 2) parts.push(`${numbers[at]} t/m ${numbers[end]}`)
    else for (let each = at; each <= end; each++) parts.push(String(numbers[each]))
    at = end + 1
  }
  return joinWithEn(parts)
}

/** "12 september 2022" of "2022-09-12" */
function dutchDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${day} ${MONTHS[month! - 1]} ${year}`
}

/**
 * "het lid Sjoerdsma (D66)", "de leden Temmink en Van Nispen (beiden SP)" is left to the document
 */
export function askersLabel(askers: readonly Asker[]): string {
  const names = askers.map(({ name, party }) => (party === null ? name : `${name} (${party})`))
  return `${askers.length === 1 ? 'het lid' : 'de leden'} ${joinWithEn(names)}`
}

/** "Antwoord op vraag 3 en 4" */
export function answerLabel(answer: Answer): string {
  return answer.numbers.length === 0
    ? 'Antwoord'
    : `Antwoord op vraag ${listNumbers(answer.numbers)}`
}

/**
 * The fixed form of a citation: "Antwoord van Minister Hoekstra (Buitenlandse Zaken) van 12
 * september 2022 op vraag 7 van het lid Sjoerdsma (D66), 2022D35172". It omits what the document
 * does not say. `also` lists the other documents with the same answer.
 */
export function citation(
  document: SourceDocument,
  answer: Answer,
  also: readonly string[] = [],
): { label: string; text: string } {
  const by = document.ministers.map(ministerLabel)
  const parts = ['Antwoord']
  if (by.length > 0) parts.push(`van ${joinWithEn(by)}`)
  if (document.answered !== null) parts.push(`van ${dutchDate(document.answered)}`)
  if (answer.numbers.length > 0) parts.push(`op vraag ${listNumbers(answer.numbers)}`)
  if (document.askers.length > 0) parts.push(`van ${askersLabel(document.askers)}`)
  const others = also.length === 0 ? '' : ` (ook ${joinWithEn(also)})`
  const text = `${parts.join(' ')}, ${officialNumber(document)}${others}`
  return { label: answerLabel(answer), text }
}

/** "Aanhangsel Handelingen II 2021/22, nr. 3958" if it has one, otherwise its id. */
export function officialNumber({ id, publication }: SourceDocument): string {
  return publication === null ? id : publicationLabel(publication)
}

function joinWithEn(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} en ${parts.at(-1)}`
}
