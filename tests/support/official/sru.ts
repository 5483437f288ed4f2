import { escaped } from './feed.ts'
import type { OfficialWorld } from './world.ts'

/** Records per page, whatever is asked for: few, so that a month takes several pages. */
const MOST = 2

/**
 * A page of the register of publications; a value without double quotes gets the service's error.
 */
export function registerPage(world: OfficialWorld, query: URLSearchParams): string {
  const asked = query.get('query') ?? ''
  const name = /w\.publicatienaam=="(?<name>[^"]+)"/.exec(asked)?.groups?.['name']
  const from = /dt\.date>="(\S+?)"/.exec(asked)?.[1]
  const to = /dt\.date<="(\S+?)"/.exec(asked)?.[1]
  if (name === undefined || from === undefined || to === undefined) {
    return (
      '<sru:searchRetrieveResponse ' +
      'xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"><sru:diagnostics>' +
      '<diagnostic><message>mismatched ' +
      "input '('</message></diagnostic></sru:diagnostics></sru:searchRetrieveResponse>"
    )
  }
  const found = world.register
    .filter((each) => each.name === name && each.day >= from && each.day <= to)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
  const start = Number(query.get('startRecord'))
  const most = Math.min(MOST, Number(query.get('maximumRecords')))
  const page = found.slice(start - 1, start - 1 + most)
  const records = page.map(
    ({ id, day, modified }) =>
      '<sru:record><sru:recordData><gzd:gzd xmlns:gzd="http://standaarden.overheid.nl/sru" ' +
      'xmlns:dcterms="http://purl.org/dc/terms/"><gzd:originalData><overheidwetgeving:meta ' +
      'xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/">' +
      `<dcterms:identifier>${id}</dcterms:identifier>` +
      `<dcterms:title>${escaped(`Antwoord op vragen & meer: ${id}`)}</dcterms:title>` +
      `<dcterms:date>${day}</dcterms:date><dcterms:modified>${modified}</dcterms:modified>` +
      '</overheidwetgeving:meta></gzd:originalData></gzd:gzd></sru:recordData></sru:record>',
  )
  return (
    '<?xml version="1.0"?><sru:searchRetrieveResponse ' +
    'xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse">' +
    `<sru:numberOfRecords>${found.length}</sru:numberOfRecords>` +
    `<sru:records>${records.join('')}</sru:records></sru:searchRetrieveResponse>`
  )
}
