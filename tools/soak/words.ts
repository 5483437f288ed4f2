import { createHash } from 'node:crypto'

/** The API's data for a text that it shows. */
interface Proved {
  readonly text: string
  readonly proof: {
    readonly documentId: string
    readonly sourceSha256: string
    readonly spans: readonly { readonly start: number; readonly end: number }[]
    readonly joins: readonly string[]
    readonly textSha256: string
  }
}

export interface Answered {
  readonly index: { readonly digest: string }
  readonly answers: readonly {
    readonly id: string
    readonly paragraphs: readonly Proved[]
    readonly questions: readonly Proved[]
  }[]
}

export interface Words {
  /** Faults of an answer, a sentence each. */
  faultsOf(answered: Answered): Promise<string[]>
  /** texts that were rebuilt from their source */
  readonly rebuilt: () => number
  /** texts whose source was replaced before it could be fetched */
  readonly missed: () => number
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * Rebuilds every text of an answer from its source, as anybody can, without any of the program's
 * own code. `fetchSource` returns the current source text of a document, or null if it has none.
 */
export function wordChecker(fetchSource: (id: string) => Promise<string | null>): Words {
  const sources = new Map<string, string>()
  /** texts already found right, by everything that identifies them */
  const right = new Set<string>()
  let rebuilt = 0
  let missed = 0

  async function sourceOf({ documentId, sourceSha256 }: Proved['proof']): Promise<string | null> {
    const known = sources.get(sourceSha256)
    if (known !== undefined) return known
    const fetched = await fetchSource(documentId)
    // A document that an import replaced meanwhile now has another source.
    if (fetched === null || sha256(fetched) !== sourceSha256) return null
    sources.set(sourceSha256, fetched)
    return fetched
  }

  async function faultOf(answer: string, { text, proof }: Proved): Promise<string | null> {
    const key = sha256(JSON.stringify([text, proof]))
    if (right.has(key)) return null
    const source = await sourceOf(proof)
    if (source === null) {
      missed++
      return null
    }
    const slices = proof.spans.map(({ start, end }) => source.slice(start, end))
    const again = slices.reduce((sum, slice, at) => sum + proof.joins[at - 1]! + slice)
    const joined = proof.joins.every((join) => join === '' || join === ' ')
    if (again !== text || !joined || sha256(text) !== proof.textSha256) {
      return `${answer} has a text that is not what its source says`
    }
    right.add(key)
    rebuilt++
    return null
  }

  return {
    async faultsOf({ answers }) {
      const faults: string[] = []
      for (const { id, paragraphs, questions } of answers) {
        for (const each of [...paragraphs, ...questions]) {
          const fault = await faultOf(id, each)
          if (fault !== null) faults.push(fault)
        }
      }
      return faults
    },
    rebuilt: () => rebuilt,
    missed: () => missed,
  }
}
