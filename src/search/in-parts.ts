import { eachOnce, isSame } from './each-once.ts'
import type { SourceDocument } from '../domain/document.ts'
import type { Pair } from './corpus/catalogue.ts'
import type { Field } from './field.ts'
import { DEFAULT_LIMIT } from './find-answers.ts'
import { coversOwn } from './own-first.ts'
import { takeApart, type WordReader } from './query/analysis.ts'
import { partsOfQuery } from './query/parts.ts'
import type { Found, Passage, Query } from './search.ts'

interface InPartsDeps {
  readonly field: Pick<Field, 'markerFor'>
  readonly reader: WordReader
  readonly searchWhole: (query: Query) => Promise<Found>
  readonly pairOf: (passage: Passage) => Pair
  readonly documentOf: (passage: Passage) => SourceDocument
}

/**
 * Makes what adds to the answers found the strong ones to each part of a query, where it asks about
 * more than one thing: its words stand near answers to one of them.
 */
export function createInParts({ field, reader, searchWhole, pairOf, documentOf }: InPartsDeps) {
  async function inParts(query: Query, found: Found): Promise<Found> {
    if (found.readWith.length + found.readFilters.length > 0) return found
    const questions = partsOfQuery(query.query)
    const listed = questions.length > 0 ? [] : await listedIn(query, found)
    const asked = [...questions, ...listed]
    if (asked.length === 0) return found
    const each = await Promise.all(
      asked.map((part) =>
        searchWhole({ ...query, query: part, history: [], limit: 1, explain: false }),
      ),
    )
    const strong = each
      .filter(({ readFilters }) => readFilters.length === 0)
      .flatMap(({ passages }) => passages.filter(isStrong))
    const shown = listed.length > 0 ? [...strong, ...found.passages] : withOthers(found, strong)
    return withPassages(found, shown, query)
  }

  /**
   * The topics of a list to which as a whole nothing is a strong answer. If one speaks of two of
   * them, they are one topic: "asiel, Ter Apel".
   */
  async function listedIn(query: Query, { passages }: Found): Promise<readonly string[]> {
    const listed = passages.some(isStrong) ? [] : partsOfQuery(query.query, { mayList: true })
    if (listed.length === 0 || passages.length === 0) return listed
    const marker = await field.markerFor(passages.map((passage) => pairOf(passage).answer))
    const covers = listed.flatMap((part) => marker.coveredBy(takeApart(part, [], reader)) ?? [])
    const speaksOfTwo = (passage: Passage) =>
      covers.filter((covered) => coversOwn(covered(pairOf(passage)))).length > 1
    return passages.some(speaksOfTwo) ? [] : listed
  }

  /** The answers found, and behind the best those of documents not shown. */
  function withOthers({ passages }: Found, strong: readonly Passage[]): Passage[] {
    const shown = new Set(passages.map(documentOf))
    const others = strong.filter((passage) => !shown.has(documentOf(passage)))
    return [...passages.slice(0, 1), ...others, ...passages.slice(1)]
  }

  return inParts
}

/** What was found, with these answers, each once. */
function withPassages(
  found: Found,
  all: readonly Passage[],
  { limit = DEFAULT_LIMIT }: Query,
): Found {
  if (all.length === 0) return found
  const passages = eachOnce(all).slice(0, limit)
  const weak = found.weak.filter((each) => !passages.some(isSame(each)))
  return { ...found, passages, weak, reason: null }
}

function isStrong({ relevance }: Passage): boolean {
  return relevance === 'strong'
}
