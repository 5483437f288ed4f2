import { z } from '@hono/zod-openapi'

/** The citations that are JSON; their names and meaning are those of CSL 1.0.2 and of the W3C. */

const CslName = z.union([
  z.strictObject({
    family: z.string(),
    given: z.string().optional(),
    'non-dropping-particle': z.string().optional(),
  }),
  z.strictObject({ literal: z.string() }),
])

export const CslItem = z
  .strictObject({
    id: z.string(),
    type: z.literal('document'),
    title: z.string(),
    author: z.array(CslName).optional(),
    issued: z.strictObject({ 'date-parts': z.array(z.array(z.int())) }).optional(),
    number: z.string().optional(),
    publisher: z.string(),
    URL: z.string(),
    language: z.literal('nl-NL'),
  })
  .openapi('CslItem', { description: 'an item of CSL-JSON' })

const TextQuoteSelector = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
})

const TextPositionSelector = z
  .strictObject({
    type: z.literal('TextPositionSelector'),
    start: z.int().min(0),
    end: z.int().min(0),
  })
  .openapi({ description: '[start, end) in Unicode code points, not in UTF-16 units' })

export const WebAnnotation = z
  .strictObject({
    '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
    id: z.string(),
    type: z.literal('Annotation'),
    motivation: z.literal('identifying'),
    body: z.strictObject({
      type: z.literal('TextualBody'),
      value: z.string(),
      format: z.literal('text/plain'),
      language: z.literal('nl'),
    }),
    target: z.array(
      z.strictObject({
        type: z.literal('SpecificResource'),
        source: z.strictObject({
          id: z.string(),
          type: z.literal('Text'),
          format: z.literal('text/plain'),
          language: z.literal('nl'),
        }),
        selector: z.tuple([TextQuoteSelector, TextPositionSelector]),
      }),
    ),
  })
  .openapi('WebAnnotation', {
    description: 'one target a slice of the source; what stands between two slices is not quoted',
  })

export type CslItem = z.infer<typeof CslItem>
export type WebAnnotation = z.infer<typeof WebAnnotation>
