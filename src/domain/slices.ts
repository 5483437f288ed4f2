/** Milliseconds of work before yielding. */
const SLICE = 20

/** How often to yield to other work; may change while the work is under way. */
export interface Pace {
  /** milliseconds between two slices */
  rest: number
  /** ends the work before it is done, which then throws the signal's reason */
  readonly signal?: AbortSignal
}

/**
 * Does the work in time slices; waiting requests are answered in between. Returns the same as
 * `atOnce`.
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
    pace.signal?.throwIfAborted()
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
