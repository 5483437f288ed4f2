import { BEST_FIRST, type SourceDocument } from '../domain/document.ts'

/** The relation of two files with one id. */
type Sameness =
  /** two sources of one document, one of them better to read */
  | { readonly kind: 'sources'; readonly better: 'first' | 'second' }
  /** two documents that cannot share an id */
  | { readonly kind: 'clash'; readonly reason: string }

/**
 * Two files of one kind and id are sources of one document if their formats differ, or if all their
 * answers have the same words. The better format is read; of equals the first.
 */
export function compareSources(first: SourceDocument, second: SourceDocument): Sameness {
  const [one, two] = [first, second].map(({ source }) => BEST_FIRST.indexOf(source.format))
  const isSame =
    first.kind === second.kind && (one !== two || differingAnswers(first, second).length === 0)
  if (isSame) return { kind: 'sources', better: one! <= two! ? 'first' : 'second' }
  const reason =
    `${second.source.file} has the same id as ${first.source.file}: ${first.id}. Keep one of ` +
    'them, or give one another id in a metadata file beside it.'
  return { kind: 'clash', reason }
}

/** The numbers of answers that only one has, or whose words differ. */
export function differingAnswers(a: SourceDocument, b: SourceDocument): string[] {
  const [one, other] = [wordsByNumber(a), wordsByNumber(b)]
  const all = new Set([...one.keys(), ...other.keys()])
  return [...all].filter((numbers) => one.get(numbers) !== other.get(numbers))
}

function wordsByNumber({ answers, words }: SourceDocument): Map<string, string> {
  return new Map(answers.map(({ numbers }, at) => [numbers.join('+'), words.answers[at] ?? '']))
}
