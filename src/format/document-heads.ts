import type { SourceDocument } from '../domain/document.ts'
import { firstLineOf, documentLinesIn } from './document-lines.ts'
import { documentMaker } from './stored-document.ts'
import type { LineAt } from './text-lines.ts'

/** The file of what a start needs of a part's documents; the other files have all of it too. */
export const HEADS = 'heads.json'

/** Raise this whenever the form of the file changes: the lines are then read in its place. */
const HEADS_FORMAT = 1

/**
 * The first lines of a part's documents by column, and the sizes of their lines. As one JSON text,
 * in which documents share what is the same, 29,000 take a fifth of the time of their lines, which
 * then stay on disk.
 */
interface Heads {
  readonly format: typeof HEADS_FORMAT
  /** by document: bytes of the first line, of the second, of its texts and of its source */
  readonly bytes: readonly (readonly [number, number, number, number])[]
  /** the number of paragraphs in each answer */
  readonly sizes: readonly number[][]
  /** the keys of heads in each order that occurs, and by document which it is */
  readonly orders: readonly (readonly string[])[]
  readonly order: readonly number[]
  readonly columns: Readonly<Record<string, Column>>
}

/** A value for each document, or its place among the different ones. */
type Column = readonly unknown[] | { readonly of: readonly unknown[]; readonly at: number[] }

/** Keys without a column: empty in a head, or seldom asked for. */
const WITHOUT: ReadonlySet<string> = new Set(['questions', 'answers', 'source'])

/** Writes the heads of documents from their lines; the same lines yield the same bytes. */
export function writeHeads(documents: readonly Uint8Array[]): Uint8Array {
  const bytes: [number, number, number, number][] = []
  const sizes: number[][] = []
  const heads: Readonly<Record<string, unknown>>[] = []
  for (const lines of documents) {
    for (const { first, second } of documentLinesIn(lines)) {
      const [textBytes, sourceBytes, own, head] = firstLineOf(first)
      bytes.push([first.length, second.length, textBytes, sourceBytes])
      sizes.push(own)
      heads.push({ ...head })
    }
  }
  const orders = distinct(heads.map((head) => Object.keys(head)))
  const keys = [...new Set(orders.of.flat())].filter((key) => !WITHOUT.has(key))
  const columns = keys.map((key) => [key, columnOf(heads.map((head) => head[key] ?? null))])
  const written: Heads = {
    format: HEADS_FORMAT,
    ...{ bytes, sizes, orders: orders.of, order: orders.at },
    columns: Object.fromEntries(columns) as Heads['columns'],
  }
  return new TextEncoder().encode(`${JSON.stringify(written)}\n`)
}

/** The different values, and by document the place of its own among them. */
function distinct<T>(values: readonly T[]): { of: T[]; at: number[] } {
  const places = new Map<string, number>()
  const of: T[] = []
  const at = values.map((value) => {
    const text = JSON.stringify(value)
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, of.length)
    return of.push(value) - 1
  })
  return { of, at }
}

/** As places only where half of them or more are saved. */
function columnOf(values: readonly unknown[]): Column {
  const found = distinct(values)
  return 2 * found.of.length <= values.length ? found : values
}

/**
 * Reads the bytes of `writeHeads`, yielding after each document; null if they have another form.
 * `lineAt` and `textAt` find lines and texts, and `among` counts such lists in one index.
 */
export function* documentsOfHeads(
  bytes: Uint8Array,
  found: { readonly textAt: LineAt; readonly lineAt: LineAt; readonly among: number },
): Generator<void, SourceDocument[] | null> {
  const heads = JSON.parse(new TextDecoder().decode(bytes)) as Heads
  if (heads.format !== HEADS_FORMAT) return null
  yield
  const columns = new Map(
    Object.entries(heads.columns).map(([key, column]) => [key, valuesOf(column)]),
  )
  const documentOf = documentMaker(found)
  const documents: SourceDocument[] = []
  let [line, base, source] = [0, 0, 0]
  for (const [nth, [first, second, texts, sources]] of heads.bytes.entries()) {
    // Written out: joined from several objects, they take three times as long.
    documents.push(
      documentOf({
        keys: heads.orders[heads.order[nth]!]!,
        valueOf: (key) => columns.get(key)?.[nth],
        base,
        source: { start: source, end: source + sources },
        sizes: heads.sizes[nth]!,
        origin: line,
        outline: line + first,
      }),
    )
    line += first + second
    base += texts
    source += sources
    yield
  }
  return documents
}

function valuesOf(column: Column): readonly unknown[] {
  if (!('of' in column)) return column
  const { of, at } = column
  return at.map((place) => of[place])
}
