import Pbf from 'pbf'
import type { IndexCodec, MetadataTypes } from 'vectra'
import { rounded, unitVector } from '../vectors/int8.ts'
import type { Entry } from '../vectors/entry.ts'

type IndexData = ReturnType<IndexCodec['deserializeIndex']>
type IndexItem = IndexData['items'][number]

/**
 * The bytes of a Vectra index with these entries, as `int8Codec` writes it. Goes past Vectra's `LocalIndex`: that one
 * looks through all items for every item that it adds, and saves by writing over the old file. The same entries in
 * the same order give the same bytes, and files one after the other are one file with the entries of all.
 */
export function writeVectraFile(entries: readonly Entry[]): Uint8Array {
  return writeIndex({
    version: 1,
    metadata_config: {},
    items: entries.map(({ paragraphId, documentId, vector }) => ({
      ...{ id: paragraphId, metadata: { documentId }, norm: 1 },
      // Any array of numbers will do, and it is read only once.
      vector: vector as unknown as number[],
    })),
  })
}

/**
 * With this codec Vectra's own `LocalIndex` opens, queries and writes the file of vectors:
 *
 *     new LocalIndex('index/generations/<n>', undefined, undefined, int8Codec)
 *
 * It is Vectra's protobuf with the numbers in 8 bits. Only a vector's direction is kept, so that vectors come back at
 * unit length, or as zeros; what was read and is written again is the same bytes.
 */
export const int8Codec: IndexCodec = {
  extension: '.int8.pb',
  serializeIndex: (data) => Buffer.from(writeIndex(data)),
  deserializeIndex: readIndex,
  // As Vectra's protobuf codec keeps metadata.
  serializeCatalog: toJson,
  deserializeCatalog: fromJson,
  serializeMetadata: toJson,
  deserializeMetadata: fromJson,
}

function toJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}

function fromJson<T>(bytes: Buffer): T {
  return JSON.parse(bytes.toString()) as T
}

function writeIndex({ version, metadata_config: { indexed = [] }, items }: IndexData): Uint8Array {
  const pbf = new Pbf()
  pbf.writeVarintField(1, version)
  pbf.writeMessage(2, writeConfig, indexed)
  for (const item of items) pbf.writeMessage(3, writeItem, item)
  return pbf.finish()
}

function writeConfig(indexed: readonly string[], pbf?: Pbf): void {
  for (const name of indexed) pbf!.writeStringField(1, name)
}

function writeItem(item: IndexItem, pbf?: Pbf): void {
  pbf!.writeStringField(1, item.id)
  for (const entry of Object.entries(item.metadata)) pbf!.writeMessage(2, writeMetadata, entry)
  if (item.metadataFile !== undefined) pbf!.writeStringField(5, item.metadataFile)
  pbf!.writeBytesField(6, new Uint8Array(rounded(item.vector).buffer))
}

function writeMetadata([key, value]: [string, MetadataTypes], pbf?: Pbf): void {
  pbf!.writeStringField(1, key)
  pbf!.writeMessage(2, writeValue, value)
}

function writeValue(value: MetadataTypes, pbf?: Pbf): void {
  if (typeof value === 'number') pbf!.writeDoubleField(2, value)
  else if (typeof value === 'boolean') pbf!.writeBooleanField(3, value)
  else pbf!.writeStringField(1, value)
}

function readIndex(bytes: Buffer): IndexData {
  const items: IndexItem[] = []
  const indexed: string[] = []
  let version = 0
  // Copied, since what pbf reads floats from does not begin where the bytes do.
  new Pbf(new Uint8Array(bytes)).readFields((tag, _, pbf) => {
    if (tag === 1) version = pbf.readVarint()
    else if (tag === 2) pbf.readMessage(readConfig, indexed)
    else if (tag === 3) {
      items.push(pbf.readMessage(readItem, { id: '', metadata: {}, vector: [], norm: 0 }))
    }
  }, null)
  return { version, metadata_config: indexed.length === 0 ? {} : { indexed }, items }
}

function readConfig(tag: number, indexed: string[], pbf: Pbf): void {
  if (tag === 1) indexed.push(pbf.readString())
}

function readItem(tag: number, item: IndexItem, pbf: Pbf): void {
  if (tag === 1) item.id = pbf.readString()
  else if (tag === 2) {
    const { key, value } = pbf.readMessage(readMetadata, { key: '', value: '' })
    item.metadata[key] = value
  } else if (tag === 5) item.metadataFile = pbf.readString()
  else if (tag === 6) {
    item.vector = [...unitVector(new Int8Array(pbf.readBytes()))]
    item.norm = item.vector.some((number) => number !== 0) ? 1 : 0
  }
}

interface MetadataEntry {
  key: string
  value: MetadataTypes
}

function readMetadata(tag: number, entry: MetadataEntry, pbf: Pbf): void {
  if (tag === 1) entry.key = pbf.readString()
  else if (tag === 2) pbf.readMessage(readValue, entry)
}

function readValue(tag: number, entry: MetadataEntry, pbf: Pbf): void {
  if (tag === 1) entry.value = pbf.readString()
  else if (tag === 2) entry.value = pbf.readDouble()
  else if (tag === 3) entry.value = pbf.readBoolean()
}
