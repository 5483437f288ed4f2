import { AppError } from '../domain/errors.ts'
import { dayOf, instantOf } from './amsterdam.ts'
import type { Entity } from './entity.ts'
import type { Slice } from './list-slices.ts'
import { allNamed, readXml } from './read-xml.ts'

/** Names that must exist, and names that are used only if they do. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  Document: [
    'Id',
    'Soort',
    'DocumentNummer',
    'Datum',
    'Verwijderd',
    'GewijzigdOp',
    'Zaak',
    'DocumentVersie',
  ],
  Zaak: ['Id', 'Nummer', 'Soort'],
  DocumentVersie: ['Id', 'ExterneIdentifier'],
}
const WELCOME: Readonly<Record<string, readonly string[]>> = {
  Document: [
    'Onderwerp',
    'Titel',
    'DatumOntvangst',
    'Aanhangselnummer',
    'ContentType',
    'ContentLength',
    'HuidigeDocumentVersie_Id',
  ],
  Zaak: ['Alias', 'Onderwerp', 'GestartOp', 'GewijzigdOp'],
  DocumentVersie: ['Versienummer', 'GewijzigdOp'],
  ZaakActor: ['Id', 'Relatie', 'ActorNaam', 'ActorFractie', 'Functie', 'GewijzigdOp'],
  DocumentActor: ['Id', 'Relatie', 'ActorNaam', 'ActorFractie', 'Functie', 'GewijzigdOp'],
}

/** The names that a service has, by type. */
export type Model = ReadonlyMap<string, ReadonlySet<string>>

/** Reads `$metadata`. Throws `unavailable` with the missing name: the service has then changed. */
export function readModel(xml: string): Model {
  const types = allNamed(readXml(xml, 'The description of OData ($metadata)'), 'entitytype')
  const model = new Map(
    types.map(({ attributes, children }) => [
      attributes['name'] ?? '',
      new Set(
        children.flatMap((child) =>
          child.name === 'property' || child.name === 'navigationproperty'
            ? (child.attributes['name'] ?? [])
            : [],
        ),
      ),
    ]),
  )
  for (const [type, names] of Object.entries(NEEDED)) {
    const missing = names.filter((name) => !model.get(type)?.has(name))
    if (missing.length === 0) continue
    throw new AppError(
      'unavailable',
      `OData has no ${missing.map((name) => `${type}.${name}`).join(', ')} any more. Nothing ` +
        'was imported; this program must learn the new names first.',
    )
  }
  return model
}

/**
 * The address of a slice's first page. Never with `$top`: the service leaves out the next page
 * then.
 */
export function sliceAddress(base: string, { soort, from, to }: Slice, model: Model): string {
  const has = (type: string) =>
    [...(NEEDED[type] ?? []), ...(WELCOME[type] ?? [])].filter((name) => model.get(type)?.has(name))
  const columns = (type: string) =>
    has(type).filter((name) => !['Zaak', 'DocumentVersie', 'Verwijderd'].includes(name))
  const actors = (type: string) =>
    model.get(type.replace('Actor', ''))?.has(type) && model.has(type)
      ? `${type}($select=${columns(type).join(',')})`
      : null
  const zaakActors = actors('ZaakActor')
  const zaakParts = [
    `$select=${columns('Zaak').join(',')}`,
    ...(zaakActors === null ? [] : [`$expand=${zaakActors}`]),
  ]
  const expanded = [
    `Zaak(${zaakParts.join(';')})`,
    `DocumentVersie($select=${columns('DocumentVersie').join(',')})`,
    ...((actors('DocumentActor') ?? []).length === 0 ? [] : [actors('DocumentActor')!]),
  ]
  const filter = [
    'Verwijderd eq false',
    `Soort eq '${soort.replaceAll("'", "''")}'`,
    `Datum ge ${from}T00:00:00Z`,
    `Datum lt ${to}T00:00:00Z`,
  ].join(' and ')
  const address = new URL(`${base}/OData/v5/Document`)
  // By hand: the service takes %20 for a space, and not all of them take "+".
  address.search = [
    ['$filter', filter],
    ['$orderby', 'Datum'],
    ['$select', columns('Document').join(',')],
    ['$expand', expanded.join(',')],
  ]
    .map(([name, value]) => `${name!}=${encodeURIComponent(value!)}`)
    .join('&')
  return address.href
}

/** A page of rows, with the address of the next one; null after the last. */
interface RowPage {
  readonly entities: readonly Entity[]
  readonly papers: number
  /** the sum of the file sizes that the service states */
  readonly bytes: number
  readonly next: string | null
}

type Row = Readonly<Record<string, unknown>>

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}

/**
 * Reads a page of rows. Throws `unreadable_document` if it is not one, or its next page is on
 * another host.
 */
export function readRows(json: string, address: string): RowPage {
  const page = parsed(json, address)
  const rows = page['value']
  if (!Array.isArray(rows)) throw unusable(address, 'it has no rows')
  const next = text(page, '@odata.nextLink')
  const target = next === null ? null : URL.parse(next, address)
  if (next !== null && target === null) throw unusable(address, 'its next page has no address')
  if (target !== null && target.host !== new URL(address).host) {
    throw unusable(address, `its next page is on another host, ${target.host}`)
  }
  const entities = rows.flatMap((row: unknown) => {
    if (!isRow(row)) throw unusable(address, 'a row of it is none')
    return entitiesOf(row, address)
  })
  const papers = entities.filter(({ kind }) => kind === 'Document')
  return {
    entities,
    papers: papers.length,
    bytes: papers.reduce(
      (sum, each) => sum + (each.kind === 'Document' ? (each.paper.contentLength ?? 0) : 0),
      0,
    ),
    next: target?.href ?? null,
  }
}

function parsed(json: string, address: string): Row {
  try {
    const value: unknown = JSON.parse(json)
    if (isRow(value)) return value
  } catch {
    // The message below has the address; all that matters here is that it is not JSON.
  }
  throw unusable(address, 'it is no JSON')
}

function unusable(address: string, why: string): AppError {
  return new AppError('unreadable_document', `${address} cannot be used: ${why}.`)
}

function entitiesOf(row: Row, address: string): Entity[] {
  const guid = text(row, 'Id')
  const soort = text(row, 'Soort')
  const updated = instantOf(text(row, 'GewijzigdOp'))
  if (guid === null || updated === null)
    throw unusable(address, 'a row has no Id or no GewijzigdOp')
  // Announced, but not available yet.
  if (soort === null) return []
  const zaken = children(row, 'Zaak')
  const versions = [...children(row, 'DocumentVersie')].sort(
    (a, b) => Number(a['Versienummer'] ?? 0) - Number(b['Versienummer'] ?? 0),
  )
  const length = Number(row['ContentLength'])
  const since = (child: Row) => instantOf(text(child, 'GewijzigdOp')) ?? updated
  return [
    ...versions.map((version): Entity => ({
      guid: idOf(version, address),
      updated: since(version),
      kind: 'DocumentVersie',
      version: { paper: guid, identifier: text(version, 'ExterneIdentifier') },
    })),
    {
      guid,
      updated,
      kind: 'Document',
      paper: {
        soort,
        number: text(row, 'DocumentNummer'),
        subject: text(row, 'Onderwerp') ?? text(row, 'Titel'),
        day: dayOf(text(row, 'Datum')),
        received: dayOf(text(row, 'DatumOntvangst')),
        appendixNumber: text(row, 'Aanhangselnummer'),
        contentType: text(row, 'ContentType'),
        contentLength: Number.isInteger(length) && length > 0 ? length : null,
        version: text(row, 'HuidigeDocumentVersie_Id') ?? text(versions.at(-1) ?? {}, 'Id'),
        zaken: zaken.map((zaak) => idOf(zaak, address)),
      },
    },
    ...zaken.map((zaak): Entity => ({
      guid: idOf(zaak, address),
      updated: since(zaak),
      kind: 'Zaak',
      zaak: {
        number: text(zaak, 'Nummer'),
        alias: text(zaak, 'Alias'),
        soort: text(zaak, 'Soort'),
        subject: text(zaak, 'Onderwerp'),
        began: dayOf(text(zaak, 'GestartOp')),
      },
    })),
    ...zaken.flatMap((zaak) => actorsOf(zaak, 'ZaakActor', address, since(zaak))),
    ...actorsOf(row, 'DocumentActor', address, updated),
  ]
}

function actorsOf(
  owner: Row,
  kind: 'ZaakActor' | 'DocumentActor',
  address: string,
  updated: string,
): Entity[] {
  return children(owner, kind).map((actor) => ({
    guid: idOf(actor, address),
    updated: instantOf(text(actor, 'GewijzigdOp')) ?? updated,
    kind,
    actor: {
      owner: idOf(owner, address),
      relation: text(actor, 'Relatie'),
      name: text(actor, 'ActorNaam'),
      party: text(actor, 'ActorFractie'),
      office: text(actor, 'Functie'),
    },
  }))
}

function children(row: Row, name: string): Row[] {
  const value = row[name]
  return Array.isArray(value) ? value.filter(isRow) : []
}

function idOf(row: Row, address: string): string {
  const id = text(row, 'Id')
  if (id === null) throw unusable(address, 'something in a row has no Id')
  return id
}

function text(row: Row, name: string): string | null {
  const value = row[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
