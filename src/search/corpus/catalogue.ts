import type { Answer, SourceDocument } from '../../domain/document.ts'
import { answerFinder, type FoundPlace } from '../../domain/find-answer.ts'
import { atOnce } from '../../domain/slices.ts'
import { answeredBy } from '../../domain/question-number.ts'
import { sizesOf } from '../../format/stored-document.ts'
import type { ParagraphPlace } from '../../store/store.ts'

/**
 * Everything that can be found, numbered. A *segment* is a piece of text indexed as one: a
 * document's subject, the questions of a pair, a paragraph of an answer. Documents, pairs and
 * segments follow the order of `documents`; a pair's segments are adjacent: its questions first,
 * then its paragraphs.
 */
export interface Catalogue {
  readonly documents: readonly SourceDocument[]
  readonly pairs: readonly Pair[]
  readonly segmentCount: number
  /** the index of the pair with this answer or paragraph; undefined for an unknown id */
  pairOfAnswer(id: string): number | undefined
  pairOfParagraph(id: string): number | undefined
}

/** The catalogue of all documents of an index. */
interface WholeCatalogue extends Catalogue {
  /** the index of the pair with a document's so manyth paragraph, which parses no document */
  pairOfPlace(place: ParagraphPlace): number | undefined
}

export interface Pair {
  /** of a stored document, parsed when it is first read */
  readonly answer: Answer
  readonly document: SourceDocument
  /** its place among the pairs of its document, from 0 */
  readonly nth: number
  /** the bits of the signals that lower it, see `PROCEDURE`; absent where only its texts tell */
  readonly lowered?: number | undefined
  readonly subjectSegment: number
  readonly questionSegment: number
  /** `[first, end)` of each paragraph */
  readonly firstParagraph: number
  readonly endParagraph: number
}

/** The day of a pair's answer; '' where its document names none, which comes before all days. */
export function dateOf({ document }: Pick<Pair, 'document'>): string {
  return document.answered ?? ''
}

export function catalogueOf(documents: readonly SourceDocument[]): WholeCatalogue {
  return atOnce(catalogueInSteps(documents))
}

/** The same, with a break after each document. */
export function* catalogueInSteps(
  documents: readonly SourceDocument[],
): Generator<void, WholeCatalogue> {
  const pairs: Pair[] = []
  /** the place of each document's first pair */
  const firstPairs = new Map<SourceDocument, number>()
  let segment = 0
  for (const document of documents) {
    firstPairs.set(document, pairs.length)
    segment = addPairs(document, pairs, segment)
    yield
  }
  const byId = new Map(documents.map((each) => [each.id, each]))
  const { answer, paragraph } = answerFinder(byId)
  const pairOf = (found: FoundPlace | undefined) =>
    found && firstPairs.get(found.document)! + found.nth
  /** of paragraphs that were near a query, as some are again and again */
  const pairOfNear = new Map<string, number>()
  return {
    ...{ documents, pairs, segmentCount: segment },
    pairOfAnswer: (id) => pairOf(answer(id)),
    pairOfParagraph(id) {
      const known = pairOfNear.get(id)
      if (known !== undefined) return known
      const pair = pairOf(paragraph(id))
      if (pair !== undefined) pairOfNear.set(id, pair)
      return pair
    },
    pairOfPlace(place) {
      const document = byId.get(place.document)
      if (document === undefined) return undefined
      const sizes = sizesOf(document)
      let beyond = 0
      const nth = sizes.findIndex((size) => place.nth < (beyond += size))
      return nth < 0 ? undefined : firstPairs.get(document)! + nth
    },
  }
}

/**
 * Adds a document's pairs, whose segments begin with that of its subject; returns the one after
 * them. A function of its own, for V8 to compile after some hundred documents.
 */
function addPairs(document: SourceDocument, pairs: Pair[], subjectSegment: number): number {
  let segment = subjectSegment + 1
  const sizes = sizesOf(document)
  for (let nth = 0; nth < sizes.length; nth++) {
    const questionSegment = segment++
    const firstParagraph = segment
    segment += sizes[nth]!
    const segments = { subjectSegment, questionSegment, firstParagraph, endParagraph: segment }
    pairs.push(new PairLater(document, nth, segments))
  }
  return segment
}

/** The numbers of a pair's segments. */
export type PairSegments = Omit<Pair, 'answer' | 'document' | 'nth' | 'lowered'>

/** A pair that does not parse its document. A class, since pairs that share a getter are small. */
export class PairLater implements Pair {
  readonly document: SourceDocument
  readonly nth: number
  readonly subjectSegment: number
  readonly questionSegment: number
  readonly firstParagraph: number
  readonly endParagraph: number

  constructor(document: SourceDocument, nth: number, segments: PairSegments) {
    this.document = document
    this.nth = nth
    this.subjectSegment = segments.subjectSegment
    this.questionSegment = segments.questionSegment
    this.firstParagraph = segments.firstParagraph
    this.endParagraph = segments.endParagraph
  }

  get answer(): Answer {
    return this.document.answers[this.nth]!
  }
}

/** The pairs of these documents, in order. */
export function pairsWithin(
  { pairs }: Pick<Catalogue, 'pairs'>,
  documents: ReadonlySet<string>,
): number[] {
  return placesMarked(pairsMarked({ pairs }, documents).marks)
}

/** The places that are marked with 1, ascending. */
export function placesMarked(marks: Uint8Array): number[] {
  const places: number[] = []
  for (let at = 0; at < marks.length; at++) if (marks[at] === 1) places.push(at)
  return places
}

/** The same, marked with 1, and how many they are: for filters that leave most of many. */
export function pairsMarked(
  { pairs }: Pick<Catalogue, 'pairs'>,
  documents: ReadonlySet<string>,
): { readonly marks: Uint8Array; readonly count: number } {
  const marks = new Uint8Array(pairs.length)
  const { ids, firsts } = beginningsOf(pairs)
  let count = 0
  for (let nth = 0; nth < ids.length; nth++) {
    if (!documents.has(ids[nth]!)) continue
    const end = firsts[nth + 1] ?? pairs.length
    marks.fill(1, firsts[nth], end)
    count += end - firsts[nth]!
  }
  return { marks, count }
}

/** The documents of pairs, in order, and the first pair of each. */
interface Beginnings {
  readonly ids: readonly string[]
  readonly firsts: readonly number[]
}

const known = new WeakMap<readonly Pair[], Beginnings>()

/** A document's pairs are adjacent; where each begins is found once for a catalogue. */
function beginningsOf(pairs: readonly Pair[]): Beginnings {
  let found = known.get(pairs)
  if (found === undefined) {
    const ids: string[] = []
    const firsts: number[] = []
    for (let at = 0; at < pairs.length; at++) {
      if (pairs[at]!.document === pairs[at - 1]?.document) continue
      ids.push(pairs[at]!.document.id)
      firsts.push(at)
    }
    known.set(pairs, (found = { ids, firsts }))
  }
  return found
}

/** The texts of the segments, in their order. */
export function* segmentTexts({ documents, pairs }: Catalogue): Generator<string> {
  let next = 0
  for (const document of documents) {
    yield document.title
    for (const { paragraphs } of document.answers) {
      yield questionOf(pairs[next++]!)
      for (const { reading } of paragraphs) yield reading.text
    }
  }
}

/** The questions with the numbers of an answer, in the document's order. */
export function questionOf({ document, answer }: Pick<Pair, 'document' | 'answer'>): string {
  return answeredBy(document.questions, answer.numbers)
    .map(({ reading }) => reading.text)
    .join(' ')
}
