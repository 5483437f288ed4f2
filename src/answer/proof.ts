import { sha256 } from '../domain/digest.ts'
import type { Proof, Reading, SourceDocument } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { isVerbatim } from '../domain/reading.ts'
import type { WireProof } from '../wire/proof.ts'

/** A document with the source text that was read for it, and the signature of that text. */
export interface Proven {
  readonly document: SourceDocument
  readonly source: string
  readonly voucher: Pick<Proof, 'indexDigest' | 'signature'>
}

/**
 * Rebuilds a reading from the source, compares, and proves it. Throws `not_verbatim`, naming
 * `place`, if the reading differs from the source: nobody may see such a text.
 */
export async function prove(
  { document, source, voucher }: Proven,
  reading: Reading,
  place: string,
): Promise<WireProof> {
  if (!isVerbatim(source, reading)) {
    throw new AppError(
      'not_verbatim',
      `${place} of the index is not what its source says, and is not shown. Run \`npm run ` +
        'verify` for the places, and `npm run index` to rebuild the index.',
    )
  }
  return {
    documentId: document.id,
    sourceSha256: document.source.sha256,
    spans: reading.spans.map(({ start, end }) => ({ start, end })),
    joins: [...reading.joins],
    textSha256: await sha256(reading.text),
    indexDigest: voucher.indexDigest,
    signature: voucher.signature === null ? null : { ...voucher.signature },
  }
}
