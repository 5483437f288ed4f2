import { createHash } from 'node:crypto'
import type { Embedder } from '../embed/embed.ts'
import { readDocuments } from '../format/document-lines.ts'
import type { PreviousDocument } from '../format/previous-index.ts'
import { passageText } from '../search/corpus/passage-text.ts'
import { rounded, unitVector } from '../vectors/int8.ts'
import type { VectorMemory } from '../vectors/vector-memory.ts'

/** Passages embedded between two saves, which is all that a killed run loses. */
const AT_ONCE = 16

/** The key of a text: 32 hexadecimal digits. */
export function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

interface Keyed {
  readonly text: string
  readonly key: string
}

/** An embedder that embeds no passage twice. */
interface Remembering {
  readonly embedder: Embedder
  /** passages that it had to embed */
  embedded(): number
}

/**
 * Takes a passage's vector from the first memory that has it, and saves newly embedded ones in
 * `journal`. Vectors come out in 8 bits either way, so that an index is the same with or without a
 * memory.
 */
export function rememberVectors(
  embedder: Embedder,
  { journal, previous }: { journal: VectorMemory; previous: Pick<VectorMemory, 'get'> },
): Remembering {
  let embedded = 0

  async function embedAnew(missing: readonly Keyed[]): Promise<Int8Array[]> {
    const made: Int8Array[] = []
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE)
      const texts = some.map(({ text }) => text)
      const vectors = (await embedder.embed(texts, 'passage')).map(rounded)
      journal.keep(some.map(({ key }, nth) => [key, vectors[nth]!] as const))
      made.push(...vectors)
      embedded += some.length
    }
    return made
  }

  return {
    embedded: () => embedded,
    embedder: {
      ...embedder,
      async embed(texts, role) {
        if (role !== 'passage') return await embedder.embed(texts, role)
        const keyed = texts.map((text) => ({ text, key: keyOf(text) }))
        const known = keyed.map(({ key }) => previous.get(key) ?? journal.get(key))
        const missing = keyed.filter((_, at) => known[at] === undefined)
        const made = await embedAnew(missing)
        let next = 0
        return known.map((each) => unitVector(each ?? made[next++]!))
      },
    },
  }
}

/**
 * The vectors of an earlier index by text, so that a paragraph that moved keeps its own. Read at
 * the first request.
 */
export function vectorsOfPrevious(
  documents: () => readonly PreviousDocument[],
): Pick<VectorMemory, 'get'> {
  let known: Map<string, Int8Array> | undefined

  function readAll(): Map<string, Int8Array> {
    const all = new Map<string, Int8Array>()
    for (const each of documents()) {
      const { line, texts, vectors } = each.read()
      const { paragraphIds, numbers } = vectors
      if (paragraphIds.length === 0) continue
      const dimensions = numbers.length / paragraphIds.length
      const rows = new Map(paragraphIds.map((id, row) => [id, row]))
      const document = readDocuments(line, () => texts)[0]!
      for (const answer of document.answers) {
        for (const paragraph of answer.paragraphs) {
          const row = rows.get(paragraph.id)
          if (row === undefined) continue
          const key = keyOf(passageText(document, answer, paragraph))
          all.set(key, numbers.subarray(row * dimensions, (row + 1) * dimensions))
        }
      }
    }
    return all
  }

  return { get: (key) => (known ??= readAll()).get(key) }
}
