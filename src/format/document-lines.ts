import { LRUCache } from 'lru-cache'
import type { Answer, Paragraph, Question, SourceDocument } from '../domain/document.ts'

/**
 * How an index keeps a document: a line of JSON with what every start needs to know of it, and apart from that
 * its texts with their spans, its notes and its regions. Of 100,000 paragraphs those are nine tenths, take seconds to
 * parse and four times the memory, and an answer shows a handful of them.
 */
export interface DocumentLines {
  /** `[bytes of texts, outline]`; in the outline stands, for what is kept apart, where it begins in `texts` */
  readonly line: Uint8Array
  /** a JSON value a line */
  readonly texts: Uint8Array
}

/** What is kept apart, wherever in a document it stands. */
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

/** The same document gives the same bytes. */
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
 * Reads the lines of documents. `textsOf` gives the texts of all of them, one after the other; it is asked when a text is
 * looked at for the first time, and those last looked at are remembered. Neither may be changed.
 *
 * The bytes must be what `writeDocument` gave, as their digest promises; others throw a SyntaxError.
 */
export function readDocuments(lines: Uint8Array, textsOf: () => Uint8Array): SourceDocument[] {
  const documentOf = documentsFrom(partsOf(textsOf))
  const documents: SourceDocument[] = []
  let base = 0
  for (const line of linesOf(lines)) {
    const [size, outline] = JSON.parse(decoder.decode(line)) as [number, Outline]
    documents.push(documentOf(outline, base))
    base += size
  }
  return documents
}

/** What `readDocuments` reads, a document at a time, without looking into any. */
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

/** With their ends. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LINE_END, start)
    const end = found < 0 ? bytes.length : found + 1
    yield bytes.subarray(start, end)
    start = end
  }
}

/** What the getters of an object begin with; not enumerable, so that nobody else meets it. */
const KEPT = Symbol('kept')

/**
 * Makes documents that look like those that were written, and have the same keys in the same order. All of a kind
 * share their getters: a getter written into each object is a function of its own, and gives the object a layout of its
 * own, which takes nine times the memory and fifteen times as long to make.
 */
function documentsFrom(part: Parts): (outline: Outline, base: number) => SourceDocument {
  /** What is kept of an outline, and where its texts begin among those of all documents. */
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

/** A property that is worked out when it is looked at. */
function later<Kept>(work: (kept: Kept) => unknown): PropertyDescriptor {
  return {
    enumerable: true,
    get(this: { readonly [KEPT]: Kept }) {
      return work(this[KEPT])
    },
  }
}

/** Gives the value that begins at an offset. */
type Parts = (start: number) => unknown

/** Parsed parts that are remembered: those of some hundred answers. */
const REMEMBERED = 4_096

function partsOf(textsOf: () => Uint8Array): Parts {
  const parsed = new LRUCache<number, NonNullable<unknown>>({ max: REMEMBERED })
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
