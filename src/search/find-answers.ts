import type { Answer, SourceDocument } from '../domain/document.ts'
import { compareText } from '../domain/order.ts'
import type { Embedder } from '../embed/embed.ts'
import { bestOf } from './best.ts'
import {
  expectComplete,
  featuresOf,
  judge,
  type Calibrations,
  type Judgement,
} from './calibration.ts'
import { dateOf, type Catalogue, type Pair } from './corpus/catalogue.ts'
import { firstWithout } from './excluded-pairs.ts'
import { explain } from './explain.ts'
import type { Field } from './field.ts'
import type { Marker } from './mark.ts'
import { newerPositions } from './newer.ts'
import { ownFirst } from './own-first.ts'
import { markPhrases, withPhrases, type FoundPhrase } from './phrase-pairs.ts'
import type { Asked, Asking } from './query/analysis.ts'
import type { Ranked } from './rank.ts'
import type { Scope } from './scope.ts'
import type { EmptyReason, Filters, Found, MatchedParagraph, Passage, Query } from './search.ts'
import type { AskedVector } from './signals/score.ts'

/** Answers shown, unless a query wants another number of them. */
export const DEFAULT_LIMIT = 5

/** Candidates to explain, at least. */
const EXPLAINED = 10

/** Results to look through for those that filters leave. */
export const LOOKED_THROUGH = 20

/** How far an answer on a topic speaks of each of its words, at least. */
const HARDLY_SPEAKS_OF_ONE = 0.45

/** The verdict on an answer that the query names. */
const POINTED_AT: Judgement = { verdict: 'strong', chance: null, because: null }

const NONE_NEWER: ReadonlyMap<string, string> = new Map()

export interface FinderOptions {
  /**
   * learned for the encoder and the lexicon; without the one that applies, every answer found is a
   * possible one
   */
  readonly calibrations?: Calibrations | undefined
}

interface FinderDeps extends FinderOptions {
  readonly field: Field
  readonly scope: Pick<Scope, 'shownAmong'>
  readonly embedder: Embedder | null
}

/**
 * Makes what ranks, judges and marks the answers in a place of the index. Throws `index_mismatch`
 * if the calibration belongs to an earlier version.
 */
export function createFinder({ field, scope, embedder, calibrations }: FinderDeps) {
  const least = calibrations?.matter
  const calibration = calibrations?.[embedder === null ? 'words' : 'whole'] ?? null
  if (calibration !== null) expectComplete(calibration)
  const { catalogue } = field
  const { pairs } = catalogue

  /** The pair of a passage found. */
  function pairOf({ answerId }: Passage): Pair {
    return pairs[catalogue.pairOfAnswer(answerId)!]!
  }

  function documentOf(passage: Passage): SourceDocument {
    return pairOf(passage).document
  }

  /** See `newerPositions`; empty if nobody measured the cosine of answers on one matter. */
  async function newerAmong(found: readonly Pair[]): Promise<ReadonlyMap<string, string>> {
    if (least === undefined || embedder === null) return NONE_NEWER
    return await newerPositions(found, { least, vectorsOf: field.vectorsOf })
  }

  /**
   * The pairs that bear on the query. Where filters leave few answers, all on one topic, none
   * stands out among them: what would be found without the filters is found with them.
   */
  async function findWithin(asking: Asking, query: Query, where: Where): Promise<Outcome> {
    const within = await find(asking, query, where)
    const { documents: allowed, pairs: only, vector, unwanted } = where
    if (within.passages.length > 0 || allowed === null || only !== null) return within
    const anywhere = { ...EVERYWHERE, vector, unwanted }
    const everywhere = await find(asking, { ...query, limit: LOOKED_THROUGH }, anywhere)
    const passages = everywhere.passages
      .filter((passage) => allowed.has(documentOf(passage).id))
      .slice(0, query.limit ?? DEFAULT_LIMIT)
    return passages.length === 0 ? within : { ...everywhere, passages, weak: [] }
  }

  /** The pairs that bear on the query, best first. */
  async function find(
    asking: Asking,
    { limit = DEFAULT_LIMIT, explain: wanted = false }: Pick<Query, 'limit' | 'explain'>,
    { filters, named, documents: allowed, pairs: only, marks, vector, unwanted }: Where,
  ): Promise<Outcome> {
    const all = await field.score(asking, {
      filters,
      named,
      documents: allowed,
      pairs: only === null ? null : new Set(only),
      vector,
    })
    const asked = await asking.confirmed
    const shownOnly = scope.shownAmong(all.eligible, all.catalogue.pairs, allowed)
    const scored = { ...all, eligible: shownOnly }
    const { signals, catalogue: among } = scored
    // Of a follow-up not the best one need come first.
    const goesOn = asked.words.some(({ earlier }) => earlier)
    const looked = goesOn ? Math.max(limit, DEFAULT_LIMIT) : limit
    const most = wanted ? Math.max(looked, EXPLAINED) : looked
    const gathered = firstWithout(unwanted, (count) => bestOf(scored, count), {
      most,
      pairOf: ({ leader }) => among.pairs[leader.pair]!,
    })
    const best = gathered.map(({ leader }) => leader)
    const features = featuresOf(asked, signals, scored)
    const isProcedural = (pair: number) =>
      signals.of.procedure[pair]! > 0 || signals.of.acknowledgement[pair]! > 0
    const [leader] = best
    const isPhrase = leader !== undefined && features(leader.pair).subject > 1
    const least = isPhrase ? scored.marker.leastOf(asked) : null
    const isHalf = (pair: number) =>
      least !== null && least(among.pairs[pair]!) < HARDLY_SPEAKS_OF_ONE
    const judgements = judge(calibration, best, { features, isProcedural, isHalf }).map(
      (judgement, nth) => withPhrases(judgement, among.pairs[best[nth]!.pair]!.answer, marks),
    )
    const shown = gathered.slice(0, looked).map(({ leader: { score }, shown, others }) => ({
      ...{ pair: shown, score, others },
    }))
    const newer = await newerAmong(
      shown
        .filter((_, nth) => judgements[nth]!.verdict !== 'weak')
        .map(({ pair }) => among.pairs[pair]!),
    )
    const judged = passagesOf(asked, shown, { ...scored, judgements, marks, newer })
    const explanation = wanted
      ? { explanation: explain(scored, best, { asked, calibration, features, judgements, limit }) }
      : {}
    const near = judged.filter(({ relevance }) => relevance !== 'weak')
    const covered = goesOn ? scored.marker.coveredBy(asked) : null
    const inOrder = covered === null ? near : ownFirst(near, (each) => covered(pairOf(each)))
    const passages = inOrder.slice(0, limit)
    const weak = judged
      .filter(({ relevance }) => relevance === 'weak')
      .slice(0, limit - passages.length)
    return { passages, weak, reason: passages.length > 0 ? null : 'nothing_near', ...explanation }
  }

  /** These pairs, newest document first, each document's in its own order. */
  async function pointedAt(
    named: readonly number[],
    asked: Asked,
    {
      limit = DEFAULT_LIMIT,
      marks,
      unwanted,
    }: Pick<Query, 'limit'> & Pick<Where, 'marks' | 'unwanted'>,
  ): Promise<Outcome> {
    const newestFirst = named
      .map((pair) => ({ pair, score: 1, others: [] }))
      .toSorted((a, b) => compareText(dateOf(pairs[b.pair]!), dateOf(pairs[a.pair]!)))
    const ranked = firstWithout(unwanted, (count) => newestFirst.slice(0, count), {
      most: limit,
      pairOf: ({ pair }) => pairs[pair]!,
    })
    const newer = await newerAmong(ranked.map(({ pair }) => pairs[pair]!))
    const passages = passagesOf(asked, ranked, {
      newer,
      judgements: ranked.map(() => POINTED_AT),
      marker: await field.markerFor(ranked.map(({ pair }) => pairs[pair]!.answer)),
      ...{ catalogue, marks },
    })
    return { passages, weak: [], reason: passages.length > 0 ? null : 'filters_leave_nothing' }
  }

  function passagesOf(
    asked: Asked,
    ranked: readonly Shown[],
    { judgements, marker, catalogue: { pairs: among }, marks, newer }: Judged,
  ): Passage[] {
    const markWords = marker.marking(asked)
    const mark = (answer: Answer): MatchedParagraph[] =>
      marks.length === 0 ? markWords(answer) : markPhrases(answer, markWords(answer), marks)
    return ranked.map(({ pair, score, others }, index) => {
      const { answer } = among[pair]!
      const { verdict: relevance } = judgements[index]!
      const passage = {
        ...{ answerId: answer.id, relevance, score },
        newer: newer.get(answer.id) ?? null,
        alsoAnsweredIn: others.map((other) => among[other]!.answer.id),
      }
      return relevance === 'weak'
        ? markedWhenRead(passage, () => mark(answer))
        : { ...passage, matched: mark(answer) }
    })
  }

  return { findWithin, pointedAt, documentOf, pairOf }
}

/** Most results are weak and seldom looked at: mark them on demand. */
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

/** The results in the place that a query named. */
export interface Outcome extends Pick<Found, 'passages' | 'weak' | 'explanation'> {
  reason: EmptyReason | null
}

/** The verdicts on ranked pairs, what marks them, and the catalogue that numbers them. */
interface Judged {
  readonly judgements: readonly Judgement[]
  readonly marker: Marker
  readonly catalogue: Catalogue
  readonly marks: readonly FoundPhrase[]
  /** see `newerPositions` */
  readonly newer: ReadonlyMap<string, string>
}

/** A pair to be shown, with those that stand back for it. */
interface Shown extends Ranked {
  readonly others: readonly number[]
}

/** Where the answers to a query may stand. */
export interface Where {
  readonly filters: Filters | undefined
  /** the documents that the query itself selects; null if it names none */
  readonly named: ReadonlySet<string> | null
  /** of these, or of all, those that pass the filters; null for all */
  readonly documents: ReadonlySet<string> | null
  readonly pairs: readonly number[] | null
  readonly marks: readonly FoundPhrase[]
  readonly vector: AskedVector
  /** what the answers must not speak of */
  readonly unwanted: readonly string[]
}

/** No filter of any kind. */
const EVERYWHERE: Omit<Where, 'vector' | 'unwanted'> = {
  ...{ filters: undefined, named: null, documents: null, pairs: null },
  marks: [],
}
