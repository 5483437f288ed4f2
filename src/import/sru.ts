import { AppError } from '../domain/errors.ts'
import { dayOf } from './amsterdam.ts'
import { allNamed, readXml, textNamed } from './read-xml.ts'

/** The register's record of an official publication. `modified` and `day` are `YYYY-MM-DD`. */
export interface PublicationRecord {
  readonly id: string
  readonly title: string | null
  readonly day: string | null
  readonly modified: string | null
}

/** The lists of publications with questions: with an answer or a notice, and without. */
export const PUBLICATIONS = {
  answered: 'Kamervragen (Aanhangsel)',
  unanswered: 'Kamervragen zonder antwoord',
} as const

/** Records on a page at most; the service allows no more, and may send fewer. */
const PAGE = 100

/**
 * The address of a page of one list in one month (`YYYY-MM`), counted from 1. A query takes 20 to
 * 120 seconds.
 */
export function monthAddress(
  base: string,
  { name, month, start }: { name: string; month: string; start: number },
): string {
  const [year = 0, index = 0] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, index, 0)).toISOString().slice(0, 10)
  const query = [
    'c.product-area==officielepublicaties',
    `w.publicatienaam=="${name}"`,
    `dt.date>="${month}-01"`,
    `dt.date<="${last}"`,
  ].join(' and ')
  const address = new URL(base)
  address.search = [
    ['operation', 'searchRetrieve'],
    ['version', '2.0'],
    ['startRecord', String(start)],
    ['maximumRecords', String(PAGE)],
    ['recordSchema', 'gzd'],
    ['query', `${query} sortBy dt.date/sort.ascending`],
  ]
    .map(([key, value]) => `${key!}=${encodeURIComponent(value!)}`)
    .join('&')
  return address.href
}

/** A page of records, of those that match in all; it may list some without an id. */
interface RecordPage {
  readonly total: number
  readonly listed: number
  readonly records: readonly PublicationRecord[]
}

/**
 * Reads a page. Throws `unreadable_document` if the service sent something else, or reports an
 * error.
 */
export function readRecords(xml: string): RecordPage {
  const root = readXml(xml, 'The list of publications (SRU)')
  const diagnostic = allNamed(root, 'diagnostic')[0]
  const total = Number(textNamed(root, 'numberofrecords'))
  if (diagnostic !== undefined || !Number.isInteger(total)) {
    const said = diagnostic === undefined ? '' : ` (${textNamed(diagnostic, 'message') ?? ''})`
    throw new AppError(
      'unreadable_document',
      `The list of publications (SRU) cannot be used: it has no number of records${said}.`,
    )
  }
  const listed = allNamed(root, 'gzd')
  const records = listed.flatMap((record) => {
    const id = textNamed(record, 'identifier')
    if (id === null) return []
    return {
      id,
      title: textNamed(record, 'title'),
      day: dayOf(textNamed(record, 'date')),
      modified: dayOf(textNamed(record, 'modified')),
    }
  })
  return { total, listed: listed.length, records }
}

/** The months from one to another, inclusive, newest first. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  let [year = 0, month = 0] = to.split('-').map(Number)
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`
    if (name < from) return months
    months.push(name)
    month = month === 1 ? 12 : month - 1
    if (month === 12) year--
  }
}
