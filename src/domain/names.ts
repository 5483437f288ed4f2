import type { Minister } from './document.ts'

/** As they are written in dates, "12 september 2022"; the first is January. */
export const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
]

/** "Minister Hoekstra (Buitenlandse Zaken)", "Minister voor Buitenlandse Handel", "Minister De Boer" */
export function ministerLabel({ role, name, preposition, portfolio }: Minister): string {
  if (name === null) {
    return [role, preposition, portfolio].filter((part) => part !== null).join(' ')
  }
  return portfolio === null ? `${role} ${name}` : `${role} ${name} (${portfolio})`
}
