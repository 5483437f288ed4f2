import { sha256 } from '../src/domain/digest.ts'
import { isSigned } from '../src/domain/signature.ts'
import { rebuild } from '../src/domain/reading.ts'
import type { WireParagraph } from '../src/wire/answer.ts'

/** The key that signed a source text; null if this browser cannot check the signature. */
export interface SignedBy {
  readonly publicKey: string | null
}

export type ProofOutcome =
  /** `signed` says who vouches for the source text, if anybody does */
  | { readonly kind: 'proven'; readonly signed?: SignedBy }
  /** `paragraph` counts from 1 */
  | { readonly kind: 'disproven'; readonly paragraph: number }

/**
 * The elements that hold what a file proves, with no attribute but `lang`. Anything else could hide
 * a word of it: `<span hidden>niet</span>`.
 */
export const PLAIN_ELEMENTS: ReadonlySet<string> = new Set(
  'blockquote p cite dl dt dd span'.split(' '),
)

/**
 * Checks quotes against their claimed source, trusting neither: the source must have the digest
 * that each proof names, each text must follow from that source by its recipe, and have the digest
 * named. A signature, if present, must match its key. Throws if the browser has no WebCrypto, as on
 * an insecure page.
 */
export async function checkProofs(
  source: Uint8Array<ArrayBuffer>,
  paragraphs: readonly Pick<WireParagraph, 'text' | 'proof'>[],
): Promise<ProofOutcome> {
  const digest = await sha256(source)
  // A byte order mark is a character of the source: spans count it.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(source)
  /** undefined if unsigned, null if this browser cannot check it */
  const keys = new Set<string | null | undefined>()
  for (const [index, paragraph] of paragraphs.entries()) {
    const { proof } = paragraph
    // Proofs of earlier versions lack this field.
    const signature = proof.signature ?? null
    const good = signature === null ? null : await isSigned(proof, signature)
    if (good === false || !(await holds(paragraph, text, digest))) {
      return { kind: 'disproven', paragraph: index + 1 }
    }
    keys.add(signature === null ? undefined : good === null ? null : signature.publicKey)
  }
  const [publicKey] = keys
  return keys.size !== 1 || publicKey === undefined
    ? { kind: 'proven' }
    : { kind: 'proven', signed: { publicKey } }
}

async function holds(
  { text, proof }: Pick<WireParagraph, 'text' | 'proof'>,
  source: string,
  sourceDigest: string,
): Promise<boolean> {
  if (proof.sourceSha256 !== sourceDigest) return false
  if (proof.textSha256 !== (await sha256(text))) return false
  try {
    return rebuild(source, proof) === text
  } catch {
    // Spans that do not fit the source prove nothing.
    return false
  }
}
