import { z } from '@hono/zod-openapi'
import { LETTERED } from '../domain/question-number.ts'
import { upTo } from './length.ts'

/**
 * The shapes on the wire: validation, types, OpenAPI and the MCP tools all follow from the schemas
 * in this folder. All are strict: undescribed fields are neither accepted nor sent.
 */

export const LIMITS = {
  query: 1_000,
  history: 10,
  quote: 10_000,
  filter: 50,
  answers: 20,
  suggestions: 10,
} as const

export const Id = upTo(200, z.string().min(1))

export const Day = z.iso.date().meta({ examples: ['2022-09-12'] })

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const Count = z.int().min(0)

/** A question's number; for a question in parts a string with the letter: "2b". */
export const WireQuestionNumber = z
  .union([z.int().min(1), z.string().regex(new RegExp(LETTERED))])
  .meta({ description: 'a number, or with the letter of a part: "2b"', examples: [7, '2b'] })

/** Something other than white space must remain of it. */
export const NOT_BLANK = '[^\\s\\uFEFF]'

/** OpenAPI would describe `nullable()` of a named shape as something that null does not fit. */
export const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()])
