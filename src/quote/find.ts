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
  const placesOf = (key: number) => placesOfKey(index, key)
  const weights = keys.map((key) => (key === unknown ? 0 : rarity(index, key)))
  const voters = keys
    .map((key, at) => ({ key, at }))
    .filter(({ key }) => key !== unknown)
    .sort((a, b) => placesOf(a.key).length - placesOf(b.key).length || a.at - b.at)
    .slice(0, bounds.keys)

  const stands = (at: number, there: number) => {
    const key = keys[at]
    return key !== undefined && key !== unknown && standsAt(index, key, there)
  }
  const agreement = (place: number, at: number) => {
    // Most places of a common key share no neighbour with the quote.
    const beside =
      stands(at - 1, place - 1) ||
      stands(at + 1, place + 1) ||
      stands(at - 2, place - 2) ||
      stands(at + 2, place + 2)
    if (!beside) return weights[at]!
    let sum = 0
    const to = Math.min(keys.length - 1, at + bounds.window)
    for (let other = Math.max(0, at - bounds.window); other <= to; other++) {
      const there = place + other - at
      if (
        stands(other, there) ||
        (other !== at && (stands(other, there - 1) || stands(other, there + 1)))
      ) {
        sum += weights[other]!
      }
    }
    return sum
  }

  const scores = new Float64Array(index.size)
  const best = new Float64Array(index.size)
  const placeOf = new Int32Array(index.size)
  const vote = (text: number, score: number, place: number) => {
    scores[text]! += score
    if (score <= best[text]!) return
    best[text] = score
    placeOf[text] = place
  }
  let seen = 0
  for (const [nth, { key, at }] of voters.entries()) {
    if (seen >= (nth < bounds.enough ? bounds.maxPlaces : bounds.places)) break
    const places = placesOf(key).subarray(0, bounds.maxPlaces - seen)
    seen += places.length
    // Places ascend, so those of one text are adjacent: each text gets one vote, for its best
    // place.
    let ballot = { text: -1, score: 0, place: 0 }
    let end = 0
    for (const place of places) {
      if (place >= end || place < index.starts[ballot.text]!) {
        if (ballot.score > 0) vote(ballot.text, ballot.score, ballot.place)
        ballot = { text: textAt(index, place), score: 0, place: 0 }
        end = index.starts[ballot.text + 1]!
      }
      const score = agreement(place, at)
      if (score > ballot.score) Object.assign(ballot, { score, place: place - at })
    }
    if (ballot.score > 0) vote(ballot.text, ballot.score, ballot.place)
  }
  return topOf(scores, allowed).map((text) => ({ text, place: placeOf[text]! }))
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
