import { AppError } from '../domain/errors.ts'
import type { IndexSource } from './index-source.ts'
import type { LoadedModel } from './model.ts'
import type { Calibrations } from '../search/calibration.ts'
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
export interface PostgresIndex {
  /** what was there when it was opened */
  readonly served: Served
  /** the index as it is now, or null if it has not changed; throws what `openPostgres` throws */
  newer(): Promise<Served | null>
}

/** Up to this many pairs every one is scored for each query, so that none is missed. */
export const EVERYTHING = 2_000

/** A server that took up a change rests ten times as long as that took. */
const REST = 10

/** Milliseconds of rest after the database could not be read. */
const REST_AFTER_FAILURE = 5_000

export interface PostgresOptions {
  /** up to this many pairs every one is scored */
  readonly everything?: number
  /** the same database for questions, which do not wait as long as whoever reads the whole index */
  readonly asking?: Database
}

/**
 * Opens the index in the database at an address, as others write to it. Throws what `openPostgres`
 * throws.
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
 * Opens the index of a database; the database stays the caller's to close. Throws `index_missing`,
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
    // A damaged index stays so until it is written anew; a lost connection may come back.
    const next = await readSnapshot(database, {
      ...{ previous: snapshot, termsUpTo: everything, asking },
    }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'index_damaged') seen = version
      throw error
    })
    const isSame = next.library.digest === snapshot.library.digest
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
  { facts, library: { documents }, counts, terms }: Snapshot,
  database: Database,
  { embedder, lexicon }: LoadedModel,
): Promise<Search> {
  const calibrations = JSON.parse(facts.calibration) as Calibrations
  const options = { lexicon, embedder, calibrations }
  if (terms === null) {
    const source = postgresCandidates(database)
    return searchIn(narrowField({ documents, embedder, lexicon, source, counts }), options)
  }
  const data = joinTerms(documents, {
    lexicon,
    termsOfAnswer: (answerId) => readTerms(terms.get(answerId)!),
  })
  const store = await postgresStore(database, facts.dimensions)
  return createSearch({ ...options, documents, store, data })
}
