import type { Category, Held, OfficialWorld } from './world.ts'

export const PAGE = 250

/** A page of SyncFeed 2.0, with the observed variations of its entries. */
export function feedPage(
  world: OfficialWorld,
  base: string,
  category: Category,
  from: number,
): string {
  const left = world.entries(category).filter(({ token }) => token > from)
  const page = left.slice(0, PAGE)
  const link = (rel: string, token: number) =>
    `<link rel="${rel}" ` +
    `href="${base}/SyncFeed/2.0/Feed?category=${category}&amp;skiptoken=${token}"/>`
  const end = page.at(-1)?.token ?? from
  return [
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">',
    link(page.length === 0 ? 'resume' : 'next', end),
    ...page.map((held) => entryOf(held, base, link)),
    '</feed>',
  ].join('\n')
}

/** The response of `Entiteiten/<guid>`. */
export function entityPage(held: Held, base: string): string {
  return (
    '<?xml version="1.0" ' +
    `encoding="utf-8"?>${entryOf(held, base, () => '', ' xmlns="http://www.w3.org/2005/Atom"')}`
  )
}

function entryOf(
  held: Held,
  base: string,
  link: (rel: string, token: number) => string,
  namespace = '',
): string {
  const { guid, category, token, updated } = held
  return (
    `<entry${namespace}><title>${guid}</title><id>${base}/SyncFeed/2.0/Entiteiten/${guid}</id>` +
    `<updated>${utcOf(updated)}</updated><category ` +
    `term="${category.toLowerCase()}"/>${link('next', token)}<link rel="enclosure" ` +
    `href="${base}/SyncFeed/2.0/Resources/${guid}"/><content ` +
    `type="application/xml">${contentOf(held)}</content></entry>`
  )
}

/** Observed prefixes: `tk:`, none, and `ns1:`, which comes with an offset. */
function contentOf({ guid, category, token, updated, fields, type, length }: Held): string {
  const name = category[0]!.toLowerCase() + category.slice(1)
  const prefix = ['tk:', '', 'ns1:'][token % 3]!
  const time = prefix === 'ns1:' ? `${updated.slice(0, 19)}+0100` : updated
  const gone = fields === null ? ['true', 'True'][token % 2]! : 'false'
  const attributes = [
    `id="${guid}"`,
    `${prefix}bijgewerkt="${time}"`,
    `${prefix}verwijderd="${gone}"`,
    ...(type === null ? [] : [`${prefix}contentType="${type}"`]),
    ...(length === null ? [] : [`${prefix}contentLength="${length}"`]),
  ]
  const namespaces =
    'xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" ' +
    'xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0" ' +
    'xmlns:ns1="http://www.tweedekamer.nl/xsd/tkData/v1-0" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  const children = Object.entries(fields ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' ? childOf(key, value) : value.map((ref) => `<${key} ref="${ref}"/>`),
  )
  // Null has two notations, and empty references occur.
  const empty =
    fields === null || children.length === 0
      ? []
      : ['<vergaderjaar xsi:nil="true"/>', '<kamerstukdossier/>']
  return (
    `<${name} ${namespaces} ` +
    `${attributes.join(' ')}>${[...children, ...empty].join('')}</${name}>`
  )
}

function childOf(key: string, value: string): string {
  return /^(?:document|huidigeDocumentVersie|bronDocument)$/.test(key)
    ? `<${key} ref="${value}"/>`
    : `<${key}>${escaped(value)}</${key}>`
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}

/** All the made times are in winter. */
export function utcOf(amsterdam: string): string {
  return new Date(Date.parse(`${amsterdam.slice(0, 19)}Z`) - 3_600_000).toISOString()
}
