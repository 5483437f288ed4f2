import type { SourceDocument } from '../domain/document.ts'
import { compareText } from '../domain/order.ts'
import { given } from '../domain/optional-fields.ts'
import { atOnce, inSlices, type Pace } from '../domain/slices.ts'
import { vectorsOfQuery, type VectorOf } from './asked-vector.ts'
import { bestOf } from './best.ts'
import { accentReader, withAccents } from './accents.ts'
import { takeApart, wordsReadAs, type Asked, type Asking, type WordRead } from './query/analysis.ts'
import {
  expectComplete,
  featuresOf,
  judge,
  type Calibrations,
  type Judgement,
} from './calibration.ts'
import { speaksOfAny } from './excluded-pairs.ts'
import { explain } from './explain.ts'
import { dateOf, questionOf, type Catalogue, type Pair } from './corpus/catalogue.ts'
import type { Answer } from '../domain/document.ts'
import type { QueryLanguage } from '../text/language.ts'
import { stemOf, wordsOf } from '../text/words.ts'
import { wholeField, type Field } from './field.ts'
import { createConversation, languageOf, type HowTold, type Understood } from './conversation.ts'
import type { Marker } from './mark.ts'
import { foresight } from './foresight.ts'
import { markPhrases, withPhrases, type FoundPhrase } from './phrase-pairs.ts'
import { askingFor } from './query/confirm-spelling.ts'
import { mayGoOn, namesNoSubject } from './query/goes-on.ts'
import { readLanguage } from './query/language.ts'
import { partsOfQuery } from './query/parts.ts'
import { phraseFinder } from './query/phrases.ts'
import { namesBody } from './query/read.ts'
import {
  isOfPeople,
  isOfPerson,
  readFilterTest,
  speaksOf,
  speaksOfWord,
  type FoundFilter,
  type ReadFilter,
} from './query/read-filter.ts'
import { whyNotUnderstood } from './query/misunderstanding.ts'
import { asksNewest } from './query/topic.ts'
import type { Ranked } from './rank.ts'
import { createScope, type SoughtPhrase } from './scope.ts'
import { newerPositions } from './newer.ts'
import type { AskedVector, SignalSources } from './signals/score.ts'
import type {
  Filters,
  Found,
  MatchedParagraph,
  Passage,
  Query,
  EmptyReason,
  Search,
} from './search.ts'

export interface SearchDeps extends SearchOptions, SignalSources {}

export interface SearchOptions {
  /**
   * learned for the encoder and the lexicon; without the one that applies, every answer found is a
   * possible one
   */
  readonly calibrations?: Calibrations
}

const DEFAULT_LIMIT = 5

/** Candidates to explain, at least. */
const EXPLAINED = 10

/** Results to look through for those that filters leave. */
const LOOKED_THROUGH = 20

/** The same for those that do not speak of what the query excludes. */
const LOOKED_THROUGH_FOR_OTHERS = 100

/** The verdict on an answer that the query names. */
const POINTED_AT: Judgement = { verdict: 'strong', chance: null, because: null }

const NONE_NEWER: ReadonlyMap<string, string> = new Map()

/**
 * Makes the search over an index. Throws `index_mismatch` if `data` was built from other documents
 * or with other use of a lexicon, or if the calibration belongs to an earlier version.
 */
export function createSearch({ calibrations, ...sources }: SearchDeps): Search {
  const { lexicon, embedder } = sources
  return searchIn(wholeField(sources), {
    ...{ lexicon, embedder },
    ...given({ calibrations }),
  })
}

/**
 * Makes the search over a field. Throws `index_mismatch` if the calibration belongs to an earlier
 * version.
 */
export function searchIn(field: Field, options: SearchInOptions): Search {
  return atOnce(searchInSteps(field, options))
}

type SearchInOptions = SearchOptions & Pick<SignalSources, 'lexicon' | 'embedder'>

/** The same, with breaks: a large index has long tables. */
export function* searchInSteps(
  field: Field,
  { calibrations, lexicon, embedder: encoder }: SearchInOptions,
): Generator<void, Search> {
  const { embedder, ahead } =
    encoder === null ? { embedder: null, ahead: null } : foresight(encoder)
  const least = calibrations?.matter
  const calibration = calibrations?.[embedder === null ? 'words' : 'whole'] ?? null
  if (calibration !== null) expectComplete(calibration)
  const rankedBy = rankedByWhat({ lexicon, embedder })
  const { catalogue, spelling } = field
  const { pairs } = catalogue
  const reader = { lexicon, spelling, knows: field.knows }
  const scope = createScope(catalogue)
  yield
  const { pairsOf, quotedPairs, numberedPairs, inOneDocument, allowedDocuments } = scope
  const conversation = createConversation({ catalogue, lexicon, scope, firstPairOf })
  const readAccents = accentReader({ ...field, lexicon })
  yield

  /** A query with the accents that the index has: "Gulen" is read as "Gülen". */
  async function understand(query: Query, how: HowTold = {}): Promise<Accented> {
    const understood = await conversation.understand(query, how)
    const { about, earlier, filters } = understood
    // Names that are filters are compared without accents.
    const read = await readAccents([about(filters), ...earlier.texts])
    const accents = read.filter(({ word }) => query.unread?.includes(word) !== true)
    if (accents.length === 0) return { ...understood, accents }
    return {
      ...{ ...understood, accents },
      about: (filters) => withAccents(about(filters), accents),
      earlier: { ...earlier, texts: earlier.texts.map((text) => withAccents(text, accents)) },
    }
  }

  /**
   * Finds answers to a query, and to each of its questions. Where it asks about more than one
   * thing, its words stand near answers to one of them.
   */
  async function search(query: Query): Promise<Found> {
    const found = await searchWhole(query)
    const goneOn = found.reason === 'nothing_near' ? await goneOnFrom(query, found) : null
    if (goneOn !== null) return goneOn
    const isPlain = found.readWith.length + found.readFilters.length === 0
    const isEmpty = found.reason === 'nothing_near'
    const asked = isPlain ? partsOfQuery(query.query, isEmpty) : []
    if (asked.length === 0) return found
    const each = await Promise.all(
      asked.map((part) =>
        searchWhole({ ...query, query: part, history: [], limit: 1, explain: false }),
      ),
    )
    return withOthers(found, each, query.limit ?? DEFAULT_LIMIT)
  }

  /**
   * What a query finds beside those before it, where nothing comes near to it as it was understood:
   * "en op welke termijn?" says nothing that an answer need have, and "did the Netherlands object?"
   * seemed to stand by itself. Null if that is nothing either.
   */
  async function goneOnFrom(query: Query, alone: Found): Promise<Found | null> {
    const { query: said, history = [] } = query
    const [last] = alone.readWith
    const isPlain = last === undefined && alone.readFilters.length === 0 && history.length > 0
    let found: Found | null = null
    if (isPlain && mayGoOn(said, field.knows)) found = await searchWhole(query, { goesOn: true })
    else if (last !== undefined && namesNoSubject(said)) {
      const before = history.slice(0, history.lastIndexOf(last))
      found = await search({ ...query, query: last, history: before })
    }
    if (found === null || found.passages.length === 0) return null
    // They need not answer this query.
    const passages = found.passages.map((each) => ({ ...each, relevance: 'possible' as const }))
    const readWith = isPlain ? found.readWith : [last!, ...found.readWith]
    return { ...found, passages, readWith, language: alone.language, readAs: alone.readAs }
  }

  function documentOf({ answerId }: Passage): SourceDocument {
    return pairs[catalogue.pairOfAnswer(answerId)!]!.document
  }

  /** What was found, with the strong answers to its parts that are of other documents. */
  function withOthers(found: Found, parts: readonly Found[], limit: number): Found {
    const shown = new Set(found.passages.map(documentOf))
    const others = parts
      .filter(({ readFilters }) => readFilters.length === 0)
      .flatMap(({ passages }) => passages.filter(({ relevance }) => relevance === 'strong'))
      .filter((passage) => !shown.has(documentOf(passage)))
    if (others.length === 0) return found
    const [best, ...rest] = found.passages
    const passages = [...(best === undefined ? [] : [best]), ...others, ...rest].slice(0, limit)
    const ids = new Set(passages.map(({ answerId }) => answerId))
    const weak = found.weak.filter(({ answerId }) => !ids.has(answerId))
    return { ...found, passages, weak, reason: null }
  }

  async function searchWhole(query: Query, how: HowTold = {}): Promise<Found> {
    const why = whyNotUnderstood(query.query, understanding)
    if (why !== null) return nothing(query, why)
    const understood = await understand(query, how)
    const whole = { ...understood, vectorOf: vectorsOfQuery(understood, embedder) }
    const sure = whole.filters.filter(({ sure }) => sure)
    const isSure = sure.length === whole.filters.length
    // The encoder has a thread of its own: it begins before words and phrases are looked up.
    for (const filters of isSure ? [sure] : [sure, whole.filters]) whole.vectorOf(filters)
    const plainly = searchWith(query, whole, sure)
    if (isSure) {
      const found = await plainly
      // "1 januari 2027" dates no answer, and stands in one; "vandaag" is another day there.
      const isDate = ({ alone, filter }: FoundFilter) => alone === true && /\d/u.test(filter.said)
      const onlyAlone = sure.length > 0 && sure.every(isDate)
      const isTopic = found.reason === 'filters_leave_nothing' && onlyAlone
      const about = isTopic ? await searchWith(query, whole, []) : null
      return about !== null && isAbout(about, sure) ? about : found
    }
    // Both at once: each looks up words while the encoder works for the other.
    const [plain, narrowed] = await Promise.all([plainly, searchWith(query, whole, whole.filters)])
    const doubtful = whole.filters.filter((each) => !each.sure)
    if (doubtful.some(({ alone }) => alone)) {
      const isTopic = isAbout(plain, doubtful) && (await isFoundWithout(plain, query, whole))
      return isTopic ? plain : narrowed
    }
    const isAlone = whole.earlier.texts.length === 0 && whole.about(whole.filters) === ''
    const isPerson = isAlone && doubtful.every(isOfPerson)
    const isCommon = isPerson && doubtful.some(mayBeWord)
    const isBody = isAlone && (namesBody(whole) || (isPerson && !isCommon))
    const isWord = isAbout(plain, doubtful) || (isCommon && isAbout(plain, doubtful, speaksOfWord))
    if (narrowed.passages.length > 0) {
      // What a name alone lists is always strong.
      const isWeaker = !isAlone && isSurer(narrowed, plain)
      return isWord && !isBody && !isWeaker ? plain : narrowed
    }
    // Who waits for all their answers is not what others are near to.
    if (isAlone && !isWord && doubtful.every(isOfPeople)) return narrowed
    if (plain.passages.length > 0) {
      const shown = plain.passages.map(documentOf)
      return isWord ? plain : { ...plain, leftOut: leftOutOf(doubtful, shown, query) }
    }
    // "Searched in document stikstof" would be untrue where the other documents were searched too.
    const asksMore = whole.about(whole.filters) !== ''
    const isFile = asksMore && doubtful.some(({ filter }) => filter.kind === 'document')
    return isFile ? plain : narrowed
  }

  function mayBeWord({ filter: { said } }: FoundFilter): boolean {
    return lexicon?.hasWord(said.toLowerCase()) ?? false
  }

  /**
   * Whether the best result is on the topic of the query, and not only of the year that it adds:
   * "en in 2021?".
   */
  async function isFoundWithout(found: Found, query: Query, whole: Understanding) {
    const { about, vectorOf, filters } = whole
    const topic = await searchWith(
      { ...query, limit: LOOKED_THROUGH },
      { ...whole, about: () => about(filters), vectorOf: () => vectorOf(filters) },
      filters.filter(({ sure }) => sure),
    )
    return topic.passages.some(({ answerId }) => answerId === found.passages[0]!.answerId)
  }

  /** Searches where these filters of the query point. */
  async function searchWith(
    query: Query,
    whole: Understanding,
    filters: readonly FoundFilter[],
  ): Promise<Found> {
    const { phrases, earlier, step, about, accents, vectorOf, excluded, unwanted } = whole
    const read = filters.map(({ filter }) => filter)
    const rest = about(filters)
    const typed = takeApart(rest, earlier.texts, { ...reader, ...given({ asTyped: query.unread }) })
    const asking = askingFor(typed, embedder, lexicon)
    const language = languageOf(query.query, earlier.queries, {
      ...{ filters: whole.filters, knows: field.knows },
    })
    // No answer is left out for words that none has: "waiting times" of an English query.
    const occurs = (said: string) => wordsOf(said).every(({ text }) => field.knows(stemOf(text)))
    const without = [...excluded.map(({ said }) => said), ...unwanted.filter(occurs)]
    const readFilters = [...read, ...without.map((said) => ({ kind: 'without' as const, said }))]
    const found = async () => ({
      ...bare(
        language,
        await asking.confirmed,
        accents.filter(({ as }) => wordsOf(rest).some(({ text }) => text === as)),
      ),
      readWith: earlier.queries,
      readFilters,
    })
    const allowed = allowedDocuments(query.filters, read, excluded)
    const within = allowed === null ? null : pairsOf(allowed)
    if (within?.length === 0) return { ...(await found()), reason: 'filters_leave_nothing' }
    const numbered = step ?? numberedPairs(read, allowed)
    if (numbered?.length === 0) return { ...(await found()), reason: 'filters_leave_nothing' }
    const finders = phrases.map(({ phrase }) => phraseFinder(phrase))
    const sought = phrases.map(({ phrase }, nth): SoughtPhrase => ({
      finder: finders[nth]!,
      mayStandIn: async (how) => (await field.mayHold?.(phrase, how)) ?? null,
    }))
    const holding = sought.length === 0 ? null : await quotedPairs(sought, allowed, numbered)
    // A phrase that occurs nowhere is searched for as ordinary words.
    const stands = holding !== null && holding.length > 0
    const quoted = stands ? holding : null
    for (const { phrase, said } of phrases) {
      readFilters.push({ kind: 'phrase', said, phrase, stands })
    }
    const marks = stands
      ? phrases.map(({ phrase }, nth) => ({ phrase, finder: finders[nth]! }))
      : []
    // A store knows the pairs that the request's filters leave by those filters.
    const selects = read.some(({ kind }) => kind !== 'question') || excluded.length > 0
    const named = selects ? allowed : null
    const vector = vectorOf(filters)
    const where = { filters: query.filters, named, documents: allowed, marks, vector, unwanted }

    const only = quoted ?? numbered
    if (only !== null && (rest === '' || (quoted === null && inOneDocument(only)))) {
      const asked = await asking.confirmed
      return {
        ...(await found()),
        ...(await pointedAt(only, asked, { ...query, marks, unwanted })),
      }
    }
    if (rest === '' && earlier.texts.length === 0) {
      if (read.length === 0 && !asksNewest(query.query)) {
        return { ...(await found()), reason: 'no_subject' }
      }
      const asked = await asking.confirmed
      const all = within ?? pairsOf(null)
      return { ...(await found()), ...(await pointedAt(all, asked, { ...query, marks, unwanted })) }
    }
    const judged = await findWithin(asking, query, { ...where, pairs: only })
    const lost = judged.passages.length === 0 && numbered !== null && quoted === null
    if (judged.reason !== null && holding !== null && !stands) judged.reason = 'phrase_not_found'
    if (!lost) return { ...(await found()), ...judged }
    // "vraag 3 miljoen mensen naar hun mening" names no question.
    const unnumbered = filters.filter(({ filter }) => filter.kind !== 'question')
    if (unnumbered.length === filters.length) return { ...(await found()), ...judged }
    return await searchWith(query, { ...whole, step: null }, unnumbered)
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
    const most = wanted ? Math.max(limit, EXPLAINED) : limit
    const isUnwanted = speaksOfAny(unwanted)
    const gathered =
      unwanted.length === 0
        ? bestOf(scored, most)
        : bestOf(scored, LOOKED_THROUGH_FOR_OTHERS)
            .filter(({ leader }) => !isUnwanted(among.pairs[leader.pair]!))
            .slice(0, most)
    const best = gathered.map(({ leader }) => leader)
    const features = featuresOf(asked, signals, scored)
    const isProcedural = (pair: number) =>
      signals.of.procedure[pair]! > 0 || signals.of.acknowledgement[pair]! > 0
    const judgements = judge(calibration, best, { features, isProcedural }).map((judgement, nth) =>
      withPhrases(judgement, among.pairs[best[nth]!.pair]!.answer, marks),
    )
    const shown = gathered.slice(0, limit).map(({ leader: { score }, shown, others }) => ({
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
    const passages = judged.filter(({ relevance }) => relevance !== 'weak')
    const weak = judged.filter(({ relevance }) => relevance === 'weak')
    return { passages, weak, reason: passages.length > 0 ? null : 'nothing_near', ...explanation }
  }

  /** These pairs, newest document first, each document's in its own order. */
  async function pointedAt(
    named: readonly number[],
    asked: Asked,
    { limit, marks, unwanted }: Pick<Query, 'limit'> & Pick<Where, 'marks' | 'unwanted'>,
  ): Promise<Outcome> {
    const newestFirst = named
      .map((pair) => ({ pair, score: 1, others: [] }))
      .toSorted((a, b) => compareText(dateOf(pairs[b.pair]!), dateOf(pairs[a.pair]!)))
    const isUnwanted = speaksOfAny(unwanted)
    const wanted =
      unwanted.length === 0
        ? newestFirst
        : newestFirst
            .slice(0, LOOKED_THROUGH_FOR_OTHERS)
            .filter(({ pair }) => !isUnwanted(pairs[pair]!))
    const ranked = wanted.slice(0, limit ?? DEFAULT_LIMIT)
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

  async function firstPairOf(query: Query): Promise<number | null> {
    const { passages } = await search({ ...query, limit: 1 })
    return passages.length === 0 ? null : catalogue.pairOfAnswer(passages[0]!.answerId)!
  }

  /**
   * Whether the results without the doubtful filters contain their words: "Groen" may be a name or
   * a colour.
   */
  function isAbout(
    plain: Found,
    doubtful: readonly FoundFilter[],
    speaks: (filter: ReadFilter, text: string) => boolean = speaksOf,
  ): boolean {
    const [best] = plain.passages
    if (best === undefined) return false
    const pair = pairs[catalogue.pairOfAnswer(best.answerId)!]!
    const filters = doubtful.map(({ filter }) => filter)
    if (readFilterTest(filters)(pair.document)) return false
    const texts = [...pair.answer.paragraphs.map(({ reading }) => reading.text), questionOf(pair)]
    return filters.some((filter) => texts.some((text) => speaks(filter, text)))
  }

  function nothing({ query }: Query, reason: EmptyReason): Found {
    return { ...bare(readLanguage(query), takeApart('', [], reader)), reason }
  }

  function bare(language: QueryLanguage, asked: Asked, accents: readonly WordRead[] = []) {
    return {
      language,
      readAs: [...accents, ...wordsReadAs(asked)],
      readWith: [] as readonly string[],
      readFilters: [] as ReadFilter[],
      leftOut: [] as readonly ReadFilter[],
      reason: null as EmptyReason | null,
      passages: [],
      weak: [],
      signals: rankedBy,
    } satisfies Found
  }

  const understanding = {
    isInIndex: (word: string) => field.knows(stemOf(word)),
    isInModel: (word: string) =>
      (lexicon?.tokenize(word).length ?? 0) > 0 ||
      (embedder?.understands(word) ?? lexicon === null),
  }

  async function foresee(query: string): Promise<void> {
    if (ahead === null || whyNotUnderstood(query, understanding) !== null) return
    const understood = await understand({ query })
    await vectorsOfQuery(understood, ahead)(understood.filters.filter(({ sure }) => sure))
  }

  async function ready(pace?: Readonly<Pace>): Promise<void> {
    if (field.readyInSteps !== undefined) await inSlices(field.readyInSteps(), pace)
  }

  return { search, foresee, ready }
}

/**
 * The filters that what is shown does not meet, but for names of files, which are words more often
 * than not, and for years to come: "agenda 2030" dates no answer.
 */
function leftOutOf(
  filters: readonly FoundFilter[],
  shown: readonly SourceDocument[],
  { today = '' }: Query,
): ReadFilter[] {
  return filters
    .map(({ filter }) => filter)
    .filter((filter) => !shown.every(readFilterTest([filter])))
    .filter(({ kind }) => kind !== 'document')
    .filter((filter) => filter.kind !== 'period' || (filter.from ?? '') <= today)
}

/** Whether one result begins with a strong answer and another has none. */
function isSurer(one: Found, other: Found): boolean {
  const isStrong = ({ relevance }: Passage) => relevance === 'strong'
  return one.passages.slice(0, 1).some(isStrong) && !other.passages.some(isStrong)
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
interface Outcome extends Pick<Found, 'passages' | 'weak' | 'explanation'> {
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
interface Where {
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

/** A query as understood, and the words of it that were read with accents. */
interface Accented extends Understood {
  readonly accents: readonly WordRead[]
}

/** A query as understood, and the vector of what some of its filters leave. */
interface Understanding extends Accented {
  readonly vectorOf: VectorOf
}

/** No filter of any kind. */
const EVERYWHERE: Omit<Where, 'vector' | 'unwanted'> = {
  ...{ filters: undefined, named: null, documents: null, pairs: null },
  marks: [],
}

/** The signals that rank answers. */
function rankedByWhat({
  lexicon,
  embedder,
}: Pick<SignalSources, 'lexicon' | 'embedder'>): Found['signals'] {
  return [
    ...(embedder === null ? [] : (['encoder'] as const)),
    ...(lexicon === null ? [] : (['lexicon'] as const)),
    'words',
  ]
}
