import type { Span } from '../domain/document.ts'
import type { WebAnnotation } from '../wire/citations.ts'

/** Characters of context before and after a quote, to distinguish it. */
const AROUND = 32

interface AnnotationParts {
  /** the annotation's own address */
  readonly id: string
  /** the citation of the quote */
  readonly citation: string
  /** absolute address of the source text */
  readonly sourceAddress: string
  /** the source text, character for character */
  readonly source: string
  /** the quoted stretches, in order, in UTF-16 code units */
  readonly spans: readonly Span[]
}

/**
 * A W3C Web Annotation that points at the words in the source. A quote consists of slices, so it
 * has one target per slice; each is selected twice, by its words and by its position. Positions
 * count Unicode code points (Web Annotation Data Model, 4.2.5), not UTF-16 units as our proofs do.
 * The source is plain text, taken without normalisation.
 */
export function webAnnotation(parts: AnnotationParts): string {
  const { id, citation, sourceAddress, source, spans } = parts
  const position = codePointsBefore(source, spans)
  const annotation: WebAnnotation = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id,
    type: 'Annotation',
    motivation: 'identifying',
    body: { type: 'TextualBody', value: citation, format: 'text/plain', language: 'nl' },
    target: spans.map(({ start, end }) => ({
      type: 'SpecificResource',
      source: { id: sourceAddress, type: 'Text', format: 'text/plain', language: 'nl' },
      selector: [
        {
          type: 'TextQuoteSelector',
          exact: source.slice(start, end),
          // Twice as many code units contain as many characters, with none cut in two.
          prefix: [...source.slice(Math.max(0, start - 2 * AROUND), start)].slice(-AROUND).join(''),
          suffix: [...source.slice(end, end + 2 * AROUND)].slice(0, AROUND).join(''),
        },
        { type: 'TextPositionSelector', start: position.get(start)!, end: position.get(end)! },
      ],
    })),
  }
  return `${JSON.stringify(annotation, null, 2)}\n`
}

/** The number of code points before each end of the spans, in one pass over the text. */
function codePointsBefore(text: string, spans: readonly Span[]): ReadonlyMap<number, number> {
  const offsets = [...new Set(spans.flatMap(({ start, end }) => [start, end]))]
  const counts = new Map<number, number>()
  let [at, count] = [0, 0]
  for (const offset of offsets.sort((a, b) => a - b)) {
    for (; at < offset; count++) at += text.codePointAt(at)! > 0xffff ? 2 : 1
    counts.set(offset, count)
  }
  return counts
}
