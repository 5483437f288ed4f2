import { createHash } from 'node:crypto'
import { Refusal, type Call, type Service } from './cloudflare-fake.ts'

const MODEL = '@cf/baai/bge-m3'

/**
 * Workers AI with the one model, to its published schema: a text or at most 100 of them, none empty, 60,000 tokens,
 * vectors of 1,024 numbers. Texts that share words get vectors that are near each other; they are not at unit length.
 */
export const workersAi: Service = (call) => {
  const { model, input } = call.overRest ? overRest(call) : bound(call)
  if (model !== MODEL) throw new Refusal(400, 7_000, `No such model ${model} or task`)
  const texts = Array.isArray(input.text) ? input.text : [input.text]
  if (texts.length > 100) throw new Refusal(400, 5_006, 'text: must have at most 100 items')
  if (texts.some((text) => typeof text !== 'string' || text.length < 1)) {
    throw new Refusal(400, 5_006, 'text: must be strings of at least 1 character')
  }
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 3), 0)
  if (tokens > 60_000 && input.truncate_inputs !== true) {
    throw new Refusal(413, 3_030, `the input of ${tokens} tokens exceeds the context of 60000`)
  }
  return { shape: [texts.length, 1024], data: texts.map(vectorOf), pooling: 'cls' }
}

interface Input {
  readonly text: string | string[]
  readonly truncate_inputs?: boolean
}

function overRest({ path, body }: Call): { model: string; input: Input } {
  return { model: path.replace(/^\/ai\/run\//, ''), input: JSON.parse(body) as Input }
}

function bound({ headers, body }: Call): { model: string; input: Input } {
  const { inputs } = JSON.parse(body) as { inputs: Input }
  return { model: String(headers['cf-consn-model-id']), input: inputs }
}

function vectorOf(text: string): number[] {
  const vector = Array.from({ length: 1024 }, () => 0.001)
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const digest = createHash('sha256').update(word).digest()
    for (let i = 0; i < 8; i++) vector[digest.readUInt16LE(2 * i) % 1024]! += 1
  }
  return vector
}
