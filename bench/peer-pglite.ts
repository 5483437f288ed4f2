import { PGlite } from '@electric-sql/pglite'
import { textOf, type Peer } from './peer.ts'

/** Postgres full text search in its own `dutch` configuration, run in-process by PGlite. */
export const pglite: Peer = {
  name: 'PGlite, dutch full text',
  configuration:
    '`dutch` configuration, GIN index, words joined by OR (by AND most queries find nothing), ' +
    '`ts_rank` that divides by 1 + log(length)',
  async build({ texts }) {
    const db = await PGlite.create()
    await db.exec(`
      create table answers (id text primary key, body text not null,
        words tsvector generated always as (to_tsvector('dutch', body)) stored);
      create index on answers using gin (words);`)
    await db.query('insert into answers (id, body) select * from unnest($1::text[], $2::text[])', [
      texts.map(({ id }) => id),
      texts.map(textOf),
    ])
    await db.exec('analyze answers')
    return {
      async find(query, limit) {
        const { rows } = await db.query<{ id: string }>(
          `with asked as (select replace(plainto_tsquery('dutch', $1)::text, '&', '|')::tsquery as
            words)
           select id from answers, asked where answers.words @@ asked.words
           order by ts_rank(answers.words, asked.words, 1) desc, id limit $2`,
          [query, limit],
        )
        return rows.map(({ id }) => id)
      },
      close: () => db.close(),
    }
  },
}
