import { compareText } from '../domain/order.ts'
import type { Actor, Paper } from './entity.ts'
import {
  isPublished,
  isUsable,
  kindOf,
  officialIds,
  officialPage,
  QUESTIONS_MATTER,
  type PaperKind,
} from './official.ts'
import type { State } from './state.ts'

/** CC0 1.0: the Tweede Kamer's licence for its data. */
const TWEEDE_KAMER_LICENSE = 'https://creativecommons.org/publicdomain/zero/1.0/'

/** A document that the archive must have. */
export interface Item {
  /** its GUID, or its id if it came from the register of publications */
  readonly guid: string
  readonly id: string
  readonly kind: PaperKind
  readonly day: string
  /** changes with every record that requires a new file */
  readonly key: string
  /** the possible addresses of its file, the best first */
  readonly places: readonly Place[]
  /** the content of the metadata file, apart from what depends on the address */
  readonly metadata: Readonly<Record<string, unknown>>
  /** metadata for a file without an official head: official XML says this itself */
  readonly unprinted: Readonly<Record<string, unknown>>
}

/** An address of a file. */
export interface Place {
  readonly address: string
  /** the expected content: official XML, or a file of this many bytes */
  readonly expects: 'xml' | { readonly bytes: number | null }
  readonly license: string | null
}

interface Bases {
  readonly tk: string
  readonly koop: string
}

/** All documents in the state, newest first; the same state yields the same list. */
export function planned(state: State, bases: Bases): Item[] {
  const items = state.source === 'koop' ? fromRegister(state, bases) : fromPapers(state, bases)
  return items.sort((a, b) => compareText(b.day, a.day) || compareText(a.id, b.id))
}

function fromPapers(state: State, { tk, koop }: Bases): Item[] {
  const taken = new Set<string>()
  const actors = Map.groupBy(state.actors.values(), ({ owner }) => owner)
  // In an order that later additions do not change: an id belongs to its first owner.
  const papers = [...state.papers].sort(
    ([a, one], [b, other]) =>
      compareText(one.day ?? '', other.day ?? '') ||
      compareText(one.number ?? '', other.number ?? '') ||
      compareText(a, b),
  )
  return papers.flatMap(([guid, paper]): Item[] => {
    const kind = kindOf(paper)
    if (kind === null) return []
    const version = state.versions.get(paper.version ?? '') ?? null
    const matters = mattersOf(paper, state)
    const zaken = matters.map(([, zaak]) => zaak)
    const id = officialIds({ kind, paper, version, zaken }).find((each) => !taken.has(each))
    if (id === undefined) return []
    taken.add(id)
    const numbers = zaken.flatMap(({ number }) => number ?? []).sort()
    const owners = [guid, ...matters.map(([owner]) => owner)]
    const parts = owners.flatMap((owner) => actors.get(owner) ?? [])
    const resource = `${tk}/SyncFeed/2.0/Resources/${encodeURIComponent(guid)}`
    return [
      {
        guid,
        id,
        kind,
        day: paper.day ?? '',
        key: [id, paper.version, paper.contentLength, version?.identifier].join(' '),
        places: [
          ...(isPublished(id)
            ? [{ address: `${koop}/${id}.xml`, expects: 'xml', license: null } as const]
            : []),
          {
            address: resource,
            expects: { bytes: paper.contentLength },
            license: TWEEDE_KAMER_LICENSE,
          },
        ],
        metadata: {
          id,
          url: officialPage(id, paper.number),
          kind,
          ...(numbers.length === 0 ? {} : { zaak: numbers }),
        },
        unprinted: saidOf(kind, paper, zaken, parts),
      },
    ]
  })
}

/**
 * The known matters that a paper belongs to: those of questions, where there are any. The minister
 * who submitted a letter to parliament asked nothing.
 */
function mattersOf({ zaken }: Pick<Paper, 'zaken'>, state: State) {
  const known = zaken.flatMap((guid) => {
    const zaak = state.zaken.get(guid)
    return zaak === undefined ? [] : [[guid, zaak] as const]
  })
  const asked = known.filter(([, { soort }]) => soort === QUESTIONS_MATTER)
  return asked.length === 0 ? known : asked
}

/** Facts that a letter without an official head may omit. */
function saidOf(
  kind: PaperKind,
  { day, received }: { readonly day: string | null; readonly received: string | null },
  zaken: readonly { readonly began: string | null }[],
  actors: readonly Actor[],
): Record<string, unknown> {
  const asked = kind === 'questions' ? day : (zaken[0]?.began ?? null)
  const answered = kind === 'questions' ? null : (received ?? day)
  const askers = unique(
    actors
      .filter(({ relation, name }) => /indiener/i.test(relation ?? '') && name !== null)
      .map(({ name, party }) => ({ name, party })),
  )
  // Who signed, not who was addressed: another member of the cabinet may answer.
  const signatories = actors
    .filter(({ relation }) => /ondertekenaar/i.test(relation ?? ''))
    .map(ministerOf)
  // One that cannot be read leaves all of them to the letter: it names them too.
  const ministers = signatories.every((each) => each !== null) ? unique(signatories) : []
  return {
    ...(asked === null ? {} : { asked }),
    ...(answered === null ? {} : { answered }),
    ...(askers.length === 0 ? {} : { askers }),
    ...(ministers.length === 0 ? {} : { ministers }),
  }
}

/** "minister van Financiën", "minister-president, minister van Algemene Zaken" */
const OFFICE = new RegExp(
  [
    String.raw`^(?:vice-?(?:minister-)?president,? (?:en )?)?(?:`,
    String.raw`(?<premier>minister-president)(?:,? (?:en )?minister van (?<own>[^,]+))?`,
    // With two offices, or for the time being: nothing here says such a thing.
    String.raw`|(?<role>minister|staatssecretaris)(?: (?<preposition>van|voor)`,
    String.raw` (?!.*(?:minister|secretaris|president|a\.i\.))(?<portfolio>.+))?)$`,
  ].join(''),
  'i',
)

/** "staatssecretaris van Financiën" with the name of the office's holder; null if unreadable. */
function ministerOf({ name, office }: Actor) {
  const { premier, own, role, preposition, portfolio } =
    OFFICE.exec((office ?? '').replace(/\s+/g, ' ').trim())?.groups ?? {}
  if (name === null) return null
  // As publications have it: "Minister-President Rutte (Algemene Zaken)".
  if (premier !== undefined)
    return { role: 'Minister-President', name, preposition: null, portfolio: own ?? null }
  if (role === undefined) return null
  return {
    role: role.toLowerCase() === 'minister' ? 'Minister' : 'Staatssecretaris',
    name,
    preposition: preposition?.toLowerCase() ?? null,
    portfolio: portfolio ?? null,
  }
}

/** Without repetitions, in a fixed order: a feed delivers them in any. */
function unique<T>(list: readonly T[]): T[] {
  const byText = new Map(list.map((each) => [JSON.stringify(each), each]))
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each)
}

function fromRegister(state: State, { koop }: Bases): Item[] {
  return [...state.records.values()].flatMap(({ id, day, modified }): Item[] => {
    if (!isPublished(id) || !isUsable(id)) return []
    const kind = id.startsWith('kv-') ? 'questions' : 'answers'
    return [
      {
        guid: id,
        id,
        kind,
        day: day ?? '',
        key: [id, modified].join(' '),
        places: [
          { address: `${koop}/${id}.xml`, expects: 'xml', license: null },
          { address: `${koop}/${id}.pdf`, expects: { bytes: null }, license: null },
        ],
        // The list mixes answers and notices; the document says which it is.
        metadata: {
          id,
          url: officialPage(id, null),
          ...(kind === 'questions' ? { kind } : {}),
        },
        unprinted: {},
      },
    ]
  })
}
