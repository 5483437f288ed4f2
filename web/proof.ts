import { sha256 } from '../src/domain/digest.ts'
import { rebuild } from '../src/domain/reading.ts'
import type { WireParagraph } from '../src/wire/schemas.ts'

export type ProofOutcome =
  | { readonly kind: 'proven' }
  /** `paragraph` counts from 1 */
  | { readonly kind: 'disproven'; readonly paragraph: number }

/**
 * Checks quotes against the source they are said to come from, trusting neither: the source must
 * have the digest that each proof names, each text must be what the recipe makes of that source,
 * and its digest the one named. Throws where the browser has no WebCrypto: on a page that is not
 * secure.
 */
export async function checkProofs(
  source: Uint8Array<ArrayBuffer>,
  paragraphs: readonly Pick<WireParagraph, 'text' | 'proof'>[],
): Promise<ProofOutcome> {
  const digest = await sha256(source)
  // A byte order mark is a character of the source: spans count it.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(source)
  for (const [index, paragraph] of paragraphs.entries()) {
    if (!(await holds(paragraph, text, digest))) return { kind: 'disproven', paragraph: index + 1 }
  }
  return { kind: 'proven' }
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
