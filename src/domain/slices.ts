/** Milliseconds of work before others have their turn. */
const SLICE = 20

/** How much time is left to others; may be changed while the work is under way. */
export interface Pace {
  /** milliseconds between two slices */
  rest: number
}

/**
 * Does the work a slice at a time: between two slices requests that wait are answered. What it
 * gives is what `atOnce` gives.
 */
export async function inSlices<T>(
  work: Generator<unknown, T>,
  pace: Readonly<Pace> = { rest: 0 },
): Promise<T> {
  for (let began = performance.now(); ;) {
    const { done, value } = work.next()
    if (done === true) return value
    if (performance.now() - began < SLICE) continue
    await othersTurn(pace.rest)
    began = performance.now()
  }
}

/** Does the work without a break. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done === true) return value
  }
}

function othersTurn(rest: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, rest))
}
