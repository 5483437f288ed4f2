/** Adds the values of all pairs to others, each times a factor. */
export function addEach(to: Float64Array, values: Float64Array, factor = 1): void {
  for (let pair = 0; pair < to.length; pair++) to[pair]! += factor * values[pair]!
}

/** Raises the values of all pairs to others, each times a factor, where these are higher. */
export function raiseEach(values: Float64Array, others: Float64Array, factor = 1): void {
  for (let pair = 0; pair < values.length; pair++) {
    values[pair] = Math.max(values[pair]!, factor * others[pair]!)
  }
}
