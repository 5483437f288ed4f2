/** Decoded characters with the name of their encoding. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
}

/** Bytes of a text examined to recognise UTF-16 without a byte order mark. */
const SAMPLE = 4096

/**
 * Decodes a text file without changing a character: UTF-8 (without a byte order mark, as the
 * Encoding Standard says), UTF-16 by its mark or its zero bytes, else Windows-1252, in which every
 * byte sequence is valid.
 */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return decoded('utf-16le', bytes)
  if (first === 0xfe && second === 0xff) return decoded('utf-16be', bytes)
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoded('utf-8', bytes)
  const wide = wideEncoding(bytes)
  if (wide !== null) return decoded(wide, bytes)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    // Not UTF-8: an older text, which Windows-1252 decodes without loss.
    return decoded('windows-1252', bytes)
  }
}

function decoded(encoding: string, bytes: Uint8Array): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/** UTF-16 without a mark: in a western text nearly every other byte is zero. */
function wideEncoding(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length & ~1, SAMPLE)
  if (length < 4) return null
  const zeros = [0, 0]
  for (let index = 0; index < length; index++) if (bytes[index] === 0) zeros[index & 1]!++
  const half = length / 2
  if (zeros[1]! > half * 0.7 && zeros[0]! < half * 0.1) return 'utf-16le'
  if (zeros[0]! > half * 0.7 && zeros[1]! < half * 0.1) return 'utf-16be'
  return null
}
