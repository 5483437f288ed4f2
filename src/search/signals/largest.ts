/**
 * The `count` largest of these scores, largest first; fewer if there are fewer. Only few of many
 * get in, so that sorting all of them is unnecessary.
 */
export function largestOf(
  scores: Float64Array,
  eligible: ArrayLike<number>,
  count: number,
): Float64Array {
  const own = new Float64Array(eligible.length)
  for (let nth = 0; nth < own.length; nth++) own[nth] = scores[eligible[nth]!]!
  return largestIn(own, count)
}

/** The same of all scores. */
export function largestIn(scores: Float64Array, count: number): Float64Array {
  const kept = new Float64Array(Math.min(count, scores.length))
  let size = 0
  for (let nth = 0; nth < scores.length; nth++) {
    const score = scores[nth]!
    if (size === kept.length && !(score > kept[size - 1]!)) continue
    let at = size < kept.length ? size++ : size - 1
    for (; at > 0 && kept[at - 1]! < score; at--) kept[at] = kept[at - 1]!
    kept[at] = score
  }
  return kept
}
