/** Large enough for the system to give it back whole, in bytes. */
const SLAB = 1 << 24

/**
 * Keeps bytes that stay until the end of a run, many to an array: as small arrays of their own,
 * among others that come and go, a hundred thousand of them leave holes that take as much memory
 * again.
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
