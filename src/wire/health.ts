import { z } from '@hono/zod-openapi'
import { Count } from './scalars.ts'

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

export type IndexState = z.infer<typeof IndexState>

export const Health = z
  .strictObject({
    status: z.literal('ready'),
    version: z.string().meta({ description: 'of the program' }),
    index: IndexState,
  })
  .openapi('Health')

export type Health = z.infer<typeof Health>

export const Liveness = z
  .strictObject({ status: z.literal('live'), version: z.string() })
  .openapi('Liveness')
