import type {
  CandidateFilters,
  CandidateQuery,
  CandidateSource,
  PairKey,
  PhraseStems,
} from '../candidates.ts'
import type { Database, Queryable } from './database.ts'
import { comparedLabel } from '../../domain/names.ts'
import { readVectors, vectorLiteral } from './store.ts'
import type { Neighbour } from '../store.ts'

/**
 * Rows that the HNSW index may scan for one query. Under a narrow filter, pgvector's own limit of
 * 20,000 would end the scan too soon. A very narrow filter bypasses the index.
 */
const MOST_SCANNED = 100_000

/**
 * Paragraphs to look through for each that is wanted. Among 39,000, HNSW missed 14 in a thousand of
 * the nearest hundred with one, and 4 with two (bench/postgres-notes.md).
 */
const LOOKED_THROUGH = 2

/** pgvector's largest `ef_search`; an iterative scan goes on from there. */
const WIDEST = 1_000

/**
 * Candidates from a Postgres index: the nearest paragraphs by HNSW, the best pairs by the postings.
 */
export function postgresCandidates(database: Database): CandidateSource {
  return {
    find: (wanted) =>
      database.read(async (db) => ({
        nearest: await nearest(db, wanted),
        worded: await worded(db, wanted),
      })),

    async pairsOf(answerIds) {
      const { rows } = await database.read((db) =>
        db.query<PairKey>(
          'select key, id as "answerId" from letterlijk.pairs where id = any($1) order by id',
          [answerIds],
        ),
      )
      return rows
    },

    async withPhrase(phrase) {
      const values: unknown[] = []
      const { rows } = await database.read((db) =>
        db.query<{ id: string }>(
          `select pair.id from letterlijk.pairs pair where ${phrase
            .map((ways, nth) => (nth === 0 ? isAmong(ways, values) : hasAny(ways, values)))
            .join(' and ')}`,
          values,
        ),
      )
      return rows.map(({ id }) => id)
    },

    async terms(keys) {
      const { rows } = await database.read((db) =>
        db.query<{ key: string; terms: Uint8Array }>(
          'select key, terms from letterlijk.pairs where key = any($1::bigint[])',
          [keys],
        ),
      )
      // Copies, since each may be kept, and would keep the memory that it shares with others.
      return new Map(rows.map(({ key, terms }) => [key, new Uint8Array(terms)]))
    },

    vectorsOf: (paragraphIds) => database.read((db) => readVectors(db, paragraphIds)),
  }
}

/** The condition that a pair has one of the ways of a phrase's rarest stretch, by the postings. */
function isAmong(ways: PhraseStems[number], values: unknown[]): string {
  const all = ways.map((way) => way.map((stems) => `select pair ${holds(stems, values)}`))
  return `pair.key in (${all.map((each) => `(${each.join(' intersect ')})`).join(' union ')})`
}

/** The same for another stretch: it looks only at the pairs that the rarest one leaves. */
function hasAny(ways: PhraseStems[number], values: unknown[]): string {
  const has = (stems: readonly string[]) =>
    `exists (select ${holds(stems, values)} and postings.pair = pair.key)`
  return `(${ways.map((way) => way.map(has).join(' and ')).join(' or ')})`
}

function holds(stems: readonly string[], values: unknown[]): string {
  values.push(stems)
  return `from letterlijk.postings where stem = any($${values.length}::text[])`
}

type Nearest = Neighbour & { pair: PairKey }

async function nearest(db: Queryable, wanted: CandidateQuery): Promise<Nearest[]> {
  const { vector, nearest: limit, exact } = wanted
  // pgvector finds everything equally far from a zero vector.
  if (vector.every((number) => number === 0)) return []
  await db.query(
    `set local hnsw.ef_search = ${Math.min(LOOKED_THROUGH * limit, WIDEST)};
     set local hnsw.iterative_scan = strict_order;
     set local hnsw.max_scan_tuples = ${MOST_SCANNED}`,
  )
  const values: unknown[] = [vectorLiteral(vector), limit]
  const distance = '(p.vector <=> $1::halfvec)'
  const { rows } = await db.query<{ id: string; answer: string; key: string; score: number }>(
    `select p.id, p.answer_id as answer, pair.key, p.score from (
       select p.id, p.answer_id, 1 - ${distance} as score
       from letterlijk.paragraphs p
       ${where(wanted.filters, { document: 'p.document_id', answer: 'p.answer_id' }, values)}
       order by ${exact ? `${distance} + 0` : distance} limit $2
     ) p join letterlijk.pairs pair on pair.id = p.answer_id`,
    values,
  )
  return rows
    .map(({ id, answer, key, score }) => ({
      paragraphId: id,
      // The cosine of a zero vector, which only an exact scan can return.
      score: Number.isNaN(score) ? 0 : score,
      pair: { key, answerId: answer },
    }))
    .sort((a, b) => b.score - a.score || (a.paragraphId < b.paragraphId ? -1 : 1))
}

async function worded(db: Queryable, wanted: CandidateQuery): Promise<PairKey[]> {
  const { stems, bm25, worded: limit, filters } = wanted
  if (stems.size === 0) return []
  const values: unknown[] = [
    ...[[...stems.keys()], [...stems.values()], limit],
    ...[bm25.k1, bm25.b, bm25.meanLength],
  ]
  const condition = where(filters, { document: 'pair.document_id', answer: 'pair.id' }, values)
  const { rows } = await db.query<PairKey>(
    `select pair.key, pair.id as "answerId" from (
       select p.pair, sum(asked.weight * p.count /
         (p.count + $4::float8 * (1 - $5::float8 + $5::float8 * p.length / $6::float8))) as score
       from unnest($1::text[], $2::float8[]) as asked (stem, weight)
       join letterlijk.postings p on p.stem = asked.stem
       ${condition === '' ? '' : `join letterlijk.pairs pair on pair.key = p.pair ${condition}`}
       group by p.pair
       order by score desc, p.pair limit $3
     ) best join letterlijk.pairs pair on pair.key = best.pair
     order by best.score desc, pair.key`,
    values,
  )
  return rows
}

/**
 * The filters as a condition on the columns with the ids of a document and an answer, or an empty
 * string without filters. Adds their values to `values`. It joins the documents only for a filter
 * that needs them, since the planner does better without.
 */
function where(
  { documents, ministers, parties, from, to, answers }: CandidateFilters,
  column: { readonly document: string; readonly answer: string },
  values: unknown[],
): string {
  const ofDocument: string[] = []
  const conditions: string[] = []
  const add = (list: string[], value: unknown, condition: (place: string) => string): void => {
    if (value === undefined) return
    values.push(Array.isArray(value) ? value.filter(isStorable) : value)
    list.push(condition(`$${values.length}`))
  }
  add(conditions, documents, (place) => `${column.document} = any(${place}::text[])`)
  add(conditions, answers, (place) => `${column.answer} = any(${place}::text[])`)
  add(ofDocument, ministers?.map(comparedLabel), (place) => {
    const words = (label: string) => `split_part(${label}, E'\\t', 1)`
    const initials = (label: string) => `split_part(${label}, E'\\t', 2)`
    return `exists (select from unnest(d.ministers) as minister, unnest(${place}::text[]) as part
      where strpos(${words('minister')}, ${words('part')}) > 0
        and (starts_with(${initials('minister')}, ${initials('part')})
          or starts_with(${initials('part')}, ${initials('minister')})))`
  })
  add(ofDocument, parties?.map(lower), (place) => `d.parties && ${place}::text[]`)
  add(ofDocument, from, (place) => `d.answered >= ${place}::text`)
  add(ofDocument, to, (place) => `d.answered <= ${place}::text`)
  const all = [...conditions, ...ofDocument]
  if (all.length === 0) return ''
  const joined = `join letterlijk.documents d on d.id = ${column.document}`
  return `${ofDocument.length === 0 ? '' : joined} where ${all.join(' and ')}`
}

/** Compares as the search does, by JavaScript's rules: a database's locale may have others. */
function lower(text: string): string {
  return text.toLowerCase()
}

/** Postgres stores no text with a zero character, so nothing in it can match one. */
function isStorable(text: unknown): boolean {
  return typeof text === 'string' && !text.includes('\0')
}
