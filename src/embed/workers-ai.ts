import type { CloudflareApi } from '../cloudflare.ts'
import { sha256 } from '../domain/digest.ts'
import { AppError } from '../domain/errors.ts'
import type { Embedder } from './embed.ts'

/** The part of the binding of Workers AI that we use; over REST, `restRunner` is the same. */
export interface AiRunner {
  run(model: string, input: { text: string[]; truncate_inputs: boolean }): Promise<unknown>
}

/** Models of Workers AI that can be used, by what MODEL calls them, and the length of their vectors. */
export const WORKERS_AI_MODELS: ReadonlyMap<string, number> = new Map([['@cf/baai/bge-m3', 1024]])

/** Whether MODEL names a model that Cloudflare runs. */
export function isWorkersAi(model: string): boolean {
  return model.startsWith('@cf/')
}

/**
 * Texts of one call, and their characters: the model's page (developers.cloudflare.com/workers-ai/models/bge-m3) gives 100 texts
 * and a context of 60,000 tokens. A token is a character or more.
 */
const MOST_TEXTS = 100
const MOST_CHARACTERS = 60_000

/** Calls of the binding for one batch: it does not tell a passing fault from a lasting one. */
const ATTEMPTS = 3

/**
 * The digest that stands for such a model in a manifest. Its files cannot be seen, so this is of its name: an
 * index made with another model is refused, a change that Cloudflare makes under the same name is not seen.
 */
export function workersAiDigest(model: string): Promise<string> {
  return sha256(`workers-ai ${model}`)
}

/**
 * A model that Cloudflare runs. Every text that is embedded is sent there, also what people ask. Vectors are brought
 * to unit length; an empty text gets the zero vector and is not sent. What is too long for the model is cut.
 * That a text gets the same vector in any company is up to the model.
 *
 * Throws `invalid_setting` for a model that is not known here, and `unavailable` where the service does not answer
 * or answers otherwise than documented.
 */
export async function workersAiEmbedder(model: string, runner: AiRunner): Promise<Embedder> {
  const dimensions = WORKERS_AI_MODELS.get(model)
  if (dimensions === undefined) {
    throw new AppError(
      'invalid_setting',
      `MODEL=${model}: of the models of Workers AI, only ${[...WORKERS_AI_MODELS.keys()].join(', ')} can be used.`,
    )
  }

  async function vectorsOf(text: string[]): Promise<Float32Array[]> {
    for (let tried = 1; ; tried++) {
      try {
        return readVectors(await runner.run(model, { text, truncate_inputs: true }), {
          count: text.length,
          dimensions: dimensions!,
        })
      } catch (cause) {
        const refused = cause instanceof AppError && cause.code === 'invalid_request'
        if (cause instanceof AppError && !refused) throw cause
        // A fault of the service; the last one is told of.
        if (!refused && tried < ATTEMPTS) continue
        throw new AppError(
          'unavailable',
          `Workers AI did not embed with ${model} (${codeIn(cause)}). Try again later.`,
        )
      }
    }
  }

  return {
    model,
    digest: await workersAiDigest(model),
    dimensions,
    async embed(texts) {
      const vectors: Float32Array[] = texts.map(() => new Float32Array(dimensions))
      for (const batch of batchesOf(texts)) {
        const found = await vectorsOf(batch.map((at) => texts[at]!))
        for (const [nth, at] of batch.entries()) vectors[at] = found[nth]!
      }
      return vectors
    },
  }
}

/** Workers AI over Cloudflare's REST API (developers.cloudflare.com/workers-ai, "Execute AI model"). */
export function restRunner(api: CloudflareApi): AiRunner {
  return { run: (model, input) => api(`/ai/run/${model}`, { body: JSON.stringify(input) }) }
}

/** Only the service's code of a failure: its words may repeat what was asked, and errors are logged. */
function codeIn(cause: unknown): string {
  const code = cause instanceof Error ? /\b\d{3,5}\b/.exec(cause.message)?.[0] : undefined
  return code === undefined ? 'no code given' : `code ${code}`
}

/** The places of texts that are sent together; those of blank texts are in none. */
function batchesOf(texts: readonly string[]): number[][] {
  const batches: number[][] = []
  let characters = 0
  for (const [at, text] of texts.entries()) {
    if (text.trim() === '') continue
    const last = batches.at(-1)
    characters += text.length
    if (last === undefined || last.length === MOST_TEXTS || characters > MOST_CHARACTERS) {
      batches.push([at])
      characters = text.length
    } else last.push(at)
  }
  return batches
}

/** `{ shape: [texts, dimensions], data: [[…]] }`, checked. */
function readVectors(
  answer: unknown,
  { count, dimensions }: { count: number; dimensions: number },
): Float32Array[] {
  const data = (answer as { data?: unknown } | null)?.data
  const fits =
    Array.isArray(data) &&
    data.length === count &&
    data.every(
      (row) => Array.isArray(row) && row.length === dimensions && row.every(Number.isFinite),
    )
  if (!fits) {
    throw new AppError(
      'unavailable',
      `Workers AI answered otherwise than documented: ${count} vectors of ${dimensions} numbers were expected.`,
    )
  }
  return (data as number[][]).map(unit)
}

function unit(row: readonly number[]): Float32Array {
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))
  return Float32Array.from(row, (value) => (length === 0 ? 0 : value / length))
}
