/** Who vouches for a source text: an Ed25519 signature of `statementOf` that text. */
export interface Signature {
  /** in base64, as in the key's PEM file */
  readonly publicKey: string
  /** in base64 */
  readonly value: string
}

/** The signed statement about a source text: that it is this document's in this index. */
interface Vouched {
  /** `sha256:<hex>` of the index */
  readonly indexDigest: string
  readonly documentId: string
  /** hex */
  readonly sourceSha256: string
}

/**
 * The signed text, as UTF-8. Its digests cover everything that a proof can show; without the
 * document in it, the signature of an index would vouch for any text that names that index.
 */
export function statementOf({ indexDigest, documentId, sourceSha256 }: Vouched): string {
  return `letterlijk proof 1\n${indexDigest}\n${documentId}\n${sourceSha256}\n`
}

/**
 * Whether the signature belongs to its key and this source text; null if this platform lacks
 * Ed25519.
 */
export async function isSigned(
  vouched: Vouched,
  { publicKey, value }: Signature,
): Promise<boolean | null> {
  try {
    const key = await crypto.subtle.importKey('spki', bytesOf(publicKey), 'Ed25519', false, [
      'verify',
    ])
    const statement = new TextEncoder().encode(statementOf(vouched))
    return await crypto.subtle.verify('Ed25519', key, bytesOf(value), statement)
  } catch (error) {
    // An invalid key or invalid base64 vouches for nothing; a browser may lack such signatures.
    return (error as Error).name === 'NotSupportedError' ? null : false
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
