import Pbf from 'pbf'
import { AppError } from '../errors.ts'
import type { Entry } from './store.ts'

/**
 * Reads the file that Vectra's protobuf codec writes (`index.pb`), straight into typed arrays:
 * importing Vectra takes a second that a starting server does not have, decoding into objects takes
 * eight times the memory, and Vectra does not run in a Worker. The message types are those of
 * Vectra's `index.proto`; a test holds this reader against Vectra's own. All vectors share one piece of memory.
 *
 * Throws `index_damaged` where the bytes are not such a file.
 */
export function readVectraFile(bytes: Uint8Array): Entry[] {
  try {
    const entries: Entry[] = []
    const room = roomFor(bytes.length)
    new Pbf(bytes).readFields((tag, _, pbf) => {
      if (tag === 3) entries.push(readItem(pbf, room))
    }, null)
    return entries
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw damaged('it is not a Vectra file', cause)
  }
}

/** A document's items in a Vectra file: `[start, end)` in bytes, with what says that they are items. */
export interface ItemsOfDocument {
  readonly documentId: string
  readonly start: number
  readonly end: number
}

/** Field 3 of type 2 (`IndexData.items`) is announced by one byte. */
const ITEM_TAG_BYTES = 1

/** Where the items of each document stand, in order. Throws `index_damaged` as `readVectraFile` does. */
export function itemsByDocument(bytes: Uint8Array): ItemsOfDocument[] {
  const found: ItemsOfDocument[] = []
  try {
    new Pbf(bytes).readFields((tag, _, pbf) => {
      if (tag !== 3) return
      const start = pbf.pos - ITEM_TAG_BYTES
      const item = pbf.readMessage<Pick<Item, 'documentId'>>(readOwner, { documentId: '' })
      const last = found.at(-1)
      if (last?.documentId === item.documentId) found[found.length - 1] = { ...last, end: pbf.pos }
      else found.push({ documentId: item.documentId, start, end: pbf.pos })
    }, null)
  } catch (cause) {
    throw damaged('it is not a Vectra file', cause)
  }
  return found
}

function readOwner(tag: number, item: Pick<Item, 'documentId'>, pbf: Pbf): void {
  if (tag === 2) pbf.readMessage(readMetadata, { item, key: '' })
}

interface Item {
  id: string
  documentId: string
  vector: Float32Array | null
  readonly room: Room
}

function readItem(pbf: Pbf, room: Room): Entry {
  const empty = { id: '', documentId: '', vector: null, room }
  const item = pbf.readMessage<Item>(readItemField, empty)
  if (item.vector === null || item.id === '') throw damaged('an item lacks its id or vector')
  return { paragraphId: item.id, documentId: item.documentId, vector: item.vector }
}

function readItemField(tag: number, item: Item, pbf: Pbf): void {
  if (tag === 1) item.id = pbf.readString()
  else if (tag === 2) pbf.readMessage(readMetadata, { item, key: '' })
  else if (tag === 3) item.vector = item.room(pbf.readBytes())
}

function readMetadata(
  tag: number,
  entry: { item: Pick<Item, 'documentId'>; key: string },
  pbf: Pbf,
): void {
  if (tag === 1) entry.key = pbf.readString()
  else if (tag === 2 && entry.key === 'documentId') {
    entry.item.documentId = pbf.readMessage<{ text: string }>(readText, { text: '' }).text
  }
}

function readText(tag: number, value: { text: string }, pbf: Pbf): void {
  if (tag === 1) value.text = pbf.readString()
}

/** Turns the bytes of a vector into numbers. */
type Room = (bytes: Uint8Array) => Float32Array

/**
 * Copies, since a Float32Array must begin at a multiple of four; into one piece of memory, since asking for a
 * hundred thousand small ones takes longer. Little-endian, as protobuf is.
 */
function roomFor(most: number): Room {
  const memory = new Uint8Array(most)
  let used = 0
  return (bytes) => {
    if (bytes.length % 4 !== 0) throw damaged('a vector is cut off')
    memory.set(bytes, used)
    used += bytes.length
    return new Float32Array(memory.buffer, used - bytes.length, bytes.length / 4)
  }
}

function damaged(what: string, cause?: unknown): AppError {
  return new AppError(
    'index_damaged',
    `The index file index.pb cannot be read: ${what}. Run \`npm run index\` to build it anew.`,
    { cause },
  )
}
