import { upTo } from './length.ts'
import { z } from '@hono/zod-openapi'
import { LETTERED } from '../domain/question-number.ts'
import { QUERY_LANGUAGES } from '../text/language.ts'
import { PROBLEM_CODES } from './problem.ts'

/**
 * The shapes on the wire: validation, types, OpenAPI and the MCP tools all follow from these. All
 * are strict: undescribed fields are neither accepted nor sent.
 */

export const LIMITS = {
  query: 1_000,
  history: 10,
  quote: 10_000,
  filter: 50,
  answers: 20,
  suggestions: 10,
} as const

const Id = upTo(200, z.string().min(1))
const Day = z.iso.date().meta({ examples: ['2022-09-12'] })
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Count = z.int().min(0)

/** OpenAPI would describe `nullable()` of a named shape as something that null does not fit. */
const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()])

const spanFields = { start: z.int().min(0), end: z.int().min(0) }

export const WireSpan = z
  .strictObject(spanFields)
  .openapi('Span')
  .meta({ description: '[start, end) in UTF-16 code units' })

const Joins = z
  .array(z.enum(['', ' ']))
  .meta({ description: 'the text between slice i and slice i + 1: nothing, or one space' })

export const WireProof = z
  .strictObject({
    documentId: Id,
    sourceSha256: Sha256,
    spans: z.array(WireSpan),
    joins: Joins,
    textSha256: Sha256,
    indexDigest: z.string().meta({ description: 'of the index with the document' }),
    signature: orNull(
      z
        .strictObject({
          publicKey: z.string().meta({ description: 'base64, as in the PEM file of the key' }),
          value: z.string().meta({ description: 'base64' }),
        })
        .openapi('Signature')
        .meta({
          description:
            'Ed25519, of the lines "letterlijk proof 1", indexDigest, documentId and ' +
            'sourceSha256, each followed by a line feed',
        }),
    ).meta({ description: 'null if the index is not signed' }),
  })
  .openapi('Proof')
  .meta({
    description:
      'To rebuild: cut the spans out of the source, put joins[i] between slice i and slice i + ' +
      '1. Both digests are SHA-256 of UTF-8.',
  })

export const WireHighlight = z
  .strictObject({
    ...spanFields,
    kind: z.enum(['sentence', 'word']),
    query: z
      .string()
      .optional()
      .meta({ description: 'the word of the query that this word matches' }),
  })
  .openapi('Highlight')
  .meta({ description: "a stretch of the paragraph's text that made it match" })

export const WireParagraph = z
  .strictObject({
    id: Id.meta({ examples: ['2022D35172.7.p1'] }),
    style: z.enum(['text', 'item']),
    page: z
      .int()
      .nullable()
      .meta({ description: 'counted from 1; null if the source has no pages' }),
    text: z.string().meta({ description: 'what the minister wrote, word for word' }),
    matched: z.boolean(),
    highlights: z.array(WireHighlight),
    proof: WireProof,
  })
  .openapi('Paragraph')

/** A question's number; for a question in parts a string with the letter: "2b". */
const QuestionNumber = z
  .union([z.int().min(1), z.string().regex(new RegExp(LETTERED))])
  .meta({ description: 'a number, or with the letter of a part: "2b"', examples: [7, '2b'] })

export const WireQuestion = z
  .strictObject({
    number: QuestionNumber.meta({ description: 'the first of `numbers`' }),
    numbers: z.array(QuestionNumber),
    text: z.string(),
    proof: WireProof,
  })
  .openapi('Question')
  .meta({ description: 'what a member of parliament asked' })

export const WireAsker = z
  .strictObject({ name: z.string(), party: z.string().nullable() })
  .openapi('Asker')

const publicationFields = {
  sessionYear: z.string().meta({ examples: ['2021-2022'] }),
  number: z.int(),
}

export const WirePublication = z
  .strictObject(publicationFields)
  .openapi('Publication')
  .meta({ description: 'a number in the appendix of the proceedings (Aanhangsel Handelingen II)' })

const DocumentKind = z.enum(['answers', 'notice', 'withdrawal', 'questions'])

const DocumentLink = z.strictObject({ id: Id, page: z.string() })

const Format = z.enum(['text', 'pdf', 'docx', 'xml', 'html'])

export const OtherSource = z
  .strictObject({
    id: Id.meta({ description: 'the document’s own id for another file of it' }),
    format: Format,
    url: z.url().nullable(),
    differing: z.array(z.string()).meta({
      description: 'numbers of the answers whose words differ there',
      examples: [['3+4']],
    }),
    page: z.string().nullable().meta({ description: 'null for another file of the document' }),
    file: z.string().nullable().meta({ description: 'null if the files are not here' }),
  })
  .openapi('OtherSource')

const documentFields = {
  id: Id.meta({ examples: ['2022D35172'] }),
  kind: DocumentKind,
  title: z.string().meta({ description: 'the subject; empty if the document names none' }),
  askers: z.array(WireAsker),
  ministers: z.array(z.string()),
  onBehalfOf: z.array(z.string()),
  asked: Day.nullable(),
  answered: Day.nullable(),
  publication: orNull(WirePublication),
  earlier: z.array(
    z.strictObject({
      ...publicationFields,
      page: z.string().nullable().meta({ description: 'null if it is not in the index' }),
    }),
  ),
  url: z.url().nullable().meta({ description: 'the official page' }),
  zaken: z.array(z.string()).meta({
    description: 'numbers of its matters: questions, notice and answers share theirs',
    examples: [['2022Z15263']],
  }),
  supersedes: z.array(Id).meta({ description: 'former ids' }),
  corrects: z.array(DocumentLink).meta({ description: 'documents of the index that it corrects' }),
  correctedBy: DocumentLink.nullable().meta({
    description:
      'its newest correction; if that answers all of its questions, search no longer finds its ' +
      'own answers',
  }),
  alsoAs: z.array(OtherSource).meta({
    description:
      'other sources of the same answers: other files of it, and documents such as the letter ' +
      'behind an official publication; answers with the same words are found once',
  }),
  license: z.url().nullable().meta({ description: 'null if the source names none' }),
}

export const DocumentHead = z.strictObject(documentFields).openapi('DocumentHead')

export const CitationLine = z
  .strictObject({
    label: z.string().meta({ examples: ['Antwoord op vraag 7'] }),
    text: z.string().meta({ description: 'the whole citation, in Dutch' }),
  })
  .openapi('CitationLine')

export const AnswerLinks = z
  .strictObject({
    self: z.string().meta({ examples: ['/v1/answers/2022D35172.7'] }),
    page: z.string().meta({ examples: ['/documents/2022D35172#antwoord-7'] }),
  })
  .openapi('AnswerLinks')

const answerFields = {
  id: Id.meta({ examples: ['2022D35172.3+4'] }),
  numbers: z.array(QuestionNumber).meta({ description: 'the questions that it answers' }),
  questions: z.array(WireQuestion),
  paragraphs: z.array(WireParagraph).meta({ description: 'all of them, in order' }),
  citation: CitationLine,
  document: DocumentHead,
  links: AnswerLinks,
}

/** An answer that a mere reference ("Zie vraag 3.") points to, shown below it. */
export const ReferredAnswer = z.strictObject(answerFields).openapi('ReferredAnswer')

const wholeAnswerFields = {
  ...answerFields,
  references: z.array(
    z.strictObject({
      paragraphId: Id,
      start: z.int(),
      end: z.int(),
      href: z.string(),
    }),
  ),
  refersTo: z
    .array(ReferredAnswer)
    .meta({ description: 'the answers that a mere reference points to' }),
}

export const WireAnswer = z
  .strictObject(wholeAnswerFields)
  .openapi('Answer')
  .meta({ description: 'one answer of a minister, whole, with the questions that it answers' })

/** An answer elsewhere that says nearly the same as the one shown. */
export const RepeatedAnswer = z
  .strictObject({
    id: Id,
    numbers: z.array(QuestionNumber),
    documentId: Id,
    answered: Day.nullable(),
    page: z.string().meta({ examples: ['/documents/2022D35172#antwoord-7'] }),
  })
  .openapi('RepeatedAnswer')

export const FoundAnswer = z
  .strictObject({
    ...wholeAnswerFields,
    relevance: z.enum(['strong', 'possible', 'weak']),
    newer: Id.nullable().meta({
      description:
        'of the answers found, the latest on the same matter by the same ministry: this one is ' +
        'an earlier position; null if none is known',
    }),
    alsoAnsweredIn: z.array(RepeatedAnswer).meta({
      description: 'answers with nearly the same text, represented by this one, the latest of them',
    }),
  })
  .openapi('FoundAnswer')

export const Refusal = z
  .strictObject({
    answerId: Id,
    code: z.enum(['not_verbatim', 'index_damaged']),
    detail: z.string(),
  })
  .openapi('Refusal')
  .meta({ description: 'An answer that is not shown, since it differs from its source' })

export const IndexState = z
  .strictObject({
    digest: z.string().meta({ description: 'the same digest gives the same answers' }),
    model: z.string(),
    documents: Count,
    answers: Count,
    paragraphs: Count,
  })
  .openapi('IndexState')
  .meta({ description: 'the index behind the response' })

const Filters = z
  .strictObject({
    documents: z.array(Id).max(LIMITS.filter),
    ministers: z
      .array(upTo(200))
      .max(LIMITS.filter)
      .meta({ description: 'names, or parts of them' }),
    parties: z.array(upTo(200)).max(LIMITS.filter),
    from: Day.meta({ description: 'answered on this day or later' }),
    to: Day.meta({ description: 'answered on this day or earlier' }),
  })
  .partial()
  .openapi('Filters')

/** Something other than white space must remain of it. */
const NOT_BLANK = '[^\\s\\uFEFF]'

export const AskRequest = z
  .strictObject({
    query: upTo(LIMITS.query, z.string().trim().min(1)).meta({
      pattern: NOT_BLANK,
      description:
        'a question, or a few words, in any of eleven languages; "words in quotation marks" ' +
        'must stand in the answer or its question',
      examples: ['what does the cabinet say about semiconductors?'],
    }),
    history: z
      .array(upTo(LIMITS.query))
      .max(LIMITS.history)
      .optional()
      .meta({ description: "the conversation's earlier queries, oldest first" }),
    limit: z.int().min(1).max(LIMITS.answers).default(5),
    includeWeak: z
      .boolean()
      .default(false)
      .meta({ description: 'also return the matches held back as too weak, after the rest' }),
    filters: Filters.optional(),
    unread: z.array(upTo(LIMITS.query)).max(LIMITS.filter).optional().meta({
      description:
        'words that must not be read as a filter: the `said` of an earlier `readFilters`',
    }),
    explain: z
      .boolean()
      .default(false)
      .meta({ description: 'also explain how each candidate was scored, judged and held back' }),
  })
  .openapi('AskRequest')

const Said = z.string().meta({ description: 'the words of the query' })

export const WireReadFilter = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('document'),
      said: Said,
      documents: z.array(Id).meta({ description: 'empty if the index lacks it' }),
    }),
    z.strictObject({
      kind: z.literal('question'),
      said: Said,
      numbers: z.array(QuestionNumber),
    }),
    z.strictObject({ kind: z.literal('asker'), said: Said, name: z.string() }),
    z.strictObject({ kind: z.literal('party'), said: Said, party: z.string() }),
    z.strictObject({ kind: z.literal('minister'), said: Said, name: z.string() }),
    z.strictObject({
      kind: z.literal('ministry'),
      said: Said,
      ministry: z.string().meta({ description: 'the beginning of its name on documents' }),
    }),
    z.strictObject({
      kind: z.literal('period'),
      said: Said,
      from: Day.nullable(),
      to: Day.nullable(),
      dates: z.enum(['asked', 'answered', 'either']),
    }),
    z.strictObject({
      kind: z.literal('phrase'),
      said: Said,
      phrase: z
        .string()
        .meta({ description: 'words that must occur in the answer or its question' }),
      stands: z.boolean().meta({
        description: 'false if no text contains all phrases: then their words are searched',
      }),
    }),
  ])
  .openapi('ReadFilter')
  .meta({ description: 'what the query says about where to look' })

export const REASONS = [
  'no_words',
  'unknown_script',
  'unknown_words',
  'no_subject',
  'phrase_not_found',
  'filters_leave_nothing',
  'nothing_near',
] as const

const Figures = z.record(z.string(), z.number())

export const WireExplainedAnswer = z
  .strictObject({
    answerId: Id,
    score: z.number(),
    signals: Figures.meta({ description: 'the value of each signal' }),
    features: Figures.meta({ description: 'the features behind its chance' }),
    chance: z.number().nullable().meta({
      description: 'the chance that it is the answer; null if not learned',
    }),
    relevance: z.enum(['strong', 'possible', 'weak']),
    because: orNull(z.enum(['unlikely', 'behind', 'procedural', 'limit'])).meta({
      description:
        'why it is held back: nothing found is likely enough, it scores far behind the best, ' +
        'it is only procedural and so never strong, or it came after the limit',
    }),
  })
  .openapi('ExplainedAnswer')

export const WireExplanation = z
  .strictObject({
    weights: Figures.meta({ description: 'the weight of each signal in a score' }),
    trust: z.number().meta({
      description: "the weight of the lexicon's signals: how well it knows the query's language",
    }),
    candidates: Count.meta({ description: 'the number of answers they were chosen from' }),
    found: z.number().nullable().meta({
      description: 'the chance that the answer is among the first few; null if not learned',
    }),
    thresholds: orNull(
      z.strictObject({ possible: z.number(), strong: z.number(), gap: z.number() }),
    ).meta({
      description:
        'the least `found` to show anything, the least chance of a strong match, and how ' +
        'far behind the best an answer may score',
    }),
    answers: z.array(WireExplainedAnswer).meta({ description: 'best first' }),
  })
  .openapi('Explanation')
  .meta({ description: 'how answers were ranked, shown and held back' })

/** The period in which documents were answered. */
const Period = z.strictObject({ from: Day, to: Day })

export const Searched = z
  .strictObject({
    documents: Count,
    answers: Count,
    period: orNull(Period).meta({
      description: 'the first and the last day of an answer; null if no document has one',
    }),
  })
  .openapi('Searched')

export const AskResponse = z
  .strictObject({
    query: z.string(),
    language: z.enum(QUERY_LANGUAGES).meta({
      description:
        'the language of the query (ISO 639), und if it does not tell; answers are in Dutch',
    }),
    readAs: z.array(z.strictObject({ word: z.string(), as: z.string() })).meta({
      description: 'misspelt words of the query, with their corrections',
    }),
    readWith: z.array(z.string()).meta({
      description: 'queries of `history` that complete this one, latest first',
    }),
    readFilters: z.array(WireReadFilter).meta({
      description:
        'the parts of the query read as filters: an answer matches one of each kind, and all ' +
        'phrases',
    }),
    signals: z.array(z.enum(['encoder', 'lexicon', 'words'])).meta({
      description:
        'what ranks answers: the vectors of the encoder, in any language; the tokens ' +
        'of the lexicon, in Dutch and English; their words',
    }),
    outcome: z.enum(['found', 'nothing_found']),
    reason: orNull(z.enum(REASONS)).meta({
      description:
        'why nothing was found: the query has no words; its script or none of its words is ' +
        'known; it names no subject; words in quotation marks occur nowhere; no answer matches ' +
        'the filters; or nothing comes near enough',
    }),
    answers: z.array(FoundAnswer).meta({ description: 'best first; empty if nothing was found' }),
    withheld: Count.meta({ description: 'how many weak matches are not shown' }),
    searched: Searched.meta({ description: 'the documents that `filters` leave' }),
    refused: z.array(Refusal),
    explanation: WireExplanation.optional().meta({
      description: 'present if `explain` asked for it and answers were ranked',
    }),
    index: IndexState,
  })
  .openapi('AskResponse')

export const SuggestRequest = z
  .strictObject({
    typed: upTo(LIMITS.query).meta({
      description: 'the text typed so far',
      examples: ['uitvoer van halfgel'],
    }),
    limit: z.int().min(1).max(LIMITS.suggestions).default(6),
  })
  .openapi('SuggestRequest')

export const SuggestResponse = z
  .strictObject({
    suggestions: z
      .array(z.string())
      .meta({ description: 'questions of members of parliament, word for word, newest first' }),
  })
  .openapi('SuggestResponse')

export const VerifyRequest = z
  .strictObject({
    quote: upTo(LIMITS.quote, z.string().trim().min(1)).meta({
      pattern: NOT_BLANK,
      description: 'the words to check, as they were quoted',
      examples: [
        'De overheid herkent de noodzaak om semiconductoren toe te voegen aan de ' +
          'EU-sanctiewetgeving.',
      ],
    }),
    documents: z
      .array(Id)
      .max(LIMITS.filter)
      .optional()
      .meta({ description: 'ids of the documents to search; default all' }),
  })
  .openapi('VerifyRequest')

const stretchFields = { ...spanFields, text: z.string() }
const Stretch = z.strictObject(stretchFields)

const saidFields = {
  ...stretchFields,
  paragraphId: Id.nullable().meta({ description: 'null outside answers' }),
}

const SaidStretch = z
  .strictObject(saidFields)
  .openapi('SaidStretch')
  .meta({ description: "a stretch of a paragraph's text" })

export const WireDifference = z
  .strictObject({
    kind: z.enum(['changed', 'missing', 'omitted', 'added', 'spaces']).meta({
      description:
        'missing: words that the quote leaves out; omitted: the same, but marked with an ' +
        'ellipsis; added: words that were not written; spaces: the same characters with other ' +
        'spaces, which alters nothing',
    }),
    quoted: Stretch,
    said: SaidStretch,
  })
  .openapi('Difference')

const ProvenStretch = z
  .strictObject({ ...saidFields, spans: z.array(WireSpan), joins: Joins })
  .openapi('ProvenStretch')
  .meta({
    description:
      "a stretch of a paragraph's text, with the recipe that rebuilds it from the source",
  })

const quoteMatchFields = {
  verdict: z.enum(['verbatim', 'cut', 'altered']),
  documentId: Id,
  parts: z
    .array(ProvenStretch)
    .meta({ description: 'the words of the quote, as they were written' }),
  sentence: z.array(ProvenStretch).meta({
    description: 'the same with the rest of the sentences in which the quote begins and ends',
  }),
  whole: z.boolean().meta({
    description: 'false if the quote begins or ends inside a sentence: the omitted part may matter',
  }),
  differences: z.array(WireDifference),
}

export const WireQuoteMatch = z
  .strictObject({
    ...quoteMatchFields,
    answerId: Id,
    citation: CitationLine,
    links: AnswerLinks,
  })
  .openapi('QuoteMatch')

/** Words in a document that are not a minister's answer. */
export const WireOtherMatch = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...quoteMatchFields,
      kind: z.literal('question'),
      numbers: z.array(QuestionNumber),
      askers: z
        .array(WireAsker)
        .meta({ description: 'the members of parliament whose words they are' }),
    }),
    z.strictObject({ ...quoteMatchFields, kind: z.literal('note'), mark: z.string() }),
    z.strictObject({ ...quoteMatchFields, kind: z.literal('remark') }),
  ])
  .openapi('OtherMatch')

export const VerifyResponse = z
  .strictObject({
    verdict: z.enum(['verbatim', 'cut', 'altered', 'not_found']).meta({
      description:
        'cut: word for word, but without a negation, a condition or a reservation of the same ' +
        'sentence (which the differences name); altered: the nearest that was written, with ' +
        'the differences',
    }),
    matches: z.array(WireQuoteMatch),
    elsewhere: z.array(WireOtherMatch).meta({
      description: 'where else it occurs, for example in a question of a member of parliament',
    }),
    takenOff: z
      .array(
        z.strictObject({ ...stretchFields, kind: z.enum(['attribution', 'marks', 'ellipsis']) }),
      )
      .meta({
        description:
          'text around the quote that was excluded from the comparison: who said it, ' +
          'quotation marks, ellipses',
      }),
    attribution: orNull(
      z.strictObject({
        named: z.string().meta({ examples: ['minister Hoekstra'] }),
        agrees: z
          .boolean()
          .nullable()
          .meta({
            description:
              'false if another minister gave the answers that contain it; null if the quote ' +
              'names nobody in particular, or no answer contains it',
          }),
      }),
    ).meta({ description: 'the speaker whom the quote names' }),
    places: z
      .array(
        z.strictObject({
          quoted: Stretch,
          kind: z.enum(['answer', 'question', 'note', 'remark']),
          documentId: Id,
          answerId: orNull(Id),
        }),
      )
      .meta({
        description: 'for a quote that occurs nowhere as it is: the places it was assembled from',
      }),
    index: IndexState,
  })
  .openapi('VerifyResponse')

export const Coverage = z
  .strictObject({
    questions: Count,
    answers: Count,
    paragraphs: Count,
    warnings: z.array(z.strictObject({ message: z.string(), line: z.int() })),
  })
  .openapi('Coverage')
  .meta({ description: 'what was read from the document' })

export const Matter = z
  .strictObject({
    state: z.enum(['open', 'answered', 'withdrawn', 'unknown']).meta({
      description:
        'whether the index has an answer to these questions; `unknown` if nothing says ' +
        'which questions',
    }),
    documents: z
      .array(
        z.strictObject({
          id: Id,
          kind: DocumentKind,
          asked: Day.nullable(),
          answered: Day.nullable(),
          page: z.string(),
        }),
      )
      .meta({ description: 'the other documents about the same questions' }),
  })
  .openapi('Matter')

const summaryFields = {
  ...documentFields,
  matter: Matter,
  coverage: Coverage,
  links: z
    .strictObject({
      self: z.string(),
      page: z.string(),
      source: z.string(),
      file: z
        .string()
        .nullable()
        .meta({ description: 'the file as received; null if it is not stored beside the index' }),
    })
    .openapi('DocumentLinks'),
}

export const DocumentSummary = z.strictObject(summaryFields).openapi('DocumentSummary')

export const WireNote = z
  .strictObject({ mark: z.string(), text: z.string(), anchor: orNull(WireSpan), proof: WireProof })
  .openapi('Note')

export const SourceInfo = z
  .strictObject({
    format: Format,
    sha256: Sha256.meta({ description: 'of the source text as UTF-8' }),
    fileSha256: Sha256.meta({ description: "of the file's bytes" }),
    extractor: z.string(),
    length: Count.meta({ description: 'in UTF-16 code units' }),
  })
  .openapi('SourceInfo')

export const FullDocument = z
  .strictObject({
    ...summaryFields,
    source: SourceInfo,
    questions: z.array(WireQuestion),
    answers: z.array(WireAnswer),
    remarks: z.array(z.strictObject({ text: z.string(), proof: WireProof })),
    notes: z.array(WireNote),
    refused: z.array(Refusal),
  })
  .openapi('FullDocument')

export const DocumentList = z
  .strictObject({
    documents: z.array(DocumentSummary).meta({ description: 'of this page, in order of id' }),
    total: Count.meta({
      description: 'the number of documents that match the filters, on all pages',
    }),
    next: z
      .string()
      .nullable()
      .meta({ description: 'the cursor of the next page; null on the last' }),
    failures: z
      .array(z.strictObject({ file: z.string(), reason: z.string() }))
      .meta({ description: 'files that are not in the index, since they could not be read' }),
    index: IndexState,
  })
  .openapi('DocumentList')

export const Choices = z
  .strictObject({
    documents: z
      .array(z.strictObject({ id: Id, title: z.string() }))
      .meta({ description: 'newest answer first; empty if there are more than 100' }),
    ministers: z.array(z.string()).meta({ description: 'each once, under the fullest name' }),
    parties: z.array(z.string()),
  })
  .openapi('Choices')
  .meta({ description: 'the values that filters can take' })

export const OpenQuestionList = z
  .strictObject({
    questions: z
      .array(DocumentSummary)
      .meta({ description: 'newest first; `asked` says since when they wait' }),
    index: IndexState,
  })
  .openapi('OpenQuestionList')

export const Health = z
  .strictObject({
    status: z.literal('ready'),
    version: z.string().meta({ description: 'of the program' }),
    index: IndexState,
  })
  .openapi('Health')

export const Liveness = z
  .strictObject({ status: z.literal('live'), version: z.string() })
  .openapi('Liveness')

/** RFC 9457, with our code. */
export const Problem = z
  .strictObject({
    type: z.string().meta({
      format: 'uri-reference',
      description: 'the explanation of this kind of problem',
      examples: ['/reference#problem-invalid-request'],
    }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'what happened, with the value, and what to do' }),
    instance: z.string().meta({ format: 'uri-reference', description: 'the path of the request' }),
    code: z.enum(PROBLEM_CODES),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'every fault of the request, by field' }),
  })
  .openapi('Problem')
  .meta({ description: 'Problem details (RFC 9457)' })

export type AskRequest = z.infer<typeof AskRequest>
export type WireExplanation = z.infer<typeof WireExplanation>
export type WireReadFilter = z.infer<typeof WireReadFilter>
export type AskResponse = z.infer<typeof AskResponse>
export type WireAnswer = z.infer<typeof WireAnswer>
export type SuggestRequest = z.input<typeof SuggestRequest>
export type SuggestResponse = z.infer<typeof SuggestResponse>
export type FoundAnswer = z.infer<typeof FoundAnswer>
export type RepeatedAnswer = z.infer<typeof RepeatedAnswer>
export type ReferredAnswer = z.infer<typeof ReferredAnswer>
export type WireParagraph = z.infer<typeof WireParagraph>
export type WireQuestion = z.infer<typeof WireQuestion>
export type WireNote = z.infer<typeof WireNote>
export type WireProof = z.infer<typeof WireProof>
export type WireHighlight = z.infer<typeof WireHighlight>
export type Refusal = z.infer<typeof Refusal>
export type DocumentHead = z.infer<typeof DocumentHead>
export type DocumentSummary = z.infer<typeof DocumentSummary>
export type DocumentList = z.infer<typeof DocumentList>
export type Matter = z.infer<typeof Matter>
export type OtherSource = z.infer<typeof OtherSource>
export type Searched = z.infer<typeof Searched>
export type Choices = z.infer<typeof Choices>
export type OpenQuestionList = z.infer<typeof OpenQuestionList>
export type FullDocument = z.infer<typeof FullDocument>
export type IndexState = z.infer<typeof IndexState>
export type VerifyRequest = z.infer<typeof VerifyRequest>
export type VerifyResponse = z.infer<typeof VerifyResponse>
export type WireQuoteMatch = z.infer<typeof WireQuoteMatch>
export type Health = z.infer<typeof Health>
export type Problem = z.infer<typeof Problem>
