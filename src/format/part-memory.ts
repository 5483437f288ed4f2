/**
 * What the parts of an index were read into, by digest, so that the next index shares those that
 * are the same instead of reading and holding them twice.
 */
export interface PartMemory {
  /** what was made of this digest before, or makes it */
  once<T>(digest: string, make: () => T): T
  /** forgets everything that the index read last did not ask for */
  settle(): void
  /** forgets what was read for an index that came to nothing */
  drop(): void
  /** forgets everything: the files are to be read again */
  forget(): void
}

export function partMemory(): PartMemory {
  let served = new Map<string, unknown>()
  let taken = new Map<string, unknown>()
  return {
    once<T>(digest: string, make: () => T): T {
      const known = taken.has(digest) ? taken.get(digest) : served.get(digest)
      const value = (known ?? make()) as T
      taken.set(digest, value)
      return value
    },
    settle() {
      served = taken
      taken = new Map()
    },
    drop() {
      taken = new Map()
    },
    forget() {
      served = new Map()
      taken = new Map()
    },
  }
}

/** Remembers nothing. */
export const NO_MEMORY: PartMemory = {
  once: (_digest, make) => make(),
  settle: () => {},
  drop: () => {},
  forget: () => {},
}
