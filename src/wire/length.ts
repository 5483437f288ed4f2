import { z } from '@hono/zod-openapi'

/**
 * Text of at most `max` characters, counted as JSON Schema counts them: one that takes two UTF-16
 * units, as an emoji does, is one.
 */
export function upTo(max: number, text = z.string()) {
  return text
    .check(({ value, issues }) => {
      if (value.length <= max || [...value].length <= max) return
      issues.push({
        code: 'too_big',
        maximum: max,
        inclusive: true,
        origin: 'string',
        input: value,
      })
    })
    .meta({ maxLength: max })
}
