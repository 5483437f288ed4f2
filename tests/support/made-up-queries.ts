import type { SourceDocument } from '../../src/domain/document.ts'

/**
 * Stretches of one to nine words from all over the documents, and one in ten about other topics.
 */
export function madeUpQueries(documents: readonly SourceDocument[], count: number): string[] {
  const texts = documents.flatMap(({ questions, answers }) => [
    ...questions.map(({ reading }) => reading.text),
    ...answers.flatMap(({ paragraphs }) => paragraphs.map(({ reading }) => reading.text)),
  ])
  return Array.from({ length: count }, (_, n) => {
    const words = texts[n % texts.length]!.split(' ')
    const from = (n * 7) % words.length
    return n % 10 === 9
      ? `recipe number ${n} for pancakes`
      : words.slice(from, from + 1 + (n % 9)).join(' ')
  })
}
