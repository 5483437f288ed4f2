/** How often to yield to other work; may change while the work is under way. */
export interface Pace {
  /** milliseconds of work before yielding */
  work: number
  /** milliseconds between two slices */
  rest: number
  /** true while others' work comes first: the next slice waits for that, but not for long */
  readonly standsBack?: () => boolean
  /** ends the work before it is done, which then throws the signal's reason */
  readonly signal?: AbortSignal
}

/** The pace of work that somebody waits for. */
export const STEADY: Readonly<Pace> = { work: 20, rest: 0 }

/** Milliseconds between two looks whether others' work is done, and how often to look. */
const A_LOOK = 5
const MOST_LOOKS = 40

/**
 * Does the work in time slices; waiting requests are answered in between. Returns the same as
 * `atOnce`.
 */
export async function inSlices<T>(
  work: Generator<unknown, T>,
  pace: Readonly<Pace> = STEADY,
): Promise<T> {
  for (let began = performance.now(); ;) {
    const { done, value } = work.next()
    if (done === true) return value
    if (performance.now() - began < pace.work) continue
    await othersTurn(pace.rest)
    for (let looks = 0; pace.standsBack?.() === true && looks < MOST_LOOKS; looks++) {
      await othersTurn(A_LOOK)
    }
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
