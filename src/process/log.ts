import { pino } from 'pino'
import type { Config } from '../config.ts'
import type { Log } from '../domain/log.ts'

/**
 * Bytes of waiting lines beyond which new ones are dropped, so that a slow disk or reader never
 * stops the server.
 */
const MAX_BUFFERED = 8 * 1024 * 1024

/** Its file descriptor: `process.stderr` would write at once, and wait. */
const STDERR = 2

/**
 * Writes events as lines of JSON to stderr, without waiting. The output is complete when the
 * process exits by itself.
 */
export function nodeLog(level: Config['logLevel']): Log {
  const destination = pino.destination({ dest: STDERR, sync: false, maxLength: MAX_BUFFERED })
  // A log that cannot be written (full disk, closed pipe) must not end the server, and there is
  // nowhere to report it. The next line is tried again.
  let writable = true
  destination.on('error', () => (writable = false))
  destination.on('write', () => (writable = true))
  // pino writes the remaining lines when the process exits, and sonic-boom 4.2 never gives up doing
  // so.
  const flushSync = destination.flushSync.bind(destination)
  destination.flushSync = () => {
    if (writable) flushSync()
  }
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
  return ({ level: entryLevel, ...entry }) => logger[entryLevel](entry)
}
