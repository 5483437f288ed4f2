import { LRUCache } from 'lru-cache'
import { atOnce } from '../domain/slices.ts'
import { damaged } from './damage.ts'
import { LINE_END, linesIn, type LineAt } from './text-lines.ts'
import type { Answer, Paragraph, Question, SourceDocument, Span } from '../domain/document.ts'

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

/** Keys stored separately, wherever they occur in a document. */
const APART = new Set(['reading', 'remarks', 'notes', 'regions'])

type StartOf<Key extends keyof SourceDocument> = { readonly [K in Key]: number }
type WithStart<T> = Omit<T, 'reading'> & { readonly reading: number }
type OutlinedAnswer = Omit<Answer, 'paragraphs'> & {
  readonly paragraphs: readonly WithStart<Paragraph>[]
}
type Head = Omit<SourceDocument, 'remarks' | 'notes' | 'regions'> &
  StartOf<'remarks' | 'notes' | 'regions'>
interface Outline {
  readonly questions: readonly WithStart<Question>[]
  readonly answers: readonly OutlinedAnswer[]
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
 * The same, yielding after each document; `lineAt` finds a text, and `among` counts such lists in
 * one index.
 */
export function* documentsOneByOne(
  lines: Uint8Array,
  lineAt: LineAt,
  { among = 1 } = {},
): Generator<void, SourceDocument[]> {
  const documentOf = documentsFrom(partsOf(lineAt, Math.ceil(REMEMBERED / among)))
  const documents: SourceDocument[] = []
  let base = 0
  let sourceEnd = 0
  for (const { first, second } of linesOf(lines)) {
    const [size, sourceSize, sizes, head] = JSON.parse(decoder.decode(first)) as FirstLine
    const source = { start: sourceEnd, end: (sourceEnd += sourceSize) }
    documents.push(documentOf(head, { base, source, sizes, line: second }))
    base += size
    yield
  }
  return documents
}

type FirstLine = [size: number, sourceSize: number, sizes: number[], head: Head]

/** The place of a stored document's source among those of its part, in bytes. */
export function sourcePlaceOf(document: SourceDocument): Span {
  return (document as unknown as { readonly [KEPT]: Kept })[KEPT].source
}

/** The number of paragraphs in each answer of a document, without parsing a stored one. */
export function sizesOf(document: SourceDocument): readonly number[] {
  const { [KEPT]: kept } = document as { readonly [KEPT]?: Kept }
  return kept?.sizes ?? document.answers.map(({ paragraphs }) => paragraphs.length)
}

/** Parses what documents keep for later, apart from texts, with breaks. */
export function* answersParsed(documents: readonly SourceDocument[]): Generator<void, void> {
  for (const document of documents) {
    void document.answers
    yield
  }
}

/** Splits the files of documents without parsing them. */
export function documentsApart(
  lines: Uint8Array,
  { texts, sources }: { readonly texts: Uint8Array; readonly sources: Uint8Array },
): (DocumentLines & { readonly source: Uint8Array })[] {
  let base = 0
  let sourceStart = 0
  return Array.from(linesOf(lines), ({ both, first }) => {
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
function* linesOf(bytes: Uint8Array) {
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

/** Holds the data of an object's getters; not enumerable, so that nobody else sees it. */
const KEPT = Symbol('kept')

/** What a document keeps for later. */
interface Kept {
  /** where its texts begin among those of all documents */
  readonly base: number
  readonly source: Span
  readonly sizes: readonly number[]
  readonly remarks: number
  readonly notes: number
  readonly regions: number
  /** its second line; empty once it was parsed */
  line: Uint8Array
  questions: Outline['questions']
  answers: readonly Answer[]
}

/**
 * Makes documents with the same keys in the same order as those that were written. Objects of a
 * kind share their getters: getters of its own would give each object a layout of its own, which
 * takes nine times the memory and fifteen times as long.
 */
function documentsFrom(
  part: Parts,
): (head: Head, given: Pick<Kept, 'base' | 'source' | 'sizes' | 'line'>) => SourceDocument {
  const readingLater = later(part)
  const partsLater: Readonly<Record<string, PropertyDescriptor>> = {
    questions: later((kept: Kept) => parsed(kept).questions.map(withReading(kept.base))),
    answers: later((kept: Kept) => parsed(kept).answers),
    remarks: later(({ base, remarks }: Kept) => part(base + remarks)),
    notes: later(({ base, notes }: Kept) => part(base + notes)),
    regions: later(({ base, regions }: Kept) => part(base + regions)),
  }

  function withReading(base: number) {
    return <T>({ reading: start, ...known }: WithStart<T>) => {
      Object.defineProperty(known, KEPT, { value: base + start })
      return Object.defineProperty(known, 'reading', readingLater)
    }
  }

  function parsed(kept: Kept): Kept {
    if (kept.line.length === 0) return kept
    const { questions, answers } = JSON.parse(decoder.decode(kept.line)) as Outline
    kept.questions = questions
    kept.answers = answers.map((answer) => ({
      ...answer,
      paragraphs: answer.paragraphs.map(withReading(kept.base)),
    })) as unknown as Answer[]
    kept.line = NOTHING
    return kept
  }

  return (head, given) => {
    const { remarks, notes, regions } = head
    const kept: Kept = { ...given, remarks, notes, regions, questions: [], answers: [] }
    const document = Object.defineProperty({}, KEPT, { value: kept })
    // Assigned keys would make it a dictionary: reading one took a question a fifth more time.
    for (const [key, value] of Object.entries(head)) {
      Object.defineProperty(document, key, partsLater[key] ?? { value, enumerable: true })
    }
    return document as SourceDocument
  }
}

const NOTHING = new Uint8Array()

/** A property that is computed when it is read. */
function later<Kept>(work: (kept: Kept) => unknown): PropertyDescriptor {
  return {
    enumerable: true,
    get(this: { readonly [KEPT]: Kept }) {
      return work(this[KEPT])
    },
  }
}

/** Returns the value that begins at an offset. */
type Parts = (start: number) => unknown

/** Parsed parts to remember, enough for some hundred answers. */
const REMEMBERED = 4_096

function partsOf(lineAt: LineAt, remembered: number): Parts {
  const parsed = new LRUCache<number, NonNullable<unknown>>({ max: remembered })
  return (start) => {
    let part = parsed.get(start)
    if (part === undefined) {
      part = parsedText(decoder.decode(lineAt(start)))
      parsed.set(start, part)
    }
    return part
  }
}

/** Texts on disk may be damaged later, and whoever asks for one is then told so. */
function parsedText(line: string): NonNullable<unknown> {
  try {
    return JSON.parse(line) as NonNullable<unknown>
  } catch (cause) {
    throw damaged('a text of it cannot be read', { cause })
  }
}
