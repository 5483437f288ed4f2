import { placeAmong } from '../domain/order.ts'

/** Some of the keys of a row, by numbers that need not be those of the row. */
export interface KeyStretch {
  /** its first place in the row */
  readonly from: number
  readonly keys: Int32Array | Uint16Array | Uint32Array
  /** the row's number of each of these keys; null where they have it */
  readonly numbers: Int32Array | null
}

/** The keys of a row, one at each place. */
export interface Keys {
  readonly length: number
  /** the number of the key at a place; -1 beyond the row */
  at(place: number): number
}

/** The keys of stretches that follow one another, which stay where they are. */
export function joinedKeys(stretches: readonly KeyStretch[]): Keys {
  const ends = stretches.map(({ from, keys }) => from + keys.length)
  const length = ends.at(-1) ?? 0
  // Most places lie near the one before.
  let { from, keys, numbers } = stretches[0] ?? { from: 0, keys: new Int32Array(), numbers: null }

  function moveTo(place: number): void {
    ;({ from, keys, numbers } = stretches[placeAmong(ends, place + 1)]!)
  }

  return {
    length,
    at(place) {
      if (place < from || place - from >= keys.length) {
        if (place < 0 || place >= length) return -1
        moveTo(place)
      }
      const key = keys[place - from]!
      return numbers === null ? key : numbers[key]!
    },
  }
}
