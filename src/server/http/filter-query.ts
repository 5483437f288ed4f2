import { upTo } from '../../wire/length.ts'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Filters } from '../../search/search.ts'
import { LIMITS } from '../../wire/scalars.ts'

/** Characters of a value. */
const LONGEST = 200

const values = (what: string, example: string) =>
  z
    .union([upTo(LONGEST), z.array(upTo(LONGEST)).max(LIMITS.filter)])
    .optional()
    .openapi({
      type: 'array',
      items: { type: 'string', maxLength: LONGEST },
      maxItems: LIMITS.filter,
      description: `${what}; may be repeated, and one value has to match`,
      example: [example],
    })

const day = (what: string, example: string) =>
  z.iso.date().optional().openapi({ description: what, example })

/**
 * Filters in an address, and nothing else: queries are private and addresses end up in logs and
 * histories, so a feed or an export never takes a question.
 */
export const FilterQuery = z.strictObject({
  document: values("a document's id", '2022D35172'),
  minister: values(
    'a member of the cabinet, or a part of how they are named',
    'Buitenlandse Zaken',
  ),
  party: values('a party that asked', 'D66'),
  from: day('answered on this day or later', '2022-01-01'),
  to: day('answered on this day or earlier', '2022-12-31'),
})

export type FilterQuery = z.infer<typeof FilterQuery>

/**
 * The query string as an object, but for the language of the page: each name with its value, or
 * with an array if it is repeated.
 */
export function queryOf(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries())
      .filter(([name]) => name !== 'lang')
      .map(([name, given]) => [name, given.length === 1 ? given[0]! : given]),
  )
}

/** The filters in the form that search and `/v1/ask` take; an empty field of a form is none. */
export function filtersOf({ document, minister, party, from, to }: FilterQuery): Filters {
  const [documents, ministers, parties] = [document, minister, party].map((given) =>
    [given ?? []].flat().filter((each) => each !== ''),
  ) as [string[], string[], string[]]
  return {
    ...(documents.length > 0 && { documents }),
    ...(ministers.length > 0 && { ministers }),
    ...(parties.length > 0 && { parties }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}
