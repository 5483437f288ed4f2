import type { SourceDocument } from '../src/domain/document.ts'
import { kamerqaDocuments } from '../tests/support/kamerqa.ts'
import { answering } from '../tests/support/quote-documents.ts'

/** Paragraphs of an invented answer. */
const PARAGRAPHS = 3

/** The share of an invented text's words that are replaced by another word of the benchmark's. */
const ALTERED = 0.2

/**
 * Documents of one answer each, made from the benchmark's texts, with some words exchanged for
 * others of them; at least this many paragraphs in all. A longer list begins with a shorter one.
 */
export function inventDocuments(paragraphs: number): SourceDocument[] {
  const originals = kamerqaDocuments()
  const questions = originals.map((each) => each.questions[0]!.reading.text)
  const answers = originals.map((each) => each.answers[0]!.paragraphs[0]!.reading.text)
  const words = answers.flatMap((text) => text.split(' '))
  const random = lehmer()
  const alter = (text: string): string =>
    text
      .split(' ')
      .map((word) => (random() < ALTERED ? words[Math.floor(random() * words.length)]! : word))
      .join(' ')
  return Array.from({ length: Math.ceil(paragraphs / PARAGRAPHS) }, (_, place) =>
    answering(`invented-${place}`, {
      question: alter(questions[place % questions.length]!),
      paragraphs: Array.from({ length: PARAGRAPHS }, (__, nth) =>
        alter(answers[(place + nth * place) % answers.length]!),
      ),
    }),
  )
}

/**
 * Numbers in [0, 1), the same sequence each time: Lehmer's generator with the parameters of Park &
 * Miller (1988).
 */
function lehmer(): () => number {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
