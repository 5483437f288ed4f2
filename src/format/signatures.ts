import { z } from 'zod'
import { statementOf, type Signature } from '../domain/signature.ts'
import type { Manifest } from './manifest.ts'

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

/** Makes the file; `sign` returns the signature of a text, in base64. */
export function writeSignatures(
  { digest, documents }: Manifest,
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
  bytes: Uint8Array | null,
  { digest }: Pick<Manifest, 'digest'>,
): ReadonlyMap<string, Signature> {
  const file = Signatures.safeParse(bytes === null ? null : jsonOf(bytes))
  if (!file.success || file.data.indexDigest !== `sha256:${digest}`) return new Map()
  const { publicKey, documents } = file.data
  return new Map(Object.entries(documents).map(([id, value]) => [id, { publicKey, value }]))
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    // The schema refuses undefined.
    return undefined
  }
}
