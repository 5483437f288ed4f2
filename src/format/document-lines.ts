import { LRUCache } from 'lru-cache'
import { atOnce } from '../domain/slices.ts'
import type { Answer, Paragraph, Question, SourceDocument } from '../domain/document.ts'

/**
 * A document as an index stores it: a line of JSON with the parts that every start needs, and
 * separately the texts with their spans, the notes and the regions. Those make up nine tenths of an
 * index of 100,000 paragraphs and take seconds to parse and four times the memory, while an answer
 * shows a handful of them.
 */
export interface DocumentLines {
  /**
   * `[bytes of texts, outline]`; the outline replaces each separate part by its offset in `texts`
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
type Outline = Omit<SourceDocument, 'questions' | 'answers' | 'remarks' | 'notes' | 'regions'> &
  StartOf<'remarks' | 'notes' | 'regions'> & {
    readonly questions: readonly WithStart<Question>[]
    readonly answers: readonly OutlinedAnswer[]
  }

/** Writes a document; the same document always yields the same bytes. */
export function writeDocument(document: SourceDocument): DocumentLines {
  const encoder = new TextEncoder()
  const texts: string[] = []
  let end = 0
  const outline = JSON.stringify(document, (key, value: unknown) => {
    if (!APART.has(key)) return value
    const text = `${JSON.stringify(value)}\n`
    const start = end
    texts.push(text)
    end += encoder.encode(text).length
    return start
  })
  return {
    line: encoder.encode(`[${end},${outline}]\n`),
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
  return atOnce(documentsOneByOne(lines, textsOf))
}

/** The same, yielding after each document; `among` counts such lists in one index. */
export function* documentsOneByOne(
  lines: Uint8Array,
  textsOf: () => Uint8Array,
  { among = 1 } = {},
): Generator<void, SourceDocument[]> {
  const documentOf = documentsFrom(partsOf(textsOf, Math.ceil(REMEMBERED / among)))
  const documents: SourceDocument[] = []
  let base = 0
  for (const line of linesOf(lines)) {
    const [size, outline] = JSON.parse(decoder.decode(line)) as [number, Outline]
    documents.push(documentOf(outline, base))
    base += size
    yield
  }
  return documents
}

/** Splits the input of `readDocuments` into documents without parsing them. */
export function documentsApart(lines: Uint8Array, texts: Uint8Array): DocumentLines[] {
  let base = 0
  return Array.from(linesOf(lines), (line) => {
    const size = Number(decoder.decode(line.subarray(1, line.indexOf(COMMA))))
    return { line, texts: texts.subarray(base, (base += size)) }
  })
}

const decoder = new TextDecoder()

const LINE_END = 0x0a
const COMMA = 0x2c

/** The lines, each with its line end. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LINE_END, start)
    const end = found < 0 ? bytes.length : found + 1
    yield bytes.subarray(start, end)
    start = end
  }
}

/** Holds the data of an object's getters; not enumerable, so that nobody else sees it. */
const KEPT = Symbol('kept')

/**
 * Makes documents with the same keys in the same order as those that were written. Objects of a
 * kind share their getters: getters of its own would give each object a layout of its own, which
 * takes nine times the memory and fifteen times as long.
 */
function documentsFrom(part: Parts): (outline: Outline, base: number) => SourceDocument {
  /** The retained part of an outline, and where its texts begin among those of all documents. */
  type Kept = Pick<Outline, 'questions' | 'remarks' | 'notes' | 'regions'> & { base: number }

  const readingLater = later(part)
  const partsLater: Readonly<Record<string, PropertyDescriptor>> = {
    questions: later(({ base, questions }: Kept) => questions.map(withReading(base))),
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

  return (outline, base) => {
    const { questions, remarks, notes, regions } = outline
    const kept: Kept = { base, questions, remarks, notes, regions }
    const document = Object.defineProperty({}, KEPT, { value: kept })
    const answers = outline.answers.map((answer) => ({
      ...answer,
      paragraphs: answer.paragraphs.map(withReading(base)),
    }))
    for (const [key, value] of Object.entries({ ...outline, answers })) {
      Object.defineProperty(document, key, partsLater[key] ?? { value, enumerable: true })
    }
    return document as SourceDocument
  }
}

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

function partsOf(textsOf: () => Uint8Array, remembered: number): Parts {
  const parsed = new LRUCache<number, NonNullable<unknown>>({ max: remembered })
  return (start) => {
    let part = parsed.get(start)
    if (part === undefined) {
      const texts = textsOf()
      const line = texts.subarray(start, texts.indexOf(LINE_END, start))
      part = JSON.parse(decoder.decode(line)) as NonNullable<unknown>
      parsed.set(start, part)
    }
    return part
  }
}
