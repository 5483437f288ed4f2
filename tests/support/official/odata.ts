import { utcOf } from './feed.ts'
import type { Category, Fields, Held, OfficialWorld } from './world.ts'

/** Rows per page: few, so that a year takes several pages. */
const PAGE = 3

const PROPERTIES: Readonly<Record<string, string>> = {
  Document:
    'Id Soort DocumentNummer Titel Onderwerp Datum Vergaderjaar DatumRegistratie ' +
    'DatumOntvangst Aanhangselnummer ContentType ContentLength GewijzigdOp ApiGewijzigdOp ' +
    'Verwijderd HuidigeDocumentVersie_Id',
  DocumentVersie: 'Id Versienummer ExterneIdentifier GewijzigdOp',
  Zaak: 'Id Nummer Alias Soort Onderwerp GestartOp GewijzigdOp',
  ZaakActor: 'Id Relatie ActorNaam ActorFractie Functie GewijzigdOp',
  DocumentActor: 'Id Relatie ActorNaam ActorFractie Functie GewijzigdOp',
}
const NAVIGATION: Readonly<Record<string, string>> = {
  Document: 'Zaak DocumentVersie DocumentActor',
  Zaak: 'Document ZaakActor',
}

/** `$metadata`, without the names in `lost`. */
export function modelXml(lost: ReadonlySet<string>): string {
  const types = Object.entries(PROPERTIES).map(([type, properties]) => {
    const kept = properties.split(' ').filter((name) => !lost.has(`${type}.${name}`))
    const navigation = (NAVIGATION[type] ?? '').split(' ').filter((name) => name !== '')
    return (
      '<EntityType ' +
      `Name="${type}">${kept
        .map((name) => `<Property Name="${name}" Type="Edm.String"/>`)
        .join('')}${navigation
        .map((name) => `<NavigationProperty Name="${name}" Type="Collection(x.${name})"/>`)
        .join('')}</EntityType>`
    )
  })
  return (
    '<?xml version="1.0"?><edmx:Edmx ' +
    'xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema ' +
    'xmlns="http://docs.oasis-open.org/odata/ns/edm" ' +
    `Namespace="x">${types.join('')}</Schema></edmx:DataServices></edmx:Edmx>`
  )
}

/** A page of `Document`. Throws the unsupported part, where the service answers 400. */
export function documentRows(world: OfficialWorld, base: string, query: URLSearchParams): string {
  if (query.has('$top')) throw new Error('$top leaves out the next page')
  const filter = query.get('$filter') ?? ''
  const soort = /Soort eq '(?<soort>(?:[^']|'')*)'/
    .exec(filter)
    ?.groups?.['soort']?.replaceAll("''", "'")
  const [from, to] = [/Datum ge (\S+)T/.exec(filter)?.[1], /Datum lt (\S+)T/.exec(filter)?.[1]]
  if (soort === undefined || from === undefined || to === undefined)
    throw new Error(`filter ${filter}`)
  if (!filter.startsWith('Verwijderd eq false and ')) throw new Error('filter without Verwijderd')
  const expand = query.get('$expand') ?? ''
  const rows = world
    .entries('Document')
    .filter(({ fields }) => fields?.['soort'] === soort)
    .filter(({ fields }) => dayIn(fields!) >= from && dayIn(fields!) < to)
    .sort((a, b) => (dayIn(a.fields!) < dayIn(b.fields!) ? -1 : 1))
  const skip = Number(query.get('$skiptoken') ?? 0)
  const next = new URLSearchParams(query)
  next.set('$skiptoken', String(skip + PAGE))
  return JSON.stringify({
    '@odata.context': `${base}/OData/v5/$metadata#Document`,
    value: rows.slice(skip, skip + PAGE).map((held) => rowOf(world, held, expand)),
    ...(rows.length > skip + PAGE
      ? { '@odata.nextLink': `${base}/OData/v5/Document?${next}` }
      : {}),
  })
}

function dayIn(fields: Fields): string {
  return String(fields['datum'] ?? '').slice(0, 10)
}

function rowOf(world: OfficialWorld, held: Held, expand: string): unknown {
  const fields = held.fields!
  const own = (category: Category, key: string) =>
    world.entries(category).filter((each) => String(each.fields?.[key] ?? '') === held.guid)
  const zaken = ((fields['zaak'] ?? []) as readonly string[]).flatMap(
    (ref) => world.held.get(ref) ?? [],
  )
  return {
    Id: held.guid,
    Soort: fields['soort'] ?? null,
    DocumentNummer: fields['documentNummer'] ?? null,
    Onderwerp: fields['onderwerp'] ?? null,
    Datum: `${dayIn(fields)}T00:00:00Z`,
    Aanhangselnummer: fields['aanhangselnummer'] ?? null,
    ContentType: held.type,
    ContentLength: held.length,
    GewijzigdOp: utcOf(held.updated),
    Verwijderd: false,
    HuidigeDocumentVersie_Id: fields['huidigeDocumentVersie'] ?? null,
    DocumentVersie: own('DocumentVersie', 'document').map((each) => ({
      Id: each.guid,
      Versienummer: Number(each.fields!['versienummer'] ?? 1),
      ExterneIdentifier: each.fields!['externeidentifier'] ?? null,
      GewijzigdOp: utcOf(each.updated),
    })),
    Zaak: zaken.map((zaak) => ({
      Id: zaak.guid,
      Nummer: zaak.fields!['nummer'] ?? null,
      Alias: zaak.fields!['alias'] ?? null,
      Soort: zaak.fields!['soort'] ?? null,
      GestartOp: zaak.fields!['gestartOp'] ?? null,
      GewijzigdOp: utcOf(zaak.updated),
      ...(expand.includes('ZaakActor')
        ? { ZaakActor: actorsOf(world, 'ZaakActor', 'zaak', zaak.guid) }
        : {}),
    })),
    ...(expand.includes('DocumentActor')
      ? { DocumentActor: actorsOf(world, 'DocumentActor', 'document', held.guid) }
      : {}),
  }
}

function actorsOf(world: OfficialWorld, category: Category, key: string, owner: string): unknown[] {
  return world
    .entries(category)
    .filter(({ fields }) => [fields?.[key]].flat().includes(owner))
    .map(({ guid, fields, updated }) => ({
      Id: guid,
      Relatie: fields!['relatie'] ?? null,
      ActorNaam: fields!['naam'] ?? fields!['actorNaam'] ?? null,
      ActorFractie: fields!['fractie'] ?? fields!['actorFractie'] ?? null,
      Functie: fields!['functie'] ?? null,
      GewijzigdOp: utcOf(updated),
    }))
}
