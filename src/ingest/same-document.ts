import type { SourceDocument } from '../domain/document.ts'

/**
 * What keeps most of a document's form first: marked up, then paragraphs, then places on a page.
 */
const BEST_FIRST: readonly SourceDocument['source']['format'][] = [
  'xml',
  'html',
  'docx',
  'pdf',
  'text',
]

/**
 * Which of two files with one id is read, and what is said of the other. A better format wins where
 * both are of one kind; else the first stays.
 */
export function chooseSource(
  first: SourceDocument,
  second: SourceDocument,
): { better: 'first' | 'second'; reason: string } {
  const [one, two] = [first, second].map(({ source }) => BEST_FIRST.indexOf(source.format))
  if (one === two || first.kind !== second.kind) {
    const reason =
      `${second.source.file} has the same id as ${first.source.file}: ${first.id}. Keep one of ` +
      'them, or give one another id in a metadata file beside it.'
    return { better: 'first', reason }
  }
  const better = one! < two! ? 'first' : 'second'
  const [read, left] = better === 'first' ? [first, second] : [second, first]
  const differing = differingAnswers(read, left)
  const differ =
    differing.length === 0
      ? 'Their answers have the same words.'
      : `Their answers differ in words: compare ${differing.join(', ')}.`
  const reason =
    `${left.source.file} holds the same document as ${read.source.file}: ${read.id}. ` +
    `${read.source.file} is read, a better source (${read.source.format} before ` +
    `${left.source.format}). ${differ}`
  return { better, reason }
}

/** The numbers of answers that only one has, or that have other words. */
function differingAnswers(a: SourceDocument, b: SourceDocument): string[] {
  const [one, other] = [wordsByNumber(a), wordsByNumber(b)]
  const all = new Set([...one.keys(), ...other.keys()])
  return [...all].filter((numbers) => one.get(numbers) !== other.get(numbers))
}

/** Without spaces and hyphens: where a line ends is no matter of words. */
function wordsByNumber({ answers }: SourceDocument): Map<string, string> {
  return new Map(
    answers.map(({ numbers, paragraphs }) => [
      numbers.join('+'),
      paragraphs
        .map(({ reading }) => reading.text)
        .join('')
        .normalize('NFKC')
        .replace(/[\s\u00ad\u2010-\u2014-]/gu, ''),
    ]),
  )
}
