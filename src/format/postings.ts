import type { PbfReader, PbfWriter } from 'pbf'

/**
 * For each key, in order, the segments that contain it, ascending, with their frequencies: those of
 * key `k` are `segments[starts[k]]` up to `segments[starts[k + 1]]`.
 */
export interface Postings {
  readonly starts: Uint32Array
  readonly segments: Uint32Array
  readonly counts: Uint8Array
}

/** Postings with their keys. */
export interface Inverted<Key> {
  readonly keys: readonly Key[]
  readonly postings: Postings
}

/** Marks a removed segment, in `finish`. */
export const GONE = 0xffff_ffff

/** A frequency takes 8 bits, beside the segment's number. */
const MOST = 255
const SHIFT = 256

/**
 * Turns segments' keys into postings, some of which may come from `previous`. Add segments in
 * ascending order. Collecting takes 8 bytes a posting.
 */
export function inverter<Key extends string | number>(previous: Inverted<Key> | null) {
  const found = new Map<Key, number[]>()

  return {
    add(segment: number, keys: Iterable<Key>): void {
      for (const key of keys) {
        const list = found.get(key)
        const last = list?.at(-1) ?? -1
        if (list === undefined) found.set(key, [segment * SHIFT + 1])
        else if (Math.floor(last / SHIFT) < segment) list.push(segment * SHIFT + 1)
        else if (last % SHIFT < MOST) list[list.length - 1] = last + 1
      }
    },

    /**
     * Call it once. Returns the postings, keys in ascending order. Segment `n` of `previous` is now
     * segment `moved[n]`, or `GONE`; those that stay keep their order.
     */
    finish(moved: Uint32Array): Inverted<Key> {
      const places = new Map(previous?.keys.map((key, place) => [key, place]))
      const sorted = [...new Set([...places.keys(), ...found.keys()])].sort((a, b) =>
        a < b ? -1 : 1,
      )
      const written = postingsWriter(
        [...found.values()].reduce((sum, { length }) => sum + length, 0) +
          (previous?.postings.segments.length ?? 0),
      )
      const keys = sorted.filter((key) => {
        const place = places.get(key)
        const added = found.get(key) ?? []
        // Release them at once: together they are the largest data of an index run.
        found.delete(key)
        if (place !== undefined) written.merge(added, previous!.postings, place, moved)
        else written.add(added)
        return written.endKey()
      })
      return { keys, postings: written.finish() }
    },
  }
}

function postingsWriter(room: number) {
  const segments = new Uint32Array(room)
  const counts = new Uint8Array(room)
  const starts = [0]
  let at = 0

  function write(packed: number): void {
    segments[at] = Math.floor(packed / SHIFT)
    counts[at++] = packed % SHIFT
  }

  function add(packed: readonly number[], from = 0): void {
    for (let next = from; next < packed.length; next++) write(packed[next]!)
  }

  return {
    add,

    /**
     * Merges a key's new segments with its previous ones under their new numbers; both are
     * ascending.
     */
    merge(
      added: readonly number[],
      { starts: places, segments: kept, counts: keptCounts }: Postings,
      place: number,
      moved: Uint32Array,
    ): void {
      let next = 0
      for (let old = places[place]!; old < places[place + 1]!; old++) {
        const segment = moved[kept[old]!]!
        if (segment === GONE) continue
        while (next < added.length && added[next]! < segment * SHIFT) write(added[next++]!)
        segments[at] = segment
        counts[at++] = keptCounts[old]!
      }
      add(added, next)
    },

    /** Call it after each key; false if nothing was written for it. */
    endKey(): boolean {
      if (at === starts.at(-1)) return false
      starts.push(at)
      return true
    },

    finish: (): Postings => ({
      starts: Uint32Array.from(starts),
      segments: segments.subarray(0, at),
      counts: counts.subarray(0, at),
    }),
  }
}

/** Writes postings as varints: lengths, and the distances between segments. */
export function writePostings({ starts, segments, counts }: Postings, pbf: PbfWriter): void {
  pbf.writeVarint(starts.length - 1)
  pbf.writeVarint(segments.length)
  for (let key = 0; key + 1 < starts.length; key++) {
    pbf.writeVarint(starts[key + 1]! - starts[key]!)
    let previous = 0
    for (let at = starts[key]!; at < starts[key + 1]!; at++) {
      pbf.writeVarint(segments[at]! - previous)
      pbf.writeVarint(counts[at]!)
      previous = segments[at]!
    }
  }
}

/** Reads the bytes of `writePostings`. Throws a RangeError for anything else. */
export function readPostings(pbf: PbfReader): Postings {
  const starts = new Uint32Array(pbf.readVarint() + 1)
  const segments = new Uint32Array(pbf.readVarint())
  const counts = new Uint8Array(segments.length)
  let at = 0
  for (let key = 0; key + 1 < starts.length; key++) {
    const end = at + pbf.readVarint()
    if (end > segments.length) throw new RangeError('more postings than there should be')
    starts[key + 1] = end
    readList(pbf, segments.subarray(at, end), counts.subarray(at, end))
    at = end
  }
  if (at !== segments.length || pbf.pos > pbf.length) throw new RangeError('postings are cut off')
  return { starts, segments, counts }
}

/**
 * Nearly all of a large index's millions of numbers take one byte: read those without a call each.
 */
function readList(pbf: PbfReader, segments: Uint32Array, counts: Uint8Array): void {
  const { buf } = pbf
  let { pos } = pbf
  let segment = 0
  for (let at = 0; at < segments.length; at++) {
    const step = buf[pos++]!
    if (step < 0x80) segment += step
    else {
      pbf.pos = pos - 1
      segment += pbf.readVarint()
      pos = pbf.pos
    }
    segments[at] = segment
    const count = buf[pos++]!
    if (count < 0x80) counts[at] = count
    else {
      pbf.pos = pos - 1
      counts[at] = pbf.readVarint()
      pos = pbf.pos
    }
  }
  pbf.pos = pos
}
