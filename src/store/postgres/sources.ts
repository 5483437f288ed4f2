import { sha256 } from '../../domain/digest.ts'
import type { SourceDocument } from '../../domain/document.ts'
import type { Queryable } from './database.ts'

/** Two contents of one id: the better one is read, the other differs in some answers. */
export type ComparedSources =
  | {
      readonly kind: 'sources'
      readonly better: 'first' | 'second'
      readonly differing: readonly string[]
    }
  | { readonly kind: 'clash' }

/** Compares the contents of two documents with one id, each as JSON. */
export type CompareSources = (first: string, second: string) => ComparedSources

/** A file that holds a document, with what was read of it. */
interface HoldingFile {
  readonly file: string
  readonly fileSha256: string
  readonly metadataSha256: string | null
  readonly madeWith: string
  readonly content: string
}

/** The other files of documents. */
export async function othersOf(
  db: Queryable,
  ids: readonly (string | undefined)[],
): Promise<HoldingFile[]> {
  const { rows } = await db.query(
    `select file, file_sha256 as "fileSha256", metadata_sha256 as "metadataSha256",
       made_with as "madeWith", content
     from letterlijk.others where document_id = any($1) order by file`,
    [ids.filter((id) => id !== undefined)],
  )
  return rows as HoldingFile[]
}

/** Keeps a file as another source of a document; drops one that is another document by now. */
export async function addOther(
  db: Queryable,
  document: { readonly id: string; readonly content: string },
  other: HoldingFile,
  compare: CompareSources,
): Promise<void> {
  const compared = compare(document.content, other.content)
  if (compared.kind === 'clash') return
  await db.query(
    `insert into letterlijk.others (file, document_id, file_sha256, metadata_sha256, made_with,
       content, differing) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[other.file, document.id, other.fileSha256, other.metadataSha256, other.madeWith],
      ...[other.content, compared.differing],
    ],
  )
}

/** Takes a file from the sources of its document; true where it was one. */
export async function leaveSources(db: Queryable, file: string): Promise<boolean> {
  const { rows } = await db.query(
    'delete from letterlijk.others where file = $1 returning document_id as id',
    [file],
  )
  for (const { id } of rows as { id: string }[]) await nameSources(db, id)
  return rows.length > 0
}

/** Records in a document the other files that hold it. */
export async function nameSources(db: Queryable, id: string): Promise<void> {
  const { rows } = await db.query('select content from letterlijk.documents where id = $1', [id])
  const [stored] = rows as { content: string }[]
  if (stored === undefined) return
  const { rows: others } = await db.query(
    `select file, file_sha256 as "fileSha256", content, differing from letterlijk.others
     where document_id = $1 order by file`,
    [id],
  )
  const document = JSON.parse(stored.content) as SourceDocument
  const alsoIn = (others as (HoldingFile & { differing: string[] })[]).map(
    ({ file, fileSha256, content: written, differing }) => {
      const { source } = JSON.parse(written) as SourceDocument
      return { file, format: source.format, fileSha256, differing }
    },
  )
  if (alsoIn.length === 0 && (document.alsoIn ?? []).length === 0) return
  const content = JSON.stringify({ ...document, alsoIn })
  await db.query(
    'update letterlijk.documents set content = $2, content_sha256 = $3 where id = $1',
    [id, content, await sha256(content)],
  )
}
