import type { Author, CitedWork } from './work.ts'

/**
 * A RIS record: one field a line, lines ended by CR LF. The format has no escapes. No value can
 * begin a field or end the record, since `CitedWork` contains neither line ends nor two spaces in a
 * row, and a tag is followed by two ("ER - ").
 */
export function ris({ id, authors, title, answered, number, ...work }: CitedWork): string {
  const fields: (readonly [tag: string, value: string])[] = [
    ['TY', 'RPRT'],
    ['ID', id],
    ...authors.map((author) => ['AU', nameOf(author)] as const),
    ['TI', title],
  ]
  if (answered !== null) {
    // YYYY/MM/DD/other
    fields.push(['PY', answered.slice(0, 4)], ['DA', `${answered.replaceAll('-', '/')}/`])
  }
  fields.push(['M3', number.kind === 'publication' ? number.series : 'Antwoord op Kamervragen'])
  if (number.kind !== 'none') fields.push(['SN', number.number])
  fields.push(['PB', work.publisher], ['LA', 'nl'], ['UR', work.url], ['ER', ''])
  return fields.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('')
}

/** "van Weel, D.M."; an office with a comma in it looks like a name, and stays as it is. */
function nameOf(author: Author): string {
  if (author.kind === 'office') return author.name
  const { particle, family, initials } = author
  const surname = particle === null ? family : `${particle} ${family}`
  return initials === null ? surname : `${surname}, ${initials}`
}
