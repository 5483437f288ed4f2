import { wholeOf } from '../../domain/question-number.ts'
import { type PartCount, isExpected } from './counting.ts'
import type { Line } from './lines.ts'
import type { OpeningLine, QuotedParts } from './quoted-parts.ts'

/** Finds the labels that begin at a candidate; null if it is none. */
type LabelsAt = (at: number, count: PartCount) => QuotedParts | null

/**
 * Prepares the search for labels in an answer to several questions: "Vraag 2: Twee miljoen euro."
 * They name its own questions, and the next question stands below them; where nothing does, all
 * its questions are named. Below a question an answer would stand. If one of them asks, the
 * question may be repeated above its answer, and where that begins is not certain.
 */
export function partLabelsIn(candidates: readonly OpeningLine[], lines: readonly Line[]): LabelsAt {
  // The rest of what is no row of labels is none either.
  let refused = 0
  return (at, count) => {
    const { part, opened, last } = count
    if (part !== 'answer' || opened.length < 2 || at < refused) return null
    if (last === null || opened.some((number) => wholeOf(number) > wholeOf(last))) return null
    const others = candidates.slice(at, at + opened.length).findIndex(({ opening }) => {
      const { numbers } = opening
      const isOwn = numbers.length > 0 && numbers.every((number) => opened.includes(number))
      return opening.part !== 'question' || !isOwn
    })
    const below = others < 0 ? Math.min(at + opened.length, candidates.length) : at + others
    refused = below
    const next = candidates[below]
    const labels = candidates.slice(at, below).map(({ opening }) => opening)
    const named = new Set(labels.flatMap(({ numbers }) => numbers))
    const asks = lines
      .slice(candidates[at]!.index, next?.index)
      .some(({ text }) => text.includes('?'))
    const goesOn =
      next === undefined
        ? opened.every((number) => named.has(number)) && !asks
        : next.opening.certainty !== 'possible' &&
          next.opening.part === 'question' &&
          isExpected('question', next.opening.numbers, count)
    // "Vraag 2 gaat over geld. Is dat veel?" may as well be a sentence.
    const areHeadings = !asks || labels.every(({ certainty }) => certainty === 'sure')
    return below > at && goesOn && areHeadings ? { next: below, isCertain: !asks } : null
  }
}
