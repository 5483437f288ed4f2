import { z } from '@hono/zod-openapi'
import { Id, Sha256, orNull } from './scalars.ts'

export const spanFields = { start: z.int().min(0), end: z.int().min(0) }

export const WireSpan = z
  .strictObject(spanFields)
  .openapi('Span')
  .meta({ description: '[start, end) in UTF-16 code units' })

export const Joins = z
  .array(z.enum(['', ' ']))
  .meta({ description: 'the text between slice i and slice i + 1: nothing, or one space' })

export const WireProof = z
  .strictObject({
    documentId: Id,
    sourceSha256: Sha256,
    spans: z.array(WireSpan),
    joins: Joins,
    textSha256: Sha256,
    indexDigest: z.string().meta({ description: 'of the index with the document' }),
    signature: orNull(
      z
        .strictObject({
          publicKey: z.string().meta({ description: 'base64, as in the PEM file of the key' }),
          value: z.string().meta({ description: 'base64' }),
        })
        .openapi('Signature')
        .meta({
          description:
            'Ed25519, of the lines "letterlijk proof 1", indexDigest, documentId and ' +
            'sourceSha256, each followed by a line feed',
        }),
    ).meta({ description: 'null if the index is not signed' }),
  })
  .openapi('Proof')
  .meta({
    description:
      'To rebuild: cut the spans out of the source, put joins[i] between slice i and slice i + ' +
      '1. Both digests are SHA-256 of UTF-8.',
  })

export type WireProof = z.infer<typeof WireProof>
