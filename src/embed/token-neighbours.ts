import { PbfReader, PbfWriter } from 'pbf'
import { AppError } from '../domain/errors.ts'
import { NEIGHBOURS_FILE, type TokenNeighbours } from './embed.ts'

/** Serialises the neighbours of a model's tokens; the same neighbours yield the same bytes. */
export function writeNeighbours(neighbours: TokenNeighbours, modelDigest: string): Uint8Array {
  const { least, starts, tokens, nearnesses } = neighbours
  const pbf = new PbfWriter(new Uint8Array(3 * tokens.length + 4 * starts.length + 1024))
  pbf.writeString(modelDigest)
  pbf.writeDouble(least)
  pbf.writeVarint(starts.length)
  for (const [token, start] of starts.entries()) pbf.writeVarint(start - (starts[token - 1] ?? 0))
  pbf.writeBytes(Uint8Array.from({ length: 2 * tokens.length }, (_, at) => byteOf(tokens, at)))
  pbf.writeBytes(nearnesses)
  return pbf.finish()
}

/** Little-endian, whatever the machine. */
function byteOf(tokens: Uint16Array, at: number): number {
  return (tokens[at >>> 1]! >>> (8 * (at & 1))) & 0xff
}

/**
 * Reads the bytes of `writeNeighbours`. Throws `model_damaged` if they are something else, or
 * belong to another model.
 */
export function readNeighbours(bytes: Uint8Array, modelDigest: string): TokenNeighbours {
  const read = parse(bytes)
  if (read?.modelDigest === modelDigest) return read.neighbours
  const reason = read === null ? 'cannot be read' : 'belongs to another model'
  throw new AppError(
    'model_damaged',
    `${NEIGHBOURS_FILE} in the model's folder ${reason}; restore it, make it anew with \`npm ` +
      'run neighbours`, or remove it: search then takes longer',
  )
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Numbers of 16 bits, the lower byte first. */
function shortsOf(bytes: Uint8Array<ArrayBuffer>): Uint16Array {
  const view = new DataView(bytes.buffer)
  return IS_LITTLE_ENDIAN
    ? new Uint16Array(bytes.buffer)
    : Uint16Array.from({ length: bytes.length / 2 }, (_, at) => view.getUint16(2 * at, true))
}

/** Null if the bytes are something else. */
function parse(bytes: Uint8Array): { modelDigest: string; neighbours: TokenNeighbours } | null {
  const pbf = new PbfReader(bytes)
  try {
    const modelDigest = pbf.readString()
    const least = pbf.readDouble()
    const starts = new Uint32Array(pbf.readVarint())
    for (let token = 0; token < starts.length; token++) {
      starts[token] = pbf.readVarint() + (starts[token - 1] ?? 0)
    }
    // Copies, so that the bytes can be released.
    const tokens = shortsOf(new Uint8Array(pbf.readBytes()))
    const nearnesses = new Uint8Array(pbf.readBytes())
    const whole = starts.at(-1) === tokens.length && nearnesses.length === tokens.length
    return whole ? { modelDigest, neighbours: { least, starts, tokens, nearnesses } } : null
  } catch {
    return null
  }
}
