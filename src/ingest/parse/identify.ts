import type { Extracted } from '../extraction/extraction.ts'
import { inSeries, officialId, PUBLISHED_NUMBER, questionsId } from '../../domain/publication.ts'
import { linesOf } from './lines.ts'
import { breakAtHeadings, findHeadings } from './headings.ts'
import type { Part } from './heading.ts'
import { readIntroduction } from './introduction.ts'

/** Characters of a text to search for its number. */
const HEAD = 20_000

/** The number at the foot of each page, alone on its line. */
const FOOTER = new RegExp(
  String.raw`^[ \t]*(?<number>${PUBLISHED_NUMBER})(?:[ \t]{1,80}\d{1,3})?[ \t]*$`,
  'm',
)

/**
 * The id of a document: the official number in its name, its file's metadata or its own text, else
 * the stem of the file's name, whatever its folder. A number that occurs only in the body is
 * another document's.
 */
export function identify(extracted: Extracted, path: string): string {
  const fileName = path.slice(path.lastIndexOf('/') + 1)
  const named = officialId(fileName)
  if (named !== null) return named
  if (extracted.identifier !== null) return extracted.identifier
  const head = extracted.text.slice(0, HEAD)
  const footer = FOOTER.exec(head)?.groups?.['number']
  if (footer !== undefined) return officialId(footer) ?? stemOf(fileName)
  const lines = breakAtHeadings(linesOf(head))
  const headings = findHeadings(lines)
  const first = lines.findIndex((line) => headings.has(line))
  const { publication, number } = readIntroduction(
    lines
      .slice(0, first < 0 ? 20 : first)
      .map(({ text }) => text)
      .join(' '),
  )
  const series = publication === null ? null : inSeries(publication)
  if (series !== null) return series
  const parts = new Set([...headings.values()].map(({ part }) => part))
  return idByQuestions(number, parts) ?? stemOf(fileName)
}

/**
 * Questions, the notice of delay and the answers all bear the questions' number. It goes to the
 * answers, since people ask for them by it; questions alone are known by their own publication, and
 * a notice by neither.
 */
function idByQuestions(number: string | null, parts: ReadonlySet<Part>): string | null {
  if (number === null || parts.has('answer')) return number
  return parts.has('question') ? questionsId(number) : null
}

/** A file's name without its extensions: "02_answer.docx.txt" is "02_answer". */
function stemOf(fileName: string): string {
  return fileName.replace(/(?:\.(?:pdf|docx|txt|md|markdown|xml|html?|fragments))+$/i, '')
}
