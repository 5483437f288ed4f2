import type {
  CandidateFilters,
  CandidateQuery,
  CandidateSource,
  PhraseStems,
} from '../candidates.ts'
import type { Database, Queryable } from './database.ts'
import { comparedLabel, comparedName } from '../../domain/names.ts'
import { readVectors, vectorLiteral } from './store.ts'
import type { Neighbour } from '../store.ts'

/**
 * Rows that the HNSW index may scan for one query. Under a narrow filter, pgvector's own limit of
 * 20,000 would end the scan too soon. A very narrow filter bypasses the index.
 */
const MOST_SCANNED = 100_000

/**
 * Paragraphs to look through for each that is wanted. With 1, among 314,000, 3 of 200 questions had
 * other answers than with 1.5; with 2, none (bench/postgres-notes.md).
 */
const LOOKED_THROUGH = 1.5

/** pgvector's largest `ef_search`; an iterative scan goes on from there. */
const WIDEST = 1_000

/** Pairs, best by their rarer stems, whose common ones are looked up. */
const BEST_OF_RARE = 1_000

/**
 * Candidates from a Postgres index: the nearest paragraphs by HNSW, the best pairs by the postings.
 * Given the SHA-256 of each loaded document's JSON, by its id.
 */
export function postgresCandidates(
  database: Database,
  contents: ReadonlyMap<string, string>,
): CandidateSource {
  return {
    find: (wanted) =>
      database.read(
        async (db) => ({ nearest: await nearest(db, wanted), worded: await worded(db, wanted) }),
        {
          'hnsw.ef_search': Math.min(LOOKED_THROUGH * wanted.nearest, WIDEST),
          'hnsw.iterative_scan': 'strict_order',
          'hnsw.max_scan_tuples': MOST_SCANNED,
        },
      ),

    async withPhrase(phrase) {
      const values: unknown[] = []
      const [rarest, ...others] = phrase
      const conditions = [isAmong(rarest!, values), ...others.map((ways) => hasAny(ways, values))]
      const rows = await database.select<{ id: string }>(
        `select pair.id from letterlijk.pairs pair where ${conditions.join(' and ')}`,
        values,
      )
      return rows.map(({ id }) => id)
    },

    async firstWith(stem, most) {
      const rows = await database.select<{ id: string }>(
        `select pair.id from letterlijk.postings join letterlijk.pairs pair on pair.key = pair
         where stem = $1 order by postings.pair limit $2`,
        [stem, most],
      )
      return rows.map(({ id }) => id)
    },

    async terms(answerIds) {
      const rows = await database.select<Terms>(
        `select pair.id, pair.terms, d.id as document, d.content_sha256 as content
         from letterlijk.pairs pair join letterlijk.documents d on d.id = pair.document_id
         where pair.id = any($1)`,
        [answerIds],
      )
      return new Map(
        rows
          .filter(({ document, content }) => contents.get(document) === content)
          // Copies, since each may be kept, and would keep the memory that it shares with others.
          .map(({ id, terms }) => [id, new Uint8Array(terms)]),
      )
    },

    vectorsOf: (paragraphIds) => readVectors(database, paragraphIds),
  }
}

interface Terms {
  readonly id: string
  readonly terms: Uint8Array
  readonly document: string
  readonly content: string
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

async function nearest(db: Queryable, wanted: CandidateQuery): Promise<Neighbour[]> {
  const { vector, nearest: limit, exact } = wanted
  // pgvector finds everything equally far from a zero vector.
  if (vector.every((number) => number === 0)) return []
  const values: unknown[] = [vectorLiteral(vector), limit]
  const distance = '(p.vector <=> $1::halfvec)'
  const { rows } = await db.query<{ id: string; score: number }>(
    `select p.id, 1 - ${distance} as score
     from letterlijk.paragraphs p
     ${where(wanted.filters, { document: 'p.document_id', answer: 'p.answer_id' }, values)}
     order by ${exact ? `${distance} + 0` : distance} limit $2`,
    values,
  )
  return rows
    .map(({ id, score }) => ({
      paragraphId: id,
      // The cosine of a zero vector, which only an exact scan can return.
      score: Number.isNaN(score) ? 0 : score,
    }))
    .sort((a, b) => b.score - a.score || (a.paragraphId < b.paragraphId ? -1 : 1))
}

/** What a stem adds to the score of a pair in BM25: `$3` and `$4` make up its damping. */
const PART = '(asked.weight * p.count / (p.count + $3::float8 + $4::float8 * p.length))'

async function worded(db: Queryable, wanted: CandidateQuery): Promise<string[]> {
  const { stems, common, bm25, worded: limit, filters } = wanted
  if (stems.size === 0) return []
  const { k1, b, meanLength } = bm25
  const values: unknown[] = [
    ...[[...stems.keys()], [...stems.values()]],
    ...[k1 * (1 - b), (k1 * b) / meanLength, limit],
  ]
  const condition = where(filters, { document: 'pair.document_id', answer: 'pair.id' }, values)
  const best = `select p.pair, sum${PART} as score
    from unnest($1::text[], $2::float8[]) as asked (stem, weight)
    join letterlijk.postings p on p.stem = asked.stem
    ${condition === '' ? '' : `join letterlijk.pairs pair on pair.key = p.pair ${condition}`}
    group by p.pair order by score desc, p.pair`
  const { rows } = await db.query<{ id: string }>(
    `select pair.id from (
       ${common.size === 0 ? best : withCommon(best, common, values)} limit $5
     ) best join letterlijk.pairs pair on pair.key = best.pair
     order by best.score desc, pair.key`,
    values,
  )
  return rows.map(({ id }) => id)
}

/**
 * The best pairs of a statement with what common stems add to their scores. It looks each up in
 * each pair, since `offset 0` keeps the planner from reading all postings of a stem or a pair.
 */
function withCommon(best: string, common: CandidateQuery['common'], values: unknown[]): string {
  values.push([...common.keys()], [...common.values()], BEST_OF_RARE)
  const [stems, weights, limit] = [2, 1, 0].map((back) => `$${values.length - back}`)
  return `select rare.pair, rare.score + coalesce((
      select sum${PART} from unnest(${stems}::text[], ${weights}::float8[]) as asked (stem, weight)
      cross join lateral (
        select p.count, p.length from letterlijk.postings p
        where p.stem = asked.stem and p.pair = rare.pair offset 0
      ) p
    ), 0) as score
    from (${best} limit ${limit}) rare order by score desc, rare.pair`
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
  add(ofDocument, parties?.map(comparedName), (place) => `d.parties && ${place}::text[]`)
  add(ofDocument, from, (place) => `d.answered >= ${place}::text`)
  add(ofDocument, to, (place) => `d.answered <= ${place}::text`)
  const all = [...conditions, ...ofDocument]
  if (all.length === 0) return ''
  const joined = `join letterlijk.documents d on d.id = ${column.document}`
  return `${ofDocument.length === 0 ? '' : joined} where ${all.join(' and ')}`
}

/** Postgres stores no text with a zero character, so nothing in it can match one. */
function isStorable(text: unknown): boolean {
  return typeof text === 'string' && !text.includes('\0')
}
