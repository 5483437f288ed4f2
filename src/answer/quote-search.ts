import { placesOfKey, standsAt, textAt, type QuoteIndex } from './quote-index.ts'

/** Where a quote may stand: the text's number, and the place in it where the quote would begin. */
export interface Candidate {
  readonly text: number
  readonly place: number
}

/** Number of a key in the index; -1 for one that it does not know. */
export const unknown = -1

/**
 * Every place where the keys stand one after the other in one text, ordered by text. Looks at the
 * places of the rarest key only: O(its places x keys), most of which fail at the first neighbour.
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

/** How telling a key is: the logarithm of how seldom it stands in the index, as in BM25. */
export function rarity(index: QuoteIndex, key: number): number {
  return Math.log(1 + index.keys.length / placesOfKey(index, key).length)
}

/** Bounds of the work for a quote that stands nowhere as it is. */
const bounds = { keys: 32, places: 300_000, window: 8, candidates: 8 }

/**
 * The texts that an altered quote is most likely from, best first. The quote's rarest keys vote, each
 * for the texts that it stands in, and the vote counts by how rare the keys are that stand round it in
 * the text as in the quote (also where one word was added or left out). O(300,000 places x 50).
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
    // Most places of a common key have no neighbour in common with the quote.
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

  const votes = new Map<number, { score: number; best: number; place: number }>()
  let left = bounds.places
  for (const { key, at } of voters) {
    const places = placesOf(key).subarray(0, left)
    left -= places.length
    const ballot = new Map<number, { score: number; place: number }>()
    for (const place of places) {
      const text = textAt(index, place)
      if (!allowed(text)) continue
      const score = agreement(place, at)
      const cast = ballot.get(text)
      if (!cast || score > cast.score) ballot.set(text, { score, place: place - at })
    }
    for (const [text, { score, place }] of ballot) {
      const vote = votes.get(text)
      if (!vote) votes.set(text, { score, best: score, place })
      else {
        vote.score += score
        if (score > vote.best) Object.assign(vote, { best: score, place })
      }
    }
    if (left <= 0) break
  }
  return [...votes]
    .sort(([a, voteA], [b, voteB]) => voteB.score - voteA.score || a - b)
    .slice(0, bounds.candidates)
    .map(([text, { place }]) => ({ text, place }))
}
