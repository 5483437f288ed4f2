import type { CslItem } from '../wire/citations.ts'
import type { Author, CitedWork } from './work.ts'

/**
 * CSL-JSON: an array with one item. The type is `document`, since styles shorten the date of a
 * `report` to its year, and the day helps to identify an answer.
 */
export function cslJson(work: CitedWork): string {
  return `${JSON.stringify([cslItem(work)], null, 2)}\n`
}

function cslItem({
  id,
  title,
  authors,
  answered,
  number,
  source,
  publisher,
  url,
}: CitedWork): CslItem {
  return {
    id,
    type: 'document',
    title,
    ...(authors.length > 0 && { author: authors.map(nameOf) }),
    ...(answered !== null && { issued: { 'date-parts': [answered.split('-').map(Number)] } }),
    ...(number.kind !== 'none' && { number: source }),
    publisher,
    URL: url,
    language: 'nl-NL',
  }
}

function nameOf(author: Author): NonNullable<CslItem['author']>[number] {
  if (author.kind === 'office') return { literal: author.name }
  const { family, initials, particle } = author
  return {
    family,
    ...(initials !== null && { given: initials }),
    ...(particle !== null && { 'non-dropping-particle': particle }),
  }
}
