const WITHOUT_OFFSET = /^(?<second>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(?<fraction>\d{1,9}))?$/
const DAY = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/
const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/

const inAmsterdam = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/**
 * A moment as the services write it, as UTC with milliseconds, so that two of them compare as text.
 * Without an offset it is the time in Amsterdam; of the hour that a day in October has twice, the
 * first counts. Null for anything else.
 */
export function instantOf(text: string | null): string | null {
  if (text === null) return null
  if (OFFSET.test(text)) return isoOf(Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')))
  const { second, fraction } = WITHOUT_OFFSET.exec(text)?.groups ?? {}
  if (second === undefined) return null
  const milliseconds = (fraction ?? '').padEnd(3, '0').slice(0, 3)
  const asUtc = Date.parse(`${second}.${milliseconds}Z`)
  const found = [2, 1].map((hours) => asUtc - hours * 3_600_000).find((at) => wallOf(at) === second)
  return isoOf(found ?? asUtc - 3_600_000)
}

function wallOf(instant: number): string {
  return inAmsterdam.format(instant).replace(' ', 'T')
}

function isoOf(instant: number): string | null {
  return Number.isNaN(instant) ? null : new Date(instant).toISOString()
}

/**
 * The day of a date as the services write it: "2025-01-28T00:00:00", "2025-01-28". With an offset
 * it is the day in Amsterdam, whose midnight is "2025-01-27T23:00:00Z". Null for anything else, and
 * for a day of the year 1, as .NET writes no date.
 */
export function dayOf(text: string | null): string | null {
  const instant = text?.includes('T') && OFFSET.test(text) ? instantOf(text) : null
  const date = instant === null ? text : wallOf(Date.parse(instant))
  return DAY.exec(date ?? '')?.[0] ?? null
}
