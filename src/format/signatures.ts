import { z } from 'zod'
import { jsonOrUndefined } from './manifest.ts'
import { statementOf, type Signature } from '../domain/signature.ts'

/** A file beside the manifest: a signature for each document, so that a proof can carry its own. */
export const SIGNATURES = 'proofs.sig'

const base64 = (bytes: number) =>
  z.string().regex(new RegExp(`^[\\w+/]{${Math.ceil((bytes * 4) / 3)}}={0,2}$`))

const Signatures = z.object({
  indexDigest: z.string(),
  /** SPKI */
  publicKey: base64(44),
  /** document -> signature */
  documents: z.record(z.string(), base64(64)),
})

/** The signed contents of an index; its digest in hex. */
export interface SignedIndex {
  readonly digest: string
  readonly documents: readonly { readonly id: string; readonly sourceSha256: string }[]
}

/** Makes the file; `sign` returns the signature of a text, in base64. */
export function writeSignatures(
  { digest, documents }: SignedIndex,
  { publicKey, sign }: { publicKey: string; sign: (text: string) => string },
): string {
  const indexDigest = `sha256:${digest}`
  const signed = documents.map(({ id, sourceSha256 }) => {
    return [id, sign(statementOf({ indexDigest, documentId: id, sourceSha256 }))] as const
  })
  const file: z.infer<typeof Signatures> = {
    indexDigest,
    publicKey,
    documents: Object.fromEntries(signed),
  }
  return `${JSON.stringify(file)}\n`
}

/**
 * The signature of each document; empty without such a file, or with one that belongs to another
 * index. Validating them is up to whoever checks a proof.
 */
export function readSignatures(
  content: string | null,
  { digest }: Pick<SignedIndex, 'digest'>,
): ReadonlyMap<string, Signature> {
  const file = Signatures.safeParse(content === null ? null : jsonOrUndefined(content))
  if (!file.success || file.data.indexDigest !== `sha256:${digest}`) return new Map()
  const { publicKey, documents } = file.data
  return new Map(Object.entries(documents).map(([id, value]) => [id, { publicKey, value }]))
}
