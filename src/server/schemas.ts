import { z } from '@hono/zod-openapi'

/** The shapes on the wire: validation, types and OpenAPI all follow from these. */

export const LIMITS = { query: 1_000, history: 10, quote: 10_000, filter: 50, answers: 20 } as const

const Id = z.string().min(1).max(200)
const Day = z.iso.date().openapi({ example: '2022-09-12' })

export const Span = z
  .object({ start: z.int().min(0), end: z.int().min(0) })
  .openapi('Span', { description: '[start, end) in UTF-16 code units' })

export const Proof = z
  .object({
    documentId: Id,
    sourceSha256: z.string().length(64),
    spans: z.array(Span),
    joins: z.array(z.enum(['', ' '])),
    textSha256: z.string().length(64),
  })
  .openapi('Proof', {
    description:
      'Rebuild: cut the spans out of the source, put joins[i] between slice i and slice i + 1. Both digests are SHA-256 of UTF-8.',
  })

export const Highlight = Span.extend({
  kind: z.enum(['sentence', 'word']),
  query: z.string().optional().openapi({ description: 'the word asked that this word answers to' }),
}).openapi('Highlight')

export const Paragraph = z
  .object({
    id: Id,
    style: z.enum(['text', 'item']),
    page: z.int().nullable(),
    text: z.string(),
    matched: z.boolean(),
    highlights: z.array(Highlight),
    proof: Proof,
  })
  .openapi('Paragraph')

export const Question = z
  .object({
    number: z.int().openapi({ description: 'the first of `numbers`' }),
    numbers: z.array(z.int()),
    text: z.string(),
    proof: Proof,
  })
  .openapi('Question')

export const Asker = z.object({ name: z.string(), party: z.string().nullable() }).openapi('Asker')

const Publication = z.object({ sessionYear: z.string(), number: z.int() })

const documentFields = {
  id: Id,
  kind: z.enum(['answers', 'notice', 'questions']),
  title: z.string(),
  askers: z.array(Asker),
  ministers: z.array(z.string()),
  onBehalfOf: z.array(z.string()),
  asked: Day.nullable(),
  answered: Day.nullable(),
  publication: Publication.nullable(),
  earlier: z.array(
    Publication.extend({
      page: z.string().nullable().openapi({ description: 'null where it is not in the index' }),
    }),
  ),
  url: z.url().nullable(),
}

export const DocumentHead = z.object(documentFields).openapi('DocumentHead')

const answerFields = {
  id: Id,
  numbers: z.array(z.int()),
  questions: z.array(Question),
  paragraphs: z.array(Paragraph),
  citation: z.object({ label: z.string(), text: z.string() }),
  document: DocumentHead,
  links: z.object({ self: z.string(), page: z.string() }),
}

/** An answer that another one only refers to ("Zie vraag 3."), shown below it. */
export const ReferredAnswer = z.object(answerFields).openapi('ReferredAnswer')

export const Answer = z
  .object({
    ...answerFields,
    references: z.array(
      z.object({
        paragraphId: Id,
        start: z.int(),
        end: z.int(),
        href: z.string(),
      }),
    ),
    refersTo: z.array(ReferredAnswer),
  })
  .openapi('Answer')

export const FoundAnswer = Answer.extend({
  relevance: z.enum(['strong', 'possible', 'weak']),
}).openapi('FoundAnswer')

export const Refusal = z
  .object({ answerId: Id, code: z.enum(['not_verbatim', 'index_damaged']), detail: z.string() })
  .openapi('Refusal', {
    description: 'An answer that is not shown, since it is not what the source says',
  })

export const IndexState = z
  .object({
    digest: z.string(),
    model: z.string(),
    documents: z.int(),
    answers: z.int(),
    paragraphs: z.int(),
  })
  .openapi('IndexState')

const Filters = z
  .object({
    documents: z.array(Id).max(LIMITS.filter),
    ministers: z.array(z.string().max(200)).max(LIMITS.filter),
    parties: z.array(z.string().max(200)).max(LIMITS.filter),
    from: Day,
    to: Day,
  })
  .partial()
  .strict()

export const AskRequest = z
  .object({
    query: z
      .string()
      .trim()
      .min(1)
      .max(LIMITS.query)
      .openapi({ example: 'what does the cabinet say about semiconductors?' }),
    history: z
      .array(z.string().max(LIMITS.query))
      .max(LIMITS.history)
      .optional()
      .openapi({ description: "the conversation's earlier queries, oldest first" }),
    limit: z.int().min(1).max(LIMITS.answers).default(5),
    includeWeak: z
      .boolean()
      .default(false)
      .openapi({ description: 'also give what is held back as too weak, after the rest' }),
    filters: Filters.optional(),
  })
  .strict()
  .openapi('AskRequest')

export const AskResponse = z
  .object({
    query: z.string(),
    language: z.enum(['nl', 'en']),
    outcome: z.enum(['found', 'nothing_found']),
    answers: z.array(FoundAnswer),
    withheld: z.int().openapi({ description: 'how many weak matches are not shown' }),
    refused: z.array(Refusal),
    index: IndexState,
  })
  .openapi('AskResponse')

export const VerifyRequest = z
  .object({
    quote: z.string().trim().min(1).max(LIMITS.quote),
    documents: z.array(Id).max(LIMITS.filter).optional(),
  })
  .strict()
  .openapi('VerifyRequest')

const Stretch = z.object({ start: z.int().min(0), end: z.int().min(0), text: z.string() })

const SaidStretch = Stretch.extend({
  paragraphId: Id.nullable().openapi({ description: 'null outside answers' }),
}).openapi('SaidStretch', { description: "a stretch of a paragraph's text" })

export const Difference = z
  .object({
    kind: z.enum(['changed', 'missing', 'omitted', 'added']).openapi({
      description:
        'missing: words that the quote leaves out; omitted: the same, but marked with an ellipsis; added: words that were not written',
    }),
    quoted: Stretch,
    said: SaidStretch,
  })
  .openapi('Difference')

const quoteMatchFields = {
  documentId: Id,
  parts: z.array(SaidStretch.extend({ spans: z.array(Span), joins: z.array(z.enum(['', ' '])) })),
  whole: z.boolean().openapi({
    description:
      'false where the quote begins or stops inside a sentence: what is left out may matter',
  }),
  differences: z.array(Difference),
}

export const QuoteMatch = z
  .object({
    ...quoteMatchFields,
    answerId: Id,
    citation: z.object({ label: z.string(), text: z.string() }),
    links: z.object({ self: z.string(), page: z.string() }),
  })
  .openapi('QuoteMatch')

/** Words that stand in a document, but are not a minister's answer. */
export const OtherMatch = z
  .discriminatedUnion('kind', [
    z.object({ ...quoteMatchFields, kind: z.literal('question'), numbers: z.array(z.int()) }),
    z.object({ ...quoteMatchFields, kind: z.literal('note'), mark: z.string() }),
    z.object({ ...quoteMatchFields, kind: z.literal('remark') }),
  ])
  .openapi('OtherMatch')

export const VerifyResponse = z
  .object({
    verdict: z.enum(['verbatim', 'altered', 'not_found']),
    matches: z.array(QuoteMatch),
    elsewhere: z.array(OtherMatch).openapi({
      description:
        'where it stands that is no answer, for example in a question of a member of parliament',
    }),
    index: IndexState,
  })
  .openapi('VerifyResponse')

export const Coverage = z.object({
  questions: z.int(),
  answers: z.int(),
  paragraphs: z.int(),
  warnings: z.array(z.object({ message: z.string(), line: z.int() })),
})

export const DocumentSummary = DocumentHead.extend({
  coverage: Coverage,
  links: z.object({ self: z.string(), page: z.string(), source: z.string() }),
}).openapi('DocumentSummary')

export const Note = z
  .object({ mark: z.string(), text: z.string(), anchor: Span.nullable(), proof: Proof })
  .openapi('Note')

export const SourceInfo = z
  .object({
    format: z.enum(['text', 'pdf', 'docx', 'xml', 'html']),
    sha256: z.string(),
    fileSha256: z.string(),
    extractor: z.string(),
    length: z.int().openapi({ description: 'in UTF-16 code units' }),
  })
  .openapi('SourceInfo')

export const FullDocument = DocumentSummary.extend({
  source: SourceInfo,
  questions: z.array(Question),
  answers: z.array(Answer),
  remarks: z.array(z.object({ text: z.string(), proof: Proof })),
  notes: z.array(Note),
  refused: z.array(Refusal),
}).openapi('FullDocument')

export const DocumentList = z
  .object({
    documents: z.array(DocumentSummary),
    failures: z
      .array(z.object({ file: z.string(), reason: z.string() }))
      .openapi({ description: 'files that are not in the index, since they could not be read' }),
    index: IndexState,
  })
  .openapi('DocumentList')

export const Health = z
  .object({
    status: z.enum(['ready', 'unavailable']),
    detail: z.string().optional(),
    version: z.string(),
    index: IndexState.nullable(),
  })
  .openapi('Health')

export const Liveness = z
  .object({ status: z.literal('live'), version: z.string() })
  .openapi('Liveness')

/** RFC 9457, with our code. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')

export type AskRequest = z.infer<typeof AskRequest>
export type AskResponse = z.infer<typeof AskResponse>
export type Answer = z.infer<typeof Answer>
export type FoundAnswer = z.infer<typeof FoundAnswer>
export type ReferredAnswer = z.infer<typeof ReferredAnswer>
export type Paragraph = z.infer<typeof Paragraph>
export type Question = z.infer<typeof Question>
export type Note = z.infer<typeof Note>
export type Proof = z.infer<typeof Proof>
export type Highlight = z.infer<typeof Highlight>
export type Refusal = z.infer<typeof Refusal>
export type DocumentHead = z.infer<typeof DocumentHead>
export type DocumentSummary = z.infer<typeof DocumentSummary>
export type DocumentList = z.infer<typeof DocumentList>
export type FullDocument = z.infer<typeof FullDocument>
export type IndexState = z.infer<typeof IndexState>
export type VerifyRequest = z.infer<typeof VerifyRequest>
export type VerifyResponse = z.infer<typeof VerifyResponse>
export type QuoteMatch = z.infer<typeof QuoteMatch>
export type Health = z.infer<typeof Health>
export type Problem = z.infer<typeof Problem>
