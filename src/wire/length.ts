import { z } from '@hono/zod-openapi'

/**
 * Text of at most `max` characters, counted as in JSON Schema: a character of two UTF-16 units,
 * such as an emoji, counts as one.
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
