import type { Author, CitedWork } from './work.ts'

const MONTH_MACROS = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun'],
  ...['jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
]

/**
 * A BibTeX entry in UTF-8 that BibLaTeX reads too (`day`, `langid`). Characters that TeX interprets
 * are escaped; double braces keep styles from writing "d66" for "D66" in the title.
 */
export function bibtex({ id, authors, title, answered, ...work }: CitedWork): string {
  const [year, month, day] = answered?.split('-').map(Number) ?? []
  const fields: readonly (readonly [name: string, value: string | null])[] = [
    ['author', authors.length === 0 ? null : `{${authors.map(nameOf).join(' and ')}}`],
    ['title', `{{${escaped(title)}}}`],
    ...numbered(work.number),
    ['institution', `{${escaped(work.publisher)}}`],
    ['year', year === undefined ? null : `{${year}}`],
    // A macro, since each style has its own names for the months.
    ['month', month === undefined ? null : MONTH_MACROS[month - 1]!],
    ['day', day === undefined ? null : `{${day}}`],
    ['url', `{${addressed(work.url)}}`],
    ['langid', '{dutch}'],
  ]
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = ${value},`]))
  return `@techreport{${keyOf(id)},\n${lines.join('\n')}\n}\n`
}

/** Styles write "<type> <number>". */
function numbered(number: CitedWork['number']): [name: string, value: string][] {
  switch (number.kind) {
    case 'publication':
      return [
        ['type', `{${escaped(`${number.series}, nr.`)}}`],
        ['number', `{${escaped(number.number)}}`],
      ]
    case 'document':
      return [
        ['type', '{Antwoord op Kamervragen}'],
        ['number', `{${escaped(number.number)}}`],
      ]
    case 'none':
      return [['type', '{Antwoord op Kamervragen}']]
  }
}

/** Braces keep "Bruins Slot" one surname, and "and" and commas in an office part of it. */
function nameOf(author: Author): string {
  if (author.kind === 'office') return `{${escaped(author.name)}}`
  const surname = `{${escaped(author.family)}}`
  const whole = author.particle === null ? surname : `${author.particle} ${surname}`
  return author.initials === null ? whole : `${whole}, ${escaped(author.initials)}`
}

/**
 * BibTeX counts braces even after a backslash, so the text may not contain one: an unpaired brace
 * would swallow the entries that follow.
 */
const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '{\\textbackslash}',
  '{': '{\\textbraceleft}',
  '}': '{\\textbraceright}',
  '~': '{\\textasciitilde}',
  '^': '{\\textasciicircum}',
}

function escaped(text: string): string {
  const marked = text.replace(/[\\{}~^]|[$&#_%]/g, (mark) => COMMANDS[mark] ?? `\\${mark}`)
  // TeX draws these together: "--" to a dash, "''" to a quotation mark.
  return marked.replace(/([-'`,<>?!])(?=[-'`,<>])/g, '$1{}')
}

/** BibTeX takes the field literally, so encode only what would end it. */
function addressed(url: string): string {
  return url.replace(/[{}\\"\s]/g, encodeURIComponent)
}

/** A key has letters, digits and few other characters. */
function keyOf(id: string): string {
  return id.replace(/[^\w.:-]+/g, '-')
}
