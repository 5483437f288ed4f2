import { join } from 'node:path'
import { cloudflareApi, type CloudflareOptions } from '../cloudflare.ts'
import { expectAccount, type Config } from '../config.ts'
import { sha256 } from '../domain/digest.ts'
import { AppError } from '../domain/errors.ts'
import { indexFolder } from '../store/folder/folder.ts'
import { unitVector } from '../vectors/int8.ts'
import { lockFolder } from '../store/folder/lock.ts'
import { generationOf, type Manifest } from '../format/manifest.ts'
import { VECTORS } from '../format/open.ts'
import type { Entry } from '../store/store.ts'
import { itemsByDocument, readVectraFile, type ItemsOfDocument } from '../format/vectra-file.ts'
import { expectFitting, vectorizeOverRest } from '../store/vectorize/rest.ts'
import { openSentFile, type SentFile } from '../store/vectorize/sent.ts'
import {
  groupsOf,
  keyOf,
  LIMITS,
  namespaceOf,
  settled,
  vectorOf,
  type VectorizeIndex,
  type VectorizeVector,
} from '../store/vectorize/binding.ts'

export interface FillReport {
  /** vectors that this run sent */
  readonly sent: number
  readonly deleted: number
  /** whether queries see all of it; false where that took too long, and then it comes later */
  readonly settled: boolean
}

export interface FillOptions extends CloudflareOptions {
  readonly onProgress?: (progress: { sent: number; total: number }) => void
}

/** Vectors of one call: some 4 MB at 256 numbers, 16 MB at 1,024. Vectorize takes 5,000 and 100 MB. */
const BATCH = 1000

/**
 * Brings the Vectorize index of VECTORIZE_INDEX to what the index in INDEX_DIR holds: sends the vectors of documents
 * that are new or were changed, deletes those of paragraphs that are no more, and waits until queries see it. What was
 * sent is kept in a file beside the manifest, so that a run that was killed goes on where it stopped.
 *
 * Throws what `cloudflareApi`, `expectFitting` and `openSentFile` throw, and `index_locked`.
 */
export async function fillVectorize(
  config: Config,
  { onProgress, ...options }: FillOptions = {},
): Promise<FillReport> {
  const account = expectAccount(config.cloudflare, 'STORE=vectorize')
  const api = cloudflareApi(account, options)
  const name = config.vectorizeIndex
  const folder = indexFolder(config.indexDir)
  const release = await lockFolder(config.indexDir)
  try {
    const manifest = await folder.manifest()
    await expectFitting(api, { name, dimensions: manifest.model.dimensions })
    const vectors = await readVectors(manifest, folder.files)
    const file = await openSentFile(join(config.indexDir, `vectorize-${name}.jsonl`), {
      account: account.account,
      index: name,
    })
    try {
      return await bringUp(vectorizeOverRest(api, name), file, {
        wanted: await wantedFrom(vectors, manifest),
        onProgress: onProgress ?? (() => {}),
        ...options,
      })
    } finally {
      await file.close()
    }
  } finally {
    await release()
  }
}

/** The vectors of a document, not decoded before they are sent. */
interface Wanted {
  readonly documentId: string
  /** of the vectors and of the model: the same digest, the same vectors in Vectorize */
  readonly digest: string
  readonly ids: readonly string[]
  vectors(): Promise<VectorizeVector[]>
}

async function readVectors(
  manifest: Manifest,
  files: ReturnType<typeof indexFolder>['files'],
): Promise<Uint8Array<ArrayBuffer>> {
  const file = await files.readHashed(`generations/${generationOf(manifest)}/${VECTORS}`)
  if (file !== null && file.sha256 === manifest.files[VECTORS]) return file.bytes
  throw new AppError(
    'index_damaged',
    `The index is damaged: ${VECTORS} is missing or was changed. Run \`npm run index\` to build it anew.`,
  )
}

async function wantedFrom(bytes: Uint8Array<ArrayBuffer>, { model }: Manifest): Promise<Wanted[]> {
  const namespace = namespaceOf(model.digest)
  const vectorsIn = async ({ start, end }: ItemsOfDocument) => {
    const made = entriesIn(bytes.subarray(start, end), model).map((entry) =>
      vectorOf(entry, { dimensions: model.dimensions, namespace }),
    )
    return (await Promise.all(made)).filter((vector) => vector !== null)
  }
  const wanted: Wanted[] = []
  for (const items of itemsByDocument(bytes)) {
    const content = bytes.slice(items.start, items.end)
    const digest = await sha256(`${model.digest} ${await sha256(content)}`)
    // Zero vectors are not sent.
    const kept = entriesIn(content, model).filter(({ vector }) =>
      vector.some((value) => value !== 0),
    )
    const ids = await Promise.all(kept.map(({ paragraphId }) => keyOf(paragraphId)))
    const { documentId } = items
    wanted.push({ documentId, digest, ids, vectors: () => vectorsIn(items) })
  }
  return wanted
}

/** The vectors as floats, which is what Vectorize takes. */
function entriesIn(bytes: Uint8Array, { dimensions }: Manifest['model']): Entry[] {
  const { paragraphIds, owners, documentIds, row } = readVectraFile(bytes, dimensions)
  return paragraphIds.map((paragraphId, at) => ({
    ...{ paragraphId, documentId: documentIds[owners[at]!]! },
    vector: unitVector(row(at)),
  }))
}

interface BringUp extends CloudflareOptions {
  readonly wanted: readonly Wanted[]
  readonly onProgress: NonNullable<FillOptions['onProgress']>
}

async function bringUp(
  index: VectorizeIndex,
  file: SentFile,
  { wanted, onProgress, ...options }: BringUp,
): Promise<FillReport> {
  const changed = wanted.filter((each) => file.sent.documents.get(each.documentId) !== each.digest)
  const total = changed.reduce((sum, { ids }) => sum + ids.length, 0)
  let sent = 0
  for (const batch of batchesOf(changed)) {
    sent += await send(batch, index, file)
    onProgress({ sent, total })
  }
  const deleted = await deleteOthers(wanted, index, file)
  const mutationId = file.sent.unsettled
  const seen = mutationId === null || (await settled(index, { mutationId }, options))
  if (mutationId !== null && seen) await file.settled()
  await file.tidy()
  return { sent, deleted, settled: seen }
}

/** Deletes the vectors that are not wanted any more, and gives how many there were. */
async function deleteOthers(
  wanted: readonly Wanted[],
  index: VectorizeIndex,
  file: SentFile,
): Promise<number> {
  const documents = new Set(wanted.map(({ documentId }) => documentId))
  const staying = new Set(wanted.flatMap(({ ids }) => ids))
  const gone = [...file.sent.documents.keys()].filter((document) => !documents.has(document))
  const leaving = [...file.sent.ids].filter((id) => !staying.has(id))
  if (gone.length > 0) await file.sending(gone, [])
  for (const group of groupsOf(leaving, LIMITS.deleteIds)) {
    const { mutationId } = await index.deleteByIds(group)
    await file.deleted(group, mutationId)
  }
  return leaving.length
}

/** Documents whose vectors go in one call; one that has more than fit makes a batch of its own. */
function* batchesOf(documents: readonly Wanted[]): Generator<Wanted[]> {
  let batch: Wanted[] = []
  let size = 0
  for (const document of documents) {
    if (batch.length > 0 && size + document.ids.length > BATCH) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(document)
    size += document.ids.length
  }
  if (batch.length > 0) yield batch
}

/** Sends the vectors of some documents, and gives how many there were. */
async function send(
  documents: readonly Wanted[],
  index: VectorizeIndex,
  file: SentFile,
): Promise<number> {
  const vectors = (await Promise.all(documents.map((each) => each.vectors()))).flat()
  await file.sending(
    documents.map(({ documentId }) => documentId),
    vectors.map(({ id }) => id),
  )
  let mutation: string | null = null
  for (const group of groupsOf(vectors, BATCH)) mutation = (await index.upsert(group)).mutationId
  await file.taken(
    documents.map(({ documentId, digest }) => [documentId, digest] as const),
    mutation,
  )
  return vectors.length
}
