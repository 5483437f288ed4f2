import { z } from '@hono/zod-openapi'
import { AnswerLinks, CitationLine, ReplacedBy } from './answer.ts'
import { WireAsker } from './document-head.ts'
import { IndexState } from './health.ts'
import { upTo } from './length.ts'
import { Joins, WireSpan, spanFields } from './proof.ts'
import { Id, LIMITS, NOT_BLANK, WireQuestionNumber, orNull } from './scalars.ts'

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

export type VerifyRequest = z.infer<typeof VerifyRequest>

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

const WireDifference = z
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
    description:
      'the same with the rest of the sentences in which the quote begins and ends, after the ' +
      'sentence before them, if any, that takes them back or introduces them',
  }),
  whole: z.boolean().meta({
    description: 'false if the quote begins or ends inside a sentence: the omitted part may matter',
  }),
  differences: z.array(WireDifference),
}

const WireQuoteMatch = z
  .strictObject({
    ...quoteMatchFields,
    answerId: Id,
    citation: CitationLine,
    replacedBy: ReplacedBy,
    links: AnswerLinks,
  })
  .openapi('QuoteMatch')

/** Words in a document that are not a minister's answer. */
const WireOtherMatch = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...quoteMatchFields,
      kind: z.literal('question'),
      numbers: z.array(WireQuestionNumber),
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
        'sentence, or without the words that cite it from somebody else (which the differences ' +
        'name); altered: the nearest that was written, with ' +
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
          'quotation marks, ellipses, the tags of a post',
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
              'names nobody in particular, no answer contains it, or its document does not tell',
          }),
      }),
    ).meta({ description: 'the speaker whom the quote names' }),
    reference: orNull(
      z.strictObject({
        named: z.string().meta({ examples: ['12 september 2022, vraag 7'] }),
        agrees: z
          .boolean()
          .nullable()
          .meta({
            description:
              'false if no answer that contains it was given, or asked for, on that day, to one ' +
              'of those questions; null if no answer contains it, or its document has no date',
          }),
      }),
    ).meta({ description: 'the day and the questions that stand beside the quote' }),
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

export type VerifyResponse = z.infer<typeof VerifyResponse>
