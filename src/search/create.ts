import type { SourceDocument } from '../domain/document.ts'
import { given } from '../domain/optional-fields.ts'
import { atOnce, inSlices, type Pace } from '../domain/slices.ts'
import { stemOf } from '../text/words.ts'
import { accentReader, withAccents } from './accents.ts'
import { vectorsOfQuery } from './asked-vector.ts'
import { conversationInSteps } from './conversation.ts'
import { questionOf } from './corpus/catalogue.ts'
import { wholeField, type Field } from './field.ts'
import { createFilteredSearch, type Accented, type PreparedQuery } from './filtered-search.ts'
import { createFinder, LOOKED_THROUGH, type FinderOptions } from './find-answers.ts'
import { foresight } from './foresight.ts'
import { asPossible, createGoingOn } from './going-on.ts'
import type { HowInContext } from './in-context.ts'
import { createInParts } from './in-parts.ts'
import { whyNotUnderstood } from './query/misunderstanding.ts'
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
import { createScope } from './scope.ts'
import type { Found, Passage, Query, Search } from './search.ts'
import type { SignalSources } from './signals/score.ts'

interface SearchDeps extends FinderOptions, SignalSources {}

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

type SearchInOptions = FinderOptions & Pick<SignalSources, 'lexicon' | 'embedder'>

/** The same, with breaks: a large index has long tables. */
export function* searchInSteps(
  field: Field,
  { calibrations, lexicon, embedder: encoder }: SearchInOptions,
): Generator<void, Search> {
  const { embedder, ahead } =
    encoder === null ? { embedder: null, ahead: null } : foresight(encoder)
  const { catalogue } = field
  const scope = createScope(catalogue)
  yield
  const finder = createFinder({ field, scope, embedder, calibrations })
  const filtered = createFilteredSearch({ field, scope, finder, lexicon, embedder })
  const { documentOf, pairOf } = finder
  const { searchWith, nothing } = filtered
  const conversation = yield* conversationInSteps({ catalogue, lexicon, scope, firstPairOf })
  const reader = { ...field, lexicon }
  const readAccents = accentReader(reader)
  const goOn = createGoingOn({
    ...{ field, reader, pairOf },
    ...{ understand, searchUnderstood, search, firstPairOf },
  })
  const inParts = createInParts({ field, reader, searchWhole, pairOf, documentOf })
  yield

  /** A query with the accents that the index has: "Gulen" is read as "Gülen". */
  async function understand(query: Query, how: HowInContext = {}): Promise<Accented> {
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
   * Finds answers to a query, and to each of its questions.
   */
  async function search(query: Query): Promise<Found> {
    const found = await searchWhole(query)
    const goneOn = await goOn(query, found)
    if (goneOn !== null) return goneOn
    return await inParts(query, found)
  }

  async function searchWhole(query: Query): Promise<Found> {
    const follows = (query.history?.length ?? 0) > 0
    const why = whyNotUnderstood(query.query, { ...understanding, follows })
    return why === null
      ? await searchUnderstood(query, await understand(query))
      : nothing(query, why)
  }

  /** Searches with the filters that a query certainly has, and with those that it may have. */
  async function searchUnderstood(query: Query, understood: Accented): Promise<Found> {
    const whole = { ...understood, vectorOf: vectorsOfQuery(understood, embedder) }
    const sure = whole.filters.filter(({ sure }) => sure)
    const doubtful = whole.filters.filter(({ sure }) => !sure)
    // The encoder has a thread of its own: it begins before words and phrases are looked up.
    whole.vectorOf(sure)
    if (doubtful.length === 0) return await searchSurely(query, whole)
    whole.vectorOf(whole.filters)
    // Both at once: each looks up words while the encoder works for the other.
    const [plain, narrowed] = await Promise.all([
      searchWith(query, whole, sure),
      searchWith(query, whole, whole.filters),
    ])
    if (doubtful.some(({ alone }) => alone)) {
      const isTopic = isAbout(plain, doubtful) && (await isFoundWithout(plain, query, whole))
      return isTopic ? plain : narrowed
    }
    const found = likelier(whole, { plain, narrowed })
    const isName = doubtful.every(isOfPerson) && GIVEN_NAME.test(whole.about(whole.filters))
    return found.reason === 'nothing_near' && isName ? await searchByName(query, whole) : found
  }

  /** "David" is a word too: where no answer comes near to "David van Weel", it is a given name. */
  async function searchByName(query: Query, whole: PreparedQuery): Promise<Found> {
    const found = await searchWith(query, { ...whole, about: () => '' }, whole.filters)
    return asPossible(found, found) ?? found
  }

  /** Searches with all filters of a query. */
  async function searchSurely(query: Query, whole: PreparedQuery): Promise<Found> {
    const { filters } = whole
    const found = await searchWith(query, whole, filters)
    // "1 januari 2027" dates no answer, and stands in one; "vandaag" is another day there.
    const isDate = ({ alone, filter }: FoundFilter) => alone === true && /\d/u.test(filter.said)
    const onlyDates = filters.length > 0 && filters.every(isDate)
    if (found.reason !== 'filters_leave_nothing' || !onlyDates) return found
    const about = await searchWith(query, whole, [])
    return isAbout(about, filters) ? about : found
  }

  /** What is found without the doubtful filters of a query, or with them: the likelier reading. */
  function likelier(
    whole: PreparedQuery,
    { plain, narrowed }: { readonly plain: Found; readonly narrowed: Found },
  ): Found {
    const doubtful = whole.filters.filter(({ sure }) => !sure)
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
      return isWord ? plain : { ...plain, leftOut: leftOutOf(doubtful, shown) }
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
  async function isFoundWithout(found: Found, query: Query, whole: PreparedQuery) {
    const { about, vectorOf, filters } = whole
    const topic = await searchWith(
      { ...query, limit: LOOKED_THROUGH },
      { ...whole, about: () => about(filters), vectorOf: () => vectorOf(filters) },
      filters.filter(({ sure }) => sure),
    )
    return topic.passages.some(({ answerId }) => answerId === found.passages[0]!.answerId)
  }

  async function firstPairOf(query: Query): Promise<number | null> {
    const { passages } = await search({ ...query, limit: 1, explain: false })
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
    const pair = pairOf(best)
    const filters = doubtful.map(({ filter }) => filter)
    if (readFilterTest(filters)(pair.document)) return false
    const texts = [...pair.answer.paragraphs.map(({ reading }) => reading.text), questionOf(pair)]
    return filters.some((filter) => texts.some((text) => speaks(filter, text)))
  }

  const understanding = {
    isInIndex: (word: string) => field.knows(stemOf(word)),
    isInModel: (word: string) =>
      (lexicon?.tokenize(word).length ?? 0) > 0 ||
      (embedder?.understands(word) ?? lexicon === null),
  }

  async function isRare(word: string): Promise<boolean> {
    const least = Math.max(FEW_PAIRS, Math.ceil(RARE * catalogue.pairs.length))
    return (await field.firstWith(stemOf(word), least)).length < least
  }

  async function foresee(query: string): Promise<void> {
    if (ahead === null || whyNotUnderstood(query, understanding) !== null) return
    const understood = await understand({ query })
    await vectorsOfQuery(understood, ahead)(understood.filters.filter(({ sure }) => sure))
  }

  async function ready(pace?: Readonly<Pace>): Promise<void> {
    if (field.readyInSteps !== undefined) await inSlices(field.readyInSteps(), pace)
  }

  return { search, isRare, foresee, ready }
}

/**
 * The filters that what is shown does not meet, but for names of files, which are words more often
 * than not.
 */
function leftOutOf(
  filters: readonly FoundFilter[],
  shown: readonly SourceDocument[],
): ReadFilter[] {
  return filters
    .map(({ filter }) => filter)
    .filter((filter) => !shown.every(readFilterTest([filter])))
    .filter(({ kind }) => kind !== 'document')
}

/** A word is rare in fewer pairs than this share of them, or than so many. */
const RARE = 0.005
const FEW_PAIRS = 3

/** One word with a capital, which may be a name. */
const GIVEN_NAME = /^\p{Lu}\p{Ll}+$/u

/** Whether one result begins with a strong answer and another has none. */
function isSurer(one: Found, other: Found): boolean {
  const isStrong = ({ relevance }: Passage) => relevance === 'strong'
  return one.passages.slice(0, 1).some(isStrong) && !other.passages.some(isStrong)
}
