import { z } from '@hono/zod-openapi'
import { QUERY_LANGUAGES } from '../text/language.ts'
import { FoundAnswer, Refusal } from './answer.ts'
import { DocumentSummary } from './documents.ts'
import { WireExplanation } from './explanation.ts'
import { IndexState } from './health.ts'
import { upTo } from './length.ts'
import { WireReadFilter } from './read-filter.ts'
import { Count, Day, Id, LIMITS, NOT_BLANK, orNull } from './scalars.ts'

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
    unread: z
      .array(upTo(LIMITS.query))
      .max(LIMITS.filter)
      .optional()
      .meta({
        description:
          'words to take as they stand, and not as a filter or another word: the `said` of an ' +
          'earlier `readFilters`, the `word` of an earlier `readAs`',
      }),
    explain: z
      .boolean()
      .default(false)
      .meta({ description: 'also explain how each candidate was scored, judged and held back' }),
  })
  .openapi('AskRequest')

export type AskRequest = z.infer<typeof AskRequest>

const REASONS = [
  'no_words',
  'unknown_script',
  'unknown_words',
  'no_subject',
  'phrase_not_found',
  'not_answered',
  'filters_leave_nothing',
  'nothing_near',
] as const

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

export type Searched = z.infer<typeof Searched>

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
    leftOut: z.array(WireReadFilter).meta({
      description:
        'parts of the query that may be filters and left nothing: the answers were found without ' +
        'them',
    }),
    signals: z.array(z.enum(['encoder', 'lexicon', 'words'])).meta({
      description:
        'what ranks answers: the vectors of the encoder, in any language; the tokens ' +
        'of the lexicon, in Dutch and English; their words, also as a dictionary reads them',
    }),
    outcome: z.enum(['found', 'nothing_found']),
    reason: orNull(z.enum(REASONS)).meta({
      description:
        'why nothing was found: the query has no words; its script or none of its words is ' +
        'known; it names no subject; no answer has all words in quotation marks; the questions ' +
        'that it points to have no answer; no answer matches the filters; or nothing comes near ' +
        'enough',
    }),
    unanswered: z.array(DocumentSummary).meta({
      description:
        'for `not_answered`: those questions, newest first. `asked` says since when they wait, ' +
        'and `matter` whether they were withdrawn or an answer delayed',
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

export type AskResponse = z.infer<typeof AskResponse>
