import { takeApart, wordsReadAs, type Asked } from './query/analysis.ts'
import { expectComplete, featuresOf, judge, type Calibration, type Verdict } from './calibration.ts'
import { questionOf, type Catalogue } from './corpus/catalogue.ts'
import { wholeField, type Field } from './field.ts'
import { meets } from './filter.ts'
import { isFollowUp, readStep } from './query/follow-up.ts'
import type { Marker } from './mark.ts'
import { createNaming, type Named } from './query/targets.ts'
import { fuse, rank, type Ranked } from './rank.ts'
import type { SignalSources } from './signals/score.ts'
import type { Filters, Found, Passage, Query, Search } from './search.ts'

export interface SearchDeps extends SearchOptions, SignalSources {}

export interface SearchOptions {
  /** learned for the embedder; without one every answer found is a possible one */
  readonly calibration?: Calibration
}

const DEFAULT_LIMIT = 5

/** A follow-up is understood with this many queries before it at most. */
const LONGEST_CHAIN = 3

/**
 * Makes the search over an index. Throws `index_mismatch` where `data` was built from other documents, or
 * with a lexicon where there is none now or the other way about, or where the calibration is an earlier version's.
 */
export function createSearch({ calibration, ...sources }: SearchDeps): Search {
  return searchIn(wholeField(sources), {
    lexicon: sources.lexicon,
    ...(calibration === undefined ? {} : { calibration }),
  })
}

/** Makes the search over a field. Throws `index_mismatch` where the calibration is an earlier version's. */
export function searchIn(
  field: Field,
  { calibration, lexicon }: SearchOptions & Pick<SignalSources, 'lexicon'>,
): Search {
  if (calibration !== undefined) expectComplete(calibration)
  const { catalogue, spelling } = field
  const { documents, pairs } = catalogue
  const reader = { lexicon, spelling }
  const namedIn = createNaming(catalogue)
  const pairOfAnswer = new Map(pairs.map(({ answer }, index) => [answer.id, index]))

  async function search(query: Query): Promise<Found> {
    const named = await name(query)
    const asked = takeApart(query.query, earlierTexts(query), reader)
    if (named.pairs === null) return await find(asked, query, named)
    const about = takeApart(named.rest, [], reader)
    if (named.rest === '' || inOneDocument(named.pairs)) {
      return pointedAt(named.pairs, { ...asked, words: about.words }, query)
    }
    const numbered = await find(about, query, named)
    return numbered.passages.length > 0
      ? numbered
      : await find(asked, query, { ...named, pairs: null })
  }

  /** The pairs that bear on what was asked, best first. */
  async function find(asked: Asked, query: Query, named: Named): Promise<Found> {
    const allowed = allowedDocuments(query.filters, named.documents)
    const { signals, eligible, candidates, marker, ...scored } = await field.score(asked, {
      filters: query.filters,
      named: named.documents,
      documents: allowed,
      pairs: named.pairs === null ? null : new Set(named.pairs),
    })
    const best = rank(fuse(signals), eligible, scored.catalogue, query.limit ?? DEFAULT_LIMIT)
    const verdicts = judge(calibration, best, (pair) =>
      featuresOf(asked, signals, { pair, candidates }),
    )
    const judged = passagesOf(asked, best, { verdicts, marker, catalogue: scored.catalogue })
    return {
      language: asked.language,
      readAs: wordsReadAs(asked),
      passages: judged.filter(({ relevance }) => relevance !== 'weak'),
      weak: judged.filter(({ relevance }) => relevance === 'weak'),
    }
  }

  /** The pairs that were named, newest document first, in the document's order. */
  async function pointedAt(named: readonly number[], asked: Asked, query: Query): Promise<Found> {
    const allowed = allowedDocuments(query.filters, null)
    const ranked = named
      .filter((pair) => allowed === null || allowed.has(pairs[pair]!.document.id))
      .map((pair) => ({ pair, score: 1 }))
      .toSorted((a, b) => compareText(dateOf(b), dateOf(a)))
      .slice(0, query.limit ?? DEFAULT_LIMIT)
    return {
      language: asked.language,
      readAs: wordsReadAs(asked),
      passages: passagesOf(asked, ranked, {
        verdicts: ranked.map(() => 'strong'),
        marker: await field.markerFor(ranked.map(({ pair }) => pairs[pair]!.answer)),
        catalogue,
      }),
      weak: [],
    }
  }

  function passagesOf(
    asked: Asked,
    ranked: readonly Ranked[],
    { verdicts, marker, catalogue: { pairs: among } }: Judged,
  ): Passage[] {
    const mark = marker.marking(asked)
    return ranked.map(({ pair, score }, index) => {
      const { answer } = among[pair]!
      const relevance = verdicts[index]!
      const passage = { answerId: answer.id, relevance, score }
      return relevance === 'weak'
        ? markedWhenRead(passage, () => mark(answer))
        : { ...passage, matched: mark(answer) }
    })
  }

  function dateOf({ pair }: Ranked): string {
    return pairs[pair]!.document.answered ?? ''
  }

  /** What a query names; "the next one" and "question 8" are understood from what was asked before. */
  async function name(query: Query): Promise<Named> {
    const named = namedIn(query.query)
    const step = readStep(query.query)
    if ((named.pairs === null || named.documents !== null) && step === 0) return named
    const before = await pairBefore(query)
    if (before === null) return named
    const { document } = pairs[before]!
    const candidates = step === 0 ? named.pairs! : [before + step]
    const here = candidates.filter((pair) => pairs[pair]?.document === document)
    return here.length === 0 ? named : { pairs: here, documents: null, rest: named.rest }
  }

  /** The pair that the query before found first. */
  async function pairBefore({ history = [], ...query }: Query): Promise<number | null> {
    const last = history.at(-1)
    if (last === undefined) return null
    const { passages } = await search({
      ...query,
      query: last,
      history: history.slice(0, -1),
      limit: 1,
    })
    return passages.length === 0 ? null : pairOfAnswer.get(passages[0]!.answerId)!
  }

  /** The queries that a follow-up needs to be understood, latest first. */
  function earlierTexts({ query, history = [] }: Query): string[] {
    const texts: string[] = []
    let followUp = isFollowUp(query)
    while (followUp && texts.length < Math.min(LONGEST_CHAIN, history.length)) {
      const text = history.at(-1 - texts.length)!
      const { pairs: named, rest } = namedIn(text)
      const asksForOne = named?.length === 1 && rest === ''
      texts.push(asksForOne ? questionOf(pairs[named[0]!]!) : text)
      followUp = isFollowUp(text)
    }
    return texts
  }

  function inOneDocument(indexes: readonly number[]): boolean {
    return new Set(indexes.map((pair) => pairs[pair]!.document.id)).size === 1
  }

  /** Null where all documents are allowed. */
  function allowedDocuments(
    filters: Filters | undefined,
    named: ReadonlySet<string> | null,
  ): ReadonlySet<string> | null {
    const wanted = Object.values(filters ?? {}).some((value) => value !== undefined)
    if (!wanted) return named
    return new Set(
      documents
        .filter(({ id }) => named === null || named.has(id))
        .filter((document) => meets(document, filters!))
        .map(({ id }) => id),
    )
  }

  return { search }
}

/** What is too weak is seldom looked at, and most of what is found is weak: it is marked when it is. */
function markedWhenRead(
  passage: Omit<Passage, 'matched'>,
  mark: () => Passage['matched'],
): Passage {
  let marked: Passage['matched'] | undefined
  return {
    ...passage,
    get matched() {
      return (marked ??= mark())
    },
  }
}

/** Ranked pairs' verdicts, what marks them, and the catalogue that they are pairs of. */
interface Judged {
  readonly verdicts: readonly Verdict[]
  readonly marker: Marker
  readonly catalogue: Catalogue
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
