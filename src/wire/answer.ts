import { z } from '@hono/zod-openapi'
import { DocumentHead, DocumentLink } from './document-head.ts'
import { WireProof, spanFields } from './proof.ts'
import { Day, Id, WireQuestionNumber } from './scalars.ts'

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

export type WireHighlight = z.infer<typeof WireHighlight>

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

export type WireParagraph = z.infer<typeof WireParagraph>

export const WireQuestion = z
  .strictObject({
    number: WireQuestionNumber.meta({ description: 'the first of `numbers`' }),
    numbers: z.array(WireQuestionNumber),
    text: z.string(),
    proof: WireProof,
  })
  .openapi('Question')
  .meta({ description: 'what a member of parliament asked' })

export type WireQuestion = z.infer<typeof WireQuestion>

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

export const ReplacedBy = DocumentLink.nullable().meta({
  description:
    'the newest correction that answers these questions again: the words stand, but quoting them ' +
    'quotes something withdrawn; null while the answer is in force',
})

const answerFields = {
  id: Id.meta({ examples: ['2022D35172.3+4'] }),
  numbers: z.array(WireQuestionNumber).meta({ description: 'the questions that it answers' }),
  questions: z.array(WireQuestion),
  paragraphs: z.array(WireParagraph).meta({ description: 'all of them, in order' }),
  citation: CitationLine,
  document: DocumentHead,
  replacedBy: ReplacedBy,
  links: AnswerLinks,
}

/** An answer that a mere reference ("Zie vraag 3.") points to, shown below it. */
export const ReferredAnswer = z.strictObject(answerFields).openapi('ReferredAnswer')

export type ReferredAnswer = z.infer<typeof ReferredAnswer>

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

export type WireAnswer = z.infer<typeof WireAnswer>

/** An answer elsewhere that says nearly the same as the one shown. */
export const RepeatedAnswer = z
  .strictObject({
    id: Id,
    numbers: z.array(WireQuestionNumber),
    documentId: Id,
    answered: Day.nullable(),
    page: z.string().meta({ examples: ['/documents/2022D35172#antwoord-7'] }),
  })
  .openapi('RepeatedAnswer')

export type RepeatedAnswer = z.infer<typeof RepeatedAnswer>

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

export type FoundAnswer = z.infer<typeof FoundAnswer>

export const Refusal = z
  .strictObject({
    answerId: Id,
    code: z.enum(['not_verbatim', 'index_damaged']),
    detail: z.string(),
  })
  .openapi('Refusal')
  .meta({ description: 'An answer that is not shown, since it differs from its source' })

export type Refusal = z.infer<typeof Refusal>
