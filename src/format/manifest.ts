import { z } from 'zod'
import { sha256 } from '../domain/digest.ts'
import { AppError } from '../domain/errors.ts'
import { inSlices } from '../domain/slices.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** A file's name in `documents/`: inside the folder, without a way out. */
const FileName = z.string().min(1).refine(staysInside, 'leaves its folder')

/** Whether a file's name, joined to a folder, is a file below that folder. */
export function staysInside(name: string): boolean {
  return !/(^|[/\\])\.\.?([/\\]|$)|^[/\\]|\0/.test(name)
}

/**
 * Raise this whenever the form of an index's files changes: an index in another format is rebuilt.
 */
export const FORMAT = 7

/** What the next index needs in order to take a document over without reading it. */
export const ListedDocument = z.object({
  id: z.string().min(1),
  file: FileName,
  fileSha256: Sha256,
  /** of the metadata file beside it */
  metadataSha256: Sha256.nullable(),
  sourceSha256: Sha256,
  answers: z.int().min(0),
  paragraphs: z.int().min(0),
  segments: z.int().min(1),
  warnings: z.int().min(0),
  fingerprint: z.int().min(0).max(0xffff_ffff),
  /** other files with the same document; absent without any */
  alsoIn: z
    .array(
      z.object({
        file: FileName,
        fileSha256: Sha256,
        metadataSha256: Sha256.nullable(),
        format: z.enum(['text', 'pdf', 'docx', 'xml', 'html']),
        /** numbers of the answers whose words differ there */
        differing: z.array(z.string()),
      }),
    )
    .min(1)
    .optional(),
})

export type ListedDocument = z.infer<typeof ListedDocument>

/**
 * The contents of `manifest.json`: what the index was made from, and the digest of each of its
 * files.
 */
export const Manifest = z.object({
  format: z.literal(FORMAT),
  parser: z.int(),
  model: z.object({ name: z.string(), digest: Sha256, dimensions: z.int().min(1) }),
  /** the source of late interaction; null if there was none */
  lexicon: z
    .object({
      name: z.string(),
      digest: Sha256,
      /** of its list of neighbours, null without one; indexes of earlier versions do not say */
      neighbours: Sha256.nullable().optional(),
    })
    .nullable(),
  counts: z.object({ documents: z.int(), answers: z.int(), paragraphs: z.int() }),
  /** the files of the generation, name -> SHA-256 */
  files: z.record(z.string().regex(/^\w[\w.-]*$/), Sha256),
  /** the number of documents in each part, see `partsOf`; absent in a small index */
  parts: z.array(z.int().min(1)).optional(),
  /** of a small index, in order of id; each part has those of its own, see `readEntries` */
  documents: z.array(ListedDocument).optional(),
  /** files that could not be read, with reasons */
  failures: z.array(
    z.object({
      file: FileName,
      fileSha256: Sha256,
      metadataSha256: Sha256.nullable(),
      reason: z.string(),
    }),
  ),
  /** SHA-256 of all of the above */
  digest: Sha256,
})

export type Manifest = z.infer<typeof Manifest>

/**
 * The digest that a manifest must have: of its JSON with the keys in this order, without the
 * digest.
 */
export async function manifestDigest(manifest: Omit<Manifest, 'digest'>): Promise<string> {
  const { format, parser, model, lexicon, counts, files, parts, documents, failures } = manifest
  return sha256(
    // One of parts and documents is absent, and left out.
    JSON.stringify({ format, parser, model, lexicon, counts, files, parts, documents, failures }),
  )
}

/** Name of the folder below `generations/` with the files. */
export function generationOf({ digest }: Pick<Manifest, 'digest'>): string {
  return digest.slice(0, 16)
}

/** Throws `index_damaged` if the text is not a manifest, or one that was edited by hand. */
export async function parseManifest(text: string): Promise<Manifest> {
  const manifest = await inSlices(parseInSteps(text))
  if ((await manifestDigest(manifest)) === manifest.digest) return manifest
  throw damaged('its digest does not fit')
}

/** With breaks: that of a large index takes a quarter of a second. */
function* parseInSteps(text: string): Generator<void, Manifest> {
  const json = jsonOrUndefined(text)
  yield
  const format = (json as { format?: unknown } | null | undefined)?.format
  if (typeof format === 'number' && format !== FORMAT) {
    throw damaged(`the index is of format ${format}, and this version reads format ${FORMAT}`)
  }
  const manifest = Manifest.safeParse(json)
  yield
  if (!manifest.success) throw damaged(z.prettifyError(manifest.error))
  const { parts, documents } = manifest.data
  if ((parts === undefined) !== (documents === undefined)) return manifest.data
  throw damaged('it has neither documents nor parts, or both')
}

/** A file as JSON; undefined if it is none. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses undefined, and its message says what was expected.
    return undefined
  }
}

function damaged(why: string): AppError {
  return new AppError(
    'index_damaged',
    `manifest.json of the index cannot be used: ${why}. Run \`npm run index\` to build the ` +
      'index anew.',
  )
}
