import { atOnce, inSlices, type Pace } from '../domain/slices.ts'

/** Milliseconds between two slices of work that nobody waits for: three quarters of the time. */
const IN_BACKGROUND = 60

/** Something that takes long to make, is made once, and is not needed by everybody. */
export interface Preparation<T> {
  /** makes it with breaks, yielding for long if nobody waits */
  readonly ready: (how?: { readonly inBackground: boolean }) => Promise<void>
  /** what was made; if it was not, it is made at once, and everybody waits */
  readonly made: () => T
  /** ends background work, now and later: nobody needs it any more */
  readonly letGo: () => void
}

export function preparation<T>(work: () => Generator<unknown, T>): Preparation<T> {
  let made: T | undefined
  let readying: Promise<void> | undefined
  // A Worker may not look at one that another request made, and prepares nothing in the background.
  let background: AbortController | undefined
  let pace: Pace = { rest: 0 }
  let isLetGo = false

  async function make(): Promise<void> {
    if (made !== undefined) return
    const done = await inSlices(work(), pace)
    made ??= done
  }

  return {
    ready({ inBackground } = { inBackground: false }) {
      if (readying === undefined && inBackground) {
        if (isLetGo) return Promise.resolve()
        background = new AbortController()
        const { signal } = background
        pace = { rest: IN_BACKGROUND, signal }
        return (readying = make().catch((error: unknown) => {
          if (!signal.aborted) throw error
        }))
      }
      if (background?.signal.aborted === true) {
        // What was begun in the background was given up.
        background = undefined
        pace = { rest: 0 }
        readying = make()
      }
      pace.rest = 0
      return (readying ??= make())
    },
    made() {
      made ??= atOnce(work())
      return made
    },
    letGo() {
      isLetGo = true
      // Whoever waits for it still gets it.
      if (pace.rest > 0) background?.abort()
    },
  }
}
