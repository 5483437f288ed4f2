import { AppError } from '../domain/errors.ts'
import { dayOf, instantOf } from './amsterdam.ts'
import type { Actor, Category, Entity, Paper } from './entity.ts'
import { allNamed, readXml, textNamed, type XmlNode } from './read-xml.ts'

/** A page of the feed of one category. */
export interface FeedPage {
  readonly entities: readonly Entity[]
  /** entries with nothing but an id, which contain no data yet */
  readonly placeholders: number
  /** resumes right after the last entry; null if there was none */
  readonly token: string | null
}

/** Reads a page completely or not at all. Throws `unreadable_document` with the reason. */
export function readFeedPage(xml: string, category: Category): FeedPage {
  const root = readXml(xml, `The feed of ${category}`)
  const [feed] = root.children
  if (feed?.name !== 'feed') throw unusable(category, 'it is no Atom feed')
  const entries = feed.children.filter(({ name }) => name === 'entry')
  const entities: Entity[] = []
  let placeholders = 0
  for (const entry of entries) {
    const entity = entityOf(entry, category)
    if (entity === null) placeholders++
    else entities.push(entity)
  }
  const last = entries.at(-1)
  if (last === undefined) return { entities, placeholders, token: null }
  const token = tokenOf(last) ?? tokenOf(feed)
  if (token === null) throw unusable(category, 'its last entry does not say how to go on')
  return { entities, placeholders, token }
}

/** The answer of `Entiteiten/<guid>`: one entry, by itself or in a feed. Null for a placeholder. */
export function readEntry(xml: string, category: Category): Entity | null {
  const root = readXml(xml, `The entry of a ${category}`)
  const entry = allNamed(root, 'entry')[0] ?? root
  return entityOf(entry, category)
}

function unusable(category: Category, why: string): AppError {
  return new AppError('unreadable_document', `The feed of ${category} cannot be used: ${why}.`)
}

function tokenOf(node: XmlNode): string | null {
  const link = node.children.find(
    ({ name, attributes }) => name === 'link' && attributes['rel'] === 'next',
  )
  const token = URL.parse(link?.attributes['href'] ?? '')?.searchParams.get('skiptoken') ?? ''
  return /^\d{1,15}$/.test(token) ? token : null
}

function entityOf(entry: XmlNode, category: Category): Entity | null {
  const body = allNamed(entry, category.toLowerCase())[0]
  const guid = body?.attributes['id'] ?? textNamed(entry, 'title')
  if (guid === null) throw unusable(category, 'an entry has no id')
  const updated =
    instantOf(body?.attributes['bijgewerkt'] ?? null) ?? instantOf(textNamed(entry, 'updated'))
  if (updated === null) throw unusable(category, `the entry ${guid} has no time`)
  const same = { guid, updated }
  if (/^true$/i.test(body?.attributes['verwijderd'] ?? '')) {
    return { ...same, kind: 'gone', category }
  }
  // A feed may announce a record before it has it.
  if (body === undefined || body.children.length === 0) return null
  const text = (name: string) => textNamed(body, name)
  switch (category) {
    case 'Document': {
      const soort = text('soort')
      if (soort === null) return null
      return { ...same, kind: 'Document', paper: paperOf(body, soort) }
    }
    case 'DocumentVersie':
      return {
        ...same,
        kind: 'DocumentVersie',
        version: {
          paper: refsOf(body, 'document')[0] ?? null,
          identifier: text('externeidentifier'),
        },
      }
    case 'Zaak':
      return {
        ...same,
        kind: 'Zaak',
        zaak: {
          number: text('nummer'),
          alias: text('alias'),
          soort: text('soort'),
          subject: text('onderwerp'),
          began: dayOf(text('gestartop')),
        },
      }
    case 'ZaakActor':
    case 'DocumentActor':
      return { ...same, kind: category, actor: actorOf(body, category) }
  }
}

function paperOf(body: XmlNode, soort: string): Paper {
  const text = (name: string) => textNamed(body, name)
  const length = Number(body.attributes['contentlength'])
  return {
    soort,
    number: text('documentnummer'),
    subject: text('onderwerp') ?? text('titel'),
    day: dayOf(text('datum')),
    received: dayOf(text('datumontvangst')),
    appendixNumber: text('aanhangselnummer'),
    contentType: body.attributes['contenttype'] ?? null,
    contentLength: Number.isInteger(length) && length > 0 ? length : null,
    version: refsOf(body, 'huidigedocumentversie')[0] ?? null,
    zaken: refsOf(body, 'zaak'),
  }
}

function actorOf(body: XmlNode, category: 'ZaakActor' | 'DocumentActor'): Actor {
  const text = (name: string) => textNamed(body, name)
  return {
    owner: refsOf(body, category === 'ZaakActor' ? 'zaak' : 'document')[0] ?? null,
    relation: text('relatie'),
    name: text('naam') ?? text('actornaam'),
    party: text('fractie') ?? text('actorfractie'),
    office: text('functie'),
  }
}

/** The target of a reference; an empty one has none. */
function refsOf(body: XmlNode, name: string): string[] {
  return body.children.flatMap((child) =>
    child.name === name && child.attributes['ref'] ? [child.attributes['ref']] : [],
  )
}
