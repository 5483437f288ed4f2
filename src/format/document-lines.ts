import type { SourceDocument } from '../domain/document.ts'
import { atOnce } from '../domain/slices.ts'
import { APART, documentMaker, type FirstLine, type Head } from './stored-document.ts'
import { LINE_END, linesIn, type LineAt } from './text-lines.ts'

/**
 * A document as an index stores it: two lines of JSON, of which every start parses the first, and
 * separately the texts with their spans, the notes and the regions. Those make up nine tenths of an
 * index of 100,000 paragraphs and take seconds to parse and four times the memory, while an answer
 * shows a handful of them.
 */
export interface DocumentLines {
  /**
   * `[bytes of texts, bytes of its source, paragraphs in each answer, head]`, then `{ questions,
   * answers }`, parsed when one of them is first read; each separate part is replaced by its offset
   * in `texts`
   */
  readonly line: Uint8Array
  /** a JSON value a line */
  readonly texts: Uint8Array
}

/**
 * Writes a document whose source text has this many bytes; the same document always yields the same
 * bytes.
 */
export function writeDocument(document: SourceDocument, sourceSize: number): DocumentLines {
  const encoder = new TextEncoder()
  const texts: string[] = []
  let end = 0
  const withoutTexts = (value: unknown) =>
    JSON.stringify(value, (key, part: unknown) => {
      if (!APART.has(key)) return part
      const text = `${JSON.stringify(part)}\n`
      const start = end
      texts.push(text)
      end += encoder.encode(text).length
      return start
    })
  const { questions, answers } = document
  const outline = withoutTexts({ questions, answers })
  // Empty, so that they keep their places among the other keys.
  const head = withoutTexts({ ...document, questions: [], answers: [] })
  const sizes = JSON.stringify(answers.map(({ paragraphs }) => paragraphs.length))
  return {
    line: encoder.encode(`[${end},${sourceSize},${sizes},${head}]\n${outline}\n`),
    texts: encoder.encode(texts.join('')),
  }
}

/**
 * Reads the lines of documents. `textsOf` returns the texts of all of them, one after the other. A
 * text is parsed when it is first read, and the most recent ones stay parsed. The bytes must not
 * change.
 *
 * The bytes must come from `writeDocument`, as their digest promises; others throw a SyntaxError.
 */
export function readDocuments(lines: Uint8Array, textsOf: () => Uint8Array): SourceDocument[] {
  return atOnce(documentsOneByOne(lines, linesIn(textsOf)))
}

/**
 * The same, yielding after each document; `textAt` finds a text, and `among` counts such lists in
 * one index.
 */
export function* documentsOneByOne(
  lines: Uint8Array,
  textAt: LineAt,
  { among = 1 } = {},
): Generator<void, SourceDocument[]> {
  const documentOf = documentMaker({ textAt, lineAt: linesIn(() => lines), among })
  const documents: SourceDocument[] = []
  let base = 0
  let sourceEnd = 0
  for (const { first, second } of documentLinesIn(lines)) {
    const [size, sourceSize, sizes, head] = firstLineOf(first)
    documents.push(
      documentOf({
        ...{ keys: Object.keys(head), valueOf: (key) => head[key as keyof Head] },
        ...{ base, source: { start: sourceEnd, end: (sourceEnd += sourceSize) }, sizes },
        ...{ origin: head.source, outline: second },
      }),
    )
    base += size
    yield
  }
  return documents
}

/** Parses the first line of a document. */
export function firstLineOf(line: Uint8Array): FirstLine {
  return JSON.parse(decoder.decode(line)) as FirstLine
}

/** Splits the files of documents without parsing them. */
export function documentsApart(
  lines: Uint8Array,
  { texts, sources }: { readonly texts: Uint8Array; readonly sources: Uint8Array },
): (DocumentLines & { readonly source: Uint8Array })[] {
  let base = 0
  let sourceStart = 0
  return Array.from(documentLinesIn(lines), ({ both, first }) => {
    const comma = first.indexOf(COMMA)
    const other = first.indexOf(COMMA, comma + 1)
    const [size, sourceSize] = decoder.decode(first.subarray(1, other)).split(',').map(Number)
    return {
      line: both,
      texts: texts.subarray(base, (base += size!)),
      source: sources.subarray(sourceStart, (sourceStart += sourceSize!)),
    }
  })
}

const decoder = new TextDecoder()

const COMMA = 0x2c

/** The two lines of each document, with their line ends. Throws a SyntaxError if one is cut off. */
export function* documentLinesIn(bytes: Uint8Array) {
  for (let start = 0; start < bytes.length;) {
    const middle = bytes.indexOf(LINE_END, start) + 1
    const end = middle === 0 ? 0 : bytes.indexOf(LINE_END, middle) + 1
    if (end === 0) throw new SyntaxError('the lines of a document are cut off')
    yield {
      both: bytes.subarray(start, end),
      first: bytes.subarray(start, middle),
      second: bytes.subarray(middle, end),
    }
    start = end
  }
}
