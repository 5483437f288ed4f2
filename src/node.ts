import { setTimeout as wait } from 'node:timers/promises'
import { readConfig, type Config } from './config.ts'
import type { Log } from './domain/log.ts'
import { openLiveIndex, type LiveIndex } from './open/live.ts'
import { failWith } from './process/file-problem.ts'
import { readStart } from './process/start-arguments.ts'

/** Milliseconds for the first steps of opening an index, after which its threads have work. */
const FIRST_STEPS = 50

let opening: Promise<LiveIndex> | undefined

/**
 * Opens the index before the rest of the program is loaded: the threads that read it, and load the
 * model, have the other processor to themselves meanwhile.
 */
async function start(config: Config): Promise<void> {
  let log: Log = () => {}
  opening = openLiveIndex(config, (entry) => log(entry))
  // Whoever serves it hears of a failure.
  opening.catch(() => {})
  await wait(FIRST_STEPS)
  const { serveIndex } = await import('./commands/serve-index.ts')
  await serveIndex(config, { opening, logTo: (given) => (log = given) })
}

try {
  const started = readStart(process.argv.slice(2), process.env)
  if ('help' in started) process.stdout.write(started.help)
  else await start(readConfig(started.env))
} catch (error) {
  // The encoder's thread aborts the whole program if that ends while it is loading.
  await Promise.allSettled([opening])
  failWith(error)
}
