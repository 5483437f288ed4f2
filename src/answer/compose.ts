import type {
  Answer,
  Paragraph,
  Question,
  Reading,
  SourceDocument,
  Span,
  Located,
} from '../domain/document.ts'
import { mattersOf, newestQuestions, type MatterState } from '../domain/matters.ts'
import { meets } from '../search/filter.ts'
import type { Filters, MatchedParagraph, Passage } from '../search/search.ts'
import type {
  FoundAnswer,
  ReferredAnswer,
  Refusal,
  RepeatedAnswer,
  WireAnswer,
  WireQuestion,
} from '../wire/answer.ts'
import type {
  DocumentList,
  DocumentSummary,
  FullDocument,
  OpenQuestionList,
} from '../wire/documents.ts'
import type { DocumentLink } from '../wire/document-head.ts'
import type { IndexState } from '../wire/health.ts'
import { countsOf, type Library } from '../format/library.ts'
import { citation, officialNumber } from '../cite/parliamentary.ts'
import { answerHref, answerPageHref } from '../wire/links.ts'
import { answerPlaces } from './answer-places.ts'
import { headOf, linkTo, summaryOf, wireMatter } from './document-summary.ts'
import { prove, type Proven } from './proof.ts'
import { orRefusal, separate } from './refusal.ts'
import { relationsOf } from '../domain/relations.ts'
import { questionsTo } from '../domain/questions.ts'
import { spanInReading } from '../domain/reading-offsets.ts'

/** From the index to the wire: every text that leaves here has been rebuilt from its source. */
export interface Composer {
  readonly index: IndexState
  /** by its current id, or one that its document had before */
  locate(answerId: string): Located | undefined
  document(id: string): SourceDocument | undefined
  /** the same filters, with the current ids of documents that they name by former ones */
  byCurrentIds(filters: Filters): Filters
  /** a document's entry in a list */
  summary(document: SourceDocument): DocumentSummary
  /** the contents of the index (all without a page) and the files that it could not read */
  list(page?: ListPage): DocumentList
  /** the state of the questions that a document belongs to */
  stateOf(document: SourceDocument): MatterState
  /** the number of question sets that wait for an answer */
  readonly waiting: number
  /** the questions that wait for an answer, newest first */
  open(): OpenQuestionList
  /** of these documents' questions, those that wait or were withdrawn, newest first */
  withoutAnswer(documents: readonly SourceDocument[]): DocumentSummary[]
  /** all questions that wait or were withdrawn, a document for each */
  readonly unanswered: readonly SourceDocument[]
  /** the newest correction that answers the same questions again; null while it is in force */
  replacedBy(answer: Answer): DocumentLink | null
  /** throws `not_verbatim` */
  answer(located: Located): Promise<WireAnswer>
  /** those that can be shown, and those that are refused */
  answers(located: readonly Located[]): Promise<{ answers: WireAnswer[]; refused: Refusal[] }>
  /** the answers that can be shown, and those that are refused */
  passages(passages: readonly Passage[]): Promise<{ answers: FoundAnswer[]; refused: Refusal[] }>
  full(document: SourceDocument): Promise<FullDocument>
}

/** A page of the list: entries after an id, at most this many. */
interface ListPage {
  readonly filters: Filters
  /** null for the beginning */
  readonly after: string | null
  readonly limit: number
}

const WITHOUT_ANSWER: ReadonlySet<MatterState> = new Set(['open', 'withdrawn'])

const EVERYTHING: ListPage = { filters: {}, after: null, limit: Number.POSITIVE_INFINITY }

/** Makes the composer of an index, with breaks: a large one has long tables. */
export function* composerInSteps(library: Library): Generator<void, Composer> {
  const places = yield* answerPlaces(library.documents)
  yield
  const matters = mattersOf(library.documents)
  yield
  const { corrections, editions } = relationsOf(library.documents)
  yield
  const index = { digest: library.digest, model: library.model, ...countsOf(library) }

  const head = (document: SourceDocument) =>
    headOf(document, {
      pageOf: places.pageOf,
      corrections,
      editions,
      hasFile: library.receivedOf !== undefined,
    })
  const summarise = (document: SourceDocument) =>
    summaryOf(document, head(document), {
      matter: wireMatter(document, matters),
      hasFile: library.receivedOf !== undefined,
    })

  const provenFrom = async (document: SourceDocument, sourceOf: SourceOf): Promise<Proven> => ({
    document,
    source: await sourceOf(document.id),
    voucher: {
      indexDigest: library.digest,
      signature: library.signatureOf?.(document.id) ?? null,
    },
  })

  /** The other documents with the same words in an answer, as citations. */
  function editionsWith(document: SourceDocument, { numbers }: Answer): string[] {
    return editions
      .of(document.id)
      .filter(({ differing }) => !differing.includes(numbers.join('+')))
      .map((edition) => officialNumber(edition.document))
  }

  function replacedBy({ id }: Answer): DocumentLink | null {
    const newest = corrections.replaced.get(id)?.at(-1)
    return newest === undefined ? null : linkTo(newest)
  }

  async function compose(
    { document, answer }: Located,
    matched: readonly MatchedParagraph[],
    sourceOf: SourceOf,
  ): Promise<ReferredAnswer> {
    const proven = await provenFrom(document, sourceOf)
    const marks = new Map(matched.map((each) => [each.paragraphId, each.highlights]))
    const composeParagraph = async ({ id, style, page, reading }: Paragraph) => ({
      id,
      style,
      page,
      text: reading.text,
      matched: marks.has(id),
      highlights: [...(marks.get(id) ?? [])],
      proof: await prove(proven, reading, `Paragraph ${id}`),
    })
    // Await both together: a promise that fails while another is awaited would end the process.
    const [questions, paragraphs] = await Promise.all([
      Promise.all(questionsTo(document, answer).map((each) => composeQuestion(proven, each))),
      Promise.all(answer.paragraphs.map(composeParagraph)),
    ])
    return {
      id: answer.id,
      numbers: [...answer.numbers],
      questions,
      paragraphs,
      citation: citation(document, answer, editionsWith(document, answer)),
      document: head(document),
      replacedBy: replacedBy(answer),
      links: { self: answerHref(answer.id), page: answerPageHref(document.id, answer) },
    }
  }

  /** Referred answers go one level deep: a chain of references stays a list of links. */
  async function composeWithReferences(
    located: Located,
    matched: readonly MatchedParagraph[],
    sourceOf: SourceOf,
  ): Promise<WireAnswer> {
    const { answer } = located
    const targets = answer.references.flatMap(({ target }) => places.answer(target.id) ?? [])
    const shown = answer.refersOnly ? targets.filter((target) => target.answer !== answer) : []
    return {
      ...(await compose(located, matched, sourceOf)),
      references: answer.references.flatMap((reference) =>
        locateReference(answer, reference.span, places.hrefOf(reference.target)),
      ),
      refersTo: await Promise.all(shown.map((target) => compose(target, [], sourceOf))),
    }
  }

  function repeated(answerId: string): RepeatedAnswer {
    const { document, answer } = places.answer(answerId)!
    const { id, numbers } = answer
    const { id: documentId, answered } = document
    return {
      ...{ id, numbers: [...numbers], documentId, answered },
      page: answerPageHref(documentId, answer),
    }
  }

  async function composeAll(located: readonly Located[], sourceOf: SourceOf) {
    const settled = await Promise.all(
      located.map((each) =>
        orRefusal(each.answer.id, () => composeWithReferences(each, [], sourceOf)),
      ),
    )
    return separate(settled)
  }

  return {
    index,
    locate: places.locate,
    document: places.document,
    byCurrentIds({ documents, ...others }) {
      if (documents === undefined) return others
      return { ...others, documents: documents.map((id) => places.document(id)?.id ?? id) }
    },
    summary: summarise,
    list({ filters, after, limit } = EVERYTHING) {
      const fitting = library.documents.filter((document) => meets(document, filters))
      const left = after === null ? fitting : fitting.filter(({ id }) => id > after)
      const documents = left.slice(0, limit).map(summarise)
      return {
        documents,
        total: fitting.length,
        next: left.length > documents.length ? documents.at(-1)!.id : null,
        failures: library.failures.map((failure) => ({ ...failure })),
        index,
      }
    },
    stateOf: matters.stateOf,
    waiting: matters.open.length,
    open: () => ({ questions: matters.open.map(summarise), index }),
    unanswered: [...matters.open, ...matters.withdrawn],
    withoutAnswer(documents) {
      const left = documents.filter((document) => WITHOUT_ANSWER.has(matters.stateOf(document)))
      return [...new Set(left.map(matters.first))].sort(newestQuestions).map(summarise)
    },
    replacedBy,
    answer: (located) => composeWithReferences(located, [], remembering(library)),
    answers: (located) => composeAll(located, remembering(library)),

    async passages(passages) {
      const sourceOf = remembering(library)
      const settled = await Promise.all(
        passages.map(({ answerId, relevance, matched, newer, alsoAnsweredIn }) =>
          orRefusal(answerId, async () => ({
            ...(await composeWithReferences(places.answer(answerId)!, matched, sourceOf)),
            ...{ relevance, newer, alsoAnsweredIn: alsoAnsweredIn.map(repeated) },
          })),
        ),
      )
      const { answers: found, refused } = separate(settled)
      // A refused answer is no position to point at.
      const shown = new Set(found.map(({ id }) => id))
      return {
        answers: found.map((each) => (shown.has(each.newer!) ? each : { ...each, newer: null })),
        refused,
      }
    },

    async full(document) {
      const sourceOf = remembering(library)
      const proven = await provenFrom(document, sourceOf)
      const proveIt = (reading: Reading, place: string) =>
        prove(proven, reading, `${place} of ${document.id}`)
      const located = document.answers.map((answer) => ({ document, answer }))
      return {
        ...summarise(document),
        source: {
          format: document.source.format,
          sha256: document.source.sha256,
          fileSha256: document.source.fileSha256,
          extractor: document.source.extractor,
          length: proven.source.length,
        },
        questions: await Promise.all(
          document.questions.map((question) => composeQuestion(proven, question)),
        ),
        ...(await composeAll(located, sourceOf)),
        remarks: await Promise.all(
          document.remarks.map(async (reading, at) => ({
            text: reading.text,
            proof: await proveIt(reading, `Remark ${at + 1}`),
          })),
        ),
        notes: await Promise.all(
          document.notes.map(async ({ mark, reading, anchor }) => ({
            mark,
            text: reading.text,
            anchor: anchor === null ? null : { ...anchor },
            proof: await proveIt(reading, `Note ${mark}`),
          })),
        ),
      }
    },
  }
}

type SourceOf = Library['sourceOf']

/** Reads and checks each source once per response, since several of its answers share it. */
function remembering(library: Library): SourceOf {
  const sources = new Map<string, Promise<string>>()
  return (documentId) => {
    const source = sources.get(documentId) ?? library.sourceOf(documentId)
    sources.set(documentId, source)
    return source
  }
}

async function composeQuestion(proven: Proven, question: Question): Promise<WireQuestion> {
  const [number] = question.numbers
  const place = `Question ${number} of ${proven.document.id}`
  return {
    number: number!,
    numbers: [...question.numbers],
    text: question.reading.text,
    proof: await prove(proven, question.reading, place),
  }
}

/** The place of a source span in the reading text of its paragraph. */
function locateReference(
  answer: Answer,
  span: Span,
  href: string | null,
): WireAnswer['references'] {
  if (href === null) return []
  for (const { id, reading } of answer.paragraphs) {
    const place = spanInReading(reading, span)
    if (place !== null) return [{ paragraphId: id, ...place, href }]
  }
  return []
}
