import { AppError } from '../domain/errors.ts'
import type { Manifest } from './manifest.ts'

/**
 * A stretch of an index's documents with files of its own. A large index has many, so that a new
 * document changes the files of one; a small one is a single part.
 */
export interface IndexPart {
  /** `[first, end)` of its documents */
  readonly first: number
  readonly end: number
  /** the part's own file of this kind, within the generation */
  name(kind: string): string
}

/** The parts of an index, in order. Throws `index_damaged` if they are not all of its documents. */
export function partsOf({ counts, parts }: Pick<Manifest, 'counts' | 'parts'>): IndexPart[] {
  const { documents } = counts
  if (parts === undefined) return [{ first: 0, end: documents, name: (kind) => kind }]
  let end = 0
  const found = parts.map((count, nth): IndexPart => {
    return { first: end, end: (end += count), name: (kind) => partFile(nth, kind) }
  })
  if (end === documents) return found
  throw new AppError(
    'index_damaged',
    `The index has ${documents} documents, and its parts have ${end}. Run \`npm run ` +
      'index` to build it anew.',
  )
}

/** The name of a part's file: "004.texts.jsonl". */
export function partFile(nth: number, kind: string): string {
  return `${String(nth).padStart(3, '0')}.${kind}`
}

/** The kind of a file of any index, by its name. */
export function kindOfFile(name: string): string {
  return name.replace(/^\d{3,6}\./, '')
}

/** Paragraphs of a part; a document is never divided. */
export interface PartSize {
  readonly fewest: number
  readonly most: number
  /** a part ends at one in this many of the documents where it may */
  readonly oneIn: number
}

/** Some 7,000 paragraphs, 20 MB: the whole archive has fifty such parts. */
const PART_SIZE: PartSize = { fewest: 4_096, most: 16_384, oneIn: 256 }

/**
 * Divides documents, which are in order of id, into parts: returns the number in each. Where a part
 * ends depends on the ids beside it, not on how the index came about, so that an index that grew
 * has the parts of one made at once, and a new document changes one or two of them.
 */
export function cutIntoParts(
  documents: readonly { readonly id: string; readonly paragraphs: number }[],
  { fewest, most, oneIn }: PartSize = PART_SIZE,
): number[] {
  const parts: number[] = []
  let count = 0
  let held = 0
  for (const { id, paragraphs } of documents) {
    if (count > 0 && held + paragraphs > most) {
      parts.push(count)
      count = 0
      held = 0
    }
    count++
    held += paragraphs
    if (held < fewest || hashOfId(id) % oneIn !== 0) continue
    parts.push(count)
    count = 0
    held = 0
  }
  if (count > 0) parts.push(count)
  return parts
}

/** FNV-1a (32 bits; Fowler, Noll & Vo), its upper bits mixed into the lower ones. */
function hashOfId(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
