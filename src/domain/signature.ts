/** Who vouches for a source text: an Ed25519 signature of what `statementOf` says of it. */
export interface Signature {
  /** in base64, as it stands in the PEM file of the key */
  readonly publicKey: string
  /** in base64 */
  readonly value: string
}

/** What is signed of a source text: that it is this document's in this index. */
export interface Vouched {
  /** `sha256:<hex>` of the index */
  readonly indexDigest: string
  readonly documentId: string
  /** hex */
  readonly sourceSha256: string
}

/**
 * The text that a signature is of, as UTF-8. Its digests cover whatever a proof can show; without
 * the document in it, the signature of an index would vouch for any text that names that index.
 */
export function statementOf({ indexDigest, documentId, sourceSha256 }: Vouched): string {
  return `letterlijk proof 1\n${indexDigest}\n${documentId}\n${sourceSha256}\n`
}

/**
 * Whether the signature is that of its key and of this source text; null where this platform knows
 * no Ed25519.
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
    // No key, or no base64, vouches for nothing; a browser may know no such signatures.
    return (error as Error).name === 'NotSupportedError' ? null : false
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
