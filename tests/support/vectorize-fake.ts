import type { VectorizeIndex, VectorizeVector } from '../../src/store/vectorize/binding.ts'
import { Refusal, type Call, type Service } from './cloudflare-fake.ts'

/** A vector as it was taken, with what a filter sees of it. */
interface Kept {
  readonly vector: VectorizeVector
  readonly indexed: Readonly<Record<string, string>>
}

interface Mutation {
  readonly id: string
  readonly apply: () => void
}

export interface FakeVectorize {
  readonly service: Service
  /** what queries see */
  readonly visible: ReadonlyMap<string, Kept>
  /** changes that queries do not see yet */
  readonly waiting: readonly Mutation[]
  /** lets queries see all changes */
  process(): void
  /** as the binding of a Worker has it */
  readonly binding: VectorizeIndex
}

export interface FakeVectorizeOptions {
  readonly name?: string
  readonly dimensions: number
  /** properties with a metadata index */
  readonly metadataIndexes?: readonly string[]
  /** how many changes a call of `describe` lets queries see, after it was answered */
  readonly perLook?: number
}

/**
 * A Vectorize index that keeps to what is documented of it: changes are seen later, and every limit holds. The
 * numbers are written out here again, and not taken from the code that is tested. Scores are of vectors rounded
 * to whole numbers, since Vectorize says that they are approximate.
 */
export function fakeVectorize({
  name = 'test',
  dimensions,
  metadataIndexes = ['document'],
  perLook = 1,
}: FakeVectorizeOptions): FakeVectorize {
  const visible = new Map<string, Kept>()
  const waiting: Mutation[] = []
  let count = 0
  let processed: string | undefined

  function mutate(apply: () => void): { mutationId: string } {
    const id = `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
    waiting.push({ id, apply })
    return { mutationId: id }
  }

  function process(most = Infinity): void {
    for (let done = 0; done < most && waiting.length > 0; done++) {
      const mutation = waiting.shift()!
      mutation.apply()
      processed = mutation.id
    }
  }

  function describe() {
    const info = { dimensions, vectorCount: visible.size, processedUpToMutation: processed }
    process(perLook)
    return info
  }

  function upsert(vectors: readonly VectorizeVector[], most: number) {
    if (vectors.length === 0) throw new Refusal(400, 40_001, 'no vectors in payload')
    if (vectors.length > most) {
      throw new Refusal(400, 40_003, `too many vectors in payload; max is ${most}`)
    }
    for (const vector of vectors) expectTaken(vector, dimensions)
    return mutate(() => {
      for (const vector of vectors) {
        const indexed = metadataIndexes.map((key) => [key, indexedPart(vector.metadata[key] ?? '')])
        visible.set(vector.id, { vector, indexed: Object.fromEntries(indexed) })
      }
    })
  }

  function deleteByIds(ids: readonly string[]) {
    if (ids.length > 100) {
      const words = `too many ids in payload; max id count is 100, got ${ids.length}`
      throw new Refusal(400, 40_007, words)
    }
    return mutate(() => {
      for (const id of ids) visible.delete(id)
    })
  }

  function query({ vector, ...options }: Query) {
    if (vector.length !== dimensions) {
      throw new Refusal(400, 40_006, `invalid vector, expected ${dimensions} dimensions`)
    }
    const whole = options.returnValues === true || options.returnMetadata === 'all'
    const { topK = 5, namespace, filter = {} } = options
    if (topK < 1 || topK > (whole ? 20 : 100)) {
      throw new Refusal(400, 40_025, `topK of ${topK} is not supported`)
    }
    if (namespace !== undefined) expectBytes(namespace, 64, 'namespace')
    if (options.filter !== undefined) expectFilter(filter)
    const matches = [...visible.values()]
      .filter(({ vector: { namespace: own } }) => namespace === undefined || own === namespace)
      .filter(({ indexed }) => passes(filter, indexed))
      .map(({ vector: { id, values } }) => ({ id, score: cosine(rounded(values), vector) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, topK)
    return { count: matches.length, matches }
  }

  function rest(call: Call, action: string, index: string): unknown {
    if (index !== name) throw new Refusal(404, 40_000, `vectorize.index_not_found`)
    switch (action) {
      case 'info':
        return describe()
      case 'metadata_index/list':
        return { metadataIndexes: metadataIndexes.map((propertyName) => ({ propertyName })) }
      case 'upsert':
        if (call.headers['content-type'] !== 'application/x-ndjson') {
          throw new Refusal(415, 40_002, 'expected application/x-ndjson')
        }
        if (call.body.length > 100_000_000) throw new Refusal(413, 40_004, 'payload too large')
        return upsert(vectorsIn(call.body), 5000)
      case 'delete_by_ids':
        return deleteByIds((JSON.parse(call.body) as { ids: string[] }).ids)
      case 'query':
        return query(JSON.parse(call.body) as Query)
      default:
        throw new Refusal(404, 7_003, `no route for ${action}`)
    }
  }

  function bound({ path, body }: Call): unknown {
    switch (path) {
      case '/info':
        return describe()
      case '/query':
        return query(JSON.parse(body) as Query)
      case '/upsert':
        return upsert(vectorsIn(body), 1000)
      case '/deleteByIds':
        return deleteByIds((JSON.parse(body) as { ids: string[] }).ids)
      default:
        throw new Refusal(404, 7_003, `no route for ${path}`)
    }
  }

  return {
    visible,
    waiting,
    process: () => process(),
    service(call) {
      if (!call.overRest) return bound(call)
      const found = /^\/vectorize\/v2\/indexes\/(?<index>[^/]+)\/(?<action>.+)$/.exec(call.path)
      if (found === null) throw new Refusal(404, 7_003, `no route for ${call.path}`)
      return rest(call, found.groups!.action!, found.groups!.index!)
    },
    binding: {
      describe: async () => describe(),
      query: async (vector, options) => query({ vector, ...options }),
      upsert: async (vectors) => upsert(vectors, 1000),
      deleteByIds: async (ids) => deleteByIds(ids),
    },
  }
}

interface Query {
  readonly vector: readonly number[]
  readonly topK?: number
  readonly namespace?: string
  readonly filter?: Record<string, unknown>
  readonly returnValues?: boolean
  readonly returnMetadata?: 'none' | 'indexed' | 'all'
}

function vectorsIn(ndjson: string): VectorizeVector[] {
  return ndjson.split('\n').map((line) => JSON.parse(line) as VectorizeVector)
}

function expectTaken({ id, values, namespace, metadata }: VectorizeVector, dimensions: number) {
  expectBytes(id, 64, 'vector id')
  expectBytes(namespace, 64, 'namespace')
  if (values.length !== dimensions || dimensions > 1536) {
    throw new Refusal(400, 40_012, `invalid vector for id ${id}, expected ${dimensions} dimensions`)
  }
  if (!values.every(Number.isFinite)) throw new Refusal(400, 40_012, `invalid vector for id ${id}`)
  if (values.every((value) => value === 0)) {
    throw new Refusal(400, 40_012, `vector of ${id} has no direction`)
  }
  expectBytes(JSON.stringify(metadata), 10 * 1024, 'metadata')
  if (Object.keys(metadata).some((key) => key === '' || /[."]|^\$/.test(key))) {
    throw new Refusal(400, 40_011, 'invalid metadata key')
  }
}

function expectFilter(filter: Record<string, unknown>): void {
  if (Buffer.byteLength(JSON.stringify(filter)) >= 2048 || Object.keys(filter).length === 0) {
    throw new Refusal(400, 40_026, 'filter is empty or too large')
  }
  if (Object.keys(filter).some((key) => key === '' || key.length > 512 || /["|]|^\$/.test(key))) {
    throw new Refusal(400, 40_026, 'invalid filter key')
  }
}

function passes(filter: Record<string, unknown>, indexed: Readonly<Record<string, string>>) {
  return Object.entries(filter).every(([key, condition]) => {
    const value = indexed[key]
    // A property without a metadata index matches nothing.
    if (value === undefined) return false
    const { $in, $nin, $eq } = condition as { $in?: string[]; $nin?: string[]; $eq?: string }
    if ($in !== undefined) return $in.includes(value)
    if ($nin !== undefined) return !$nin.includes(value)
    return value === ($eq ?? condition)
  })
}

function expectBytes(text: string, most: number, what: string): void {
  if (Buffer.byteLength(text) <= most) return
  throw new Refusal(400, 40_008, `${what} too long; max is ${most} bytes`)
}

/** The longest well-formed beginning of at most 64 bytes. */
function indexedPart(text: string): string {
  let part = ''
  for (const character of text) {
    if (Buffer.byteLength(part + character) > 64) break
    part += character
  }
  return part
}

function rounded(values: readonly number[]): number[] {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return values.map((value) => Math.round((value / largest) * 127))
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}
