import type { SourceDocument } from '../domain/document.ts'
import { standInsOf } from '../domain/relations.ts'
import { concerns, letterOf, type QuestionNumber } from '../domain/question-number.ts'
import { pairsWithin, type Catalogue, type Pair } from './corpus/catalogue.ts'
import { meets } from './filter.ts'
import { pairsWithPhrases } from './phrase-pairs.ts'
import type { PhraseFinder } from './query/phrases.ts'
import { readFilterTest, type ReadFilter } from './query/read-filter.ts'
import type { Filters } from './search.ts'

/**
 * Reduces a catalogue to the documents and pairs that a query's filters, numbers and phrases leave.
 */
export interface Scope {
  /** The pairs of these documents, or of all, in the index's order. */
  pairsOf(allowed: ReadonlySet<string> | null): number[]
  /**
   * Those of some pairs for which no other answer stands in. A corrected answer, or one repeated
   * word for word in another document, is found only if the search excludes the other: by its own
   * number, or in its own period.
   */
  shownAmong(
    eligible: readonly number[],
    among: readonly Pair[],
    allowed: ReadonlySet<string> | null,
  ): readonly number[]
  /** The pairs that contain every phrase; of very many, the newest. */
  quotedPairs(
    phrases: readonly SoughtPhrase[],
    allowed: ReadonlySet<string> | null,
    numbered: readonly number[] | null,
  ): Promise<number[]>
  /**
   * The pairs with the numbers read, within the allowed documents, in the index's order; null if
   * none was read.
   */
  numberedPairs(read: readonly ReadFilter[], allowed: ReadonlySet<string> | null): number[] | null
  inOneDocument(pairs: readonly number[]): boolean
  /**
   * The documents that pass both kinds of filters, and none of those excluded; null if all do.
   */
  allowedDocuments(
    filters: Filters | undefined,
    read: readonly ReadFilter[],
    excluded?: readonly ReadFilter[],
  ): ReadonlySet<string> | null
}

/** What finds a phrase, and looks up the pairs that may hold it; null if any may. */
export interface SoughtPhrase {
  readonly finder: PhraseFinder
  readonly mayStandIn: (how: { readonly thrice: boolean }) => Promise<readonly number[] | null>
}

export function createScope(catalogue: Catalogue): Scope {
  const { documents, pairs } = catalogue
  const standIn = standInsOf(documents)
  /** the same by the place of the pair; made when it is first needed */
  let standInAt: ReadonlyMap<number, readonly SourceDocument[]> | undefined
  let standInOwners: ReadonlySet<SourceDocument> | undefined

  function standInsAmong(among: readonly Pair[]) {
    const byPlace = (standInAt ??= new Map(
      [...standIn].map(([id, others]) => [catalogue.pairOfAnswer(id)!, others]),
    ))
    if (among === pairs) return (at: number) => byPlace.get(at) ?? []
    // Few documents have such answers, and only these are parsed.
    const owners = (standInOwners ??= new Set([...byPlace.keys()].map((at) => pairs[at]!.document)))
    return (at: number) => {
      const { document } = among[at]!
      return owners.has(document) ? (standIn.get(among[at]!.answer.id) ?? []) : []
    }
  }

  function pairsOf(allowed: ReadonlySet<string> | null): number[] {
    const within = allowed === null ? [...pairs.keys()] : pairsWithin(catalogue, allowed)
    return [...shownAmong(within, pairs, allowed)]
  }

  function shownAmong(
    eligible: readonly number[],
    among: readonly Pair[],
    allowed: ReadonlySet<string> | null,
  ): readonly number[] {
    if (standIn.size === 0) return eligible
    const othersOf = standInsAmong(among)
    return eligible.filter((at) => !othersOf(at).some(({ id }) => allowed?.has(id) ?? true))
  }

  async function quotedPairs(
    phrases: readonly SoughtPhrase[],
    allowed: ReadonlySet<string> | null,
    numbered: readonly number[] | null,
  ): Promise<number[]> {
    const finders = phrases.map(({ finder }) => finder)

    /** Those that contain every phrase, and whether a lookup narrowed what was read for it. */
    async function pairsWith({ thrice }: { readonly thrice: boolean }) {
      const looked = await Promise.all(phrases.map(({ mayStandIn }) => mayStandIn({ thrice })))
      const lists = looked.filter((places) => places !== null)
      const narrowed = lists.length > 0
      const within = narrowed ? inEach(lists) : pairsOf(allowed)
      const among = numbered === null ? within : within.filter((at) => numbered.includes(at))
      return { narrowed, found: await pairsWithPhrases(catalogue, finders, { among, narrowed }) }
    }

    /** The allowed ones that each of these lists has. */
    function inEach([some, ...others]: readonly (readonly number[])[]): readonly number[] {
      const sets = others.map((each) => new Set(each))
      const held = some!.filter(
        (at) =>
          sets.every((each) => each.has(at)) &&
          (allowed === null || allowed.has(pairs[at]!.document.id)),
      )
      return shownAmong(
        held.sort((a, b) => a - b),
        pairs,
        allowed,
      )
    }

    const { narrowed, found } = await pairsWith({ thrice: false })
    // A phrase that stands nowhere is common: reading all texts for it would take seconds.
    return found.length > 0 || !narrowed ? found : (await pairsWith({ thrice: true })).found
  }

  function numberedPairs(
    read: readonly ReadFilter[],
    allowed: ReadonlySet<string> | null,
  ): number[] | null {
    const numbers = read.flatMap((each) => (each.kind === 'question' ? each.numbers : []))
    if (numbers.length === 0) return null
    const within = pairsOf(allowed)
    const answers = (at: number, isMeant: (number: QuestionNumber) => boolean): boolean =>
      pairs[at]!.answer.numbers.some(isMeant)
    // The whole answer serves "vraag 2b" only if no document answers it separately.
    const printed = within.filter((at) => answers(at, (number) => numbers.includes(number)))
    if (printed.length > 0 && numbers.every((number) => letterOf(number) !== '')) return printed
    return within.filter((at) =>
      answers(at, (number) => numbers.some((each) => concerns(each, number))),
    )
  }

  function inOneDocument(indexes: readonly number[]): boolean {
    return new Set(indexes.map((pair) => pairs[pair]!.document.id)).size === 1
  }

  function allowedDocuments(
    filters: Filters | undefined,
    read: readonly ReadFilter[],
    excluded: readonly ReadFilter[] = [],
  ): ReadonlySet<string> | null {
    const wanted = Object.values(filters ?? {}).some((value) => value !== undefined)
    const telling = read.filter(({ kind }) => kind !== 'question')
    if (!wanted && telling.length + excluded.length === 0) return null
    const meetsTelling = readFilterTest(telling)
    const unwanted = excluded.map((each) => readFilterTest([each]))
    const allowed = new Set<string>()
    for (const document of documents) {
      if (!meetsTelling(document) || unwanted.some((isExcluded) => isExcluded(document))) continue
      if (!wanted || meets(document, filters!)) allowed.add(document.id)
    }
    return allowed
  }

  return { pairsOf, shownAmong, quotedPairs, numberedPairs, inOneDocument, allowedDocuments }
}
