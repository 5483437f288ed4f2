import type { Answer, Reading, Region, SourceDocument, Warning } from '../domain/document.ts'
import type { Flaw } from './extraction/extraction.ts'

/** Lost characters that a warning quotes. */
const QUOTED = 60

/**
 * Removes the answers of a document whose text is not what the file shows: a sentence with a hole
 * is not a quote. Each flaw of the file's account becomes a warning with its line; the stretch of a
 * withheld answer becomes `unplaced`.
 */
export function withhold(
  document: SourceDocument,
  source: string,
  flaws: readonly Flaw[],
): SourceDocument {
  if (flaws.length === 0) return document
  const flawed = document.answers.filter((answer) => flaws.some(({ at }) => holds(answer, at)))
  const gone = new Set(flawed.map(({ id }) => id))
  const warnings: Warning[] = flaws.map((flaw) => {
    const line = lineAt(source, flaw.at)
    const answer = flawed.find((each) => holds(each, flaw.at))
    const what = describe(flaw)
    return answer === undefined
      ? { message: what, line }
      : { message: `withheld: answer ${answer.numbers.join(', ')}, since ${what}`, line }
  })
  return {
    ...document,
    words: {
      ...document.words,
      answers: document.words.answers.filter((_, at) => !gone.has(document.answers[at]!.id)),
    },
    answers: document.answers
      .filter(({ id }) => !gone.has(id))
      .map((answer) => ({
        ...answer,
        references: answer.references.filter(
          ({ target }) => target.kind !== 'answer' || !gone.has(target.id),
        ),
      })),
    regions: withoutAnswers(document.regions, flawed),
    warnings: [...document.warnings, ...warnings].sort((a, b) => a.line - b.line),
  }
}

function describe({ kind, text }: Flaw): string {
  const quoted = text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text
  if (kind === 'barred') return 'the file covers words of this line, as a black bar does'
  if (kind === 'garbled') return `"${quoted}" has letters of another encoding`
  return kind === 'lost'
    ? `the file shows "${quoted}" here, which is not in the text that was read`
    : `"${quoted}" was read here, which the file does not show`
}

/** True if an offset lies in an answer, both ends included. */
function holds({ paragraphs }: Answer, at: number): boolean {
  const spans = paragraphs.flatMap(({ reading }: { reading: Reading }) => reading.spans)
  const [first] = spans
  return first !== undefined && first.start <= at && at <= spans.at(-1)!.end
}

/** Reclassifies the regions of these answers, which are no longer answers. */
function withoutAnswers(regions: readonly Region[], answers: readonly Answer[]): Region[] {
  const changed: Region[] = []
  for (const region of regions) {
    const isGone =
      region.kind === 'answer' &&
      answers.some(({ paragraphs }) =>
        paragraphs.some(({ reading }) =>
          reading.spans.some(({ start }) => region.start <= start && start < region.end),
        ),
      )
    const kind = isGone ? 'unplaced' : region.kind
    const last = changed.at(-1)
    if (last?.kind === kind) changed[changed.length - 1] = { ...last, end: region.end }
    else changed.push({ ...region, kind })
  }
  return changed
}

function lineAt(source: string, offset: number): number {
  let line = 1
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) {
    line++
  }
  return line
}
