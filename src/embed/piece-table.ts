/**
 * Where a vocabulary's pieces are found by a hash, and which hashes begin one. Making a Map of
 * 48,000 pieces takes a tenth of a Worker's start; this is made when the model is packed, and read
 * as it is.
 */
export interface PieceTable {
  /**
   * a power of two, more than twice as many as there are pieces: a piece's id + 1 in the first free
   * slot from its hash on, or 0
   */
  readonly slots: Uint32Array<ArrayBuffer>
  /** two bits a hash, four hashes a byte: `BEGINNING` and `WHOLE` of whatever has this hash */
  readonly beginnings: Uint8Array<ArrayBuffer>
}

/** Some seven times as many hashes as 48,000 pieces have beginnings. */
const HASH_BITS = 20

/** A piece begins so. */
const BEGINNING = 1
/** A piece is so. */
export const WHOLE = 2

export function tableOf(pieces: readonly string[]): PieceTable {
  const slots = new Uint32Array(slotsFor(pieces.length))
  const beginnings = new Uint8Array(2 ** HASH_BITS / 4)
  for (const [id, piece] of pieces.entries()) {
    let hash = 0
    for (let at = 0; at < piece.length; at++) {
      hash = hashWith(hash, piece.charCodeAt(at))
      const place = placeOf(hash)
      beginnings[place >>> 2]! |= (at + 1 < piece.length ? BEGINNING : WHOLE) << ((place & 3) * 2)
    }
    slots[slotOf(slots, pieces, piece)] = id + 1
  }
  return { slots, beginnings }
}

/** A table as the bytes that `readTable` reads, little-endian. */
export function writeTable({ slots, beginnings }: PieceTable): Uint8Array {
  const bytes = new Uint8Array(slots.byteLength + beginnings.length)
  bytes.set(new Uint8Array(slots.buffer))
  bytes.set(beginnings, slots.byteLength)
  return bytes
}

/** Reads the table of so many pieces. Throws a `RangeError` where the bytes are not that long. */
export function readTable(bytes: Uint8Array, pieces: number): PieceTable {
  const slots = new Uint32Array(slotsFor(pieces))
  const beginnings = new Uint8Array(2 ** HASH_BITS / 4)
  if (bytes.length !== slots.byteLength + beginnings.length) {
    throw new RangeError(`a table of ${pieces} pieces has other than ${bytes.length} bytes`)
  }
  new Uint8Array(slots.buffer).set(bytes.subarray(0, slots.byteLength))
  beginnings.set(bytes.subarray(slots.byteLength))
  return { slots, beginnings }
}

/** Finds pieces' ids. */
export function idsOf({ slots }: PieceTable, pieces: readonly string[]): PieceIds {
  const get = (piece: string): number | undefined => {
    const id = slots[slotOf(slots, pieces, piece)]! - 1
    return id < 0 ? undefined : id
  }
  return { get, has: (piece) => get(piece) !== undefined }
}

export interface PieceIds {
  get(piece: string): number | undefined
  has(piece: string): boolean
}

/**
 * What the table knows of a hash: 0 where no piece begins so. What else has the same hash is taken
 * for one too.
 */
export function knownOf({ beginnings }: PieceTable, hash: number): number {
  const place = placeOf(hash)
  return (beginnings[place >>> 2]! >>> ((place & 3) * 2)) & 3
}

/** FNV-1a, with 16 bits at a time. A text's hash is 0 before its first code unit. */
export function hashWith(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

function placeOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - HASH_BITS)
}

function slotsFor(pieces: number): number {
  return 2 ** Math.ceil(Math.log2(2 * pieces + 2))
}

/** The slot that holds a piece, or the free one where it would stand. */
function slotOf(slots: Uint32Array, pieces: readonly string[], piece: string): number {
  let hash = 0
  for (let at = 0; at < piece.length; at++) hash = hashWith(hash, piece.charCodeAt(at))
  // The upper bits: all of the hash has a part in them.
  let slot = Math.imul(hash, 0x9e3779b1) >>> (Math.clz32(slots.length) + 1)
  while (slots[slot] !== 0 && pieces[slots[slot]! - 1] !== piece)
    slot = (slot + 1) & (slots.length - 1)
  return slot
}
