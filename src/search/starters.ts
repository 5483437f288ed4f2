import type { SourceDocument } from '../domain/document.ts'
import { patternOf } from '../text/pattern.ts'

/** Openings of Kamervragen that say nothing by themselves, or concern the questions themselves. */
const boilerplate = [
  // "Bent u bekend met het bericht …", "Kent u het artikel …"
  /^(?:bent u bekend|bent u op de hoogte|heeft u kennis ?genomen|kent u)\b/i,
  // "Kunt u deze vragen afzonderlijk beantwoorden?"
  /\bdeze vragen\b/i,
  // "Hoe oordeelt u over deze berichten?", "Klopt dit?": the referent stands elsewhere
  new RegExp(
    patternOf`
    \b(?:deze|dit|dat bericht|hierover|hiervan|hiertegen|hiervoor|bovengenoemde|voorgaande|vorige)\b
  `,
    'i',
  ),
]

/** Whether a member's question makes sense without the ones around it. */
export function standsAlone(question: string): boolean {
  return question.endsWith('?') && !boilerplate.some((pattern) => pattern.test(question))
}

/** Short enough to take in at a glance, long enough to stand alone; in UTF-16 code units. */
const fitting = { shortest: 50, longest: 190 }

/**
 * Questions to begin a conversation with: members' own, word for word, that make sense alone. At
 * most `limit`, spread over the document, in its order.
 */
export function startersOf(
  { questions }: { questions: readonly { text: string }[] },
  limit = 3,
): string[] {
  const alone = questions
    .map(({ text }) => text)
    .filter(({ length }) => length >= fitting.shortest && length <= fitting.longest)
    .filter(standsAlone)
  if (alone.length <= limit) return alone
  return Array.from({ length: limit }, (_, n) => alone[Math.floor((n * alone.length) / limit)]!)
}

/** The same for a question that the field shows as a whole. */
const fittingField = { shortest: 40, longest: 60 }

/** The first question that makes sense alone and fits the field; null if none does. */
export function exampleAmong(
  documents: Iterable<{ questions: readonly { text: string }[] }>,
): string | null {
  for (const { questions } of documents) {
    const found = questions.find(
      ({ text }) =>
        text.length >= fittingField.shortest &&
        text.length <= fittingField.longest &&
        standsAlone(text),
    )
    if (found !== undefined) return found.text
  }
  return null
}

/**
 * Questions to begin with from several documents, in their order: one from each, then more from
 * those that have more. Takes no more documents than it needs.
 */
export function startersAmong(
  documents: Iterable<{ questions: readonly { text: string }[] }>,
  limit: number,
): string[] {
  const chosen: string[][] = []
  for (const document of documents) {
    const starters = startersOf(document, limit)
    if (starters.length > 0) chosen.push(starters)
    if (chosen.length === limit) break
  }
  const rounds = Array.from({ length: limit }, (_, round) => chosen.map((own) => own[round]))
  return rounds
    .flat()
    .filter((starter) => starter !== undefined)
    .slice(0, limit)
}

/** Their questions, one document at a time: the first few do, and parsing all takes seconds. */
export function* questionsIn(
  documents: readonly SourceDocument[],
): Generator<{ questions: { text: string }[] }> {
  for (const { questions } of documents)
    yield { questions: questions.map(({ reading }) => reading) }
}
