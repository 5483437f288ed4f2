import { z } from '@hono/zod-openapi'
import { Day, Id, WireQuestionNumber } from './scalars.ts'

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
      numbers: z.array(WireQuestionNumber),
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
    z
      .strictObject({ kind: z.literal('without'), said: Said })
      .meta({ description: 'what it excludes: no answer has these words, or is of this' }),
  ])
  .openapi('ReadFilter')
  .meta({ description: 'what the query says about where to look' })

export type WireReadFilter = z.infer<typeof WireReadFilter>
