import { z } from '@hono/zod-openapi'
import { Refusal, WireAnswer, WireQuestion } from './answer.ts'
import { WireDocumentKind, WireFormat, documentFields } from './document-head.ts'
import { IndexState } from './health.ts'
import { WireProof, WireSpan } from './proof.ts'
import { Count, Day, Id, Sha256, orNull } from './scalars.ts'

const Coverage = z
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
          kind: WireDocumentKind,
          asked: Day.nullable(),
          answered: Day.nullable(),
          page: z.string(),
        }),
      )
      .meta({ description: 'the other documents about the same questions' }),
  })
  .openapi('Matter')

export type Matter = z.infer<typeof Matter>

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

export type DocumentSummary = z.infer<typeof DocumentSummary>

export const WireNote = z
  .strictObject({ mark: z.string(), text: z.string(), anchor: orNull(WireSpan), proof: WireProof })
  .openapi('Note')

export type WireNote = z.infer<typeof WireNote>

const SourceInfo = z
  .strictObject({
    format: WireFormat,
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

export type FullDocument = z.infer<typeof FullDocument>

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

export type DocumentList = z.infer<typeof DocumentList>

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

export type Choices = z.infer<typeof Choices>

export const OpenQuestionList = z
  .strictObject({
    questions: z
      .array(DocumentSummary)
      .meta({ description: 'newest first; `asked` says since when they wait' }),
    index: IndexState,
  })
  .openapi('OpenQuestionList')

export type OpenQuestionList = z.infer<typeof OpenQuestionList>
