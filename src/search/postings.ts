import type Pbf from 'pbf'

/**
 * For each key, in order, the segments that hold it, ascending, and how often: those of key `k` are
 * `segments[starts[k]]` up to `segments[starts[k + 1]]`.
 */
export interface Postings {
  readonly starts: Uint32Array
  readonly segments: Uint32Array
  readonly counts: Uint8Array
}

/** Postings with the keys that they stand under. */
export interface Inverted<Key> {
  readonly keys: readonly Key[]
  readonly postings: Postings
}

/** Turns the segments' keys into postings; keys are put in ascending order. */
export function invert<Key extends string | number>(
  segments: Iterable<readonly Key[]>,
): Inverted<Key> {
  const found = new Map<Key, { segments: number[]; counts: number[] }>()
  let segment = 0
  for (const keys of segments) {
    for (const key of keys) {
      let posting = found.get(key)
      if (posting === undefined) found.set(key, (posting = { segments: [], counts: [] }))
      if (posting.segments.at(-1) === segment) posting.counts[posting.counts.length - 1]!++
      else {
        posting.segments.push(segment)
        posting.counts.push(1)
      }
    }
    segment++
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    keys: sorted.map(([key]) => key),
    postings: flatten(sorted.map(([, posting]) => posting)),
  }
}

function flatten(lists: readonly { segments: number[]; counts: number[] }[]): Postings {
  const total = lists.reduce((sum, list) => sum + list.segments.length, 0)
  const starts = new Uint32Array(lists.length + 1)
  const segments = new Uint32Array(total)
  const counts = new Uint8Array(total)
  let at = 0
  for (const [key, list] of lists.entries()) {
    for (const [index, segment] of list.segments.entries()) {
      segments[at] = segment
      counts[at++] = Math.min(255, list.counts[index]!)
    }
    starts[key + 1] = at
  }
  return { starts, segments, counts }
}

/** Writes postings as varints: lengths, and the distances from segment to segment. */
export function writePostings({ starts, segments, counts }: Postings, pbf: Pbf): void {
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

/** Reads what `writePostings` wrote. */
export function readPostings(pbf: Pbf): Postings {
  const starts = new Uint32Array(pbf.readVarint() + 1)
  const segments = new Uint32Array(pbf.readVarint())
  const counts = new Uint8Array(segments.length)
  let at = 0
  for (let key = 0; key + 1 < starts.length; key++) {
    starts[key + 1] = at + pbf.readVarint()
    let previous = 0
    while (at < starts[key + 1]!) {
      previous += pbf.readVarint()
      segments[at] = previous
      counts[at++] = pbf.readVarint()
    }
  }
  return { starts, segments, counts }
}
