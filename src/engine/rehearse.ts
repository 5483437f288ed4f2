import { newestIn } from '../domain/order.ts'
import type { Log } from '../domain/log.ts'
import { questionsIn, startersAmong } from '../search/starters.ts'
import { AskRequest } from '../wire/ask.ts'
import { ask } from './ask.ts'
import type { Served } from './engine.ts'

/** Questions after which the next one takes no longer than others. */
const REHEARSED = 5

/**
 * Asks members' own questions, one after the other: the first few of a process take twice as long
 * as later ones, until the code and the files that they need have been used.
 */
export async function rehearse(served: Served, log: Log): Promise<void> {
  const newest = newestIn(served.library.documents)
  try {
    for (const query of startersAmong(questionsIn(newest), REHEARSED)) {
      await ask(served, AskRequest.parse({ query }), log)
    }
  } catch {
    // Nothing is lost, and what else is prepared goes on: whoever asks next is told what is wrong.
  }
}
