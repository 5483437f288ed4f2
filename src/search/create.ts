import { given } from '../domain/given.ts'
import { takeApart, wordsReadAs, type Asked } from './query/analysis.ts'
import {
  expectComplete,
  featuresOf,
  judge,
  type Calibrations,
  type Judgement,
} from './calibration.ts'
import { explain } from './explain.ts'
import { concerns, letterOf, type QuestionNumber } from '../domain/question-number.ts'
import { correctionsOf } from '../domain/corrections.ts'
import { questionOf, type Catalogue, type Pair } from './corpus/catalogue.ts'
import type { Answer } from '../domain/document.ts'
import type { QueryLanguage } from '../text/language.ts'
import { stemOf, wordsOf } from '../text/words.ts'
import { wholeField, type Field, type Scored } from './field.ts'
import { meets } from './filter.ts'
import { isFollowUp, readStep } from './query/follow-up.ts'
import type { Marker } from './mark.ts'
import { isInAnswer, markPhrases, pairsWithPhrases } from './phrase-pairs.ts'
import { confirmSpelling } from './query/confirm-spelling.ts'
import { isFunctionWord } from './query/function-words.ts'
import { readLanguage } from './query/language.ts'
import { phraseFinder, type PhraseFinder } from './query/phrases.ts'
import { createReader, withoutUnread, type FoundFilter, type ReadQuery } from './query/read.ts'
import { meetsRead, type ReadFilter } from './query/read-filter.ts'
import { whyNotUnderstood } from './query/understood.ts'
import { rank, type Ranked } from './rank.ts'
import { newerPositions } from './newer.ts'
import { gatherRepeats, type Repeated } from './repeats.ts'
import type { SignalSources } from './signals/score.ts'
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
   * learned for the encoder and the lexicon; without the one that is needed every answer found is a
   * possible one
   */
  readonly calibrations?: Calibrations
}

const DEFAULT_LIMIT = 5

/** So many candidates are explained at least. */
const EXPLAINED = 10

/** What an answer is that was pointed at. */
const POINTED_AT: Judgement = { verdict: 'strong', chance: null, because: null }

const NONE_NEWER: ReadonlyMap<string, string> = new Map()

/** A follow-up is understood with this many queries before it at most. */
const LONGEST_CHAIN = 3

/**
 * Makes the search over an index. Throws `index_mismatch` where `data` was built from other
 * documents, or with a lexicon where there is none now or the other way about, or where the
 * calibration is an earlier version's.
 */
export function createSearch({ calibrations, ...sources }: SearchDeps): Search {
  const { lexicon, embedder } = sources
  return searchIn(wholeField(sources), {
    ...{ lexicon, embedder },
    ...given({ calibrations }),
  })
}

/**
 * Makes the search over a field. Throws `index_mismatch` where the calibration is an earlier
 * version's.
 */
export function searchIn(
  field: Field,
  { calibrations, lexicon, embedder }: SearchOptions & Pick<SignalSources, 'lexicon' | 'embedder'>,
): Search {
  const least = calibrations?.matter
  const calibration = calibrations?.[embedder === null ? 'words' : 'whole'] ?? null
  if (calibration !== null) expectComplete(calibration)
  const rankedBy = rankedByWhat({ lexicon, embedder })
  const { catalogue, spelling } = field
  const { documents, pairs } = catalogue
  const reader = { lexicon, spelling }
  const corrections = correctionsOf(documents)
  const inForce = withoutReplaced(new Set(documents.map(({ id }) => id)))
  const readQuery = createReader({
    catalogue,
    isWord: (word) => isFunctionWord(word) || (lexicon?.hasWord(word) ?? false),
  })
  const pairOfAnswer = new Map(pairs.map(({ answer }, index) => [answer.id, index]))

  async function search(query: Query): Promise<Found> {
    const why = whyNotUnderstood(query.query, understanding)
    if (why !== null) return nothing(query, why)
    const whole = await understand(query)
    const sure = whole.filters.filter(({ sure }) => sure)
    const plain = await searchWith(query, whole, sure)
    if (sure.length === whole.filters.length) return plain
    const narrowed = await searchWith(query, whole, whole.filters)
    const doubtful = whole.filters.filter((each) => !each.sure)
    if (narrowed.passages.length > 0) return isAbout(plain, doubtful) ? plain : narrowed
    return plain.passages.length > 0 ? plain : narrowed
  }

  /** Looks where these of the query's filters say. */
  async function searchWith(
    query: Query,
    { phrases, earlier, step, about, filters: all }: Understood,
    filters: readonly FoundFilter[],
  ): Promise<Found> {
    const read = filters.map(({ filter }) => filter)
    const rest = about(filters)
    const asked = await confirmSpelling(takeApart(rest, earlier.texts, reader), embedder, lexicon)
    const language = languageOf(query.query, earlier.queries, all)
    const found = {
      ...bare(language, asked),
      readWith: earlier.queries,
      readFilters: [...read],
    }
    const allowed = allowedDocuments(query.filters, read)
    if (allowed?.size === 0) return { ...found, reason: 'filters_leave_nothing' }
    const numbered = step ?? numberedPairs(read, allowed)
    if (numbered?.length === 0) return { ...found, reason: 'filters_leave_nothing' }
    const finders = phrases.map(({ phrase }) => phraseFinder(phrase))
    const holding = finders.length === 0 ? null : await quotedPairs(finders, allowed, numbered)
    // What stands nowhere is looked for as any other words are.
    const stands = holding !== null && holding.length > 0
    const quoted = stands ? holding : null
    for (const { phrase, said } of phrases) {
      found.readFilters.push({ kind: 'phrase', said, phrase, stands })
    }
    const marks = stands
      ? phrases.map(({ phrase }, nth) => ({ phrase, finder: finders[nth]! }))
      : []
    // What only the request's filters leave is known to a store by these.
    const named = read.some(({ kind }) => kind !== 'question') ? allowed : null
    const where = { filters: query.filters, named, documents: allowed, marks }

    const only = quoted ?? numbered
    if (only !== null && (rest === '' || (quoted === null && inOneDocument(only)))) {
      return { ...found, ...(await pointedAt(only, asked, { ...query, marks })) }
    }
    if (rest === '' && earlier.texts.length === 0) {
      if (read.length === 0) return { ...found, reason: 'no_subject' }
      return { ...found, ...(await pointedAt(pairsOf(allowed), asked, { ...query, marks })) }
    }
    const judged = await find(asked, query, { ...where, pairs: only })
    const lost = judged.passages.length === 0 && numbered !== null && quoted === null
    if (judged.reason !== null && holding !== null && !stands) judged.reason = 'phrase_not_found'
    if (!lost) return { ...found, ...judged }
    // "vraag 3 miljoen mensen naar hun mening" names no question.
    const unnumbered = filters.filter(({ filter }) => filter.kind !== 'question')
    if (unnumbered.length === filters.length) return { ...found, ...judged }
    return await searchWith(
      query,
      { phrases, earlier, step: null, about, filters: all },
      unnumbered,
    )
  }

  /** See `newerPositions`; nothing is known where nobody measured what being on one matter takes. */
  async function newerAmong(found: readonly Pair[]): Promise<ReadonlyMap<string, string>> {
    if (least === undefined || embedder === null) return NONE_NEWER
    return await newerPositions(found, { least, vectorsOf: field.vectorsOf })
  }

  /** The best pairs, at most `limit`, with what says the same as one of them put together. */
  function bestOf({ signals, eligible, catalogue: among }: Scored, limit: number): Repeated[] {
    // What says the same takes no place of another.
    for (let looked = limit; ; looked *= 2) {
      const ranked = rank(signals.scores, eligible, among, looked)
      const gathered = gatherRepeats(ranked, among.pairs)
      if (gathered.length >= limit || ranked.length < looked) return gathered.slice(0, limit)
    }
  }

  /** The pairs that bear on what was asked, best first. */
  async function find(
    asked: Asked,
    { limit = DEFAULT_LIMIT, explain: wanted = false }: Pick<Query, 'limit' | 'explain'>,
    { filters, named, documents: allowed, pairs: only, marks }: Where,
  ): Promise<Outcome> {
    const scored = await field.score(asked, {
      filters,
      named,
      documents: allowed,
      pairs: only === null ? null : new Set(only),
    })
    const { signals, catalogue: among } = scored
    const gathered = bestOf(scored, wanted ? Math.max(limit, EXPLAINED) : limit)
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
      ? { explanation: explain(scored, best, { calibration, features, judgements, limit }) }
      : {}
    const passages = judged.filter(({ relevance }) => relevance !== 'weak')
    const weak = judged.filter(({ relevance }) => relevance === 'weak')
    return { passages, weak, reason: passages.length > 0 ? null : 'nothing_near', ...explanation }
  }

  /** These pairs, newest document first, in the document's order. */
  async function pointedAt(
    named: readonly number[],
    asked: Asked,
    { limit, marks }: Pick<Query, 'limit'> & Pick<Where, 'marks'>,
  ): Promise<Outcome> {
    const ranked = named
      .map((pair) => ({ pair, score: 1, others: [] }))
      .toSorted((a, b) => compareText(dateOf(b), dateOf(a)))
      .slice(0, limit ?? DEFAULT_LIMIT)
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

  function dateOf({ pair }: Ranked): string {
    return pairs[pair]!.document.answered ?? ''
  }

  /**
   * Takes a query for what it says by itself, and by those before it where it cannot stand alone.
   */
  async function understand(query: Query): Promise<Understood> {
    const { unread = [] } = query
    const read = withoutUnread(readQuery(query.query, query.today), unread)
    const before = earlier(query)
    const step = await stepped(query, read)
    const own = new Set(read.filters.map(({ filter }) => filter.kind))
    // "en waarom niet?" is asked of the same documents.
    const inherited = before.filters.filter(
      ({ filter }) => !own.has(filter.kind) && !unread.includes(filter.said),
    )
    return { ...read, filters: [...inherited, ...read.filters], earlier: before, step }
  }

  /** "The next one", and "question 8" of the document that was asked for before. */
  async function stepped(query: Query, { filters }: ReadQuery): Promise<number[] | null> {
    const step = readStep(query.query)
    const kinds = filters.map(({ filter }) => filter.kind)
    const onlyNumbered = kinds.includes('question') && kinds.every((kind) => kind === 'question')
    if (step === 0 && !onlyNumbered) return null
    const before = await pairBefore(query)
    if (before === null) return null
    const { document } = pairs[before]!
    const numbers = filters.map(({ filter }) => filter)
    const candidates =
      step === 0 ? numberedPairs(numbers, new Set([document.id]))! : [before + step]
    const here = candidates.filter((pair) => pairs[pair]?.document === document)
    return here.length === 0 ? null : here
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

  /** What a query that cannot stand alone needs of those before it, latest first. */
  function earlier({ query, history = [], today }: Query): Earlier {
    const texts: string[] = []
    const queries: string[] = []
    const filters: FoundFilter[] = []
    let followUp = isFollowUp(query, readLanguage(query))
    while (followUp && queries.length < Math.min(LONGEST_CHAIN, history.length)) {
      const text = history.at(-1 - queries.length)!
      const read = readQuery(text, today)
      const sure = read.filters.filter((each) => each.sure)
      const asksForOne = numberedPairs(
        sure.map(({ filter }) => filter),
        null,
      )
      const about = read.about(sure)
      texts.push(
        asksForOne?.length === 1 && about === '' ? questionOf(pairs[asksForOne[0]!]!) : about,
      )
      queries.push(text)
      filters.push(...sure.filter(({ filter }) => filter.kind !== 'question'))
      followUp = isFollowUp(text, readLanguage(text))
    }
    return { texts, queries, filters }
  }

  /**
   * Whether what was found without the doubtful filters speaks of their words itself: "Groen" the
   * name, or the colour.
   */
  function isAbout(plain: Found, doubtful: readonly FoundFilter[]): boolean {
    const [best] = plain.passages
    if (best === undefined) return false
    const pair = pairs[pairOfAnswer.get(best.answerId)!]!
    const filters = doubtful.map(({ filter }) => filter)
    if (meetsRead(pair.document, filters)) return false
    const texts = [...pair.answer.paragraphs.map(({ reading }) => reading.text), questionOf(pair)]
    return filters.some((filter) => texts.some((text) => speaksOf(filter, text)))
  }

  function nothing({ query }: Query, reason: EmptyReason): Found {
    return { ...bare(readLanguage(query), takeApart('', [], reader)), reason }
  }

  function bare(language: QueryLanguage, asked: Asked) {
    return {
      language,
      readAs: wordsReadAs(asked),
      readWith: [] as readonly string[],
      readFilters: [] as ReadFilter[],
      reason: null as EmptyReason | null,
      passages: [],
      weak: [],
      signals: rankedBy,
    } satisfies Found
  }

  /**
   * The language of a query's own words: names and numbers tell none, and a single word that the
   * index has is Dutch.
   */
  function languageOf(
    query: string,
    before: readonly string[],
    filters: readonly FoundFilter[],
  ): QueryLanguage {
    let text = query
    for (const { filter, start, end } of filters) {
      if (filter.kind === 'period' || filter.kind === 'ministry' || filter.kind === 'question')
        continue
      text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
    }
    const [only, ...others] = wordsOf(text)
    if (only !== undefined && others.length === 0 && field.knows(stemOf(only.text))) return 'nl'
    return [text, ...before].map(readLanguage).find((language) => language !== 'und') ?? 'und'
  }

  const understanding = {
    isInIndex: (word: string) => field.knows(stemOf(word)),
    isInModel: (word: string) =>
      (lexicon?.tokenize(word).length ?? 0) > 0 ||
      (embedder?.understands(word) ?? lexicon === null),
  }

  function pairsOf(allowed: ReadonlySet<string> | null): number[] {
    return [...pairs.keys()].filter((at) => allowed?.has(pairs[at]!.document.id) ?? true)
  }

  async function quotedPairs(
    finders: readonly PhraseFinder[],
    allowed: ReadonlySet<string> | null,
    numbered: readonly number[] | null,
  ): Promise<number[]> {
    return await pairsWithPhrases(
      catalogue,
      finders,
      (at) => (allowed?.has(pairs[at]!.document.id) ?? true) && (numbered?.includes(at) ?? true),
    )
  }

  /**
   * The pairs that answer the numbers read, of the documents allowed, in the index's order; null
   * where none was read.
   */
  function numberedPairs(
    read: readonly ReadFilter[],
    allowed: ReadonlySet<string> | null,
  ): number[] | null {
    const numbers = read.flatMap((each) => (each.kind === 'question' ? each.numbers : []))
    if (numbers.length === 0) return null
    const within = pairsOf(allowed)
    const answers = (at: number, isMeant: (number: QuestionNumber) => boolean): boolean =>
      pairs[at]!.answer.numbers.some(isMeant)
    // "vraag 2b" is answered as a whole only where no document answers it by itself.
    const printed = within.filter((at) => answers(at, (number) => numbers.includes(number)))
    if (printed.length > 0 && numbers.every((number) => letterOf(number) !== '')) return printed
    return within.filter((at) =>
      answers(at, (number) => numbers.some((each) => concerns(each, number))),
    )
  }

  function inOneDocument(indexes: readonly number[]): boolean {
    return new Set(indexes.map((pair) => pairs[pair]!.document.id)).size === 1
  }

  /** Null where all documents are allowed. */
  function allowedDocuments(
    filters: Filters | undefined,
    read: readonly ReadFilter[],
  ): ReadonlySet<string> | null {
    const wanted = Object.values(filters ?? {}).some((value) => value !== undefined)
    const telling = read.filter(({ kind }) => kind !== 'question')
    if (!wanted && telling.length === 0) return corrections.replaced.size === 0 ? null : inForce
    const meeting = new Set(
      documents
        .filter((document) => meetsRead(document, telling) && meets(document, filters ?? {}))
        .map(({ id }) => id),
    )
    return withoutReplaced(meeting)
  }

  /**
   * What was corrected is found only where its correction is not looked at: by its own number, or
   * in its own days.
   */
  function withoutReplaced(ids: ReadonlySet<string>): ReadonlySet<string> {
    const left = [...ids].filter(
      (id) => !corrections.replaced.has(id) || !ids.has(corrections.by(id)!.id),
    )
    return new Set(left)
  }

  return { search }
}

/**
 * What is too weak is seldom looked at, and most of what is found is weak: it is marked when it is.
 */
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

/** What was found where a query said. */
interface Outcome extends Pick<Found, 'passages' | 'weak' | 'explanation'> {
  reason: EmptyReason | null
}

/** What is thought of ranked pairs, what marks them, and the catalogue that they are pairs of. */
interface Judged {
  readonly judgements: readonly Judgement[]
  readonly marker: Marker
  readonly catalogue: Catalogue
  readonly marks: readonly Quote[]
  /** see `newerPositions` */
  readonly newer: ReadonlyMap<string, string>
}

/** A pair that is shown, and those that stand back for it. */
interface Shown extends Ranked {
  readonly others: readonly number[]
}

/** A phrase between quotation marks, with what finds it. */
interface Quote {
  readonly phrase: string
  readonly finder: PhraseFinder
}

/** Where answers to a query may stand. */
interface Where {
  readonly filters: Filters | undefined
  /** the documents that the query itself leaves; null where it names none */
  readonly named: ReadonlySet<string> | null
  /** of these, or of all, those that the filters let through; null for all */
  readonly documents: ReadonlySet<string> | null
  readonly pairs: readonly number[] | null
  readonly marks: readonly Quote[]
}

/** What a query needs of those before it. */
interface Earlier {
  /** what they ask, and how they were typed */
  readonly texts: readonly string[]
  readonly queries: readonly string[]
  readonly filters: readonly FoundFilter[]
}

/** A query with what it needs to be understood. */
interface Understood extends ReadQuery {
  readonly earlier: Earlier
  /** the pairs that it leads to from the one found before; null where it does not */
  readonly step: readonly number[] | null
}

/**
 * What holds the words that were asked for is shown, and one that says them in the answer is no
 * doubtful match.
 */
function withPhrases(judgement: Judgement, answer: Answer, marks: readonly Quote[]): Judgement {
  if (marks.length === 0 || judgement.verdict === 'strong') return judgement
  const finders = marks.map(({ finder }) => finder)
  const verdict = isInAnswer(answer, finders) ? 'strong' : 'possible'
  return { ...judgement, verdict, because: null }
}

/** What answers are ranked by. */
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

/** Whether a text has the words of a filter, names as they were written. */
function speaksOf(filter: ReadFilter, text: string): boolean {
  const isPeriod = filter.kind === 'period'
  const words = isPeriod ? filter.said.replace(/^(?:\p{L}|\/)+\s+(?=\S)/u, '') : filter.said
  return phraseFinder(words)
    .placesIn(text)
    .some(({ start, end }) => isPeriod || text.slice(start, end) === filter.said)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
