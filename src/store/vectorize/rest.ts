import { z } from 'zod'
import type { CloudflareApi } from '../../cloudflare.ts'
import { AppError } from '../../domain/errors.ts'
import { DOCUMENT, type VectorizeIndex } from './binding.ts'

const Info = z.object({
  dimensions: z.number(),
  vectorCount: z.number(),
  processedUpToMutation: z.union([z.string(), z.number()]).optional(),
})
const Mutated = z.object({ mutationId: z.string() })
const Matches = z.object({ matches: z.array(z.object({ id: z.string(), score: z.number() })) })
const MetadataIndexes = z.object({
  metadataIndexes: z.array(z.object({ propertyName: z.string() })),
})

/**
 * A Vectorize index over the REST API, version 2 (developers.cloudflare.com/api, "Vectorize"). All of its calls are
 * safe to repeat. Throws as `cloudflareApi` does, and `unavailable` for an answer of another shape.
 */
export function vectorizeOverRest(api: CloudflareApi, name: string): VectorizeIndex {
  const path = `/vectorize/v2/indexes/${name}`
  const post = (to: string, body: unknown) => api(`${path}/${to}`, { body: JSON.stringify(body) })

  return {
    describe: async () => expectShape(Info, await api(`${path}/info`)),

    query: async (vector, options) =>
      expectShape(Matches, await post('query', { ...options, vector })),

    async upsert(vectors) {
      const body = vectors.map((vector) => JSON.stringify(vector)).join('\n')
      return expectShape(
        Mutated,
        await api(`${path}/upsert`, { body, contentType: 'application/x-ndjson' }),
      )
    },

    deleteByIds: async (ids) => expectShape(Mutated, await post('delete_by_ids', { ids })),
  }
}

/**
 * Throws where vectors for an index cannot go into this Vectorize index: it is not there, has other dimensions, or
 * cannot be filtered by document. The message has the command that makes a fitting one.
 */
export async function expectFitting(
  api: CloudflareApi,
  { name, dimensions }: { name: string; dimensions: number },
): Promise<void> {
  const index = vectorizeOverRest(api, name)
  const info = await index.describe().catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    throw new AppError(
      'not_found',
      `There is no Vectorize index ${name}. Make it with \`npx wrangler vectorize create ${name} --dimensions=${dimensions} --metric=cosine\` and then \`${metadataCommand(name)}\`, or set VECTORIZE_INDEX.`,
      { cause: error },
    )
  })
  if (info.dimensions !== dimensions) {
    throw new AppError(
      'index_mismatch',
      `The Vectorize index ${name} takes vectors of ${info.dimensions} numbers, and those of this model have ${dimensions}. Make another with \`npx wrangler vectorize create <name> --dimensions=${dimensions} --metric=cosine\`, and set VECTORIZE_INDEX to its name.`,
    )
  }
  const { metadataIndexes } = expectShape(
    MetadataIndexes,
    await api(`/vectorize/v2/indexes/${name}/metadata_index/list`),
  )
  if (metadataIndexes.some(({ propertyName }) => propertyName === DOCUMENT)) return
  throw new AppError(
    'index_mismatch',
    `The Vectorize index ${name} cannot be filtered by ${DOCUMENT}. Before vectors come, run \`${metadataCommand(name)}\`.`,
  )
}

function metadataCommand(name: string): string {
  return `npx wrangler vectorize create-metadata-index ${name} --property-name=${DOCUMENT} --type=string`
}

function expectShape<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new AppError(
    'unavailable',
    `Vectorize answered otherwise than documented: ${z.prettifyError(read.error)}`,
  )
}
