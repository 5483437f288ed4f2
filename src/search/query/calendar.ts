// Days as texts, "2024-03-01", which compare in their order.

/** The first and the last day of a year. */
export function yearPeriod(year: number) {
  return { from: isoDay(year, 1, 1), to: isoDay(year, 12, 31) }
}

/** The third Tuesday of September, which opens the parliamentary year. */
export function openingDay(year: number): string {
  const first = weekdayOf(isoDay(year, 9, 1))
  return isoDay(year, 9, 1 + ((2 - first + 7) % 7) + 14)
}

/** "2024-03-01" */
export function isoDay(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The number of days in a month, which counts from 1. */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** 0 for a Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** The day this many days later, or earlier for a negative number. */
export function shift(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The same by months; a shorter month counts as far as its last day. */
export function shiftMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const at = year * 12 + month - 1 + months
  const of = Math.floor(at / 12)
  const own = (at % 12) + 1
  return isoDay(of, own, Math.min(date, daysIn(of, own)))
}

export const before = (day: string): string => shift(day, -1)

export const after = (day: string): string => shift(day, 1)
