import type { SourceDocument } from '../domain/document.ts'
import { atOnce } from '../domain/slices.ts'
import { isSameName, isSamePerson, listedAs, listedOnce, ministerLabel } from '../domain/names.ts'
import { compareText, inDutchOrder, newestIn } from '../domain/order.ts'
import { isSameSubject, subjectsInSteps } from './subjects.ts'

/** The facets for browsing documents; each is part of an address. */
export const FACETS = ['minister', 'ministry', 'party', 'member', 'year', 'subject'] as const
export type Facet = (typeof FACETS)[number]

/** A value with its documents, newest answer first. */
export interface FacetValue {
  readonly value: string
  readonly documents: readonly SourceDocument[]
}

export type Facets = Readonly<Record<Facet, ReadonlyMap<string, FacetValue>>>

const known = new WeakMap<readonly SourceDocument[], Facets>()

/**
 * The values of documents, most documents first and then by the alphabet, and years newest first;
 * computed once.
 */
export function facetsIn(documents: readonly SourceDocument[]): Facets {
  const facets = known.get(documents) ?? atOnce(stepsToFacets(documents))
  known.set(documents, facets)
  return facets
}

/** Makes ready what `facetsIn` gives, with breaks. */
export function* facetsInSteps(documents: readonly SourceDocument[]): Generator<void, void> {
  if (!known.has(documents)) known.set(documents, yield* stepsToFacets(documents))
}

/** Documents between two yields. */
const AT_ONCE = 1_024

function* stepsToFacets(documents: readonly SourceDocument[]): Generator<void, Facets> {
  const ordered = newestIn(documents)
  yield
  const subjects = yield* subjectsInSteps(documents)
  const valuesOf = (document: SourceDocument, facet: Facet): string[] =>
    facet === 'subject' ? subjects(document.id) : factsOf(document, facet)
  const made: [Facet, Map<string, FacetValue>][] = []
  for (const facet of FACETS) {
    const byValue = new Map<string, SourceDocument[]>()
    const listed = LISTED[facet]?.(ordered.flatMap((document) => valuesOf(document, facet)))
    yield
    for (const [at, document] of ordered.entries()) {
      const own = valuesOf(document, facet).map((value) => listed?.get(value) ?? value)
      for (const value of new Set(own)) {
        const others = byValue.get(value)
        if (others === undefined) byValue.set(value, [document])
        else others.push(document)
      }
      if (at % AT_ONCE === 0) yield
    }
    const values = [...byValue].sort(([a, some], [b, others]) =>
      facet === 'year' ? compareText(b, a) : others.length - some.length || inDutchOrder(a, b),
    )
    made.push([
      facet,
      new Map(values.map(([value, found]) => [value, { value, documents: found }])),
    ])
    yield
  }
  return Object.fromEntries(made) as unknown as Facets
}

function factsOf(document: SourceDocument, facet: Exclude<Facet, 'subject'>): string[] {
  const { ministers, onBehalfOf, askers, answered, asked } = document
  switch (facet) {
    case 'minister':
      return ministers.map(ministerLabel)
    case 'ministry':
      return [...ministers, ...onBehalfOf].flatMap(({ portfolio }) => portfolio ?? [])
    case 'party':
      return askers.flatMap(({ party }) => party ?? [])
    case 'member':
      return askers.map(({ name }) => name)
    case 'year':
      return [answered ?? asked].flatMap((day) => day?.slice(0, 4) ?? [])
  }
}

/** How the spellings of one value in documents become one of a list. */
const LISTED: Readonly<Partial<Record<Facet, typeof listedAs>>> = {
  minister: listedAs,
  ministry: listedOnce,
  party: listedOnce,
  member: listedAs,
}

/** Whether two texts mean one value. */
const SAME: Readonly<Record<Facet, (a: string, b: string) => boolean>> = {
  minister: isSamePerson,
  ministry: isSameName,
  party: isSameName,
  member: isSamePerson,
  year: (a, b) => a === b,
  subject: isSameSubject,
}

/**
 * The value that a text names: a person by each spelling of their name in documents, a subject by
 * each form of its word, a party or ministry in any case.
 */
export function findValue(facets: Facets, facet: Facet, value: string): FacetValue | undefined {
  const own = facets[facet].get(value)
  if (own !== undefined) return own
  const same = [...facets[facet].values()].filter((each) => SAME[facet](each.value, value))
  return same.length === 1 ? same[0] : undefined
}

/** The address of a value: stable as long as documents name it this way. */
export function facetPage(facet: Facet, value?: string): string {
  return value === undefined ? `/browse/${facet}` : `/browse/${facet}/${encodeURIComponent(value)}`
}
