import type { Network } from './network.ts'

/** Texts after which another thread is worth the second of processor time that its start takes. */
const WORTH_A_THREAD = 32

interface Member {
  readonly run: Network
  /** tokens that it was given and has not returned */
  waiting: number
}

/**
 * Runs texts in several threads: `first` and, once there are many texts, as many of `another` as
 * make `most` in all. Two threads that run a text each take two thirds to nine tenths of the time
 * of two that share one.
 */
export function networkPool(
  first: Network,
  another: () => Promise<Network>,
  most: number,
): Network {
  const members: Member[] = [{ run: first, waiting: 0 }]
  let threads = 1
  let texts = 0

  function grow(): void {
    threads++
    // Without memory for one more, the threads that there are go on.
    another().then(
      (run) => members.push({ run, waiting: 0 }),
      () => (threads = most),
    )
  }

  return async (tokens) => {
    if (++texts > WORTH_A_THREAD * threads && threads < most) grow()
    const member = members.reduce((least, each) => (each.waiting < least.waiting ? each : least))
    member.waiting += tokens.length
    try {
      return await member.run(tokens)
    } finally {
      member.waiting -= tokens.length
    }
  }
}
