/**
 * A hash table of a vocabulary's pieces, and of the hashes that begin one. Building a Map of 48,000
 * pieces takes a tenth of a Worker's start; this table is built when the model is packed, and read
 * as it is.
 */
export interface PieceTable {
  /**
   * a power of two, more than twice the number of pieces; a piece's id + 1 lies in the first free
   * slot from its hash on, 0 elsewhere
   */
  readonly slots: Uint32Array<ArrayBuffer>
  /** two bits per hash, four hashes a byte: `BEGINNING` and `WHOLE` of whatever has this hash */
  readonly beginnings: Uint8Array<ArrayBuffer>
}

/** Some seven times the number of distinct beginnings of 48,000 pieces. */
const HASH_BITS = 20

/** Some piece begins with this. */
const BEGINNING = 1
/** Some piece equals this. */
export const WHOLE = 2

export function tableOf(pieces: readonly string[]): PieceTable {
  const slots = new Uint32Array(slotsFor(pieces.length))
  const beginnings = new Uint8Array(2 ** HASH_BITS / 4)
  for (let id = 0; id < pieces.length; id++) {
    const piece = pieces[id]!
    slots[slotOf(slots, pieces, { piece, hash: markBeginnings(piece, beginnings) })] = id + 1
  }
  return { slots, beginnings }
}

/** A function of its own, for V8 to compile after some hundred pieces; returns the hash. */
function markBeginnings(piece: string, beginnings: Uint8Array): number {
  let hash = 0
  for (let at = 0; at < piece.length; at++) {
    hash = hashWith(hash, piece.charCodeAt(at))
    const place = placeOf(hash)
    beginnings[place >>> 2]! |= (at + 1 < piece.length ? BEGINNING : WHOLE) << ((place & 3) * 2)
  }
  return hash
}

/** A table as the bytes that `readTable` reads, little-endian. */
export function writeTable({ slots, beginnings }: PieceTable): Uint8Array {
  const bytes = new Uint8Array(slots.byteLength + beginnings.length)
  bytes.set(new Uint8Array(slots.buffer))
  bytes.set(beginnings, slots.byteLength)
  return bytes
}

/** Reads the table of this many pieces. Throws a `RangeError` for another number of bytes. */
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
  const get = (piece: string, hash = hashOf(piece)): number | undefined => {
    const id = slots[slotOf(slots, pieces, { piece, hash })]! - 1
    return id < 0 ? undefined : id
  }
  return { get, has: (piece) => get(piece) !== undefined }
}

export interface PieceIds {
  /** `hash` is the piece's own, where it is known */
  get(piece: string, hash?: number): number | undefined
  has(piece: string): boolean
}

/**
 * What the table knows about a hash: 0 if no piece begins with it. Other text with the same hash
 * counts too.
 */
export function knownOf({ beginnings }: PieceTable, hash: number): number {
  const place = placeOf(hash)
  return (beginnings[place >>> 2]! >>> ((place & 3) * 2)) & 3
}

/** FNV-1a over 16 bits at a time. A text's hash is 0 before its first code unit. */
export function hashWith(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

function hashOf(piece: string): number {
  let hash = 0
  for (let at = 0; at < piece.length; at++) hash = hashWith(hash, piece.charCodeAt(at))
  return hash
}

function placeOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - HASH_BITS)
}

function slotsFor(pieces: number): number {
  return 2 ** Math.ceil(Math.log2(2 * pieces + 2))
}

/** The slot of a piece, or the free one where it would go. */
function slotOf(
  slots: Uint32Array,
  pieces: readonly string[],
  { piece, hash }: { readonly piece: string; readonly hash: number },
): number {
  // The upper bits: every bit of the hash affects them.
  let slot = Math.imul(hash, 0x9e3779b1) >>> (Math.clz32(slots.length) + 1)
  while (slots[slot] !== 0 && pieces[slots[slot]! - 1] !== piece)
    slot = (slot + 1) & (slots.length - 1)
  return slot
}
