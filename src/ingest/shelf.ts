/** In bytes; large enough for the system to take back a whole one. */
const SLAB = 1 << 24

/**
 * Stores bytes that stay until the end of a run, many to an array: as small arrays among
 * short-lived ones, a hundred thousand of them leave holes that take as much memory again.
 */
export function createShelf(): (bytes: Uint8Array) => Uint8Array {
  let slab = new Uint8Array()
  let at = 0
  return (bytes) => {
    if (bytes.length > slab.length - at) {
      slab = new Uint8Array(Math.max(SLAB, bytes.length))
      at = 0
    }
    slab.set(bytes, at)
    at += bytes.length
    return slab.subarray(at - bytes.length, at)
  }
}
