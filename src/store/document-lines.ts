import type { Answer, Paragraph, Question, SourceDocument, Span } from '../domain.ts'

/**
 * Reads the documents of an index, one as JSON a line, without taking in what nobody has asked for yet: of
 * 100,000 paragraphs the texts with their spans are nine tenths of the file, take seconds to parse and four times
 * the memory, and an answer shows a handful of them. Those are parsed from `bytes`, which must not be changed, when
 * they are looked at; the last ones are remembered.
 *
 * The bytes must be what `JSON.stringify` gives, as their digest promises; others throw a SyntaxError.
 */
export function readDocumentLines(bytes: Uint8Array): SourceDocument[] {
  const documentOf = documentsFrom(partsOf(bytes))
  return Array.from(outlinesOf(bytes), (text) => documentOf(JSON.parse(text) as Outline))
}

/** What is left out of an outline, wherever it stands; in its place is the offset where it begins. */
const LATER = ['reading', 'remarks', 'notes', 'regions']

type Later<Key extends keyof SourceDocument> = { readonly [K in Key]: number }
type WithReadingLater<T> = Omit<T, 'reading'> & { readonly reading: number }
type OutlinedAnswer = Omit<Answer, 'paragraphs'> & {
  readonly paragraphs: readonly WithReadingLater<Paragraph>[]
}
type Outline = Omit<SourceDocument, 'questions' | 'answers' | 'remarks' | 'notes' | 'regions'> &
  Later<'remarks' | 'notes' | 'regions'> & {
    readonly questions: readonly WithReadingLater<Question>[]
    readonly answers: readonly OutlinedAnswer[]
  }

/** What the getters of an object begin with; not enumerable, so that nobody else meets it. */
const KEPT = Symbol('kept')

/**
 * Makes documents that look like those that were written, and have the same keys in the same order. All of a kind
 * share their getters: a getter written into each object is a function of its own, and gives the object a layout of its
 * own, which takes nine times the memory and fifteen times as long to make.
 */
function documentsFrom(part: Parts): (outline: Outline) => SourceDocument {
  const readingLater = later((start: number) => part(start))
  const partsLater: Readonly<Record<string, PropertyDescriptor>> = {
    questions: later(({ questions }: Outline) => questions.map(withReading)),
    remarks: later(({ remarks }: Outline) => part(remarks)),
    notes: later(({ notes }: Outline) => part(notes)),
    regions: later(({ regions }: Outline) => part(regions)),
  }

  function withReading<T>({ reading: start, ...known }: WithReadingLater<T>) {
    Object.defineProperty(known, KEPT, { value: start })
    return Object.defineProperty(known, 'reading', readingLater)
  }

  return (outline) => {
    const known = {
      ...outline,
      answers: outline.answers.map((answer) => ({
        ...answer,
        paragraphs: answer.paragraphs.map(withReading),
      })),
    }
    const document = Object.defineProperty({}, KEPT, { value: outline })
    for (const [key, value] of Object.entries(known)) {
      const kept = { value, enumerable: true }
      Object.defineProperty(document, key, partsLater[key] ?? kept)
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

function partsOf(bytes: Uint8Array): Parts {
  const decoder = new TextDecoder()
  const remembered = new Map<number, unknown>()
  return (start) => {
    let part = remembered.get(start)
    if (part === undefined) {
      part = JSON.parse(decoder.decode(bytes.subarray(start, endOfValue(bytes, start))))
      if (remembered.size === REMEMBERED) remembered.delete(remembered.keys().next().value!)
      remembered.set(start, part)
    }
    return part
  }
}

/** The lines, with offsets for what is left out. */
function* outlinesOf(bytes: Uint8Array): Generator<string, void> {
  const decoder = new TextDecoder()
  let copy = new Uint8Array(1 << 16)
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LINE_END, start)
    const end = found < 0 ? bytes.length : found
    // An offset has at most twice as many digits as the shortest value that it stands for, `"notes":[]`, has signs.
    if (copy.length < 2 * (end - start)) copy = new Uint8Array(2 * (end - start))
    const size = copyOutline(bytes, { start, end }, copy)
    if (size > 0) yield decoder.decode(copy.subarray(0, size))
    start = end + 1
  }
}

/**
 * Copies what stays of a line, with offsets for what does not. Everything is looked at once, byte by byte: turning
 * each stretch of it into a string would take as long as parsing all.
 */
function copyOutline(bytes: Uint8Array, { start, end }: Span, copy: Uint8Array): number {
  let size = 0
  for (let at = start; at < end;) {
    if (bytes[at] !== QUOTE) {
      copy[size++] = bytes[at++]!
      continue
    }
    const after = endOfString(bytes, at)
    const later = bytes[after] === COLON && isLater(bytes, at)
    while (at < after) copy[size++] = bytes[at++]!
    if (!later) continue
    copy[size++] = COLON
    for (const digit of String(++at)) copy[size++] = digit.charCodeAt(0)
    at = endOfValue(bytes, at)
  }
  return size
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const LINE_END = 0x0a
const [OPENS, CLOSES] = [new Set('[{'), new Set(']}')].map((signs) =>
  Uint8Array.from({ length: 256 }, (_, code) => (signs.has(String.fromCharCode(code)) ? 1 : 0)),
) as [Uint8Array, Uint8Array]

const KEYS_LATER = LATER.map((key) => new TextEncoder().encode(`"${key}"`))

/** Whether the string that begins here is a key whose value is left out, if it is a key at all. */
function isLater(bytes: Uint8Array, at: number): boolean {
  for (const key of KEYS_LATER) {
    let same = 0
    while (same < key.length && bytes[at + same] === key[same]) same++
    if (same === key.length) return true
  }
  return false
}

/** Past the object or array that begins here, or past the end where it is not closed. */
function endOfValue(bytes: Uint8Array, start: number): number {
  let depth = 0
  for (let at = start; at < bytes.length;) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      at = endOfString(bytes, at)
      continue
    }
    at++
    depth += OPENS[byte]! - CLOSES[byte]!
    if (depth === 0) return at
  }
  return bytes.length
}

/** Past the closing quotation mark of the string that begins here. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at + 1
}
