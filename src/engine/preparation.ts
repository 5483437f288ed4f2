import { atOnce, inSlices, STEADY, type Pace } from '../domain/slices.ts'

/**
 * The pace of work that nobody waits for: a question, which may meet several slices, comes first
 * for three quarters of the time.
 */
const IN_BACKGROUND: Readonly<Pace> = { work: 5, rest: 15 }

/** Questions no longer come first. */
const SOMEBODY_WAITS = { standsBack: () => false }

/** Something that takes long to make, is made once, and is not needed by everybody. */
export interface Preparation<T> {
  /** makes it with breaks, yielding for long if nobody waits */
  readonly ready: (how?: { readonly inBackground: boolean }) => Promise<void>
  /** what was made; if it was not, it is made at once, and everybody waits */
  readonly made: () => T
  /** ends background work, now and later: nobody needs it any more */
  readonly letGo: () => void
}

/** Work in the background stands back while `standsBack` says so. */
export function preparation<T>(
  work: () => Generator<unknown, T>,
  standsBack: () => boolean,
): Preparation<T> {
  let made: T | undefined
  let readying: Promise<void> | undefined
  // A Worker may not look at one that another request made, and prepares nothing in the background.
  let background: AbortController | undefined
  let pace: Pace = { ...STEADY }
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
        pace = { ...IN_BACKGROUND, signal, standsBack }
        return (readying = make().catch((error: unknown) => {
          if (!signal.aborted) throw error
        }))
      }
      if (background?.signal.aborted === true) {
        // What was begun in the background was given up.
        background = undefined
        pace = { ...STEADY }
        readying = make()
      }
      Object.assign(pace, STEADY, SOMEBODY_WAITS)
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
