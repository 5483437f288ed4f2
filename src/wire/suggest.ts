import { z } from '@hono/zod-openapi'
import { upTo } from './length.ts'
import { LIMITS } from './scalars.ts'

export const SuggestRequest = z
  .strictObject({
    typed: upTo(LIMITS.query).meta({
      description: 'the text typed so far',
      examples: ['uitvoer van halfgel'],
    }),
    limit: z.int().min(1).max(LIMITS.suggestions).default(6),
  })
  .openapi('SuggestRequest')

export type SuggestRequest = z.input<typeof SuggestRequest>

export const SuggestResponse = z
  .strictObject({
    suggestions: z
      .array(z.string())
      .meta({ description: 'questions of members of parliament, word for word, newest first' }),
  })
  .openapi('SuggestResponse')

export type SuggestResponse = z.infer<typeof SuggestResponse>
