import { AppError } from '../domain/errors.ts'
import type { IndexSource } from './index-source.ts'
import type { LoadedModel } from './model.ts'
import { calibrationsFor, type Calibrations } from '../search/calibration.ts'
import { createSearch, searchIn } from '../search/create.ts'
import { narrowField } from '../search/narrow.ts'
import { joinTerms, readTerms } from '../search/pair-terms.ts'
import type { Search } from '../search/search.ts'
import { serve, type Served } from '../engine/engine.ts'
import { openDatabase, QUESTION_WITHIN, type Database } from '../store/postgres/database.ts'
import { postgresCandidates } from '../store/postgres/candidates.ts'
import { readSnapshot, versionOf, type Snapshot } from '../store/postgres/library.ts'
import { expectModel } from '../store/postgres/schema.ts'
import { postgresStore } from '../store/postgres/store.ts'

/** An index in a database, followed as others write to it. */
interface PostgresIndex {
  /** the index at the time of opening */
  readonly served: Served
  /** the current index, or null if it has not changed; throws the errors of `openPostgres` */
  newer(): Promise<Served | null>
}

/** With at most this many pairs, every query scores all of them, so that none is missed. */
export const EVERYTHING = 2_000

/** After taking up a change, a server rests ten times as long as that took. */
const REST = 10

/** Milliseconds of rest after a failure to read the database. */
const REST_AFTER_FAILURE = 5_000

interface PostgresOptions {
  /** see `EXHAUSTIVE_PAIRS` */
  readonly everything?: number
  /** the same database for queries, which wait less long than a reader of the whole index */
  readonly asking?: Database
}

/**
 * Opens the index in the database at an address, and follows others' changes. Throws the errors of
 * `openPostgres`.
 */
export async function followDatabase(
  url: string,
  load: () => Promise<LoadedModel>,
): Promise<IndexSource> {
  const model = await load()
  const database = openDatabase(url)
  const asking = openDatabase(url, { answerWithin: QUESTION_WITHIN })
  const close = async () => void (await Promise.all([database.close(), asking.close()]))
  try {
    const { served, newer } = await openPostgres(database, model, { asking })
    return { served, newer, model, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Opens the index of a database; closing the database is up to the caller. Throws `index_missing`,
 * `index_mismatch`, `index_damaged` or `unavailable`.
 */
export async function openPostgres(
  database: Database,
  model: LoadedModel,
  { everything = EVERYTHING, asking = database }: PostgresOptions = {},
): Promise<PostgresIndex> {
  let snapshot = await readSnapshot(database, { termsUpTo: everything, asking })
  let seen = snapshot.facts.version
  let restUntil = 0

  async function takeUp(): Promise<Served | null> {
    const version = await versionOf(database)
    if (version === seen) return null
    const began = performance.now()
    // A damaged index stays damaged until it is rewritten; a lost connection may come back.
    const next = await readSnapshot(database, {
      ...{ previous: snapshot, termsUpTo: everything, asking },
    }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'index_damaged') seen = version
      throw error
    })
    const isSame =
      next.library.digest === snapshot.library.digest && next.signatures === snapshot.signatures
    const served = isSame ? null : await servedFrom(next, asking, model)
    snapshot = next
    seen = snapshot.facts.version
    restUntil = performance.now() + REST * (performance.now() - began)
    return served
  }

  return {
    served: await servedFrom(snapshot, asking, model),
    async newer() {
      if (performance.now() < restUntil) return null
      return takeUp().catch((error: unknown) => {
        restUntil = performance.now() + REST_AFTER_FAILURE
        throw error
      })
    },
  }
}

async function servedFrom(
  snapshot: Snapshot,
  database: Database,
  model: LoadedModel,
): Promise<Served> {
  expectModel(snapshot.facts, { model: model.embedder.model, digest: model.digest })
  return serve(snapshot.library, await searchOver(snapshot, database, model))
}

async function searchOver(
  { facts, library: { documents }, counts, terms, contents }: Snapshot,
  database: Database,
  { embedder, lexicon, calibrations: own }: LoadedModel,
): Promise<Search> {
  const calibrations = calibrationsFor(JSON.parse(facts.calibration) as Calibrations, own)
  const options = { lexicon, embedder, calibrations }
  if (terms === null) {
    const source = postgresCandidates(database, contents)
    return searchIn(narrowField({ documents, embedder, lexicon, source, counts }), options)
  }
  const data = joinTerms(documents, {
    lexicon,
    termsOfAnswer: (answerId) => readTerms(terms.get(answerId)!),
  })
  const store = await postgresStore(database, facts.dimensions)
  return createSearch({ ...options, documents, store, data })
}
