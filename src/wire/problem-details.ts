import { z } from '@hono/zod-openapi'
import { PROBLEM_CODES } from './problem.ts'

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

export type Problem = z.infer<typeof Problem>
