/** A named part of a year, from its first month to its last. */
interface YearPart {
  readonly names: string
  readonly first: number
  readonly last: number
}

const PARTS: readonly YearPart[] = [
  { names: 'voorjaar|lente|spring', first: 3, last: 5 },
  { names: 'zomer|summer', first: 6, last: 8 },
  { names: 'najaar|herfst|autumn|fall', first: 9, last: 11 },
  { names: 'begin|beginning|start|early', first: 1, last: 3 },
  { names: 'medio|midden|mid|middle', first: 5, last: 8 },
  { names: 'eind|einde|late|end', first: 10, last: 12 },
]

/** A pattern of a season. */
export const SEASON = PARTS.slice(0, 3)
  .map(({ names }) => names)
  .join('|')

/** "najaar 2024", "begin van 2023", "late 2024", "the end of 2022", "mid-2021" */
export const yearPartPattern = (year: string): string =>
  `(?:het |de |the )?(?<yearPart>${PARTS.map(({ names }) => names).join(
    '|',
  )})(?:\\s+(?:van\\s+|of\\s+|in\\s+)?(?:het\\s+jaar\\s+)?|-)(?<yearPartOf>${year})`

/** "week 45 van 2024", "week 45, 2024" */
export const weekPattern = (year: string): string =>
  `(?:week|weeknummer)\\s+(?<week>5[0-3]|[1-4]?\\d)(?:,|\\s+(?:van|of|in))?\\s+(?<weekOf>${year})`

/** The months of a named part of a year. */
export function monthsOfPart(name: string): Pick<YearPart, 'first' | 'last'> {
  return PARTS.find(({ names }) => names.split('|').includes(name.toLowerCase()))!
}

/** The Monday of a numbered week (ISO 8601: week 1 contains the fourth of January). */
export function mondayOfWeek(week: number, year: number): string {
  const fourth = new Date(Date.UTC(year, 0, 4))
  fourth.setUTCDate(4 - ((fourth.getUTCDay() + 6) % 7) + 7 * (week - 1))
  return fourth.toISOString().slice(0, 10)
}
