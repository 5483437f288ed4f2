import Pbf from 'pbf'
import { AppError } from '../domain/errors.ts'
import { documentPlaces, type Int8Vectors } from '../vectors/int8.ts'

/**
 * Reads the file of vectors that `writeVectraFile` writes, and Vectra with the codec beside it: importing Vectra takes
 * a second that a starting server does not have, and it does not run in a Worker. The rows stay where they are, in
 * `bytes`, which must not be changed.
 *
 * The messages are those of Vectra's `index.proto`, with a field more: an item's numbers are bytes, field 6, instead of
 * floats. Throws `index_damaged` where the bytes are not such a file, or a row has not `dimensions` numbers.
 */
export function readVectraFile(bytes: Uint8Array, dimensions: number): Int8Vectors {
  const paragraphIds: string[] = []
  const owners: number[] = []
  const starts: number[] = []
  const places = documentPlaces()
  for (const { id, documentId, numbersAt, size } of itemsOf(bytes)) {
    if (id === '') throw damaged('an item has no id')
    if (size !== dimensions || numbersAt + size > bytes.length) {
      throw damaged(`the vector of ${id} has ${size} numbers, where ${dimensions} were expected`)
    }
    paragraphIds.push(id)
    owners.push(places.of(documentId))
    starts.push(bytes.byteOffset + numbersAt)
  }
  return {
    dimensions,
    paragraphIds,
    owners: Uint32Array.from(owners),
    documentIds: places.ids(),
    row: (at) => new Int8Array(bytes.buffer, starts[at], dimensions),
  }
}

/** A document's items in a file of vectors: `[start, end)` in bytes, with what says that they are items. */
export interface ItemsOfDocument {
  readonly documentId: string
  readonly start: number
  readonly end: number
}

/** Where the items of each document stand, in order. Throws `index_damaged` as `readVectraFile` does. */
export function itemsByDocument(bytes: Uint8Array): ItemsOfDocument[] {
  const found: ItemsOfDocument[] = []
  for (const { documentId, start, end } of itemsOf(bytes)) {
    const last = found.at(-1)
    if (last?.documentId === documentId) found[found.length - 1] = { ...last, end }
    else found.push({ documentId, start, end })
  }
  return found
}

/** An item, and where it and its numbers stand in the file. */
interface Item {
  id: string
  documentId: string
  numbersAt: number
  size: number
  start: number
  end: number
}

/** `IndexData.items`; a field of type 2 with so low a number is announced by one byte. */
const ITEMS = 3
const ITEM_TAG_BYTES = 1

function* itemsOf(bytes: Uint8Array): Generator<Item> {
  const pbf = new Pbf(bytes)
  while (pbf.pos < bytes.length) {
    const item = orDamaged(() => nextItem(pbf))
    if (item !== null) yield item
  }
}

function orDamaged(read: () => Item | null): Item | null {
  try {
    return read()
  } catch (cause) {
    throw damaged('it is not a file of vectors', cause)
  }
}

/** Null for a field that is something else. */
function nextItem(pbf: Pbf): Item | null {
  const tag = pbf.readVarint()
  const start = pbf.pos - ITEM_TAG_BYTES
  if (tag >> 3 !== ITEMS) {
    pbf.skip(tag)
    return null
  }
  const item = { id: '', documentId: '', numbersAt: 0, size: 0, start, end: 0 }
  pbf.readMessage(readItemField, item)
  item.end = pbf.pos
  return item
}

/** `IndexItem`: id 1, metadata 2 (an entry each), numbers 6. */
function readItemField(tag: number, item: Item, pbf: Pbf): void {
  if (tag === 1) item.id = pbf.readString()
  else if (tag === 2) pbf.readMessage(readMetadata, { item, key: '' })
  else if (tag === 6) {
    item.size = pbf.readVarint()
    item.numbersAt = pbf.pos
    pbf.pos += item.size
  }
}

function readMetadata(tag: number, entry: { item: Item; key: string }, pbf: Pbf): void {
  if (tag === 1) entry.key = pbf.readString()
  else if (tag === 2 && entry.key === 'documentId') {
    entry.item.documentId = pbf.readMessage<{ text: string }>(readText, { text: '' }).text
  }
}

function readText(tag: number, value: { text: string }, pbf: Pbf): void {
  if (tag === 1) value.text = pbf.readString()
}

function damaged(what: string, cause?: unknown): AppError {
  return new AppError(
    'index_damaged',
    `The index's file of vectors cannot be read: ${what}. Run \`npm run index\` to build it anew.`,
    { cause },
  )
}
