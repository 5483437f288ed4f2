import type { Author, CitedWork } from './work.ts'
import { ENGLISH_MONTHS, MONTHS } from '../domain/months.ts'

/**
 * A reference in APA 7 style, for an English or a Dutch text, without italics. The title stays
 * Dutch: it is the name of the work. Dutch puts the day before the month and writes "z.d.".
 */
export function apa(work: CitedWork, language: 'nl' | 'en'): string {
  const { authors, title, answered, publisher, url } = work
  const number = numberIn(work, language)
  const titled = number === null ? title : `${title} (${number})`
  const date = `(${dateIn(answered, language)})`
  // A work without an author is listed by its title.
  const parts =
    authors.length === 0
      ? [`${titled}.`, `${date}.`]
      : [withPoint(listed(authors.map(nameOf))), `${date}.`, `${titled}.`]
  return [...parts, `${publisher}.`, url].join(' ')
}

function numberIn({ number, source }: CitedWork, language: 'nl' | 'en'): string | null {
  switch (number.kind) {
    case 'publication':
      return source
    case 'document':
      return `${language === 'nl' ? 'nr.' : 'No.'} ${number.number}`
    case 'none':
      return null
  }
}

function dateIn(date: string | null, language: 'nl' | 'en'): string {
  if (date === null) return language === 'nl' ? 'z.d.' : 'n.d.'
  const [year, month, day] = date.split('-').map(Number)
  return language === 'nl'
    ? `${year}, ${day} ${MONTHS[month! - 1]}`
    : `${year}, ${ENGLISH_MONTHS[month! - 1]} ${day}`
}

/** "van Weel, D. M." */
function nameOf(author: Author): string {
  if (author.kind === 'office') return author.name
  const { particle, family, initials } = author
  const surname = particle === null ? family : `${particle} ${family}`
  return initials === null ? surname : `${surname}, ${initials.replace(/\.(?=.)/g, '. ')}`
}

/** "A", "A, & B", "A, B, & C": APA 7 names up to twenty, and then the last. */
function listed(names: readonly string[]): string {
  if (names.length > 20) return `${names.slice(0, 19).join(', ')}, … ${names.at(-1)}`
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`
}

function withPoint(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
