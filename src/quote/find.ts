import { placesOfKey, standsAt, textAt, type QuoteIndex } from './quote-index.ts'

/**
 * A possible place of a quote: the text's number, and the place in it where the quote would begin.
 */
export interface Candidate {
  readonly text: number
  readonly place: number
}

/** The number of a key in the index; -1 for an unknown one. */
export const unknown = -1

/**
 * Every place where the keys follow one another in one text, ordered by text. Examines only the
 * places of the rarest key: O(its places x keys), most of which fail at the first neighbour.
 */
export function phrase(
  index: QuoteIndex,
  keys: readonly number[],
  allowed: (text: number) => boolean,
): Candidate[] {
  if (keys.length === 0 || keys.includes(unknown)) return []
  const rarest = keys.reduce((best, key, at) => {
    return placesOfKey(index, key).length < placesOfKey(index, keys[best]!).length ? at : best
  }, 0)
  const found: Candidate[] = []
  for (const at of placesOfKey(index, keys[rarest]!)) {
    const place = at - rarest
    if (place < 0 || !keys.every((key, step) => standsAt(index, key, place + step))) continue
    const text = textAt(index, place)
    if (place + keys.length > index.starts[text + 1]! || !allowed(text)) continue
    found.push({ text, place })
  }
  return found.sort((a, b) => a.text - b.text || a.place - b.place)
}

/** The weight of a key: the logarithm of its rarity in the index, as in BM25. */
export function rarity(index: QuoteIndex, key: number): number {
  return Math.log(1 + index.keys.length / placesOfKey(index, key).length)
}

/**
 * The bounds on the work for a quote that occurs nowhere as it is: at most `keys` of its keys vote;
 * after the first `enough` of them only until `places` have been examined, and never more than
 * `maxPlaces`.
 */
const bounds = {
  keys: 32,
  enough: 8,
  places: 20_000,
  maxPlaces: 300_000,
  window: 8,
  candidates: 8,
}

/**
 * The likeliest origins of an altered quote, best first. The quote's rarest keys vote for the texts
 * in which they occur; a vote weighs as much as the rarity of the keys that surround it in both
 * text and quote (even if one word was added or left out). O(texts + 300,000 places x 50).
 */
export function nearest(
  index: QuoteIndex,
  keys: readonly number[],
  allowed: (text: number) => boolean,
): Candidate[] {
  const agreement = agreementWith(index, keys)
  const scores = new Float64Array(index.size)
  const best = new Float64Array(index.size)
  const placeOf = new Int32Array(index.size)
  for (const { at, places } of votersOf(index, keys)) {
    for (const { text, place, score } of ballots(index, places, (there) => agreement(there, at))) {
      scores[text]! += score
      if (score <= best[text]!) continue
      best[text] = score
      placeOf[text] = place - at
    }
  }
  return topOf(scores, allowed).map((text) => ({ text, place: placeOf[text]! }))
}

/** A key of a quote: its place in the quote, and those of its places in the index that count. */
interface Voter {
  readonly at: number
  readonly places: Int32Array
}

/** The rarest keys, within the bounds on the work. */
function* votersOf(index: QuoteIndex, keys: readonly number[]): Generator<Voter> {
  const rarest = keys
    .flatMap((key, at) => (key === unknown ? [] : { at, places: placesOfKey(index, key) }))
    .sort((a, b) => a.places.length - b.places.length || a.at - b.at)
    .slice(0, bounds.keys)
  let seen = 0
  for (const [nth, { at, places }] of rarest.entries()) {
    if (seen >= (nth < bounds.enough ? bounds.maxPlaces : bounds.places)) return
    const counted = places.subarray(0, bounds.maxPlaces - seen)
    seen += counted.length
    yield { at, places: counted }
  }
}

/** How much of a quote stands around a place in the index if its key at `at` stands there. */
function agreementWith(
  index: QuoteIndex,
  keys: readonly number[],
): (place: number, at: number) => number {
  const weights = keys.map((key) => (key === unknown ? 0 : rarity(index, key)))
  const stands = (at: number, there: number) => {
    const key = keys[at]
    return key !== undefined && key !== unknown && standsAt(index, key, there)
  }
  return (place, at) => {
    // Most places of a common key share no neighbour with the quote.
    const hasNeighbour =
      stands(at - 1, place - 1) ||
      stands(at + 1, place + 1) ||
      stands(at - 2, place - 2) ||
      stands(at + 2, place + 2)
    if (!hasNeighbour) return weights[at]!
    let sum = 0
    const to = Math.min(keys.length - 1, at + bounds.window)
    for (let other = Math.max(0, at - bounds.window); other <= to; other++) {
      const there = place + other - at
      const isNear = other !== at && (stands(other, there - 1) || stands(other, there + 1))
      if (stands(other, there) || isNear) sum += weights[other]!
    }
    return sum
  }
}

interface Ballot {
  text: number
  place: number
  score: number
}

/**
 * For each text that has one of these places, the place with the highest score above 0. Places
 * ascend, so those of one text are adjacent.
 */
function* ballots(
  index: QuoteIndex,
  places: Int32Array,
  scoreAt: (place: number) => number,
): Generator<Readonly<Ballot>> {
  let ballot: Ballot = { text: -1, place: 0, score: 0 }
  let end = 0
  for (const place of places) {
    if (place >= end || place < index.starts[ballot.text]!) {
      if (ballot.score > 0) yield ballot
      ballot = { text: textAt(index, place), place: 0, score: 0 }
      end = index.starts[ballot.text + 1]!
    }
    const score = scoreAt(place)
    if (score > ballot.score) Object.assign(ballot, { score, place })
  }
  if (ballot.score > 0) yield ballot
}

/** The numbers of the texts with the highest scores above 0; ties are in the order of the index. */
function topOf(scores: Float64Array, allowed: (text: number) => boolean): number[] {
  const top: number[] = []
  for (const [text, score] of scores.entries()) {
    if (score <= 0 || score <= (scores[top[bounds.candidates - 1]!] ?? 0) || !allowed(text))
      continue
    const above = top.findIndex((other) => scores[other]! < score)
    top.splice(above < 0 ? top.length : above, 0, text)
    top.length = Math.min(top.length, bounds.candidates)
  }
  return top
}
