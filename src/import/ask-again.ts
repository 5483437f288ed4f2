import type { Item } from './plan.ts'
import type { State, Stored, Tries } from './state.ts'

/** Attempts a day for a file that may come: a missing one, or XML for which a letter stands in. */
export const TRIES_A_DAY = 2
/** Publications asked again a day: ten minutes at the official rate. */
const PUBLICATIONS_A_DAY = 200

/**
 * The documents whose best place is asked again on a day, though a file is held and its record is
 * unchanged: publications of which only the letter is held, and some of the others, since a
 * correction of a publication changes no record.
 */
export function askedAgain(items: readonly Item[], state: State, day: string): Item[] {
  const held = items.flatMap((item) => {
    const stored = state.stored.get(item.guid)
    const isHeld = stored?.key === item.key && item.places[0]?.expects === 'xml'
    return isHeld ? [{ item, stored, asked: askedOf(stored) }] : []
  })
  const letters = held.filter(
    ({ stored, asked }) => !hasHead(stored.file) && isTime(stored, asked, day),
  )
  // In proportion to its age: corrections come soon as a rule.
  const urgency = ({ item, asked }: (typeof held)[number]) =>
    daysBetween(asked.day, day) / (1 + (daysBetween(item.day, day) || LONG))
  const left = PUBLICATIONS_A_DAY - held.filter(({ asked }) => asked.day === day).length
  const publications = held
    .filter(({ stored, asked }) => hasHead(stored.file) && asked.day !== day)
    .sort((a, b) => urgency(b) - urgency(a))
    .slice(0, Math.max(0, left))
  return [...letters, ...publications].map(({ item }) => item)
}

/** Days of the age of a paper without a date. */
const LONG = 10_000

/** Whether a file has the head of an official publication: its XML does. */
export function hasHead(file: string): boolean {
  return file.endsWith('.xml')
}

/** When a file's best place was last asked. */
export function askedOf({ asked, fetched }: Stored): Tries {
  return asked ?? { day: fetched.slice(0, 10), count: 1 }
}

/** Ever less often: some publications have no XML at all. */
function isTime({ fetched }: Stored, asked: Tries, day: string): boolean {
  if (asked.day === day) return asked.count < TRIES_A_DAY
  return daysBetween(asked.day, day) >= daysBetween(fetched.slice(0, 10), asked.day) / 2
}

/** Whichever comes first: a clock that was ahead leaves days in the future behind. */
function daysBetween(one: string, other: string): number {
  return Math.abs(Date.parse(other) - Date.parse(one)) / 86_400_000
}
